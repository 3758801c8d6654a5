"""Whether words can be read: how large they are, how high their lines, and how they stand out from their ground."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, combinations

from copydesk.checks.harmless import LARGEST
from copydesk.checks.kin import Kin, remembered
from copydesk.checks.sheet import Color, color_of

CONTRAST = 4.5
"""The least contrast of text to its ground: WCAG 2.2, success criterion 1.4.3."""
SMALLEST = 12.0
"""The least size of type, in px."""

Scenario = frozenset[str]
"""The @-rules that are in force at once, the empty one for style sheets as such."""
Style = dict[str, str]
"""The value of each property that prevails in a scenario."""
Reading = tuple[str | None, str, str]
"""A declaration that words are read by: the @-rules around it, the property and its value."""
_READ = {"color", "background", "font-size", "line-height"}
_NAMES = {"background-color": "background"}

_SIZE = re.compile(r"\d*\.?\d+(?:px|em|%)?")
_SILENT = frozenset({"style", "title", "head", "xml"})
"""The elements whose text nobody sees."""
LOWEST = 0.9
"""The least height of a line, as a part of the size of its type."""


@remembered
def overlapping(kin: Kin) -> str:
    """Whether letters are larger than their line, and reach into the lines around them."""
    read = [[each for each in _readings(kin) if each[1] in ("font-size", "line-height")] for kin in kin.chain]
    for scenario in _scenarios(chain.from_iterable(read)) if kin.tag not in _SILENT else ():
        size, leading = _type([_prevailing(found, scenario) for found in read])
        tall = _tall(size, leading)
        if tall < size * LOWEST:
            return f"letters of {size:g} px in lines of {tall:g} px in `<{kin.tag}>`"
    return ""


@remembered
def unreadable(kin: Kin) -> str:
    """Why words cannot be read, in one scenario or another."""
    read = [_readings(each) for each in kin.chain]
    for scenario in _scenarios(chain.from_iterable(read)):
        line = [_prevailing(found, scenario) for found in read]
        if reason := _too_small(line) or _without_contrast(line):
            where = " and ".join(sorted(filter(None, scenario)))
            return f"{reason} in `{where}`" if where else reason
    return ""


@remembered
def _readings(kin: Kin) -> tuple[Reading, ...]:
    """What is declared of size and color, the prevailing ones last."""
    return tuple(
        (rule.condition, _NAMES.get(each.name, each.name), each.value)
        for important in (False, True)
        for rule in kin.reaching
        for each in rule.style
        if each.important == important
        and each.value != "inherit"
        and _NAMES.get(each.name, each.name) in _READ
    )


def _scenarios(readings: Iterable[Reading]) -> Iterator[Scenario]:
    """No style sheets at all, the sheets as such, and each one and each pair of the @-rules.

    A pair is enough: contrast and height come of two values, each of which stands in one @-rule.
    """
    yield frozenset()
    conditions = sorted({condition for condition, _, _ in readings if condition})
    for count in (0, 1, 2):
        yield from (frozenset({"", *each}) for each in combinations(conditions, count))


def _prevailing(readings: Iterable[Reading], scenario: Scenario) -> Style:
    return {name: value for condition, name, value in readings if condition is None or condition in scenario}


def _too_small(line: list[Style]) -> str:
    size, leading = _type(line)
    tall = _tall(size, leading)
    if not SMALLEST <= size <= LARGEST:
        return f"a type of {size:g} px"
    return f"a line-height of {tall:g} px" if tall < size else ""


def _type(line: list[Style]) -> tuple[float, str]:
    """The size of type in the innermost of some elements, and the height of its lines."""
    size, leading = 16.0, "1"
    for style in line:
        size, leading = _set(style, size, leading)
    return size, leading


def _set(style: Style, size: float, leading: str) -> tuple[float, str]:
    """The size of type, in px, and the height of lines within type set so."""
    size = _sized(style.get("font-size", "1em").replace("inherit", "1em"), size)
    height = style.get("line-height", leading).replace("normal", "1")
    return size, f"{_sized(height, size)}px" if height.endswith(("em", "%")) else height


def _tall(size: float, leading: str) -> float:
    return _sized(leading if leading.endswith("px") else f"{leading}em", size)


@lru_cache(maxsize=1024)
def _sized(value: str, size: float) -> float:
    """A length in px, within type of `size` px; 0 for one in another unit, which is no harmless one."""
    if not _SIZE.fullmatch(value):
        return 0.0
    per = size if value.endswith("em") else size / 100 if value.endswith("%") else 1
    return float(value.rstrip("pxem%")) * per


def _without_contrast(line: list[Style]) -> str:
    ink, ground = _nearest(line, "color"), _nearest(line, "background")
    if ink is None or ground is None:
        return f"the lack of a {'color' if ink is None else 'background color'} of its own"
    found = contrast(ink, ground)
    return f"a contrast of {found:.1f}:1" if found < CONTRAST else ""


def _nearest(line: list[Style], name: str) -> Color | None:
    found = (color_of(style[name]) for style in reversed(line) if name in style)
    return next(filter(None, found), None)


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colors, from 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
