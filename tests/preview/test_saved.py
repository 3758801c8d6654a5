"""The desk follows what correspondents, designers and editors do to the files of a workspace."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ISSUE, ROOT
from tests.desks import NAME, editor, message, preview


def test_a_save_is_followed_and_the_scroll_is_kept(desk: Page, source: Path) -> None:
    body = message(desk).locator("body")
    body.evaluate("() => scrollTo(0, 500)")
    desk.get_by_label("Dark", exact=True).check(force=True)
    source.write_text(ISSUE.replace("It opens in June.", "It opens in July."))
    expect(body).to_contain_text("It opens in July.")
    assert body.evaluate("() => scrollY") == pytest.approx(500, abs=1)
    expect(desk.get_by_label("Dark", exact=True)).to_be_checked()


@pytest.mark.parametrize("broken", ["title: [", "", "\x00\x01", ISSUE.replace("title:", "titel:")])
def test_a_broken_file_keeps_the_last_good_message_under_its_problems(
    desk: Page, source: Path, broken: str
) -> None:
    source.write_text(broken)
    expect(desk.locator("#status")).to_contain_text("last good message")
    expect(desk.locator("#problems li").first).to_be_visible()
    expect(message(desk).locator("body")).to_contain_text("A Harbor And Its Lenders")
    source.write_text(ISSUE)
    expect(desk.locator("#status")).to_be_empty()


def test_a_file_that_is_deleted_and_made_again_is_followed(desk: Page, source: Path) -> None:
    source.unlink()
    expect(desk.locator("#status")).to_contain_text("last good message")
    source.write_text(ISSUE.replace("It opens in June.", "It opens in August."))
    expect(message(desk).locator("body")).to_contain_text("It opens in August.")


def test_a_file_that_is_exchanged_by_renaming_is_followed(desk: Page, source: Path) -> None:
    """As many editors save."""
    draft = source.with_suffix(".tmp")
    draft.write_text(ISSUE.replace("It opens in June.", "It opens in autumn."))
    draft.rename(source)
    expect(message(desk).locator("body")).to_contain_text("It opens in autumn.")


def test_a_changed_component_is_followed(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues" / NAME).write_text(ISSUE)
    face = tmp_path / "components" / "subscribe-line" / "subscribe-line.mjml.j2"
    face.parent.mkdir(parents=True)
    shipped = ROOT / "components" / "subscribe-line" / face.name
    face.write_text(shipped.read_text())
    with preview(tmp_path) as address, editor(browser, address) as page:
        face.write_text(shipped.read_text().replace("<mj-text", "<mj-text color='#123456'", 1))
        expect(message(page).locator("[style*='#123456']").first).to_be_visible()
        face.write_text("<mj-section>{{ nothing }}</mj-section>")
        expect(page.locator("#problems")).to_contain_text("nothing")
        expect(message(page).locator("[style*='#123456']").first).to_be_visible()


def test_a_changed_briefing_is_followed(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues" / NAME).write_text(ISSUE)
    briefing = tmp_path / "components" / "briefings" / "china-in-eurasia.yaml"
    briefing.parent.mkdir(parents=True)
    shipped = (ROOT / "components" / "briefings" / briefing.name).read_text()
    briefing.write_text(shipped)
    with preview(tmp_path) as address, editor(browser, address) as page:
        expect(message(page).locator("body")).to_contain_text("China In Eurasia")
        briefing.write_text(shipped.replace("name: China In Eurasia\n", "name: China Across Eurasia\n", 1))
        expect(message(page).locator("body")).to_contain_text("China Across Eurasia")


def test_the_page_comes_back_when_the_desk_is_started_again(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "issues").mkdir()
    path = tmp_path / "issues" / NAME
    path.write_text(ISSUE)
    context = browser.new_context()
    page = context.new_page()
    with preview(tmp_path) as address:
        page.goto(address)
        expect(message(page).locator("body")).to_contain_text("It opens in June.")
    expect(page.locator("#status")).to_contain_text("The desk has stopped")
    path.write_text(ISSUE.replace("It opens in June.", "It opens in winter."))
    with preview(tmp_path, "--port", address.rstrip("/").rpartition(":")[2]) as again:
        assert again == address
        expect(message(page).locator("body")).to_contain_text("It opens in winter.")
    context.close()


def test_twenty_tabs_each_follow_their_own_issue(browser: Browser, tmp_path: Path) -> None:
    """More than a browser opens connections of HTTP to one server at once."""
    (tmp_path / "issues").mkdir()
    days = [f"2024-05-{day:02}" for day in range(1, 21)]
    for day in days:
        (tmp_path / "issues" / f"{day}.yaml").write_text(ISSUE.replace("2024-05-22", day))
    context = browser.new_context()
    with preview(tmp_path) as address:
        tabs = [context.new_page() for _ in days]
        for tab, day in zip(tabs, days, strict=True):
            tab.goto(f"{address}#{day}.yaml")
        for tab, day in zip(tabs, days, strict=True):
            path = tmp_path / "issues" / f"{day}.yaml"
            path.write_text(path.read_text().replace("It opens in June.", f"It opens after {day}."))
            expect(message(tab).locator("body")).to_contain_text(f"It opens after {day}.")
        context.close()
