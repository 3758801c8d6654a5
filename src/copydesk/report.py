"""Diagnostics -> what a person reads in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from unicodedata import category, east_asian_width

from copydesk.diagnostic import Diagnostic, Severity, Span

Paint = Callable[[str, str], str]
"""Gives a text the color of a role: `error`, `warning`, `note`, `place`, `mend` or `line`."""

LineOf = Callable[[str, int], str]
"""Gives the text of a line (from 1) of the file at a path; empty where it is not to be had."""

PlaceOf = Callable[[Diagnostic], str]
"""Says where a diagnostic stands."""

WIDTH = 100
"""The most columns of a source line that are shown around a fault."""


_OBEYED = ("Cc", "Zl", "Zp")
_STANDS_FOR = {"\t": " "}
_WITHOUT_WIDTH = ("Mn", "Me", "Cf")
_WIDTHS = {"W": 2, "F": 2}


def plain(_role: str, text: str) -> str:
    """No colors."""
    return text


def in_lines(diagnostic: Diagnostic) -> str:
    """The place in a text: `file:line:col:`."""
    return f"{diagnostic.path}:{diagnostic.span.line}:{diagnostic.span.column}:"


def in_paragraphs(diagnostic: Diagnostic) -> str:
    """The place in a file that has paragraphs and no lines: `file, paragraph 12:`."""
    if diagnostic.span == Span():
        return f"{diagnostic.path}:"
    return f"{diagnostic.path}, paragraph {diagnostic.span.line}:"


def text(diagnostic: Diagnostic, line_of: LineOf, paint: Paint = plain, place_of: PlaceOf = in_lines) -> str:
    """One diagnostic in words: `file:line:col: error CODE message`, the line with a caret, the mend."""
    span = diagnostic.span
    place = paint("place", place_of(diagnostic))
    weight = paint(diagnostic.severity, f"{diagnostic.severity} {diagnostic.code}")
    lines = [f"{place} {weight} {_visible(diagnostic.message)}"]
    source = line_of(diagnostic.path, span.line)
    if source.strip():
        lines += _excerpt(diagnostic, source, paint)
    if diagnostic.mend:
        lines.append(f"  {paint('mend', 'mend:')} {_visible(diagnostic.mend)}")
    return "\n".join(lines)


def _excerpt(diagnostic: Diagnostic, source: str, paint: Paint) -> list[str]:
    span = diagnostic.span
    begin = max(0, span.column - 1 - WIDTH // 2)
    shown = _visible(source[begin : begin + WIDTH])
    first = span.column - 1 - begin
    last = max(first + 1, span.end_column - 1 - begin) if span.end_line == span.line else len(shown)
    caret = " " * _columns(shown[:first]) + "^" * max(1, _columns(shown[first:last]))
    number = str(span.line)
    gutter = " " * len(number)
    return [
        f"  {paint('line', number + ' |')} {shown}",
        f"  {paint('line', gutter + ' |')} {paint(diagnostic.severity, caret)}",
    ]


def _visible(text: str) -> str:
    """The text without what a terminal would obey instead of showing."""
    return "".join(
        letter if category(letter) not in _OBEYED else _STANDS_FOR.get(letter, "\ufffd") for letter in text
    )


def _columns(text: str) -> int:
    """The width of a text in a terminal: Chinese and emoji take two columns, an accent takes none."""
    return sum(
        _WIDTHS.get(east_asian_width(each), 1) for each in text if category(each) not in _WITHOUT_WIDTH
    )


def summary(diagnostics: Iterable[Diagnostic], files: int) -> str:
    """What was found, in one sentence, `2 errors and 1 warning in 3 files` for instance."""
    counts = dict.fromkeys(Severity, 0)
    for diagnostic in diagnostics:
        counts[diagnostic.severity] += 1
    found = [counted(number, str(severity)) for severity, number in counts.items() if number]
    return f"{joined(found) or 'Nothing to mend'} in {counted(files, 'file')}."


def counted(number: int, noun: str) -> str:
    """`1 file`, `2 files`, `no files`."""
    return f"{number or 'no'} {noun}" if number == 1 else f"{number or 'no'} {noun}s"


def joined(parts: list[str]) -> str:
    """`a`, `a and b`, `a, b, and c`."""
    if len(parts) <= 2:
        return " and ".join(parts)
    return f"{', '.join(parts[:-1])}, and {parts[-1]}"
