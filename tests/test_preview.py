"""The desk in a browser: what an editor sees, and does."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from .conftest import ISSUE, ROOT
from .desks import editor, preview

NAME = "2024-05-22.yaml"
PREVIOUS = ISSUE.replace("2024-05-22", "2024-05-08").replace(
    "A Harbor And Its Lenders", "A Road And Its Tolls"
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    (root / "issues").mkdir()
    (root / "issues" / NAME).write_text(ISSUE)
    with preview(root) as found:
        yield found


@pytest.fixture
def source(root: Path) -> Iterator[Path]:
    """The issue that is shown; whatever a test makes of the workspace, it is afterwards as it was."""
    path = root / "issues" / NAME
    yield path
    for other in (root / "issues").iterdir():
        if other != path:
            other.unlink()
    path.write_text(ISSUE)


@pytest.fixture
def desk(browser: Browser, address: str, source: Path) -> Iterator[Page]:
    """The desk's page with the issue as it was, when it is known to show it."""
    with editor(browser, address, width=1800) as page:
        expect(page.locator("#issues a")).to_have_count(1)
        expect(message(page).locator("body")).to_contain_text("A Harbor And Its Lenders")
        yield page


def message(page: Page, frame: str = "desktop") -> FrameLocator:
    return page.frame_locator(f"#{frame}")


def background(page: Page) -> str:
    return str(message(page).locator("body").evaluate("body => getComputedStyle(body).backgroundColor"))


def test_the_message_stands_in_both_widths_side_by_side(desk: Page) -> None:
    """Where there is no room, both are made smaller: what their page sees stays."""
    desk.set_viewport_size({"width": 1300, "height": 800})
    for name, width in (("desktop", 640), ("phone", 375)):
        box = desk.locator(f"#{name}").bounding_box()
        assert message(desk, name).locator("body").evaluate("() => innerWidth") == pytest.approx(
            width, abs=14
        )
        assert box
        assert box["x"] + box["width"] <= 1300 - 372


def test_the_message_is_shown_at_any_width(desk: Page) -> None:
    desk.locator("#width").fill("320")
    assert message(desk).locator("body").evaluate("() => innerWidth") == pytest.approx(320, abs=4)


def test_the_list_has_the_state_of_each_issue(desk: Page, root: Path) -> None:
    (root / "issues" / "2024-05-08.yaml").write_text(PREVIOUS.replace("title:", "titel:"))
    row = desk.locator("#issues li").nth(1)
    expect(row).to_contain_text("2024-05-08")
    expect(row).to_contain_text("1 error")
    expect(row).to_contain_text("words")


def test_the_inbox_shows_sender_subject_and_preheader_as_they_are_cut(desk: Page, source: Path) -> None:
    long = "A Harbor And Its Lenders And Everybody Else Who Ever Stood On The Quay In The Morning"
    source.write_text(ISSUE.replace("A Harbor And Its Lenders", long))
    phone = desk.locator("#inbox div").nth(2)
    expect(phone.locator(".subject")).to_have_text(re.compile("^A Harbor And Its Lenders.*\u2026$"))
    expect(phone.locator(".sender")).to_have_text("China In Eurasia | RFE/RL")
    expect(phone.locator(".preheader")).not_to_be_empty()


def test_the_colors_are_the_authors_or_forced_whatever_the_editors_own_are(
    browser: Browser, address: str, source: Path
) -> None:
    with editor(browser, address, dark=True) as desk:
        light = background(desk)
        desk.get_by_label("Dark", exact=True).check(force=True)
        expect(message(desk).locator("body")).not_to_have_css("background-color", light)
        desk.get_by_label("Forced", exact=True).check(force=True)
        expect(message(desk).locator("html")).to_have_css("filter", re.compile("invert"))


@pytest.mark.parametrize(("box", "left"), [("No style", 0), ("No @media", 1)])
def test_style_and_media_are_taken_away(desk: Page, box: str, left: int) -> None:
    desk.get_by_label(box).check(force=True)
    sheets = "[...document.querySelectorAll('style')].map(sheet => sheet.textContent).join('')"
    if left:
        expect(message(desk).locator("style").first).not_to_contain_text("@media")
        assert message(desk).locator("body").evaluate(f"() => {sheets}.length") > left
    else:
        expect(message(desk).locator("style")).to_have_count(0)


def test_without_images_nobody_is_asked_for_them(desk: Page, source: Path) -> None:
    """The browser's own policy stands in the way, for a picture that comes with a later save, too."""
    failed: list[tuple[str, str | None]] = []
    desk.on("requestfailed", lambda request: failed.append((request.url.rpartition("/")[2], request.failure)))
    photo = "photo:\n  image: https://example.org/{}\n  alt: Five cranes\n  caption: At low tide.\n  credit: Staff\n"
    with desk.expect_event("requestfailed", lambda request: request.url.endswith("cranes.jpg")):
        source.write_text(ISSUE.replace("lead:\n", f"{photo.format('cranes.jpg')}lead:\n", 1))
    assert failed[0] != ("cranes.jpg", "csp")
    with desk.expect_event("requestfailed", lambda request: request.failure == "csp"):
        desk.get_by_label("No images").check(force=True)
    with desk.expect_event("requestfailed", lambda request: request.url.endswith("quay.jpg")):
        source.write_text(ISSUE.replace("lead:\n", f"{photo.format('quay.jpg')}lead:\n", 1))
    for frame in ("desktop", "phone"):
        expect(message(desk, frame).locator("img[src$='quay.jpg']")).to_have_count(1)
    assert {why for name, why in failed if name == "quay.jpg"} == {"csp"}


def test_the_text_part_and_the_web_version_are_shown(desk: Page) -> None:
    desk.keyboard.press("2")
    expect(desk.locator("#text")).to_contain_text("[1] https://example.org/loan")
    expect(desk.locator("#desktop")).to_be_hidden()
    desk.keyboard.press("3")
    expect(message(desk).locator("head link[rel=canonical]")).to_have_count(1)


def test_each_mailing_system_s_body_is_shown(desk: Page) -> None:
    desk.locator("#platform").select_option("mailchimp")
    expect(message(desk).locator("a[href='*|UNSUB|*']")).to_have_count(1)
    desk.keyboard.press("1")
    expect(message(desk).locator("a[href='*|UNSUB|*']")).to_have_count(0)
    assert desk.locator("#platform").input_value() == ""


def test_the_light_version_is_shown(desk: Page, source: Path) -> None:
    photo = "photo:\n  image: https://example.org/a.jpg\n  alt: Five cranes\n  caption: At low tide.\n  credit: Staff\n"
    source.write_text(ISSUE.replace("lead:\n", f"{photo}lead:\n", 1))
    expect(message(desk).locator("img")).to_have_count(1)
    desk.keyboard.press("4")
    expect(message(desk).locator("img")).to_have_count(0)
    expect(message(desk).get_by_text("Five cranes")).to_be_visible()


def test_what_a_mailing_system_would_not_deliver_is_said(desk: Page, source: Path) -> None:
    source.write_text(ISSUE.replace("It opens in June.", "It says *|FNAME|* on the bridge."))
    found = desk.locator("#problems .built li").first
    expect(found).to_contain_text("Mailchimp")
    found.locator(".go").click()
    expect(desk.locator("#source .here")).to_contain_text("*|FNAME|*")


def test_a_problem_leads_to_its_place_and_its_lines(desk: Page, source: Path) -> None:
    source.write_text(ISSUE.replace("It opens in June.", "It  opens in June, 40 % of it."))
    problem = desk.locator("#problems li", has_text="percent").first
    problem.locator(".go").click()
    line = 1 + source.read_text()[: source.read_text().index("It  opens")].count("\n")
    expect(desk.locator("#source .here")).to_contain_text("It  opens in June")
    expect(desk.locator("#source h3")).to_have_text(f"issues/{NAME}, line {line}")
    place = message(desk).locator("text=opens in June")
    assert place.evaluate(
        "block => { const at = block.getBoundingClientRect().top; return at > 0 && at < innerHeight }"
    )


def test_a_click_on_a_paragraph_shows_its_line_and_opens_it_in_the_editor(desk: Page, source: Path) -> None:
    message(desk).get_by_text("They differ by an island.").click()
    line = 1 + ISSUE[: ISSUE.index("They differ")].count("\n")
    expect(desk.locator("#source .here")).to_contain_text("They differ by an island.")
    expect(desk.locator("#source a")).to_have_attribute("href", re.compile(f"^vscode://file{source}:{line}:"))


def test_a_fix_is_written_as_check_writes_it_and_taken_back(desk: Page, source: Path) -> None:
    wrong = ISSUE.replace("It opens in June.", "It  opens in June.")
    source.write_text(wrong)
    desk.locator("#problems .fix").first.click()
    expect(desk.locator("#problems")).to_contain_text("Nothing to mend")
    assert source.read_text() == ISSUE
    desk.get_by_role("button", name="Take the last mend back").click()
    expect(desk.locator("#problems li")).to_have_count(1)
    assert source.read_text() == wrong


def test_a_file_that_changed_since_is_not_mended(desk: Page, source: Path) -> None:
    source.write_text(ISSUE.replace("It opens in June.", "It  opens in June."))
    desk.locator("#problems .fix").first.click()
    expect(desk.locator("#problems")).to_contain_text("Nothing to mend")
    source.write_text(ISSUE.replace("It opens in June.", "It opened in May."))
    expect(message(desk).locator("body")).to_contain_text("It opened in May.")
    expect(desk.get_by_role("button", name="Take the last mend back")).to_have_count(0)
    assert "It opened in May." in source.read_text()


def test_the_weight_by_section_and_every_link_are_listed(desk: Page) -> None:
    desk.get_by_role("tab", name="Weight").click()
    expect(desk.locator("#weight .sum")).to_contain_text("102,000")
    expect(desk.locator("#weight tbody tr", has_text="stories")).to_contain_text(re.compile(r"\d,\d{3}"))
    desk.get_by_role("tab", name="Links").click()
    expect(desk.locator("#links")).to_contain_text("https://example.org/loan")


def test_where_gmail_cuts_is_drawn_on_the_message(desk: Page, source: Path) -> None:
    long = "        " + "It goes on and on and on. " * 1000
    for short in (
        "Engineers move one rail of two.",
        "He speaks it without notes.",
        "It was forty years in the making.",
    ):
        source.write_text(source.read_text().replace(f"      text: {short}", f"      text: |\n{long}"))
    desk.get_by_role("tab", name="Weight").click()
    expect(message(desk).locator(".copydesk-cut")).to_contain_text("Gmail cuts here")
    expect(desk.locator("#problems .built")).to_contain_text("Gmail cuts it off")


def test_changes_against_the_last_commit_are_marked_on_the_message(
    desk: Page, root: Path, source: Path
) -> None:
    def git(*words: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=desk", "-c", "user.email=desk@example.org", *words], cwd=root, check=True
        )

    git("init", "-q")
    git("add", "issues")
    git("commit", "-qm", "before")
    source.write_text(ISSUE.replace("It opens in June.", "It opens in late July."))
    desk.get_by_role("tab", name="Changes").click()
    expect(desk.locator("#changes li")).to_have_count(1)
    expect(desk.locator("#changes h3")).to_have_text("across")
    expect(desk.locator("#changes ins")).to_have_text("late July.")
    expect(desk.locator("#changes del")).to_have_text("June.")
    expect(message(desk).locator("del.copydesk")).to_have_text("June. ")
    lit = "[...CSS.highlights.get('added')].map(range => range.toString()).join()"
    assert message(desk).locator("body").evaluate(f"() => {lit}") == "late July."


def test_changes_against_another_issue_and_against_nothing(desk: Page, root: Path) -> None:
    (root / "issues" / "2024-05-08.yaml").write_text(PREVIOUS)
    expect(desk.locator("#issues a")).to_have_count(2)
    desk.get_by_role("tab", name="Changes").click()
    desk.locator("#against").select_option("2024-05-08.yaml")
    expect(desk.locator("#changes del").last).to_have_text("Tolls")
    desk.locator("#against").select_option("the last build")
    expect(desk.locator("#changes")).to_contain_text("nothing to hold it against")


def test_the_shared_file_opens_anywhere_and_asks_nobody(desk: Page, browser: Browser, tmp_path: Path) -> None:
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Share").click()
    assert download.value.suggested_filename == "china-in-eurasia-2024-05-22.html"
    place = tmp_path / "shared.html"
    download.value.save_as(place)
    context = browser.new_context(offline=True)
    shared = context.new_page()
    asked: list[str] = []
    shared.on("request", lambda request: asked.append(request.url))
    shared.goto(place.as_uri())
    for width in ("wide", "small"):
        frame = shared.frame_locator(f"iframe.{width}")
        expect(frame.locator("body")).to_contain_text("undesirable organization")
    expect(shared.locator("pre")).to_contain_text("A HARBOR AND ITS LENDERS", ignore_case=True)
    assert [url for url in asked if not url.startswith(("file:", "about:"))] == []
    context.close()


@pytest.mark.parametrize(
    ("button", "words"),
    [("HTML", "<!doctype html>"), ("Text", "[1] https://"), ("Subject", "A Harbor And Its Lenders")],
)
def test_what_desks_paste_is_copied(desk: Page, button: str, words: str) -> None:
    desk.get_by_role("button", name=button, exact=True).click()
    expect(desk.locator("#status")).to_contain_text("Copied")
    assert words in desk.evaluate("navigator.clipboard.readText()")


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


def test_keys_do_what_the_mouse_does(desk: Page, root: Path) -> None:
    (root / "issues" / "2024-05-08.yaml").write_text(PREVIOUS)
    expect(desk.locator("#issues a")).to_have_count(2)
    desk.keyboard.press("j")
    expect(message(desk).locator("body")).to_contain_text("A Road And Its Tolls")
    desk.keyboard.press("k")
    expect(message(desk).locator("body")).to_contain_text("A Harbor And Its Lenders")
    desk.keyboard.press("d")
    expect(desk.get_by_label("Dark", exact=True)).to_be_checked()
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog")).to_be_visible()


def test_each_component_is_shown_with_its_fields_and_both_faces(desk: Page) -> None:
    desk.locator("summary").click()
    desk.get_by_role("link", name="story", exact=True).click()
    expect(desk.locator("#problems")).to_contain_text("headline")
    expect(desk.locator("#problems pre")).not_to_be_empty()
    expect(message(desk).locator("h3")).to_have_count(1)
    desk.keyboard.press("d")
    expect(desk.locator("#inbox")).to_be_hidden()


def test_what_is_told_of_an_issue_is_what_check_says(desk: Page, root: Path, source: Path) -> None:
    source.write_text(ISSUE.replace("It opens in June.", "It  opens in June, 40 % of it."))
    expect(desk.locator("#problems li").first).to_be_visible()
    said = subprocess.run(
        [sys.executable, "-m", "copydesk", "check", "--format", "json"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    codes = [each["code"] for each in json.loads(said.stdout)]
    shown = desk.locator("#problems .where").all_text_contents()
    assert sorted(each.split(" \u00b7 ")[1] for each in shown) == sorted(codes)


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


@pytest.mark.parametrize(
    ("chosen", "begins"), [("idea", "idea://open?file="), ("my://{path}#{line}", "my://")]
)
def test_the_editor_is_the_one_that_was_chosen(
    browser: Browser, tmp_path: Path, chosen: str, begins: str
) -> None:
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues" / NAME).write_text(ISSUE)
    with preview(tmp_path, "--editor", chosen) as address, editor(browser, address, width=1800) as page:
        message(page).get_by_text("They differ by an island.").click()
        expect(page.locator("#source a")).to_have_attribute("href", re.compile("^" + re.escape(begins)))


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
