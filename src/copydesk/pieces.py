"""What a paragraph is made of: its words, and where links, strong words and emphasis open and close."""

from __future__ import annotations

import re
from typing import NamedTuple

_ACTIVE = re.compile(r"[\\*_\[\]<>&`]")
"""Signs without one of which a paragraph holds no markup."""
_PLAIN = r"[^\\*_\[\]<>&`]*"
_MARKED = re.compile(
    rf"\[({_PLAIN}[^\s\\*_\[\]<>&`]{_PLAIN})\]\((https?://[^\s\\\[\]()<>&\"']+)\)"
    rf"|(?<!\S)(\*\*?)([^\W_](?:{_PLAIN}[^\W_])?)\3(?=[\s.,;:!?]|$)"
)
"""A link, or words that are strong or stressed, which can be read in no other way."""


class Piece(NamedTuple):
    """A stretch of text, or a place where markup opens or closes."""

    kind: str
    """`text`, or `link`, `strong` or `em`, with `_open` or `_close` behind it."""
    text: str = ""
    address: str = ""
    words: str = ""
    """Where a link closes, its words."""
    start: int = 0
    end: int = 0
    """Where a link closes, where all of it stands in the source (offsets from 0)."""


def simple(line: str) -> tuple[Piece, ...] | None:
    """The pieces of a paragraph without markup but what can be read in no other way; None of another.

    Most paragraphs are of this kind, and markdown-it reads them no otherwise.
    """
    found: list[Piece] = []
    at = 0
    for match in _MARKED.finditer(line):
        if _ACTIVE.search(line, at, match.start()):
            return None
        if match.start() > at:
            found.append(Piece("text", line[at : match.start()]))
        found += _marked(match)
        at = match.end()
    if _ACTIVE.search(line, at):
        return None
    return (*found, Piece("text", line[at:])) if at < len(line) else tuple(found)


def _marked(match: re.Match[str]) -> tuple[Piece, ...]:
    words, address, stars, stressed = match.groups()
    if address:
        closing = Piece("link_close", "", address, words, *match.span())
        return Piece("link_open", "", address), Piece("text", words), closing
    kind = "em" if stars == "*" else "strong"
    return Piece(f"{kind}_open"), Piece("text", stressed), Piece(f"{kind}_close")
