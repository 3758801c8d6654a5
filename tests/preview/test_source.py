"""The lines of the source stand below what is said of the issue, and make room again."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import ISSUE
from tests.desks import NAME, editor, message, preview


def test_the_source_is_closed_so_that_what_it_stood_before_is_seen(browser: Browser, tmp_path: Path) -> None:
    """On a phone it stands before half of the page."""
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues" / NAME).write_text(ISSUE)
    with preview(tmp_path) as address, editor(browser, address, width=390, height=844) as page:
        message(page, "phone").get_by_text("They differ by an island.").click()
        expect(page.locator("#source .here")).to_contain_text("They differ by an island.")
        page.get_by_role("button", name="Close", exact=True).click()
        expect(page.locator("#source")).to_be_hidden()
        message(page, "phone").get_by_text("They differ by an island.").click()
        expect(page.locator("#source")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#source")).to_be_hidden()


def test_an_editor_opens_a_file_whatever_its_folder_is_called(browser: Browser, tmp_path: Path) -> None:
    root = tmp_path / "copy & 100% $& desk #2"
    (root / "issues").mkdir(parents=True)
    (root / "issues" / NAME).write_text(ISSUE)
    with preview(root) as address, editor(browser, address, width=1800) as page:
        message(page).get_by_text("They differ by an island.").click()
        wanted = re.escape(f"vscode://file{quote(str(root / 'issues' / NAME))}:")
        expect(page.locator("#source a")).to_have_attribute("href", re.compile(f"^{wanted}"))


def test_an_issue_that_was_never_whole_says_so_and_shows_its_message_once_it_is(
    browser: Browser, tmp_path: Path
) -> None:
    """Nothing that there is not can be shared or copied."""
    (tmp_path / "issues").mkdir()
    path = tmp_path / "issues" / NAME
    path.write_text(ISSUE.replace("title:", "titel:"))
    with preview(tmp_path) as address, editor(browser, address) as page:
        expect(page.locator("#none")).to_be_visible()
        expect(page.locator("#problems li").first).to_be_visible()
        for gone in ("#desktop", "#share", "#copy"):
            expect(page.locator(gone)).to_be_hidden()
        page.get_by_role("tab", name="Changes").click()
        expect(page.locator("#changes")).to_have_text("There is no message yet.")
        path.write_text(ISSUE)
        expect(message(page).locator("body")).to_contain_text("A Harbor And Its Lenders")
        expect(page.locator("#none")).to_be_hidden()
        expect(page.locator("#share")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 1920])
def test_the_text_part_has_its_own_line_ends_and_no_others(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues" / NAME).write_text(ISSUE)
    with preview(tmp_path) as address, editor(browser, address, width=width) as page:
        page.keyboard.press("2")
        expect(page.locator("#text")).to_contain_text("[1] https://example.org/loan")
        drawn = page.locator("#text").evaluate("""text => {
            const range = new Range();
            range.selectNodeContents(text);
            return new Set([...range.getClientRects()].map(line => Math.round(line.top))).size
        }""")
        text = page.locator("#text").text_content() or ""
        assert drawn <= text.count("\n") + 1
        assert max(map(len, text.splitlines())) > 70


def test_a_problem_shows_its_place_and_its_lines_on_a_phone_at_once(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues" / NAME).write_text(ISSUE.replace("It opens in June.", "It  opens in June."))
    with preview(tmp_path) as address, editor(browser, address, width=390, height=844) as page:
        page.locator("#problems .go").first.click()
        expect(page.locator("#source .here")).to_be_in_viewport()
        expect(page.locator("#source").get_by_role("button", name="Close")).to_be_in_viewport()
        expect(page.locator("#phone")).to_be_in_viewport()
