"""The styles that are known to leave words in sight, as data: what is not here counts as hiding them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from copydesk.checks.sheet import color_of

LARGEST = 64.0
"""The largest size of type, in px: larger letters reach into the lines around them."""
NARROWEST = 120.0
"""The least width, in px, that something with words in it may be held to."""
FARTHEST = 100.0
"""The most, in px, by which a margin, a padding or a border may push words aside."""
Harmless = Callable[[str], object]
_LENGTH = re.compile(r"(?<![\w#.-])([+-]?(?:\d+\.?\d*|\.\d+))([a-z%]*)")
_COLOR = re.compile(r"(?:rgb|hsl)a?\([\d\s.,%/]*\)")


def _any(_value: str) -> bool:
    return True


def _one_of(values: str) -> Harmless:
    return frozenset(values.split()).__contains__


def _within(least: float, most: float) -> Harmless:
    """Whether all lengths in a value are 0 or in px, and between two bounds."""

    def harmless(value: str) -> bool:
        plain = _COLOR.sub("", value)
        return "(" not in plain and all(
            least <= float(number) <= most and (unit == "px" or float(number) == 0)
            for number, unit in _LENGTH.findall(plain)
        )

    return harmless


def _wide(value: str) -> bool:
    pixels = re.fullmatch(r"(\d+\.?\d*)(?:px)?", value)
    return value in ("auto", "none", "100%") or (pixels is not None and float(pixels[1]) >= NARROWEST)


def _has_letters(value: str) -> bool:
    return all(each.strip(" \"'").replace(" ", "\xa0") in _FAMILIES for each in value.split(","))


def _ink(value: str) -> bool:
    return value == "inherit" or (_ground(value) and color_of(value) is not None)


def _ground(value: str) -> bool:
    try:
        color_of(value)
    except ValueError:
        return False
    return True


_SPACE = _within(0, FARTHEST)
_TALL = _within(0, 1280)
_FAMILIES = frozenset(
    "serif sans-serif monospace system-ui ui-serif ui-sans-serif -apple-system blinkmacsystemfont inherit "
    "arial helvetica georgia times verdana tahoma calibri cambria roboto palatino courier inter cantarell "
    "skolar+pe skolar+sans+pe times+new+roman trebuchet+ms segoe+ui helvetica+neue courier+new book+antiqua "
    "palatino+linotype lucida+grande lucida+sans+unicode noto+sans noto+serif open+sans source+sans+pro "
    "pt+sans pt+serif merriweather lato dejavu+sans dejavu+serif liberation+sans liberation+serif".replace(
        "+", "\xa0"
    ).split(" ")
)
"""The families that are known to have letters: others may be pictures."""

_BOXES = "block inline inline-block list-item table table-row table-row-group table-cell"
_LEADING = re.compile(r"inherit|normal|\d*\.?\d+(?:px|em|%)?").fullmatch

HARMLESS: tuple[tuple[str, Harmless], ...] = (
    (r"(?:margin|padding|border)(?:-(?:top|right|bottom|left))?(?:-(?:width|style|color))?", _SPACE),
    (r"border-(?:collapse|spacing|(?:[a-z]+-){0,2}radius)|text-indent|text-underline-offset", _SPACE),
    (r"min-(?:width|height)", _within(0, 480)),
    (r"color", _ink),
    (r"background(?:-color)?", _ground),
    (r"width|max-width", _wide),
    (r"height", _one_of("auto 100%")),
    (r"display", _one_of(_BOXES)),
    (r"visibility|overflow", _one_of("visible")),
    (r"opacity", _one_of("1 100%")),
    (r"position", _one_of("static")),
    (r"float", _one_of("none")),
    (r"font-size", re.compile(r"inherit|0|\d*\.?\d+(?:px|em|%)").fullmatch),
    (r"line-height", _LEADING),
    (r"font-family", _has_letters),
    (r"letter-spacing|word-spacing", _within(-0.5, 4)),
    (r"white-space", _one_of("normal pre-line pre-wrap")),
    (r"text-transform", _one_of("none")),
    (r"text-decoration", _one_of("none underline")),
    (r"text-wrap", _one_of("wrap balance pretty")),
    (r"vertical-align", _one_of("baseline top middle bottom")),
    (r"-(?:webkit|ms)-text-size-adjust", _one_of("100% none")),
    (r"mso-table-[lr]space", _one_of("0 0pt")),
    (r"font-(?:style|weight)|text-align|direction|(?:supported-)?color-schemes?", _any),
    (r"word-break|word-wrap|overflow-wrap|hyphens|box-sizing|cursor|clear|mso-line-height-rule|--.*", _any),
    (r"list-style(?:-type|-position)?|orphans|widows|(?:page-)?break-inside|.*font-smoothing", _any),
)
"""The properties that may reach the words, each with what is harmless of its values."""

COVERING: tuple[tuple[str, Harmless], ...] = (
    (r"margin.*", _within(0, 200)),
    (r"(?:padding|border).*", _within(0, 200)),
    (r"box-shadow|outline.*", _within(-8, 8)),
    (r"(?:min-)?height", lambda value: value in ("auto", "100%") or _TALL(value)),
    (r"(?:min-|max-)?width|max-height|overflow(?:-[xy])?|opacity|visibility|object-fit", _any),
    (r"display", _one_of(f"none {_BOXES}")),
    (r"position", _one_of("static relative")),
    (r"top|right|bottom|left|inset.*", _within(0, 0)),
    (r"float", _one_of("none")),
    (r"transform|animation.*|.*filter|mix-blend-mode|zoom|clear", _one_of("none normal 1 100% both")),
    (r"background(?:-color)?", _ground),
    (
        r"color|font-(?:family|style|weight)|text-(?:align|decoration|transform|wrap)|direction|white-space",
        _any,
    ),
    (r"font-size", lambda value: not value.endswith("px") or float(value[:-2]) <= LARGEST),
    (r"line-height", _LEADING),
    (r"text-indent|letter-spacing|word-spacing", _within(-1, 60)),
    (r"vertical-align", _one_of("baseline top middle bottom")),
    (r"table-layout|caption-side|empty-cells|list-style(?:-type|-position)?|interpolation-mode", _any),
    (
        r"text-size-adjust|(?:supported-)?color-schemes?|font-smoothing|osx-font-smoothing|cursor|box-sizing",
        _any,
    ),
    (
        r"word-break|word-wrap|overflow-wrap|hyphens|orphans|widows|(?:page-)?break-(?:inside|before|after)|--.*",
        _any,
    ),
    (
        r"mso-(?:table-[lr]space|line-height-rule|hide|padding-alt|font-alt|text-raise|margin-(?:top|bottom)-alt)",
        _any,
    ),
)
"""The properties that may stand anywhere in a page: none brings an element to stand on the words."""


@lru_cache(maxsize=4096)
def is_harmless(known: tuple[tuple[str, Harmless], ...], name: str, value: str) -> bool:
    """Whether a property with a value is among those that are known to be harmless."""
    harmless = next((harmless for names, harmless in known if re.fullmatch(names, name)), None)
    return bool(harmless and harmless(value))
