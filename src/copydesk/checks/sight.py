"""Whether words can be seen: not hidden by a style, large enough, and in a readable contrast.

No browser is asked: the styles that can hide something are few, and a doubt counts as hidden.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from copydesk.checks.page import Color, Style, color_of

Chain = list[Style]
"""The styles of an element and all around it, outermost first."""

CONTRAST = 4.5
"""The least contrast of text to its ground: WCAG 2.2, success criterion 1.4.3."""
SMALLEST = 12.0
"""The least size of type, in px."""
NARROWEST = 120.0
"""The least width, in px, that something with words in it may be held to."""

_NUMBER = re.compile(r"-?\d*\.?\d+")
_HARMLESS = {"", "none", "auto", "normal", "initial", "static", "relative", "1", "100%", "0", "0px"}
_SUSPECT = (
    "clip",
    "clip-path",
    "transform",
    "filter",
    "mask",
    "mask-image",
    "zoom",
    "text-indent",
    "position",
    "mso-hide",
    "content-visibility",
)
_OFFSETS = ("margin", "margin-left", "margin-top", "margin-right", "margin-bottom", "left", "top", "right")


def why_hidden(chain: Chain) -> str:
    """Why words at the end of a chain cannot be seen; empty where they can."""
    for reason in _REASONS:
        if found := reason(chain):
            return found
    return ""


def _switched_off(chain: Chain) -> str:
    for style in chain:
        if style.get("display") == "none":
            return "display: none"
        if style.get("visibility") in ("hidden", "collapse"):
            return f"visibility: {style['visibility']}"
        if _number(style.get("opacity", "1")) < 1:
            return f"opacity: {style['opacity']}"
    return ""


def _moved_away(chain: Chain) -> str:
    for style in chain:
        for name in _SUSPECT:
            if style.get(name, "") not in _HARMLESS:
                return f"{name}: {style[name]}"
        for name in _OFFSETS:
            if "-" in style.get(name, ""):
                return f"{name}: {style[name]}"
    return ""


def _squeezed(chain: Chain) -> str:
    for style in chain:
        for name, least in (
            ("height", 20),
            ("max-height", 20),
            ("width", NARROWEST),
            ("max-width", NARROWEST),
        ):
            value = style.get(name, "")
            if re.fullmatch(r"[\d.]+(px)?", value) and _number(value) < least:
                return f"{name}: {value}"
    return ""


def _too_small(chain: Chain) -> str:
    size = 16.0
    for style in chain:
        size = _sized(style.get("font-size", ""), size)
    height = next((style["line-height"] for style in reversed(chain) if "line-height" in style), "")
    if size < SMALLEST:
        return f"type of {size:g} px"
    if height.endswith("px") and _number(height) < size:
        return f"line-height: {height}"
    return ""


def _sized(value: str, size: float) -> float:
    """A font-size in px, within type of `size` px."""
    number = _number(value) if value else 0.0
    if not value:
        return size
    if value.endswith("px"):
        return number
    if value.endswith("em"):
        return number * size
    return number * size / 100 if value.endswith("%") else 0.0


def _without_contrast(chain: Chain) -> str:
    ink = _nearest(chain, ("color",)) or (0.0, 0.0, 0.0)
    ground = _nearest(chain, ("background-color", "background")) or (1.0, 1.0, 1.0)
    if any("url(" in style.get("background", "") + style.get("background-image", "") for style in chain):
        return "a picture behind it"
    found = contrast(ink, ground)
    return f"a contrast of {found:.1f}:1" if found < CONTRAST else ""


def _nearest(chain: Chain, names: tuple[str, ...]) -> Color | None:
    for style in reversed(chain):
        for name in names:
            if color := color_of(style.get(name, "")):
                return color
    return None


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colors, from 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _number(value: str) -> float:
    found = _NUMBER.search(value)
    return float(found[0]) if found else 0.0


_REASONS: tuple[Callable[[Chain], str], ...] = (
    _switched_off,
    _moved_away,
    _squeezed,
    _too_small,
    _without_contrast,
)
