"""Quotation marks, dashes, blanks, and characters that came along from Word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.checks.registry import Finding, check, check_issue
from copydesk.checks.words import any_of, beyond_ascii, changes, matches, to
from copydesk.diagnostic import Severity
from copydesk.issue import Fitted
from copydesk.late import late
from copydesk.manuscript import WORDS, Copy, anything

_CURLY = late("[‘’‚‛“”„‟]")
_STRAIGHT = {"‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"'}


@check("P101", Severity.WARNING, on=WORDS, needs=beyond_ascii)
def curly(copy: Copy) -> Iterator[Finding]:
    """A quotation mark or an apostrophe is curly.

    Curly and straight marks, mixed within one issue, look like two hands. The briefing uses straight ones.

    Instead of `Xi’s “old friend”`
    write      `Xi's "old friend"`
    """
    yield from changes(
        copy,
        _CURLY,
        lambda match: _STRAIGHT[match[0]],
        "Quotation marks and apostrophes are straight here.",
        "Write ' and \".",
    )


_DASH = late(r"\s*—\s*|(?<=\S)\s+–\s+(?=\S)|(?<=[^\W\d])–(?=[^\W\d])|(?<=\S) - (?=\S)")


@check("P102", Severity.WARNING, on=WORDS, needs=any_of("—", "–", " - "))
def dash(copy: Copy) -> Iterator[Finding]:
    """A dash is not the house's.

    Between words the house writes two hyphens with a blank on each side.

    Instead of `the visit — his first — ended`
    write      `the visit -- his first -- ended`
    """
    yield from changes(
        copy, _DASH, to(" -- "), "A dash is written as two hyphens between blanks.", "Write ` -- `."
    )


_RANGE = late(r"(?<=\d)[–—−‒](?=\d)")


@check("P103", Severity.WARNING, on=WORDS, needs=beyond_ascii)
def range_dash(copy: Copy) -> Iterator[Finding]:
    """A range of numbers is written with a dash.

    Instead of `May 16–17`
    write      `May 16-17`
    """
    yield from changes(copy, _RANGE, to("-"), "A range of numbers takes a hyphen.", "Write `-`.")


_ELLIPSIS = late(r"…|\.{4,}|\. \. \.")


@check("P104", Severity.WARNING, on=WORDS, needs=any_of("…", "....", ". ."))
def ellipsis(copy: Copy) -> Iterator[Finding]:
    """An ellipsis is not three points.

    Instead of `serious effort…`
    write      `serious effort...`
    """
    yield from changes(copy, _ELLIPSIS, to("..."), "An ellipsis is three points.", "Write `...`.")


_BLANKS = late(r"(?<=\S) {2,}(?=\S)")


@check("P105", Severity.WARNING, on=WORDS, needs=any_of("  "))
def double_blank(copy: Copy) -> Iterator[Finding]:
    """There is more than one blank between two words.

    Instead of `the visit.  It ended`
    write      `the visit. It ended`
    """
    yield from changes(copy, _BLANKS, to(" "), "There is more than one blank here.", "Leave one.")


_BEFORE_MARK = late(r"(?<=\w) +(?=[,;:!?](?:\s|$)|\.(?:\s|$))")


@check("P106", Severity.WARNING, on=WORDS, needs=any_of(*(f" {mark}" for mark in ",;:!?.")))
def blank_before_mark(copy: Copy) -> Iterator[Finding]:
    """A blank stands before a punctuation mark.

    Instead of `in Beijing , he said`
    write      `in Beijing, he said`
    """
    yield from changes(copy, _BEFORE_MARK, to(""), "No blank stands before this mark.", "Delete it.")


_DOUBLED = late(r"\b([^\W\d_]{2,})\s+\1\b", re.IGNORECASE)
_TWICE = {"had", "that", "is", "so", "very", "bye", "no", "ha", "new"}


@check_issue("P114", Severity.WARNING)
def doubled_word(fitted: Fitted) -> Iterator[Finding]:
    """A word stands twice in a row.

    Instead of `in the the capital`
    write      `in the capital`
    """
    if not fitted.manuscript.repeats:
        return
    for copy, match in matches(fitted, _DOUBLED, anything):
        if match[1].lower() not in _TWICE and match[0][0].islower():
            end = match.start() + len(match[1])
            yield Finding(f"`{match[1]}` stands twice.", "Delete one of them.", end, match.end(), "", copy)


_PAIRS = {"(": ")", "[": "]", "{": "}"}
_BRACKET = late(r"[()\[\]{}]")
_OTHERS = late(r"[^()\[\]{}\"“”]+")
_PARAGRAPH = late(r"(?:[^\n]+|\n(?!\s*\n))+")


@check("P115", Severity.WARNING, on=WORDS, needs=any_of(*'()[]{}"“”'))
def unbalanced(copy: Copy) -> Iterator[Finding]:
    """A bracket or a quotation mark opens and does not close, or closes and did not open.

    A quotation that runs over several paragraphs opens in each of them and closes in the last.
    """
    for paragraph in _PARAGRAPH.finditer(copy.words):
        signs = _OTHERS.sub("", paragraph[0])
        if not _is_balanced(signs):
            yield from _brackets(paragraph[0], paragraph.start())
            yield from _quotes(paragraph[0], paragraph.start())


def _is_balanced(signs: str) -> bool:
    """Whether brackets alone surely have their partners, and straight quotation marks are even in number."""
    brackets = signs.replace('"', "")
    while (fewer := brackets.replace("()", "").replace("[]", "")) != brackets:
        brackets = fewer
    return not brackets and signs.count('"') % 2 == 0


def _brackets(text: str, start: int) -> Iterator[Finding]:
    opened: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(text):
        sign, at = match[0], match.start()
        if sign in _PAIRS:
            opened.append((sign, at))
        elif opened and _PAIRS[opened[-1][0]] == sign:
            opened.pop()
        else:
            yield _lone(sign, start + at)
    yield from (_lone(sign, start + at) for sign, at in opened)


def _quotes(text: str, start: int) -> Iterator[Finding]:
    marks = [match.start() for match in re.finditer('"', text)]
    if len(marks) % 2:
        yield _lone('"', start + marks[-1])
    opening = [at for at, sign in enumerate(text) if sign == "“"]
    closing = [at for at, sign in enumerate(text) if sign == "”"]
    if len(closing) > len(opening):
        yield _lone("”", start + closing[-1])
    elif len(opening) > len(closing) + 1:
        yield _lone("“", start + opening[-1])


def _lone(sign: str, at: int) -> Finding:
    return Finding(
        f"`{sign}` has no partner in this paragraph.", "Add the other one, or delete this one.", at, at + 1
    )


_BULLET = late(r"^[^\S\n]*(?:[•·▪◦●‣–—*][^\S\n]+|o[^\S\n]{2,})", re.MULTILINE)


@check("P117", Severity.WARNING, on=("prose",), needs=_BULLET.search)
def bullet(copy: Copy) -> Iterator[Finding]:
    """A line begins with a bullet, as Word makes it.

    A list is made of lines that begin with a hyphen and a blank; anything else is running text.

    Instead of `• the first point`
    write      `- the first point`
    """
    yield from changes(copy, _BULLET, to("- "), "A list begins its lines with `- `.", "Write `- `.")
