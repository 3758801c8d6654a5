"""A desk with more issues than anybody looks at, and a window that changes its size."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.conftest import ISSUE
from tests.desks import NAME, editor, message, preview


def test_the_newest_issues_are_listed_and_older_ones_when_they_are_asked_for(
    browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "issues").mkdir()
    days = [str(date(2024, 1, 1) + timedelta(days)) for days in range(60)]
    for day in days:
        (tmp_path / "issues" / f"{day}.yaml").write_text(ISSUE.replace("2024-05-22", day))
    with preview(tmp_path) as address, editor(browser, f"{address}#{days[0]}.yaml") as page:
        expect(message(page).locator("body")).to_contain_text("A Harbor And Its Lenders")
        expect(page.locator("#issues li")).to_have_count(50)
        expect(page.locator("#issues .date").first).to_have_text(days[-1])
        page.get_by_role("button", name="10 older").click()
        expect(page.locator("#issues li")).to_have_count(60)
        expect(page.locator("#issues [aria-current]")).to_contain_text(days[0])
        expect(page.locator("#older")).to_be_hidden()


def test_an_issue_that_there_is_not_is_said_to_be_gone(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues" / NAME).write_text(ISSUE)
    with preview(tmp_path) as address, editor(browser, address) as page:
        page.goto(f"{address}#2031-01-01.yaml")
        expect(page.locator("#status")).to_have_text("This issue is gone.")
        page.locator("#issues a").click()
        expect(message(page).locator("body")).to_contain_text("A Harbor And Its Lenders")
        expect(page.locator("#status")).to_be_empty()


def test_a_phone_makes_no_message_for_a_desktop_until_it_has_room_for_one(
    browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "issues").mkdir()
    path = tmp_path / "issues" / NAME
    path.write_text(ISSUE)
    with preview(tmp_path) as address, editor(browser, address, width=390, height=844) as page:
        expect(message(page, "phone").locator("body")).to_contain_text("It opens in June.")
        expect(message(page).locator("body")).to_be_empty()
        path.write_text(ISSUE.replace("It opens in June.", "It opens in July."))
        expect(message(page, "phone").locator("body")).to_contain_text("It opens in July.")
        page.set_viewport_size({"width": 1440, "height": 900})
        expect(message(page).locator("body")).to_contain_text("It opens in July.")
