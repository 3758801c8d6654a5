"""What mends a mistake in one line of YAML: edits that change no word of its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

ODD_BLANKS = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000"
"""Blanks that are none to YAML, as Word and web pages make them; part of a regular expression."""
KEY = r"^[ -]*(?P<key>[^\W\d][\w-]*):"
"""The name of a field at the beginning of a line, as a regular expression."""

LineEdits = tuple[tuple[int, int, str], ...]
r"""Start, end and replacement within one line, from 0; `\n` stands for the line break of the file."""
Mending = Callable[[re.Match[str]], LineEdits]
"""Gives the edits for a mistake that a pattern has found; its group `at` is what is wrong."""

_FIELD = re.compile(rf"{KEY}(?P<blanks> +)(?=\S)")
_INDENTATION = re.compile(rf"[ \t{ODD_BLANKS}]*")
_WIDE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_WITHOUT_WIDTH = re.compile("[\u200b\u2060]")
_NEAR = 12
"""How many lines up a line's neighbors are looked for."""


_TAKES_MEANING = re.compile(r"[,\[\]{}#&*!|>'\"%@`]|[-?:](?: |$)|.*(?:: | #|:$)", re.DOTALL)


def takes_meaning(text: str) -> bool:
    """Whether YAML would take a plain text, or a part of it, for something else than text."""
    return _TAKES_MEANING.match(text) is not None


def nothing(_match: re.Match[str]) -> LineEdits:
    """For a mistake that only a person can mend."""
    return ()


def below(match: re.Match[str]) -> LineEdits:
    """Put the text of a field under it, behind `|`, where every sign is only text."""
    return put_below(match.string)


def put_below(line: str) -> LineEdits:
    """The same for a line; nothing where it holds no field with a text."""
    field = _FIELD.match(line)
    return ((*field.span("blanks"), f" |\n{_further_in(field)}"),) if field else ()


def next_line(match: re.Match[str]) -> LineEdits:
    """Move what stands behind a `|` to the line under it."""
    return ((match.end("header"), match.start("at"), f"\n{_further_in(match)}"),)


def _further_in(field: re.Match[str]) -> str:
    return " " * (field.start("key") + 2)


def blank(match: re.Match[str]) -> LineEdits:
    """A plain blank in place of what is wrong."""
    return ((*match.span("at"), " "),)


def insert_blank(match: re.Match[str]) -> LineEdits:
    """A blank behind what is wrong."""
    return ((match.end("at"), match.end("at"), " "),)


def indentation(match: re.Match[str]) -> LineEdits:
    """Plain blanks in place of others at the beginning of a line: two for a tab."""
    return ((0, len(_indented(match.string)), plain(_indented(match.string))),)


def _indented(line: str) -> str:
    found = _INDENTATION.match(line)
    return found[0] if found else ""


def plain(blanks: str) -> str:
    """The same blanks as plain ones: two for a tab, none for one without width."""
    return _WIDE.sub(" ", _WITHOUT_WIDTH.sub("", blanks.replace("\t", "  ")))


def realigned(line: str, above: Sequence[str]) -> LineEdits:
    """Put a line that begins one blank off into the column of its neighbors above, the nearest first."""
    here = len(line) - len(line.lstrip(" "))
    columns = _columns(reversed(above[-_NEAR:]))
    near = next((column for column in columns if abs(column - here) == 1), None)
    return () if near is None or here in columns else ((0, here, " " * near),)


def among(line: str, above: Sequence[str]) -> str:
    """The blanks that a line with a tab was meant to begin with: those of its nearest neighbor of its kind."""
    blanks, words = _indented(line), line.strip()
    last = next((text for text in reversed(above) if text.strip()), "")
    if last.rstrip().endswith(":"):
        return " " * (_columns([last])[:1] or [0])[0] + "  "
    if words.startswith("- "):
        like = [text for text in reversed(above) if text.lstrip().startswith("- ")]
        first = words.partition(":")[0]
        alike = [text for text in like if text.strip().startswith(f"{first}:")]
        columns = [len(_indented(text)) for text in alike or like]
    else:
        columns = _columns(reversed(above[-_NEAR:])) if re.match(KEY, words) else [len(_indented(last))]
    return " " * columns[0] if columns else plain(blanks)


def brought_back(line: str, above: Sequence[str], below: str) -> LineEdits:
    """Put a field that lost its indentation between the neighbors that it stands between."""
    field, behind = re.match(KEY, line), re.match(KEY, below)
    if not field or not behind or not _FIELD.match(line):
        return ()
    here, wanted = field.start("key"), behind.start("key")
    return ((0, 0, " " * (wanted - here)),) if here < wanted and wanted in _columns(above[-_NEAR:]) else ()


def _columns(lines: Iterable[str]) -> list[int]:
    """The columns in which fields and items begin; a field behind a dash begins behind it."""
    found: list[int] = []
    for line in lines:
        if field := re.match(KEY, line):
            found.append(field.start("key"))
        if line.lstrip(" ").startswith("- "):
            found.append(len(line) - len(line.lstrip(" ")))
    return found


_OPENS_TEXT = re.compile(r"^[ -]*(?P<key>[^\W\d][\w-]*): +[|>][-+\d]*\s*$")
_RUNNING = re.compile(r"[^\s#:-]\S*(?: \S+){2}")


def taken_in(line: str, above: Sequence[str]) -> LineEdits:
    """Indent running text that fell out of the text above it as far as that text."""
    blanks = _indented(line)
    if not _RUNNING.match(line, len(blanks)) or re.match(KEY, line):
        return ()
    for number in range(len(above) - 1, -1, -1):
        if opening := _OPENS_TEXT.match(above[number]):
            body = next((text for text in above[number + 1 :] if text.strip()), "")
            inside = _indented(body)
            wanted = inside if len(inside) > opening.start("key") else _further_in(opening)
            return ((0, len(blanks), wanted),) if len(blanks) < len(wanted) else ()
        if re.match(KEY, above[number]):
            return ()
    return ()
