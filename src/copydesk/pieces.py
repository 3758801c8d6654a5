"""What a paragraph is made of: its words, and where links, foreign, strong and stressed words open and close."""

from __future__ import annotations

import re
from typing import NamedTuple

MAX_PARAGRAPH = 10_000
"""The longest paragraph whose markup is read, in characters, which are about 1,700 words: there is markup that takes
a time that grows with the square of its length."""
_ACTIVE = re.compile(r"[\\*_\[\]<>&`]")
"""Signs without one of which a paragraph holds no markup."""
_PLAIN = r"[^\\*_\[\]<>&`]*"
LANGUAGE = re.compile(r"\{([a-zA-Z][\w=: -]{0,39})\}", re.ASCII)
"""What stands behind the brackets around words in another language: `[words]{zh}`."""
_MARKED = re.compile(
    rf"\[({_PLAIN}[^\s\\*_\[\]<>&`]{_PLAIN})\](?:\((https?://[^\s\0-\x1f\x7f\\\[\]()<>&\"']+)\)|\{{([a-zA-Z][a-zA-Z0-9=: -]{{0,39}})\}})"
    rf"|\*(?<!\S\*)(\*?)([^\W_](?:{_PLAIN}[^\W_])?)\*\4(?=[\s.,;:!?]|$)"
)
"""A link, foreign words, or words that are strong or stressed, which can be read in no other way."""


class Piece(NamedTuple):
    """A stretch of text, or a place where markup opens or closes."""

    kind: str
    """`text`, or `link`, `foreign`, `strong` or `em`, with `_open` or `_close` behind it."""
    text: str = ""
    address: str = ""
    """Of a link, where it leads; of foreign words, the tag of their language as it was typed."""
    words: str = ""
    """Where a link or foreign words close, the words."""
    start: int = 0
    end: int = 0
    """Where they close, where all of it stands in the source (offsets from 0)."""


def simple(line: str) -> tuple[Piece, ...] | None:
    """The pieces of a paragraph without markup but what can be read in no other way; None of another.

    Most paragraphs are of this kind, and markdown-it reads them no otherwise.
    """
    if not _ACTIVE.search(line):
        return (Piece("text", line),) if line else ()
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
    words, address, tag, stars, stressed = match.groups()
    if stressed:
        kind = "strong" if stars else "em"
        return Piece(f"{kind}_open"), Piece("text", stressed), Piece(f"{kind}_close")
    kind, of = ("link", address) if address else ("foreign", tag)
    closing = Piece(f"{kind}_close", "", of, words, *match.span())
    return Piece(f"{kind}_open", "", of), Piece("text", words), closing
