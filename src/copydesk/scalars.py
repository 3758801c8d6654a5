"""Where in the source each character of a YAML scalar stands.

A scalar's value is not its source: indentation goes, lines fold, quotes and escapes are resolved.
`replay` does that again, character by character, and keeps the offsets. Its result counts only
where it agrees with the value that the YAML library found; the caller compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Placed = list[tuple[str, int]]
"""Characters of the value, each with its offset in the source."""

_Line = tuple[Placed, tuple[str, int]]
_KEPT = ("\n", "\u2028", "\u2029")
_BREAK = re.compile(r"\r\n|\r|\n|\x85|\u2028|\u2029")
_BREAKS = re.compile(rf"[ \t]*(?:(?:{_BREAK.pattern})[ \t]*)+")
_ESCAPED_BREAK = re.compile(rf"\\(?:{_BREAK.pattern})[ \t]*((?:(?:{_BREAK.pattern})[ \t]*)*)")
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f",
    "r": "\r", "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0",
    "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEX = {"x": 2, "u": 4, "U": 8}


def replay(source: str, start: int, end: int, style: str) -> Placed:
    """The value of the scalar at `source[start:end]`, each character with its offset.

    `style` is the first character of the scalar's form: `|`, `>`, `"`, `'`, or empty for plain.
    """
    if style in ("|", ">"):
        return _block(source, start, end, folded=style == ">")
    if style:
        return _flow(source, start + 1, end - 1, style)
    return _flow(source, start, end, style)


def _lines(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _BREAK.finditer(source, start, end):
        yield at, match.start()
        at = match.end()
    if at < end:
        yield at, end


def _block(source: str, start: int, end: int, *, folded: bool) -> Placed:
    header, *body = _lines(source, start, end)
    marks = source[slice(*header)].split(" #", maxsplit=1)[0]
    indent = _indent(source, header[0], marks, body)
    lines = [_content(source, first, last, indent) for first, last in body]
    joined = _fold(lines) if folded else _join(lines)
    if joined and joined[-1][1] == len(source):
        joined.pop()  # the file ends without a line end
    if "+" in marks:
        return joined
    return _strip(joined) if "-" in marks else _clip(joined)


def _indent(source: str, header: int, marks: str, body: list[tuple[int, int]]) -> int:
    digit = re.search(r"[1-9]", marks)
    shown = [
        len(line) - len(line.lstrip(" "))
        for line in (source[first:last] for first, last in body)
        if line.strip(" ")
    ]
    if not digit:
        return shown[0] if shown else max((last - first for first, last in body), default=0)
    return _parent(_BREAK.split(source[:header])[-1]) + int(digit[0])


def _parent(opening: str) -> int:
    """The column of the field or list item that a scalar belongs to, from the line up to its header."""
    name = opening.lstrip(" -")
    return len(opening) - len(name) if name else opening.rfind("-")


def _content(source: str, first: int, last: int, indent: int) -> _Line:
    begin = min(first + indent, last)
    return [(source[at], at) for at in range(begin, last)], (_kept(source[last : last + 1]), last)


def _join(lines: list[_Line]) -> Placed:
    out: Placed = []
    for characters, line_break in lines:
        out += [*characters, line_break]
    return out


def _fold(lines: list[_Line]) -> Placed:
    """Join lines as `>` does: one break is a blank, an empty line a break, indented lines stay."""
    out: Placed = []
    breaks: Placed = []
    previous_text = False
    for characters, line_break in lines:
        if not characters:
            breaks.append(line_break)
            continue
        spaced = characters[0][0] in " \t"
        folds = previous_text and not spaced and breaks[0][0] == "\n"
        if folds and len(breaks) == 1:
            out.append((" ", breaks[0][1]))
        else:
            out += breaks[1:] if folds else breaks
        out += characters
        breaks = [line_break]
        previous_text = not spaced
    return out + breaks


def _clip(placed: Placed) -> Placed:
    stripped = _strip(placed)
    return stripped + placed[len(stripped) : len(stripped) + 1] if stripped else []


def _strip(placed: Placed) -> Placed:
    end = len(placed)
    while end and placed[end - 1][0] in _KEPT:
        end -= 1
    return placed[:end]


def _flow(source: str, start: int, end: int, style: str) -> Placed:
    out: Placed = []
    at = start
    while at < end:
        if match := _BREAKS.match(source, at, end):
            out += _folded_breaks(match)
            at = match.end()
        elif style == "'" and source.startswith("''", at):
            out.append(("'", at))
            at += 2
        elif style == '"' and source[at] == "\\":
            character, length = _escape(source, at, end)
            out += [(letter, at) for letter in character]
            at += length
        else:
            out.append((source[at], at))
            at += 1
    return out


def _folded_breaks(match: re.Match[str]) -> Placed:
    breaks = [(_kept(found[0]), found.start()) for found in _BREAK.finditer(match.string, *match.span())]
    if len(breaks) > 1:
        return breaks[1:] if breaks[0][0] == "\n" else breaks
    return [(" ", match.start())] if breaks[0][0] == "\n" else breaks


def _kept(line_break: str) -> str:
    return line_break if line_break in ("\u2028", "\u2029") else "\n"


def _escape(source: str, at: int, end: int) -> tuple[str, int]:
    letter = source[at + 1 : at + 2]
    if letter in _HEX:
        digits = source[at + 2 : at + 2 + _HEX[letter]]
        return chr(int(digits, 16)), 2 + _HEX[letter]
    if match := _ESCAPED_BREAK.match(source, at, end):
        return "".join(_kept(found) for found in _BREAK.findall(match[1])), len(match[0])
    return _ESCAPES.get(letter, letter), 2
