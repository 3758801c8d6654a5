"""A line of words, such as a headline: it holds no markup but the language of foreign words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.faces import in_html
from copydesk.pieces import LANGUAGE, MAX_PARAGRAPH, Piece

_MARK = re.compile(rf"\[([^\[\]\n]*[^\[\]\s][^\[\]\n]*)\]{LANGUAGE.pattern}", re.ASCII)


class Line(str):
    """The words of a line. Where it is drawn as HTML, `marked` says which of them are in another language."""

    __slots__ = ("pieces",)
    pieces: tuple[Piece, ...]

    def marked(self) -> str:
        """The line in HTML."""
        return "".join(map(in_html, self.pieces))


def line(text: str) -> str:
    """The words of a line as it is written: a `Line` where some of them are in another language.

    What is longer than any line is left as it is.
    """
    if isinstance(text, Line) or len(text) > MAX_PARAGRAPH or not _MARK.search(text):
        return text
    pieces = tuple(_pieces(text))
    found = Line("".join(piece.text for piece in pieces))
    found.pieces = pieces
    return found


def _pieces(text: str) -> Iterator[Piece]:
    at = 0
    for match in _MARK.finditer(text):
        words, tag = match.groups()
        yield Piece("text", text[at : match.start()])
        yield from (Piece("foreign_open", "", tag), Piece("text", words), Piece("foreign_close", "", tag))
        at = match.end()
    yield Piece("text", text[at:])
