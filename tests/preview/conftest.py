"""A desk for the tests of a module, and its page for each of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ISSUE
from tests.desks import NAME, editor, message, preview


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
    for made in ("dist", ".copydesk"):
        shutil.rmtree(root / made, ignore_errors=True)
    path.write_text(ISSUE)


@pytest.fixture
def desk(browser: Browser, address: str, source: Path) -> Iterator[Page]:
    """The desk's page with the issue as it was, when it is known to show it."""
    with editor(browser, address, width=1800) as page:
        expect(page.locator("#issues a")).to_have_count(1)
        expect(message(page).locator("body")).to_contain_text("A Harbor And Its Lenders")
        yield page
