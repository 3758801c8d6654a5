"""The lines of the source stand below what is said of the issue, and make room again."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, expect

from .conftest import ISSUE
from .desks import editor, preview
from .test_preview import NAME, message


def test_the_source_is_closed_so_that_what_it_stood_before_is_seen(browser: Browser, tmp_path: Path) -> None:
    """On a phone it stands before half of the page."""
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues" / NAME).write_text(ISSUE)
    with preview(tmp_path) as address, editor(browser, address, width=390, height=844) as page:
        message(page, "phone").get_by_text("They differ by an island.").click()
        expect(page.locator("#source .here")).to_contain_text("They differ by an island.")
        page.get_by_role("button", name="Close", exact=True).click()
        expect(page.locator("#source")).to_be_hidden()


def test_an_editor_opens_a_file_whatever_its_folder_is_called(browser: Browser, tmp_path: Path) -> None:
    root = tmp_path / "copy & 100% $& desk #2"
    (root / "issues").mkdir(parents=True)
    (root / "issues" / NAME).write_text(ISSUE)
    with preview(root) as address, editor(browser, address, width=1800) as page:
        message(page).get_by_text("They differ by an island.").click()
        wanted = re.escape(f"vscode://file{quote(str(root / 'issues' / NAME))}:")
        expect(page.locator("#source a")).to_have_attribute("href", re.compile(f"^{wanted}"))
