"""The same page for readers who are to contact nobody: each picture is its words."""

from __future__ import annotations

from typing import Any

from copydesk.markup import DOCTYPE, page, written
from copydesk.render.declarations import put_style, style_of

_SET = ("color", "font-family", "font-size", "font-weight", "line-height", "text-align", "display")
"""What of a picture's style sets its alternative text."""
_BAND = {"display": "block", "width": "100%"}
"""The style of a picture across the page."""
_EMPTIED = frozenset({"a", "div", "p", "span", "table", "tbody", "td", "tr"})


def without_pictures(html: str) -> str:
    """The page with the alternative text of each picture in its place, in the type that was set for it.

    A picture without one leaves nothing behind, not even the frame that held it alone.
    """
    tree = page(html)
    for picture in list(tree.iter("img")):
        if words := picture.get("alt", "").strip():
            _say(picture, words)
        else:
            _drop(picture)
    return DOCTYPE + written(tree)


def _say(picture: Any, words: str) -> None:
    style, classes = style_of(picture), picture.get("class")
    picture.attrib.clear()
    picture.tag, picture.text = "span", words
    if classes:
        picture.set("class", classes)
    margin = {"padding": "12px 20px"} if _BAND.items() <= style.items() else {}
    put_style(picture, {**{name: style[name] for name in _SET if name in style}, **margin})


def _drop(element: Any) -> None:
    """Take an element out, and with it all around it that then holds nothing."""
    around = element.getparent()
    element.drop_tree()
    empty = around.tag in _EMPTIED and len(around) == 0 and not (around.text or "").strip()
    if empty and not (around.tag == "td" and len(around.getparent()) > 1):
        _drop(around)
