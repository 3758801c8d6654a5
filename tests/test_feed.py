"""The feeds are valid by RFC 4287, the same bytes for the same packages, and carry the legal notice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from copydesk.archive.feed import MOST, feed, identity
from copydesk.archive.frames import Frames
from copydesk.archive.shelf import shelved
from copydesk.checks.page import Page
from copydesk.diagnostic import Refused
from copydesk.legal import words
from copydesk.library import Library

from .conftest import ISSUE, ROOT
from .shelves import BRIEFING, SECOND, THIRD, Shelf

ATOM = "{http://www.w3.org/2005/Atom}"
GRAMMAR = etree.RelaxNG(etree.parse(ROOT / "tests" / "atom.rng"))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def read(path: Path) -> Any:
    """A feed that is as the grammar says."""
    tree = etree.parse(path)
    GRAMMAR.assertValid(tree)
    return tree.getroot()


def texts(tree: Any, path: str) -> list[str]:
    return [each.text for each in tree.findall("/".join(f"{ATOM}{step}" for step in path.split("/")))]


def test_there_is_one_for_each_briefing_and_one_for_all(shelf: Shelf) -> None:
    shelf.fill(ISSUE, SECOND, THIRD)
    whole, own = read(shelf.dist / "feed.atom"), read(shelf.dist / BRIEFING / "feed.atom")
    assert texts(own, "title") == texts(whole, "title") == ["China In Eurasia"]
    assert texts(own, "entry/title") == [
        "A Tunnel To Nowhere",
        "A Harbor And Its Lenders",
        "Şuşa, Łódź, And Tea",
    ]
    assert texts(own, "entry/id") == texts(whole, "entry/id")
    assert texts(own, "id") != texts(whole, "id")


def test_names_are_lasting_and_each_is_one_issue_s(shelf: Shelf) -> None:
    shelf.fill(ISSUE, SECOND)
    names = [*texts(read(shelf.dist / "feed.atom"), "entry/id"), *texts(read(shelf.dist / "feed.atom"), "id")]
    assert names == [
        "tag:rferl.org,2024-06-05:china-in-eurasia",
        "tag:rferl.org,2024-05-22:china-in-eurasia",
        "tag:rferl.org,2024:feed/",
    ]
    moved = ISSUE.replace("title:", "web: https://www.rferl.org/a/2.html\ntitle:").replace(
        "A Harbor", "One Harbor"
    )
    shelf.fill(moved)
    assert texts(read(shelf.dist / "feed.atom"), "entry/id") == names[:2]


def test_dates_come_from_the_issues(shelf: Shelf) -> None:
    shelf.fill(THIRD, ISSUE)
    tree = read(shelf.dist / "feed.atom")
    assert texts(tree, "entry/updated") == ["2024-05-22T00:00:00Z", "2023-12-20T00:00:00Z"]
    assert texts(tree, "updated") == ["2024-05-22T00:00:00Z"]


def test_an_entry_leads_to_the_issue_and_says_what_is_in_it(shelf: Shelf) -> None:
    shelf.fill(ISSUE)
    entry = read(shelf.dist / "feed.atom").find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href") == "https://www.rferl.org/China-In-Eurasia/2024/5/22"
    assert texts(entry, "summary") == ["Five years on, who pays for the cranes?"]
    lines = [line.words for line in Page(texts(entry, "content")[0]).lines]
    assert lines[:4] == [
        "Five years on, who pays for the cranes?",
        "A Railway Changes Its Gauge",
        "The Minister Learns Mandarin",
        "A Dictionary Of Patience",
    ]


def test_the_legal_notice_is_in_the_feed_and_in_each_entry(shelf: Shelf) -> None:
    """Word for word: a reader of feeds sees entries alone."""
    shelf.fill(ISSUE, SECOND)
    tree = read(shelf.dist / "feed.atom")
    for content in texts(tree, "entry/content"):
        assert [line.words for line in Page(content).lines][-3:] == list(words("en"))
    assert texts(tree, "subtitle") == [" ".join(words("en"))]


@pytest.mark.parametrize(
    ("found", "change"),
    [
        ("imprisonment", "a letter"),
        ("<b>{{ block }}</b>", '<b style="display:none">{{ block }}</b>'),
        ("{{ block }}", ""),
    ],
)
def test_no_feed_is_written_without_the_legal_notice(shelf: Shelf, found: str, change: str) -> None:
    template = (ROOT / "components/archive/notice.html.j2").read_text()
    changed = template.replace("{{ block }}", "{{ block | replace('imprisonment', 'a letter') }}")
    shelf.write(
        "components/archive/notice.html.j2",
        changed if found == "imprisonment" else template.replace(found, change),
    )
    shelf.write("issues/2024-05-22.yaml", ISSUE)
    done = shelf.run("build")
    assert done.exit_code == 1
    assert "M101 The legal notice is not whole and visible in the feed" in done.stderr
    assert not (shelf.dist / "feed.atom").exists()


def test_only_a_feed_whose_address_is_declared_names_itself(shelf: Shelf) -> None:
    shelf.fill(ISSUE)
    place = "components/briefings/china-in-eurasia.yaml"
    declared = (ROOT / place).read_text()
    assert [each.get("rel") for each in read(shelf.dist / BRIEFING / "feed.atom").findall(f"{ATOM}link")] == [
        "alternate"
    ]
    shelf.write(
        place, declared.replace("addresses:\n", "addresses:\n  feed: https://example.org/china.atom\n")
    )
    shelf.run("build")
    links = read(shelf.dist / BRIEFING / "feed.atom").findall(f"{ATOM}link")
    assert {each.get("rel"): each.get("href") for each in links}["self"] == "https://example.org/china.atom"
    assert len(read(shelf.dist / "feed.atom").findall(f"{ATOM}link")) == 1


def test_marks_and_letters_of_every_kind_are_words(shelf: Shelf) -> None:
    title = 'Ports & "Promises" <b>, ]]> 中国 And 🚢'
    shelf.write("issues/2024-05-22.yaml", ISSUE.replace("A Harbor And Its Lenders", f"'{title}'"))
    shelf.run("build")
    tree = read(shelf.dist / "feed.atom")
    assert texts(tree, "entry/title") == [title]


def test_a_feed_holds_the_newest(shelf: Shelf, library: Library) -> None:
    shelf.fill(ISSUE)
    (one,), _ = shelved(shelf.dist)
    days = [f"20{year:02}-0{month}-01" for year in range(20, 0, -1) for month in (5, 4, 3)]
    many = [replace(one, folder=f"{BRIEFING}/{day}", date=day) for day in days]
    tree = etree.fromstring(feed(many, Frames(many, library)))
    GRAMMAR.assertValid(tree.getroottree())
    assert texts(tree, "entry/id") == [identity(each) for each in many[:MOST]]


@pytest.mark.parametrize(
    "change",
    [
        ("<updated>2024-05-22T00:00:00Z", "<updated>2024-05-22"),
        ("<id>tag:rferl.org,2024-05-22:china-in-eurasia</id>", ""),
        ("<entry ", "<entry more='1' "),
        ('type="html"', ""),
    ],
)
def test_the_grammar_refuses_what_is_no_feed(shelf: Shelf, change: tuple[str, str]) -> None:
    text = (shelf.fill(ISSUE).dist / "feed.atom").read_text()
    assert change[0] in text
    assert GRAMMAR.validate(etree.fromstring(text.encode()))
    assert not GRAMMAR.validate(etree.fromstring(text.replace(*change).encode()))


def test_without_a_single_briefing_no_feed_can_be_drawn(shelf: Shelf, tmp_path: Path) -> None:
    shelf.fill(ISSUE)
    found, _ = shelved(shelf.dist)
    with pytest.raises(Refused):
        feed(found, Frames(found, Library((tmp_path / "nothing",), tmp_path)))
