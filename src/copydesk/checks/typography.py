"""Quotation marks, dashes, blanks, and characters that came along from Word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.checks.almost import almost_links
from copydesk.checks.brackets import lone_signs
from copydesk.checks.registry import Finding, check, check_issue
from copydesk.checks.words import any_of, beyond_ascii, changes, like, line_like, matches, to
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


_BLANK = r"[^\S\n]"
_DASH = (
    rf"(?<=\S){_BLANK}*—{_BLANK}*|(?<=\S){_BLANK}+–(?:{_BLANK}+(?=\S)|{_BLANK}*$)"
    r"|(?<=[^\W\d])–(?=[^\W\d])|(?<=\S) - (?=\S)"
)
_IN_PROSE = late(rf"{_DASH}|^{_BLANK}*—(?=\S)", re.MULTILINE)
"""A line of prose that begins with a dash and a blank is one of a list, and is said to be elsewhere."""
_IN_LINE = late(rf"{_DASH}|^{_BLANK}*—{_BLANK}*", re.MULTILINE)


@check("P102", Severity.WARNING, on=WORDS, needs=any_of("—", "–", " - "))
def dash(copy: Copy) -> Iterator[Finding]:
    """A dash is not the house's.

    Between words the house writes two hyphens with a blank on each side.

    Instead of `the visit — his first — ended`
    write      `the visit -- his first -- ended`
    """
    pattern = _IN_PROSE if copy.field.type == "prose" else _IN_LINE
    yield from changes(
        copy, pattern, _hyphens, "A dash is written as two hyphens between blanks.", "Write ` -- `."
    )


def _hyphens(match: re.Match[str]) -> str:
    """Two hyphens, and a blank on each side on which the line goes on."""
    before, behind = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return f"{' ' if before.strip() else ''}--{' ' if behind.strip() else ''}"


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
    slips = [match for match in _DOUBLED.finditer(copy.words) if _is_slip(match)]
    yield from changes(
        copy,
        _BLANKS,
        to(" "),
        "There is more than one blank here.",
        "Leave one.",
        but=lambda match: any(slip.start() < match.start() < slip.end() for slip in slips),
    )


_BEFORE_MARK = late(r"(?<=\w) +(?=[,;:!?](?:\s|$)|\.(?:\s|$))")


@check("P106", Severity.WARNING, on=WORDS, needs=like(" [,;:!?.]"))
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
        if _is_slip(match):
            end = match.start() + len(match[1])
            yield Finding(f"`{match[1]}` stands twice.", "Delete one of them.", end, match.end(), "", copy)


def _is_slip(match: re.Match[str]) -> bool:
    return match[1].lower() not in _TWICE and match[0][0].islower()


@check("P115", Severity.WARNING, on=WORDS, needs=any_of(*'()[]{}"“”'))
def unbalanced(copy: Copy) -> Iterator[Finding]:
    """A bracket or a quotation mark opens and does not close, or closes and did not open.

    A quotation that runs over several paragraphs opens in each of them and closes in the last.
    """
    found = list(lone_signs(copy.words))
    links = [match.span() for match in almost_links(copy)] if found else []
    for sign, at in found:
        if not any(start <= at < end for start, end in links):
            mend = "Add the other one, or delete this one."
            yield Finding(f"`{sign}` has no partner in this paragraph.", mend, at, at + 1)


_BULLETED = r"[^\S\n]*(?:[•·▪◦●‣–—*][^\S\n]+|o[^\S\n]{2,})"
_BULLET = late(f"^{_BULLETED}", re.MULTILINE)


@check("P117", Severity.WARNING, on=("prose",), needs=line_like(_BULLETED))
def bullet(copy: Copy) -> Iterator[Finding]:
    """A line begins with a bullet, as Word makes it.

    A list is made of lines that begin with a hyphen and a blank; anything else is running text.

    Instead of `• the first point`
    write      `- the first point`
    """
    yield from changes(copy, _BULLET, to("- "), "A list begins its lines with `- `.", "Write `- `.")
