"""index.html: all issues on one page, for eyes, ears and paper, searched without a server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from copydesk.archive.frames import Frames
from copydesk.archive.page import page as draw
from copydesk.archive.page import sifted
from copydesk.archive.shelf import Shelved, shelved
from copydesk.checks.finished import in_page
from copydesk.legal import notice, words
from copydesk.library import Library
from copydesk.prose import parse

from .browsers import page as opened
from .conftest import ISSUE, ROOT
from .shelves import BRIEFING, SECOND, THIRD, Shelf

NOTICE = parse(
    notice("en", "https://www.rferl.org/a/rferl-named-undesirable-organization-russia/32828106.html")
)
DAYS = [
    f"20{year:02}-{month:02}-{day:02}"
    for year in range(24, 0, -1)
    for month in range(12, 0, -1)
    for day in (20, 6)
]


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three issues of two years."""
    return Shelf(tmp_path_factory.mktemp("desk")).fill(ISSUE, SECOND, THIRD).dist


@contextmanager
def archive(browser: Browser, dist: Path, query: str = "", **how: int) -> Iterator[Page]:
    with opened(browser, **{"scripts": True, **how}) as page:
        page.goto(f"{(dist / 'index.html').as_uri()}{query}")
        yield page


def titles(page: Page) -> list[str]:
    """The titles of the issues that can be seen."""
    return [each.inner_text() for each in page.get_by_role("heading", level=3).all() if each.is_visible()]


def test_without_a_script_every_issue_can_be_read(browser: Browser, dist: Path) -> None:
    """The newest first, by year; and no field that would find nothing."""
    with archive(browser, dist, scripts=False) as page:
        assert titles(page) == ["A Tunnel To Nowhere", "A Harbor And Its Lenders", "Şuşa, Łódź, And Tea"]
        assert [each.inner_text() for each in page.get_by_role("heading", level=2).all()] == ["2024", "2023"]
        assert page.get_by_role("searchbox").count() == 0
        assert page.get_by_text("May 22, 2024").is_visible()


def test_each_title_leads_to_its_issue(browser: Browser, dist: Path) -> None:
    with archive(browser, dist) as page:
        page.get_by_role("link", name="A Harbor And Its Lenders").click()
        assert page.url == (dist / BRIEFING / "2024-05-22/web.html").as_uri()
        expect(page.get_by_role("heading", level=1)).to_have_text("A Harbor And Its Lenders")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tunnel", ["A Tunnel To Nowhere"]),
        ("TUNNEL nowhere", ["A Tunnel To Nowhere"]),
        ("susa lodz", ["Şuşa, Łódź, And Tea"]),
        ("Łódź", ["Şuşa, Łódź, And Tea"]),
        ("may 22", ["A Harbor And Its Lenders"]),
        ("2023-12", ["Şuşa, Łódź, And Tea"]),
        ("mandarin tunnel", ["A Tunnel To Nowhere"]),
        ("tea and sanctions harbor", ["A Harbor And Its Lenders"]),
        ("cranes 2023", ["Şuşa, Łódź, And Tea"]),
        ("no such thing", []),
        ("  ", ["A Tunnel To Nowhere", "A Harbor And Its Lenders", "Şuşa, Łódź, And Tea"]),
    ],
)
def test_titles_standfirsts_headlines_labels_and_dates_are_found(
    browser: Browser, dist: Path, typed: str, found: list[str]
) -> None:
    """Whatever the case, and with or without diacritics."""
    with archive(browser, dist) as page:
        page.get_by_role("searchbox").fill(typed)
        assert titles(page) == found


def test_the_hits_are_counted_aloud(browser: Browser, dist: Path) -> None:
    with archive(browser, dist) as page:
        status, field = page.get_by_role("status"), page.get_by_role("searchbox")
        expect(status).to_have_text("")
        field.fill("tunnel")
        expect(status).to_have_text("1 of 3 issues")
        field.fill("nothing of the kind")
        expect(status).to_have_text("0 of 3 issues")
        field.fill("")
        expect(status).to_have_text("")
        assert len(titles(page)) == 3


def test_a_year_without_a_hit_goes_with_its_link(browser: Browser, dist: Path) -> None:
    with archive(browser, dist) as page:
        page.get_by_role("searchbox").fill("tunnel")
        assert not page.get_by_role("heading", name="2023").is_visible()
        assert [each.inner_text() for each in page.get_by_role("navigation").get_by_role("link").all()] == [
            "2024"
        ]


def test_a_search_can_be_linked_to(browser: Browser, dist: Path) -> None:
    with archive(browser, dist, "#q=susa%20tea") as page:
        assert titles(page) == ["Şuşa, Łódź, And Tea"]
        page.get_by_role("searchbox").fill("tunnel boat")
        expect(page).to_have_url(re.compile("index.html#q=tunnel%20boat$"))
    with archive(browser, dist, "#q=%E0%A4%A") as page:
        assert len(titles(page)) == 3


def test_the_keyboard_reaches_all_of_it_in_order(browser: Browser, dist: Path) -> None:
    with archive(browser, dist) as page:
        passed = []
        for _ in range(5):
            page.keyboard.press("Tab")
            passed.append(page.evaluate("document.activeElement.id || document.activeElement.textContent"))
        assert passed == ["Feed", "words", "2024", "2023", "A Tunnel To Nowhere"]
        page.get_by_role("searchbox").focus()
        page.keyboard.type("harbor")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/2024-05-22/web.html")


def test_landmarks_and_headings_are_those_of_a_page(browser: Browser, dist: Path) -> None:
    with archive(browser, dist) as page:
        tree = page.locator("body").aria_snapshot()
        for landmark in ("banner", "search", 'navigation "Years"', "main", 'region "2024"', "contentinfo"):
            assert f"- {landmark}" in tree, tree
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.get_by_role("searchbox", name="Search titles, headlines, labels, and dates").count() == 1
        assert page.get_by_role("heading", level=1).inner_text() == "China In Eurasia"


@pytest.mark.parametrize("scripts", [False, True])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [320, 1200])
def test_the_legal_notice_is_word_for_word_in_sight(
    browser: Browser, dist: Path, width: int, dark: bool, scripts: bool
) -> None:
    """And nothing has to be scrolled sideways."""
    with archive(browser, dist, width=width, dark=dark, scripts=scripts) as page:
        paragraphs = page.get_by_role("contentinfo").locator("p")
        assert [each.inner_text() for each in paragraphs.all()] == list(words("en"))
        for each in paragraphs.all():
            each.scroll_into_view_if_needed()
            box = each.bounding_box()
            assert box
            assert box["width"] > 200
            point = [box["x"] + 5, box["y"] + 5]
            assert page.evaluate("([x, y]) => !!document.elementFromPoint(x, y).closest('.notice')", point)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_search_never_hides_the_legal_notice(browser: Browser, dist: Path) -> None:
    with archive(browser, dist) as page:
        page.get_by_role("searchbox").fill("no such thing")
        assert page.get_by_role("contentinfo").is_visible()


def test_nothing_is_asked_of_any_host(browser: Browser, dist: Path) -> None:
    asked, said = [], []
    with opened(browser, scripts=True) as page:
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.goto((dist / "index.html").as_uri())
        page.get_by_role("searchbox").fill("tunnel")
        page.evaluate("fetch('https://example.org/x').catch(() => 0)")
    assert asked == [(dist / "index.html").as_uri()]
    assert [each for each in said if "example.org" not in each] == []


def test_on_paper_there_are_the_issues_and_the_notice(browser: Browser, dist: Path) -> None:
    with archive(browser, dist, dark=True) as page:
        page.emulate_media(media="print")
        assert len(titles(page)) == 3
        assert not page.get_by_role("searchbox").is_visible()
        assert page.get_by_role("contentinfo").is_visible()
        color = "getComputedStyle(document.querySelector('{}')).color"
        assert {page.evaluate(color.format(each)) for each in (".notice p", "h3 a", ".soft")} == {
            "rgb(0, 0, 0)"
        }


@pytest.fixture(scope="module")
def many(dist: Path) -> list[Shelved]:
    """A thousand and more issues, of which the 900th has marks of every kind in its title."""
    one = shelved(dist)[0][0]
    folders = [(f"{BRIEFING}-{number}", day) for day in DAYS for number in (1, 2)]
    titles = {900: "<style>.notice{display:none}</style>\"&'</li></body>"}
    return [
        replace(
            one,
            folder=f"{slug}/{day}",
            briefing=slug,
            date=day,
            title=titles.get(number, f"Issue {number}"),
        )
        for number, (slug, day) in enumerate(folders)
    ]


def test_a_thousand_issues_are_searched_like_three(
    browser: Browser, many: list[Shelved], library: Library, tmp_path: Path
) -> None:
    assert len(many) > 1000
    (tmp_path / "index.html").write_bytes(draw(many, Frames(many, library)))
    with archive(browser, tmp_path) as page:
        page.get_by_role("searchbox").fill("issue 1007")
        expect(page.get_by_role("status")).to_have_text(f"1 of {len(many)} issues")
        page.get_by_role("searchbox").fill("<style>")
        assert titles(page) == ["<style>.notice{display:none}</style>\"&'</li></body>"]
        assert page.get_by_role("contentinfo").is_visible()


@pytest.mark.parametrize(
    "row",
    [
        '<li><p>Words</p><div style="position:fixed">Words</div></li>',
        "<li><p>Words</p><style>.notice{display:none}</style></li>",
        '<li class="notice"><p style="margin-bottom:-900px">Words</p></li>',
        "<li><script>1</script></li>",
        '<li><p onclick="x()">Words</p></li>',
    ],
)
def test_one_row_in_a_thousand_that_might_hide_the_notice_is_found(
    many: list[Shelved], library: Library, row: str
) -> None:
    markup = draw(many, Frames(many, library)).decode().partition("<script>")[0]
    assert in_page(sifted(markup), NOTICE) == ""
    head, mark, tail = markup.rpartition("</ol>")
    assert in_page(sifted(f"{head}{row}{mark}{tail}"), NOTICE)


@pytest.mark.parametrize("words", ["", "A word"])
def test_what_stands_between_two_rows_is_not_lost_with_the_row_before(words: str) -> None:
    between = f'{words}<b style="position:fixed">B</b>'
    found = sifted(f"<body><ol><li>A</li><li>B</li>{between}<li>C</li></ol></body>")
    assert between in found
    assert found.count("<li>") == 1 + bool(words)


def test_a_page_is_sifted_the_same_in_whatever_portions_it_is_read(
    many: list[Shelved], library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    markup = draw(many[880:920], Frames(many, library)).decode().partition("<script>")[0]
    found = set()
    for size in (7, 61, 499, len(markup)):
        monkeypatch.setattr("copydesk.markup._PORTION", size)
        found.add(sifted(markup))
    assert len(found) == 1
    assert found.pop().count("data-words") == 1


def test_what_a_title_says_makes_two_rows_no_more_alike(many: list[Shelved], library: Library) -> None:
    """Rows are told apart by their markup, and words that look like markup are words."""
    markup = draw(many, Frames(many, library)).decode().partition("<script>")[0]
    head, mark, tail = markup.rpartition("</ol>")
    plain = '<li><p>A href=" B</p><p>C</p><i title="">D</i></li>'
    other = '<li><p>A href=" B</p><div style="position:fixed">C</div><i title="">D</i></li>'
    assert in_page(sifted(f"{head}{plain}{other}{mark}{tail}"), NOTICE)


def test_several_briefings_are_on_one_page_each_by_its_name(
    dist: Path, library: Library, browser: Browser, tmp_path: Path
) -> None:
    one, *others = shelved(dist)[0]
    renamed = replace(
        one,
        folder="wider-europe/2024-06-05",
        briefing="wider-europe",
        briefing_name="Wider Europe",
        date="2024-06-05",
        language="fa",
        direction="rtl",
    )
    found = [renamed, *others]
    (tmp_path / "index.html").write_bytes(draw(found, Frames(found, library)))
    with archive(browser, tmp_path) as page:
        assert page.get_by_role("heading", level=1).inner_text() == "Briefings"
        page.get_by_role("searchbox").fill("wider europe")
        assert titles(page) == ["A Tunnel To Nowhere"]
        row = page.locator("li[data-words]:visible")
        assert (row.get_attribute("lang"), row.get_attribute("dir")) == ("fa", "rtl")


def test_a_template_of_a_workspace_may_count_the_issues_of_a_year(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    template = (ROOT / "components/archive/index.html.j2").read_text("utf-8")
    mark = '<h2 id="h{{ each.year }}">{{ each.year }}'
    assert mark in template
    shelf.write(
        "components/archive/index.html.j2", template.replace(mark, f"{mark} has {{{{ each.rows | length }}}}")
    )
    shelf.fill(ISSUE, SECOND, THIRD)
    markup = (shelf.dist / "index.html").read_text("utf-8")
    assert "2024 has 2</h2>" in markup
    assert "2023 has 1</h2>" in markup
    assert "A Tunnel To Nowhere" in markup


def test_the_search_is_no_component(library: Library) -> None:
    """A script could hide the notice, and the page is proved without it: so it is code."""
    assert [path for path in (ROOT / "components").rglob("*") if path.suffix in (".js", ".mjs")] == []
    assert "<script" not in (ROOT / "components/archive/index.html.j2").read_text()
