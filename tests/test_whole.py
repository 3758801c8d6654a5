"""The mail is whole whatever a client takes away from it: the same words, in order, in sight, and legible."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest
from playwright.sync_api import Browser

from copydesk.examine import examine
from copydesk.packing import pack
from copydesk.workspace import Workspace

from .browsers import page
from .conftest import ROOT
from .seen import Color, Seen, faint, lightness_turned, lost, negative, seen, without_media, without_style

ISSUES = sorted(each.stem for each in (ROOT / "issues").glob("*.yaml"))
AWAY = ("nothing", "@media", "<style>", "pictures")
TURNS: dict[str, Callable[[Color], Color]] = {
    "as they are": lambda color: color,
    "all turned to their opposite": negative,
    "light and dark exchanged": lightness_turned,
}


@cache
def message(issue: str) -> str:
    """The e-mail of an issue of this repository."""
    workspace = Workspace(ROOT)
    fitted = examine(ROOT / "issues" / f"{issue}.yaml", workspace)
    assert fitted.issue
    return pack(fitted.document, fitted.issue, workspace)["email.html"].decode()


def look(
    browser: Browser, html: str, away: str = "nothing", *, width: int = 640, dark: bool = False
) -> tuple[Seen, ...]:
    """What a reader sees of a page from which something is taken away."""
    with page(browser, width=width, dark=dark, images=away != "pictures") as shown:
        shown.set_content(without_style(html) if away == "<style>" else html)
        if away == "@media":
            without_media(shown)
        return seen(shown)


@cache
def whole(browser: Browser, issue: str) -> tuple[Seen, ...]:
    """What a reader sees of an e-mail from which nothing is taken away."""
    return look(browser, message(issue))


@pytest.mark.parametrize("width", [320, 640])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("away", AWAY)
@pytest.mark.parametrize("issue", ISSUES)
def test_no_word_is_lost_and_each_can_be_read(
    browser: Browser, issue: str, away: str, scheme: str, width: int
) -> None:
    """Also where the client turns the colors of its own accord."""
    expected = whole(browser, issue)
    found = look(browser, message(issue), away, width=width, dark=scheme == "dark")
    assert len(expected) > 100
    assert lost(expected, found) == []
    assert {name: faint(found, turned) for name, turned in TURNS.items()} == {name: [] for name in TURNS}


@pytest.mark.parametrize("issue", ISSUES)
def test_all_but_the_preheader_is_in_sight(browser: Browser, issue: str) -> None:
    """It is for the inbox."""
    hidden = [each for each in whole(browser, issue) if not each.in_sight]
    assert len(hidden) == 1
    assert re.search(rf'overflow:hidden;?">{re.escape(hidden[0].words[:20])}', message(issue))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("issue", ISSUES)
def test_a_picture_that_is_not_shown_says_what_it_shows(browser: Browser, issue: str, scheme: str) -> None:
    html = message(issue)
    alt = html.partition('<img class="photo')[2].partition('alt="')[2].partition('"')[0].replace("&#39;", "'")
    (found,) = (each for each in look(browser, html, "pictures", dark=scheme == "dark") if each.words == alt)
    assert found.in_sight
    assert found.bottom - found.top >= found.size


# --- each proof finds what it is there for


def with_more(body: str, head: str = "") -> str:
    """An e-mail with something more at its end."""
    html = message(ISSUES[0])
    return html.replace("</head>", f"{head}</head>").replace("</body>", f"{body}</body>")


SHOWN_BY_MEDIA = (
    "<style>.x { display: none } @media (min-width: 1px) { .x { display: block !important } }</style>"
)
SHOWN_BY_STYLE = "<style>.x { display: block !important }</style>"
TURNED_BY_STYLE = "<style>.x { flex-direction: column !important }</style>"
REVERSED = '<div class="x" style="display:flex;flex-direction:column-reverse"><p>One</p><p>Two</p></div>'


@pytest.mark.parametrize(
    ("away", "body", "head", "fault"),
    [
        ("@media", '<p class="x">Here</p>', SHOWN_BY_MEDIA, "not in sight: Here"),
        ("<style>", '<p class="x" style="display:none">Here</p>', SHOWN_BY_STYLE, "not in sight: Here"),
        ("<style>", REVERSED, TURNED_BY_STYLE, "out of order: One / Two"),
    ],
)  # fmt: skip
def test_words_that_depend_on_what_is_taken_away_are_missed(
    browser: Browser, away: str, body: str, head: str, fault: str
) -> None:
    html = with_more(body, head)
    whole = look(browser, html)
    assert lost(whole, whole) == []
    assert lost(whole, look(browser, html, away)) == [fault]


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "visibility:hidden",
        "opacity:0.2",
        "font-size:0",
        "position:absolute;left:-999px",
        "height:0;overflow:hidden",
    ],
)
def test_words_out_of_sight_are_missed(browser: Browser, style: str) -> None:
    expected = look(browser, with_more("<div>Here</div>"))
    found = look(browser, with_more(f'<div style="{style}">Here</div>'))
    assert lost(expected, found) == ["not in sight: Here"]


def test_words_behind_something_else_are_missed(browser: Browser) -> None:
    cover = '<div style="position:relative;height:40px;margin-top:-40px;background:#fff"></div>'
    expected = look(browser, with_more('<div style="height:40px">Here</div>'))
    assert lost(expected, look(browser, with_more(f'<div style="height:40px">Here</div>{cover}'))) == [
        "not in sight: Here"
    ]


@pytest.mark.parametrize(
    ("scheme", "old", "new", "turn"),
    [
        ("light", "color:#595F66", "color:#8A9097", "as they are"),
        ("dark", ".card div{color:#E8E6E3!important}", "", "as they are"),
        ("dark", ".card a{color:#FFA562!important}", ".card a{color:#EA6802!important}", "all turned to their opposite"),
        ("dark", ".card a{color:#FFA562!important}", ".card a{color:#FF9A52!important}", "light and dark exchanged"),
    ],
)  # fmt: skip
def test_words_too_faint_for_their_ground_are_found(
    browser: Browser, scheme: str, old: str, new: str, turn: str
) -> None:
    html = message(ISSUES[0])
    assert old in html
    found = look(browser, html.replace(old, new), dark=scheme == "dark")
    assert faint(found, TURNS[turn]) != []


def test_a_picture_without_alternative_text_says_nothing(browser: Browser) -> None:
    html = message(ISSUES[0])
    alt = html.partition('<img class="photo')[2].partition('alt="')[2].partition('"')[0]
    found = look(browser, html.replace(f'alt="{alt}"', 'alt=""'), "pictures")
    assert alt not in [each.words for each in found]
