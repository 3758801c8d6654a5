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

WHOLE = ("K", "W001", "W002", "W004", "W005", "Y001", "I001", "I024")
"""The codes, or their beginnings, of what is about a folder or a whole file: not there, in the way, of another kind, unreadable."""

WIDTH = 100
"""The most columns of a source line that are shown around a fault."""
_LEAST = 20
"""The fewest, however narrow the terminal is."""


_OBEYED = ("Cc", "Zl", "Zp")
_STANDS_FOR = {"\t": " "}
_WITHOUT_WIDTH = ("Mn", "Me", "Cf")
_WIDTHS = {"W": 2, "F": 2}


def plain(_role: str, text: str) -> str:
    """No colors."""
    return text


def in_lines(diagnostic: Diagnostic) -> str:
    """The place in a text, `file:line:col:`; a folder, or a file as a whole, has neither line nor column."""
    if _is_of_a_whole(diagnostic):
        return f"{diagnostic.path}:"
    return f"{diagnostic.path}:{diagnostic.span.line}:{diagnostic.span.column}:"


def _is_of_a_whole(diagnostic: Diagnostic) -> bool:
    return diagnostic.span == Span() and diagnostic.code.startswith(WHOLE)


def in_paragraphs(diagnostic: Diagnostic) -> str:
    """The place in a file that has paragraphs and no lines: `file, paragraph 12:`."""
    if diagnostic.span == Span():
        return f"{diagnostic.path}:"
    return f"{diagnostic.path}, paragraph {diagnostic.span.line}:"


def text(
    diagnostic: Diagnostic,
    line_of: LineOf,
    paint: Paint = plain,
    place_of: PlaceOf = in_lines,
    width: int | None = None,
) -> str:
    """One diagnostic in words: `file:line:col: error CODE message`, the line with a caret, the mend.

    `width` is that of a terminal, in columns: all is made to fit it.
    """
    span = diagnostic.span
    place, weight = place_of(diagnostic), f"{diagnostic.severity} {diagnostic.code}"
    message = _wrapped(_visible(diagnostic.message), len(f"{place} {weight} "), width)
    lines = [f"{paint('place', place)} {paint(diagnostic.severity, weight)} {message}"]
    source = "" if _is_of_a_whole(diagnostic) else line_of(diagnostic.path, span.line)
    if source.strip():
        lines += _excerpt(diagnostic, source, paint, width)
    if diagnostic.mend:
        mend = _wrapped(_visible(diagnostic.mend), len("  mend: "), width)
        lines.append(f"  {paint('mend', 'mend:')} {mend}")
    return "\n".join(lines)


def _wrapped(words: str, behind: int, width: int | None) -> str:
    """Words that go on behind so many columns, broken between words where a terminal's width ends."""
    if width is None or behind + len(words) <= width:
        return words
    from textwrap import TextWrapper  # noqa: PLC0415 - a pipe has no width

    wrapper = TextWrapper(max(width, _LEAST), break_long_words=False, break_on_hyphens=False)
    wrapper.initial_indent, wrapper.subsequent_indent = " " * min(behind, wrapper.width - 1), " " * 8
    return "\n".join(wrapper.wrap(words)).lstrip(" ")


def _excerpt(diagnostic: Diagnostic, source: str, paint: Paint, width: int | None) -> list[str]:
    span = diagnostic.span
    number = str(span.line)
    beside = len(f"  {number} | ")
    room = max(_LEAST, min(WIDTH, width - beside)) if width else WIDTH
    begin, end = _around(_visible(source), span.column - 1, room)
    shown = _visible(source[begin:end])
    first = span.column - 1 - begin
    last = max(first + 1, span.end_column - 1 - begin) if span.end_line == span.line else len(shown)
    caret = " " * _columns(shown[:first]) + "^" * max(1, _columns(shown[first:last]))
    gutter = " " * len(number)
    return [
        f"  {paint('line', number + ' |')} {shown}",
        f"  {paint('line', gutter + ' |')} {paint(diagnostic.severity, caret)}",
    ]


def _around(source: str, at: int, room: int) -> tuple[int, int]:
    """From where to where a line is shown that has room for so many columns."""
    begin, end = at, at
    if _columns(source) <= room:
        return 0, len(source)
    while begin and _columns(source[begin - 1 : at]) <= room // 2:
        begin -= 1
    while end < len(source) and _columns(source[begin : end + 1]) <= room:
        end += 1
    return begin, end


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
