"""Issues that went wrong: slips of the hand, almost-markup in a field, and arbitrary bytes."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import strategies as st

from tests.conftest import ISSUE

from .styles import STYLES
from .words import ALMOST, ISSUES, NASTY, any_text, ends, prose

place = st.integers(0, 1_000_000)
"""Where a change is made, as a part of a million of the whole."""


def _deleted(lines: list[str], at: int, _to: int, _text: str) -> None:
    del lines[at]


def _repeated(lines: list[str], at: int, to: int, _text: str) -> None:
    lines.insert(to, lines[at])


def _moved(lines: list[str], at: int, to: int, _text: str) -> None:
    lines.insert(to, lines.pop(at))


def _shifted(lines: list[str], at: int, to: int, _text: str) -> None:
    lines[at] = " " * (to % 5) + lines[at].lstrip() if to % 2 else " " * (to % 3) + lines[at]


def _inserted(lines: list[str], at: int, to: int, text: str) -> None:
    column = to % (len(lines[at]) + 1)
    lines[at] = lines[at][:column] + text + lines[at][column:]


def _swapped(lines: list[str], at: int, to: int, _text: str) -> None:
    (one, colon, first), (other, mark_, second) = lines[at].partition(": "), lines[to].partition(": ")
    lines[at], lines[to] = one + colon + second, other + mark_ + first


def _cut(lines: list[str], at: int, to: int, _text: str) -> None:
    lines[at] = lines[at][: to % (len(lines[at]) + 1)]


def _ended(lines: list[str], at: int, to: int, text: str) -> None:
    if to % 4 == 0:
        del lines[at + 1 :]
    lines[at] += text


CHANGES = (_deleted, _repeated, _moved, _shifted, _inserted, _inserted, _inserted, _swapped, _cut, _ended)
change = st.tuples(st.sampled_from(CHANGES), place, place, st.sampled_from(NASTY) | st.sampled_from(ALMOST))


def _changed(source: str, changes: list[tuple[Callable[..., None], int, int, str]], end: str) -> str:
    lines = source.split("\n")
    for make, at, to, text in changes:
        if lines:
            make(lines, at * len(lines) // 1_000_001, to * len(lines) // 1_000_001, text)
    return end.join(lines)


mutated = st.builds(
    _changed, st.sampled_from(ISSUES[:2] * 6 + ISSUES[2:]), st.lists(change, min_size=1, max_size=6), ends
)
"""Real issues after some slips of the hand."""

FIELDS = [
    line
    for line in ISSUE.split("\n")
    if re.match(r" *(?:- )?(?:title|standfirst|headline|label|text): [^|]", line)
]
with_prose = st.builds(
    lambda line, style, text: ISSUE.replace(line, f"{line.partition(': ')[0]}: {style(text)('    ')}", 1),
    st.sampled_from([*FIELDS, *["      text: Engineers move one rail of two."] * 6]),
    st.sampled_from(STYLES),
    prose,
)
"""An issue with almost-markup in one of its fields."""

encoded = st.one_of(
    st.binary(max_size=200),
    st.builds(lambda text, form: text.encode(form, "replace"), any_text, st.sampled_from(["utf-8", "utf-16", "cp1251"])),
    st.builds(lambda at, data: ISSUE.encode()[: at % 900] + data + ISSUE.encode()[at % 1000 :], place, st.binary(max_size=8)),
)  # fmt: skip
"""Arbitrary bytes, alone and within an issue."""
