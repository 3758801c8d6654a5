"""Style attributes, and what in them says nothing: said twice, said by default, or said at length."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

Style = dict[str, str]
"""The value of each property, in the order in which they stand."""

_DECLARATION = re.compile(r"""(?:[^;"'(]|"[^"]*"|'[^']*'|\([^)]*\))+""")
_WELL_MADE = re.compile(rf"(?:{_DECLARATION.pattern}|;)*")
_KEPT = re.compile(r"""("[^"]*"|'[^']*'|\([^)]*\))""")
_SPACES = re.compile(r"\s*,\s*")
_ZERO = re.compile(r"(?<![\w.#%+-])0px(?![\w.%])")
_FRAME = {"background", "background-color", "margin", "max-width"}
"""The style of the box around a section that is nothing but a frame for its table."""


def shorten_styles(tree: Any) -> None:
    """Take out of each style attribute what changes nothing, and table borders that are none."""
    for element in tree.iter("*"):
        if text := element.get("style"):
            direction = _direction(element) if "direction" in text else None
            _set(element, _shortened(text, element.tag, direction, _inner_ground(element, text)))
        if element.tag == "table" and element.get("border") == "0":
            del element.attrib["border"]


def style_of(element: Any) -> Style:
    """The declarations of an element's style attribute."""
    return dict(_declarations(element.get("style", "")))


def put_style(element: Any, style: Style) -> None:
    """Give an element a style attribute; none where it has no style."""
    _set(element, _written(style))


def _set(element: Any, text: str) -> None:
    if text:
        element.set("style", text)
    else:
        element.attrib.pop("style", None)


def _written(style: Style) -> str:
    return ";".join(f"{name}:{value}" for name, value in style.items())


@lru_cache(maxsize=1024)
def _declarations(text: str) -> tuple[tuple[str, str], ...]:
    if "/*" in text or not _WELL_MADE.fullmatch(text):
        return ()
    parts = (part.partition(":") for part in _DECLARATION.findall(text))
    return tuple((name.strip(), _short(value.strip())) for name, _, value in parts if name.strip())


@lru_cache(maxsize=1024)
def _shortened(text: str, tag: str, direction: str | None, inner_ground: str | None) -> str:
    """A style without what an element has anyhow.

    One with a property twice stays as it is: the first is for clients that do not know the second.
    """
    style = dict(_declarations(text))
    if not style or len(style) < len(_declarations(text)):
        return text
    idle = {"background"} if style.get("background") == style.get("background-color") else set()
    if tag == "table" and "display" not in style:
        idle.add("vertical-align")  # it places cells and what stands in a line
    if style.get("direction") == direction:
        idle.add("direction")
    if style.keys() == _FRAME and style["background-color"] == inner_ground:
        idle.add("background-color")
    return _written({name: value for name, value in style.items() if name not in idle})


def _short(value: str) -> str:
    """A value without needless blanks and units; what stands in quotes or brackets is left alone."""
    parts = _KEPT.split(value)
    parts[::2] = [_ZERO.sub("0", _SPACES.sub(",", part)) for part in parts[::2]]
    return "".join(parts)


def _direction(element: Any) -> str | None:
    """The direction that an element has but for its own style."""
    if own := element.get("dir"):
        return str(own)
    around = element.getparent()
    return None if around is None else style_of(around).get("direction") or _direction(around)


def _inner_ground(element: Any, text: str) -> str | None:
    """The ground of the one table that fills a section's frame; None for any other element."""
    if "max-width" not in text or len(element) != 1 or element[0].tag != "table":
        return None
    style = style_of(element[0])
    return style.get("background-color") if style.get("width") == "100%" else None
