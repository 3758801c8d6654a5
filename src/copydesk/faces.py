"""A piece of a paragraph in HTML and in plain text."""

from __future__ import annotations

import html

from copydesk.languages import runs_from_right
from copydesk.pieces import Piece

_TAGS = {
    "strong_open": "<strong>", "strong_close": "</strong>",
    "em_open": "<em>", "em_close": "</em>", "link_close": "</a>", "foreign_close": "</span>",
}  # fmt: skip
_ISOLATES = {"foreign_open": "\u2067", "foreign_close": "\u2069"}
"""Around words that run from right to left: what stands beside them in a plain text keeps its place
(https://www.w3.org/International/questions/qa-bidi-unicode-controls)."""


def in_html(piece: Piece) -> str:
    """A piece in HTML; foreign words say their language, and run in its direction."""
    if piece.kind == "link_open":
        return f'<a href="{html.escape(piece.address)}">'
    if piece.kind == "foreign_open":
        direction = ' dir="rtl"' if runs_from_right(piece.address) else ""
        return f'<span lang="{html.escape(piece.address)}"{direction}>'
    if tag := _TAGS.get(piece.kind):
        return tag
    # A line may end with a dash, and never begins with one.
    return html.escape(piece.text, quote=False).replace(" -- ", "\u00a0-- ")


def in_text(piece: Piece) -> str:
    """The words of a piece in a plain text."""
    sign = _ISOLATES.get(piece.kind, "")
    return sign if sign and runs_from_right(piece.address) else piece.text
