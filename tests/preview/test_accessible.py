"""The desk itself keeps nobody from working at it: axe finds nothing, and the keyboard is enough."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accessibility import barriers
from tests.conftest import ISSUE
from tests.desks import editor, preview

SIZES = ((1440, 900), (1100, 800), (390, 844))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root: Path = tmp_path_factory.mktemp("desk")
    (root / "issues").mkdir()
    faulty = ISSUE.replace("It opens in June.", "It  opens in June, 40 % of it.")
    (root / "issues" / "2024-05-22.yaml").write_text(faulty)
    (root / "issues" / "2024-05-08.yaml").write_text(ISSUE.replace("2024-05-22", "2024-05-08"))
    with preview(root) as found:
        yield found


def views(page: Page) -> Iterator[str]:
    """Each view of the desk in turn, by its name."""
    page.locator("#problems .go").first.click()
    yield "problems and source"
    for name in ("Weight", "Links"):
        page.get_by_role("tab", name=name).click()
        expect(page.locator(f"#{name.lower()} table").first).to_be_visible()
        yield name
    page.get_by_role("tab", name="Changes").click()
    page.locator("#against").select_option("2024-05-08.yaml")
    expect(page.locator("#changes li").first).to_be_visible()
    yield "changes"
    page.keyboard.press("2")
    expect(page.locator("#text")).to_be_visible()
    yield "text"
    page.locator("summary").click()
    page.get_by_role("link", name="story", exact=True).click()
    expect(page.locator("#problems table")).to_be_visible()
    yield "component"
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    yield "keys"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_axe_finds_nothing_on_the_desk(
    browser: Browser, address: str, size: tuple[int, int], dark: bool
) -> None:
    with editor(browser, address, width=size[0], height=size[1], dark=dark) as page:
        found = {view: barriers(page) for view in views(page)}
    assert len(found) == 7
    assert {view: faults for view, faults in found.items() if faults} == {}


def test_a_barrier_on_the_desk_is_found(browser: Browser, address: str) -> None:
    with editor(browser, address) as page:
        page.locator("#width").evaluate(
            "field => { field.parentElement.replaceWith(field); field.title = '' }"
        )
        assert any("label" in fault for fault in barriers(page))


def test_nothing_runs_off_the_side_of_a_phone(browser: Browser, address: str) -> None:
    with editor(browser, address, width=390, height=844) as page:
        for view in views(page):
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, view


def test_everything_is_reached_by_the_keyboard(browser: Browser, address: str) -> None:
    """From the first press of Tab to the last: the list, each tool, the tabs, and each problem."""
    with editor(browser, address) as page:
        page.locator("body").press("Tab")
        reached = set()
        for _ in range(60):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
        assert {"keys-open", "share", "width", "platform", "tab-problems", "go", "fix"} <= reached
