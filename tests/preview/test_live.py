"""The desk follows what happens on the disk, and a save goes before all that takes long."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.conftest import ISSUE, ROOT
from tests.desks import NAME, editor, message, preview


def test_an_inbox_row_is_cut_by_the_inbox_and_never_by_the_window(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues" / NAME).write_text(ISSUE)
    with preview(tmp_path) as address, editor(browser, address, width=390, height=844) as page:
        for row in page.locator("#inbox div").all():
            cell = row.locator("dd")
            assert cell.evaluate("cell => cell.scrollWidth <= cell.clientWidth")
            cell.locator(".preheader").evaluate("words => words.scrollIntoView({ inline: 'end' })")
            assert cell.locator(".preheader").evaluate(
                "words => words.getBoundingClientRect().right <= innerWidth + 1"
            )


def test_a_window_that_is_resized_before_there_is_an_issue_shows_the_first_one(
    browser: Browser, tmp_path: Path
) -> None:
    """Frames that get room ask for their message: not before there is one."""
    (tmp_path / "issues").mkdir()
    with preview(tmp_path) as address, editor(browser, address) as page:
        for width in (700, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            expect(page.locator("#status")).to_contain_text("There is no issue yet")
            page.wait_for_timeout(200)
        (tmp_path / "issues" / NAME).write_text(ISSUE)
        expect(message(page).locator("body")).to_contain_text("A Harbor And Its Lenders")


def test_folders_that_are_made_while_the_desk_runs_are_followed(browser: Browser, tmp_path: Path) -> None:
    """Issues, and components of one's own; and once more when they are made anew."""
    face = tmp_path / "components" / "subscribe-line" / "subscribe-line.mjml.j2"
    shipped = (ROOT / "components" / "subscribe-line" / face.name).read_text()
    path = tmp_path / "issues" / NAME
    path.parent.mkdir()
    with preview(tmp_path) as address, editor(browser, address) as page:
        path.parent.rmdir()
        expect(page.locator("#status")).to_contain_text("There is no issue yet")
        path.parent.mkdir()
        path.write_text(ISSUE)
        expect(message(page).locator("body")).to_contain_text("A Harbor And Its Lenders")
        expect(page.locator("#status")).to_be_empty()
        for color in ("#123456", "#654321"):
            face.parent.mkdir(parents=True)
            face.write_text(shipped.replace("<mj-text", f"<mj-text color='{color}'", 1))
            expect(message(page).locator(f"[style*='{color}']").first).to_be_visible()
            shutil.rmtree(tmp_path / "components")
            expect(message(page).locator(f"[style*='{color}']")).to_have_count(0)
        shutil.rmtree(path.parent)
        expect(page.locator("#status")).to_contain_text("last good message")
        path.parent.mkdir()
        path.write_text(ISSUE.replace("It opens in June.", "It opens in spring."))
        expect(message(page).locator("body")).to_contain_text("It opens in spring.")


def slow_git(folder: Path) -> tuple[dict[str, str], Path]:
    """An environment in which git waits for a file, and that file."""
    slow, goes_on = folder / "slow" / "git", folder / "goes-on"
    slow.parent.mkdir()
    slow.write_text(f"#!/bin/sh\nwhile [ ! -e '{goes_on}' ]; do sleep 0.05; done\ncat '{folder}/committed'\n")
    slow.chmod(0o755)
    (folder / "committed").write_text(ISSUE.replace("It opens in June.", "It opened in May."))
    return {"PATH": f"{slow.parent}:{os.environ['PATH']}"}, goes_on


def test_a_save_is_painted_while_git_is_still_at_work(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "issues").mkdir()
    path = tmp_path / "issues" / NAME
    path.write_text(ISSUE)
    kept, goes_on = slow_git(tmp_path)
    with preview(tmp_path, **kept) as address, editor(browser, address, width=1800) as page:
        page.get_by_role("tab", name="Changes").click()
        path.write_text(ISSUE.replace("It opens in June.", "It opens in July."))
        expect(message(page).locator("body")).to_contain_text("It opens in July.")
        expect(page.locator("#changes")).to_be_empty()
        goes_on.touch()
        expect(page.locator("#changes del")).to_have_text(["opened", "May."])


def test_the_desk_stops_without_a_complaint_while_git_is_still_at_work(
    browser: Browser, tmp_path: Path
) -> None:
    """`preview` sends what Ctrl-C sends, and fails where anything is said on the way out."""
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues" / NAME).write_text(ISSUE)
    kept, _ = slow_git(tmp_path)
    with preview(tmp_path, **kept) as address, editor(browser, address, width=1800) as page:
        with page.expect_request("**/compare?**"):
            page.get_by_role("tab", name="Changes").click()
        page.wait_for_timeout(300)


def test_a_page_that_nobody_sees_does_nothing_until_it_is_seen(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "issues").mkdir()
    path = tmp_path / "issues" / NAME
    path.write_text(ISSUE)
    asked: list[str] = []
    with preview(tmp_path) as address, editor(browser, address) as hidden, editor(browser, address) as seen:
        hidden.evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })")
        hidden.on("request", lambda request: asked.append(request.url))
        path.write_text(ISSUE.replace("It opens in June.", "It  opens in July."))
        expect(message(seen).locator("body")).to_contain_text("It opens in July.")
        expect(seen.locator("#issues .state")).to_contain_text("1 warning")
        assert [url for url in asked if "/proof" not in url] == []
        hidden.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))")
        expect(message(hidden).locator("body")).to_contain_text("It opens in July.")
        expect(hidden.locator("#issues .state")).to_contain_text("1 warning")
