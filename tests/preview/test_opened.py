"""The desk is opened where an editor works: in the browser of the system."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import ISSUE
from tests.desks import NAME, message, preview

OPENER = """#!/bin/sh
printf '%s\\n' "$1" >> '{note}.draft' && mv '{note}.draft' '{note}'
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    (folder / "issues").mkdir(parents=True)
    (folder / "issues" / NAME).write_text(ISSUE)
    return folder


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """Where what opens a page on Linux, `xdg-open`, notes the page that it was asked for."""
    opener = tmp_path / "programs" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text(OPENER.format(note=tmp_path / "opened"))
    opener.chmod(0o755)
    return tmp_path / "opened"


def programs(note: Path) -> str:
    return f"{note.parent / 'programs'}:{os.environ['PATH']}"


def test_the_browser_is_opened_at_the_desk_when_the_desk_is_there(
    browser: Browser, root: Path, note: Path
) -> None:
    with preview(root, opening=True, PATH=programs(note)) as address:
        page = browser.new_page()
        page.goto(address)
        expect(message(page).locator("body")).to_contain_text("A Harbor And Its Lenders")
        page.close()
    assert note.read_text() == f"{address}\n"


def test_no_browser_is_opened_where_none_is_asked_for(browser: Browser, root: Path, note: Path) -> None:
    with preview(root, PATH=programs(note)) as address:
        page = browser.new_page()
        page.goto(address)
        expect(message(page).locator("body")).to_contain_text("A Harbor And Its Lenders")
        page.close()
    assert not note.exists()


def test_where_there_is_no_browser_the_desk_is_there_nevertheless(
    browser: Browser, root: Path, tmp_path: Path
) -> None:
    """As on a server: the address was said, and nothing is complained of."""
    with preview(root, opening=True, PATH=str(tmp_path), BROWSER="") as address:
        page = browser.new_page()
        page.goto(address)
        expect(message(page).locator("body")).to_contain_text("A Harbor And Its Lenders")
        page.close()
