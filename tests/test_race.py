"""The race is fair: each side says the same; and its page and pictures say what was measured."""

from __future__ import annotations

import json

import pytest
from bench.race.page import page
from bench.race.plot import THEMES, draw
from bench.race.results import Results
from bench.race.words import difference, said

from .conftest import ROOT

DOCS = ROOT / "docs"
MESSAGE = (
    "<!doctype html><html><head><title>Ours</title><style>p{color:red}</style></head><body>"
    '<p>Five <b>cranes</b> <a href="https://example.org/a">stand</a>.</p>'
    '<img src="https://example.org/a.jpg" alt="Cranes"></body></html>'
)
SAME = (
    "<!DOCTYPE html><html><head><title>Ours</title></head><body><!--[if mso]>Only Outlook<![endif]-->"
    "<div>Five&nbsp;<strong>cranes</strong>\u200c\u00ad\u034f "
    '<a style="color:red" href="https://example.org/a">stand</a>.</div>'
    '<div><img alt="Cranes" src="https://example.org/a.jpg"/></div></body></html>'
)


@pytest.fixture(scope="module")
def results() -> Results:
    return Results.read(json.loads((DOCS / "race.json").read_text("utf-8")))


def test_other_markup_of_the_same_words_may_race() -> None:
    """Blanks, fillers, comments and styles are each tool's own."""
    assert difference(said(MESSAGE), said(SAME)) == ""


@pytest.mark.parametrize(
    ("ours", "theirs", "part"),
    [
        ("Five", "Six", "words"),
        (">stand<", "><", "words"),
        ('example.org/a"', 'example.org/b"', "links"),
        ("a.jpg", "b.jpg", "pictures"),
        ('alt="Cranes"', 'alt=""', "pictures"),
        ("<title>Ours", "<title>Theirs", "title"),
    ],
)
def test_a_side_that_says_something_else_does_not_race(ours: str, theirs: str, part: str) -> None:
    assert ours in SAME
    assert difference(said(MESSAGE), said(SAME.replace(ours, theirs))).startswith(f"{part}: ")


def test_the_page_says_what_was_measured(results: Results) -> None:
    """Nobody writes a figure by hand. `make race RACE=--draw` writes it anew."""
    assert (DOCS / "race.md").read_text("utf-8") == page(results)


@pytest.mark.parametrize("theme", THEMES)
def test_the_pictures_show_what_was_measured(results: Results, theme: str) -> None:
    assert (DOCS / "pictures" / f"{theme}.svg").read_text("utf-8") == draw(results, theme)
