"""The words of the plain-text part: lines, headings, and the numbers of links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

from copydesk.late import late
from copydesk.prose import Bullets, Paragraph, Prose

WIDTH = 78
"""Columns of a line, the most that RFC 5322, section 2.1.1, advises for mail."""

_WIDE = r"[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003fffd]"
_NARROW = rf"(?:(?!{_WIDE})[\S\u00a0\u202f])"
_PIECE = late(rf"(?:{_WIDE}|{_NARROW}+)(?: \[\d+\])?|\s+")
"""A word, or a wide character, with the number of a link behind it; or the blanks between two."""
_WORD = re.compile(r"[\S\u00a0\u202f]+(?: \[\d+\])?|\s+")
"""The same in a text without wide characters."""
_IS_WIDE = re.compile(_WIDE)


class Notes:
    """The links of a text: each address has one number, and is listed once, after its section."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._listed = 0

    def number(self, address: str) -> int:
        """The number of an address, the next one if it is new."""
        return self.numbers.setdefault(address, len(self.numbers) + 1)

    def new(self) -> list[tuple[int, str]]:
        """Number and address of each link since the last call."""
        found = [(number, address) for address, number in self.numbers.items()][self._listed :]
        self._listed = len(self.numbers)
        return found


def wrap(text: str, first: str = "", rest: str = "") -> str:
    """The text in lines of WIDTH columns; `first` and `rest` begin the first line and the others.

    Only a word longer than a line, such as an address, makes a longer one. Chinese, Japanese and
    Korean text breaks between any two characters, each two columns wide.
    """
    lines, line, blank, columns = [], first, "", _columns(first)
    pieces = _PIECE if _IS_WIDE.search(text) else _WORD
    is_begun = False
    for piece in pieces.findall(text.strip()):
        if piece.isspace():
            blank = " "
            continue
        needed = _columns(blank + piece)
        if is_begun and columns + needed > WIDTH:
            lines.append(line)
            line, columns = rest + piece, _columns(rest + piece)
        elif is_begun:
            line, columns = line + blank + piece, columns + needed
        else:
            line, columns = line + piece, columns + _columns(piece)
        is_begun, blank = True, ""
    return "\n".join([*lines, line])


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def heading(text: str) -> str:
    """A section's heading: capitals over a rule."""
    lines = wrap(text.upper())
    return f"{lines}\n{'-' * max(_columns(line) for line in lines.splitlines())}"


def paragraphs(prose: Prose, notes: Notes, label: str | None = None) -> str:
    """The paragraphs of a prose, a blank line between two; a label opens the first in capitals."""
    return "\n\n".join(_blocks(prose, f"{label.upper()}:" if label else "", notes))


def _blocks(prose: Prose, label: str, notes: Notes) -> Iterator[str]:
    for number, block in enumerate(prose.blocks):
        opening = label if number == 0 else ""
        if isinstance(block, Paragraph):
            yield wrap(f"{opening} {block.text(notes.number)}")
        elif opening:
            yield f"{opening}\n\n{_bullets(block, notes)}"
        else:
            yield _bullets(block, notes)


def _bullets(block: Bullets, notes: Notes) -> str:
    return "\n".join(wrap(item.text(notes.number), "- ", "  ") for item in block.items)
