"""The same strings where an issue is listed, looked at and handed on: in the archive, at the desk, in what is shared."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsers import page as opened_page
from tests.conftest import ISSUE
from tests.desks import editor, message, preview
from tests.hostile.issues import placed, written
from tests.hostile.opened import arrived, bare
from tests.hostile.strings import own
from tests.shelves import Shelf

NAME = "<img src=x onerror=window.ran=1>.yaml"
"""A file may be called so, too."""
SOURCE = ISSUE.replace("A Harbor And Its Lenders", "TITLE").replace(
    "Five years on, who pays for the cranes?", "STANDFIRST"
)


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def ran(page: Page) -> object:
    return page.evaluate("window.ran ?? null")


def test_the_archive_shows_them_and_runs_none(browser: Browser, tmp_path: Path) -> None:
    """Nor does its search, nor a feed that a browser opens."""
    shelf, days = (
        Shelf(tmp_path).serve(),
        [f"{year}-{month:02}-05" for year in range(2010, 2024) for month in range(1, 13)],
    )
    strings = own()[: len(days)]
    for day, string in zip(days, strings, strict=True):
        words = SOURCE.replace("TITLE", quoted(string)).replace("STANDFIRST", quoted(string))
        shelf.write(f"issues/{day}.yaml", words.replace("2024-05-22", day))
    shelf.write(f"issues/{NAME}", ISSUE)
    shelf.run("build")
    built = {each["date"] for each in shelf.index["packages"]}
    assert len(built) > len(days) / 2
    with opened_page(browser, scripts=True) as page:
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        page.goto((shelf.dist / "index.html").as_uri())
        words = bare(page.evaluate("document.body.textContent"))
        missed = [
            string
            for day, string in zip(days, strings, strict=True)
            if day in built and not arrived(string, words)
        ]
        assert missed == []
        for string in strings[::10]:
            page.get_by_role("searchbox").fill(string)
        assert ran(page) is None
        assert page.locator("script").count() == 1
        for feed in shelf.dist.rglob("*.xml"):
            page.goto(feed.as_uri())
            assert ran(page) is None


def test_the_desk_and_what_it_shares_show_them_and_run_none(browser: Browser, tmp_path: Path) -> None:
    """What is refused, too: it stands among the problems, with its lines."""
    shelf = Shelf(tmp_path).serve()
    source, _ = written(placed(own(), 0).words)
    shelf.write("issues/2024-05-08.yaml", source.decode())
    shelf.write(
        f"issues/{NAME}",
        ISSUE.replace("It opens in June.", quoted("<img src=x onerror=window.ran=1> *|FNAME|*")),
    )
    with preview(tmp_path) as address, editor(browser, address, width=1800) as page:
        expect(page.locator("#issues li")).to_have_count(2)
        for link in page.locator("#issues a").all():
            link.click()
            expect(page.locator("#problems li").first).to_be_visible()
            for tab in ("Weight", "Changes", "Links", "Problems"):
                page.get_by_role("tab", name=tab).click()
            for go in page.locator("#problems .go").all()[:10]:
                go.click()
            assert ran(page) is None
            assert [frame for frame in page.frames if frame.evaluate("window.ran ?? null") is not None] == []
        page.locator("#issues a").first.click()
        expect(message(page).locator("body")).to_contain_text("<img src=x onerror=window.ran=1>")
        shared = page.request.get(f"{address}share", params={"issue": NAME})
        (tmp_path / "shared.html").write_bytes(shared.body())
    with opened_page(browser, scripts=True) as page:
        page.goto((tmp_path / "shared.html").as_uri())
        assert [frame for frame in page.frames if frame.evaluate("window.ran ?? null") is not None] == []
        expect(page.locator("body")).to_contain_text("<img src=x onerror=window.ran=1>")
