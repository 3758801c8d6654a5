"""What was found out about the elements of one page holds on another only where nothing tells them apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.checks import kin, legible, sight
from copydesk.checks.page import Page
from copydesk.checks.sight import why_hidden

WORDS = "You could face fines."
CARD = "color: #1f2328; background-color: #ffffff; font-size: 16px; line-height: 24px"


def verdict(sheet: str, body: str) -> str:
    page = Page(f"<html lang=en><head><style>{sheet}</style></head><body style='{CARD}'>{body}</body></html>")
    return why_hidden(page, [line for line in page.lines if line.words == WORDS])


def anew(sheet: str, body: str) -> str:
    """The verdict where nothing is remembered."""
    caches = [kin.soil, kin.shared, sight._strange, sight._covering, sight._hiding]
    caches += [
        sight._strange_rule,
        sight._covering_rule,
        legible.overlapping,
        legible.unreadable,
        legible._readings,
    ]
    for each in caches:
        each.cache_clear()  # type: ignore[attr-defined]
    return verdict(sheet, body)


PAIRS = {
    "another class": (".x { display: none }", "<p>{}</p>", "<p class=x>{}</p>"),
    "another name": ("#x { display: none }", "<p>{}</p>", "<p id=x>{}</p>"),
    "another tag": ("b { display: none }", "<p><i>{}</i></p>", "<p><b>{}</b></p>"),
    "another element around": (".x p { display: none }", "<div><p>{}</p></div>", "<div class=x><p>{}</p></div>"),
    "another parent": (".x > p { display: none }", "<div class=x><div><p>{}</p></div></div>", "<div class=x><p>{}</p></div>"),
    "a neighbor before": ("i + p { display: none }", "<p>{}</p>", "<i>x</i><p>{}</p>"),
    "a neighbor anywhere before": ("i ~ p { display: none }", "<p>{}</p>", "<i>x</i><br><p>{}</p>"),
    "the first place": ("p:first-child { display: none }", "<br><p>{}</p>", "<p>{}</p>"),
    "the last place": ("p:last-child { display: none }", "<p>{}</p><br>", "<p>{}</p>"),
    "the second place": ("p:nth-child(2) { display: none }", "<p>{}</p>", "<br><p>{}</p>"),
    "the only one of its type": ("p:only-of-type { display: none }", "<p>{}</p><p>x</p>", "<p>{}</p>"),
    "without a class": ("p:not(.x) { display: none }", "<p class=x>{}</p>", "<p>{}</p>"),
    "an attribute": ("p[title] { display: none }", "<p>{}</p>", "<p title=x>{}</p>"),
    "an address": ('a[href$="x"] { display: none }', "<p><a href=https://example.org/y>{}</a></p>", "<p><a href=https://example.org/x>{}</a></p>"),
    "a style of its own": ("", "<p>{}</p>", "<p style='display: none'>{}</p>"),
    "a style around": ("", "<div><p>{}</p></div>", "<div style='font-size: 1px; line-height: 1px'><p>{}</p></div>"),
    "a ground around": ("", "<div><p>{}</p></div>", "<div bgcolor='#1f2328'><p>{}</p></div>"),
    "a width": ("", "<table><tr><td>{}</td></tr></table>", "<table><tr><td width=1>{}</td></tr></table>"),
    "an attribute that nobody knows": ("", "<p>{}</p>", "<p onclick=x>{}</p>"),
    "a role": ("", "<div role=article aria-label=x>{}</div>", "<div role=img aria-label=x>{}</div>"),
    "a label of what is no article": ("", "<div role=article aria-label=x>{}</div>", "<div aria-label=x>{}</div>"),
    "a page that is loaded": ("", "<p title=x>{}</p>", "<p title=refresh>{}</p>"),
    "a page that is gone to": ("", "<meta name=x content=y><p>{}</p>", "<meta http-equiv=refresh content=y><p>{}</p>"),
    "a page that is gone to, by its content": ("", "<meta name=x content=y><p>{}</p>", "<meta name=x content=refresh><p>{}</p>"),
    "a style sheet that is loaded": ("", "<a href=x>{}</a>", "<a href=stylesheet>{}</a>"),
    "letters on it": ("", "<p>{}</p><p>x</p>", "<p>{}</p><p style='font-size: 60px; line-height: 1px'>x</p>"),
}  # fmt: skip


@pytest.mark.parametrize(("sheet", "seen", "unseen"), PAIRS.values(), ids=PAIRS.keys())
def test_a_page_is_judged_alike_whatever_page_came_before(sheet: str, seen: str, unseen: str) -> None:
    seen, unseen = seen.format(WORDS), unseen.format(WORDS)
    first = [anew(sheet, seen), verdict(sheet, unseen)]
    then = [anew(sheet, unseen), verdict(sheet, seen)]
    assert first == then[::-1]
    assert [each == "" for each in first] == [True, False]


@pytest.mark.parametrize("number", range(2))
def test_other_sheets_make_other_kin(number: int) -> None:
    sheets = ["p { color: #1f2328 }", "p { color: #fefefe }"]
    found = [anew(sheets[number], f"<p>{WORDS}</p>"), verdict(sheets[1 - number], f"<p>{WORDS}</p>")]
    assert [each == "" for each in found] == [number == 0, number == 1]


def test_what_is_only_said_makes_no_kin_of_its_own() -> None:
    """A process that makes thousands of issues does not remember each title and picture of theirs."""
    pages = [
        f"<meta property=x content={each}><p title={each}><img src={each} alt={each}></p>"
        for each in ("one", "two")
    ]
    first, second = (Page(f"<html><body>{each}</body></html>") for each in pages)
    assert [*first.kin.values()] == [*second.kin.values()]


SELECTORS = [each[0] for each in PAIRS.values() if each[0]]
ATTRIBUTES = [
    "",
    " class=x",
    " class='x y'",
    " id=x",
    " title=x",
    " lang=fa",
    " style='margin: 0'",
    " style='opacity: 0'",
]
element = st.tuples(st.sampled_from(["p", "div", "b", "i", "a", "td"]), st.sampled_from(ATTRIBUTES))
body = st.recursive(
    st.sampled_from([WORDS, WORDS, "x", "", "<br>", "<!-- x -->"]),
    lambda inner: st.lists(
        st.tuples(element, inner).map(lambda given: f"<{''.join(given[0])}>{given[1]}</{given[0][0]}>"),
        max_size=3,
    ).map("".join),
    max_leaves=6,
)


@given(st.lists(body, min_size=2, max_size=4), st.lists(st.sampled_from(SELECTORS), max_size=2).map(" ".join))
def test_whatever_pages_came_before_the_verdict_is_the_same(bodies: list[str], sheet: str) -> None:
    alone = [anew(sheet, each) for each in bodies]
    together = [verdict(sheet, each) for each in bodies]
    assert [verdict(sheet, each) for each in reversed(bodies)] == together[::-1] == alone[::-1]
