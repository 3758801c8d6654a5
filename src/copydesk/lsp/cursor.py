"""Where the cursor stands in a text that is being written, and whose YAML is seldom whole.

Only the layout of the lines is read: indentation, dashes, names and block texts, as issues have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from copydesk.faults import Path

_LINE = re.compile(
    r"(?P<blanks> *)(?P<dashes>(?:- +|-$)*)(?:(?P<key>[^\s:#'\"\[{][^:]*?) *:(?P<value>(?: .*)?)$)?"
)
_TEXT = re.compile(r" *[|>][-+0-9]*(?: +#.*)?")


@dataclass(frozen=True, slots=True)
class Cursor:
    """The fields around the cursor, and what is being typed: a name, or the value behind one."""

    path: Path
    """Of the value whose fields are being written; of the field itself where its value is."""
    typed: str
    """What stands of it already."""
    is_value: bool = False
    written: frozenset[str] = frozenset()
    """The names that stand beside it."""
    dashed: int = 0
    """How much further in than its line the name begins: the width of the dashes before it."""


@dataclass(slots=True)
class _Level:
    """Fields, or items, at one column."""

    column: int
    step: str | int
    names: list[str] = field(default_factory=list)


def cursor(text: str, line: int, before: str) -> Cursor | None:
    """The cursor behind `before` on a line (from 0); None within a text, a comment, or anything else."""
    lines = re.split(r"\r\n|\r|\n", text)
    levels, text_in = _levels(lines[:line])
    blanks = len(before) - len(before.lstrip(" "))
    found = _LINE.match(before)
    if found is None or before.lstrip().startswith("#") or (text_in is not None and blanks > text_in):
        return None
    _enter(levels, found)
    if found["key"] is not None:
        return Cursor(_path(levels), found["value"].lstrip(" "), is_value=True)
    return _name(levels, lines[line + 1 :], before, found)


def _name(levels: list[_Level], following: list[str], before: str, found: re.Match[str]) -> Cursor | None:
    """The cursor where a name is typed."""
    typed, column = before[found.end() :], found.end()
    if not re.fullmatch(r"[\w-]*", typed) or before.endswith("-"):
        return None
    _leave(levels, column, item=True)
    beside = levels.pop() if levels and levels[-1].column == column else None
    names = [*(beside.names if beside else ()), *_names_below(following, column)]
    return Cursor(_path(levels), typed, written=frozenset(names), dashed=len(found["dashes"]))


def _path(levels: list[_Level]) -> Path:
    return tuple(level.step for level in levels)


def _levels(lines: list[str]) -> tuple[list[_Level], int | None]:
    """The fields and items that the end of these lines stands in; the column of the text, if it is in one."""
    levels: list[_Level] = []
    text_in: int | None = None
    for line in lines:
        blanks = len(line) - len(line.lstrip(" "))
        if not line.strip() or (text_in is not None and blanks > text_in):
            continue
        text_in = None
        found = _LINE.match(line)
        if found and not line.lstrip().startswith("#"):
            _enter(levels, found)
            if found["key"] is not None and _TEXT.fullmatch(found["value"]):
                text_in = found.start("key")
    return levels, text_in


def _enter(levels: list[_Level], found: re.Match[str]) -> None:
    """Go on from the levels so far to those of a line."""
    column = found.end("blanks")
    for dash in re.finditer("-", found["dashes"]):
        at = column + dash.start()
        _leave(levels, at, item=True)
        if levels and levels[-1].column == at and isinstance(levels[-1].step, int):
            levels[-1].step += 1
        else:
            levels.append(_Level(at, 0))
    if found["key"] is not None:
        at = found.start("key")
        _leave(levels, at, item=False)
        if levels and levels[-1].column == at:
            levels[-1].step = found["key"]
        else:
            levels.append(_Level(at, found["key"]))
        levels[-1].names.append(found["key"])


def _leave(levels: list[_Level], column: int, *, item: bool) -> None:
    """Leave what ends at a column: what begins further in, and at the same column a list, unless it goes on."""
    while levels and (
        levels[-1].column > column
        or (levels[-1].column == column and not item and isinstance(levels[-1].step, int))
    ):
        levels.pop()


def _names_below(lines: list[str], column: int) -> Iterator[str]:
    """The names in the lines below that stand beside a name at this column."""
    for line in lines:
        found = _LINE.match(line)
        if not line.strip() or found is None or line.lstrip().startswith("#"):
            continue
        if found.end("blanks") < column:
            return
        if found["key"] is not None and found.start("key") == column:
            yield found["key"]
