"""Whether words can be seen: nothing hides, moves, squeezes or covers them, and they can be read.

No browser is asked, and none has to be: what may reach the words is a short list. A property, a
value, an attribute or an element that is not on it counts as hiding them, whether or not something
else would prevail over it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, combinations
from typing import Any

from copydesk.checks.harmless import COVERING, HARMLESS, LARGEST, is_harmless
from copydesk.checks.page import Line, Page
from copydesk.checks.sheet import Color, Rule, color_of

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

_SIZE = re.compile(r"\d*\.?\d+(?:px|em|%)?")
_AROUND = frozenset({"a", "article", "b", "body", "br", "center", "div", "em", "h1", "h2", "h3", "h4", "html", "i", "li", "main", "ol", "p", "section", "small", "span", "strong", "table", "tbody", "td", "th", "tr", "u", "ul"})  # fmt: skip
"""The elements that words may stand in."""
_BESIDE = _AROUND | frozenset({"blockquote", "h5", "h6", "head", "hr", "img", "link", "meta", "noscript", "style", "sub", "sup", "tfoot", "thead", "title", "xml"})  # fmt: skip
"""The elements that may stand in a page at all, with those of Office, such as `<o:AllowPNG>`."""
_SILENT = frozenset({"style", "title", "head", "xml"})
"""The elements whose text nobody sees."""
LOWEST = 0.9
"""The least height of a line, as a part of the size of its type."""
_ATTRIBUTES = frozenset({"align", "bgcolor", "border", "cellpadding", "cellspacing", "class", "dir", "height", "href", "id", "lang", "rel", "role", "style", "target", "title", "valign", "width", "xml:lang", "xmlns", "xmlns:o", "xmlns:v"})  # fmt: skip
"""The attributes that the elements around words may have."""
_ROLES = frozenset({"", "article", "contentinfo", "main", "none", "note", "presentation", "region"})
"""The roles that they may have: another, such as `img`, can keep words from those who listen."""
_CONDITIONS = re.compile(r"(?:@(?:media|supports)\b[^@]*)*", re.IGNORECASE)


def why_hidden(page: Page, lines: Iterable[Line]) -> str:
    """Why words in some lines may not be seen; empty where they can be for certain."""
    elements = list(dict.fromkeys(element for line in lines for element in line.elements))
    around = dict.fromkeys(each for element in elements for each in _chain(element))
    reached = chain.from_iterable(_reached(page, each) for each in around)
    return next(
        chain(
            _strange(page), _covering(page), _overlapping(page), reached, _unreadable(page, elements, around)
        ),
        "",
    )


def _chain(element: Any) -> list[Any]:
    """An element and all around it, outermost first."""
    return [*reversed(list(element.iterancestors())), element]


def _strange(page: Page) -> Iterator[str]:
    """What in a page might do anything to it."""
    for element in page.elements:
        if element.tag not in _BESIDE and not element.tag.startswith(("o:", "v:", "w:")):
            yield f"`<{element.tag}>`, which this proof does not know"
        for name, value in element.items():
            if _acting(name, value.lower()):
                yield f"`{name}={value}` on `<{element.tag}>`"
    for rule in page.rules:
        if not _CONDITIONS.fullmatch(rule.condition or ""):
            yield f"`{rule.condition}`, which this proof does not know"


def _acting(name: str, value: str) -> bool:
    """Whether an attribute runs a script, loads a style sheet or another page, or opens a layer."""
    return name.startswith("on") or name == "popover" or value == "refresh" or "stylesheet" in value.split()


def _covering(page: Page) -> Iterator[str]:
    """What in a page might stand on the words."""
    for rule in (*page.rules, *page.own_styles):
        for each in rule.style:
            if not is_harmless(COVERING, re.sub(r"^-[a-z]+-", "", each.name), each.value):
                yield f"`{each.name}: {each.value}` of {rule}"


def _overlapping(page: Page) -> Iterator[str]:
    """Which letters, larger than their line, reach into the lines around them."""
    lettered = {element for line in page.lines for element in line.elements}
    around = {each for element in lettered for each in _chain(element)}
    reaching = {each: list(_readings(page.reaching(each))) for each in page.elements if each in around}
    sizes = [each for found in reaching.values() for each in found if each[1] in ("font-size", "line-height")]
    for scenario in _scenarios(sizes):
        known: dict[Any, tuple[float, str]] = {}
        for element, found in reaching.items():
            size, leading = _set(_prevailing(found, scenario), *known.get(element.getparent(), (16.0, "1")))
            known[element] = size, leading
            tall = _tall(size, leading)
            if tall < size * LOWEST and element in lettered and element.tag not in _SILENT:
                yield f"letters of {size:g} px in lines of {tall:g} px in `<{element.tag}>`"


def _reached(page: Page, element: Any) -> Iterator[str]:
    """What around the words might hide them."""
    if element.tag not in _AROUND:
        yield f"`<{element.tag}>`"
    labeled = {"aria-label", "aria-roledescription"} if element.get("role") == "article" else set()
    for name, value in element.items():
        if name not in _ATTRIBUTES | labeled or (name == "role" and value not in _ROLES):
            yield f"`{name}={value}` on `<{element.tag}>`"
    for rule in page.reaching(element):
        for each in rule.style:
            if not is_harmless(HARMLESS, each.name, each.value):
                yield f"`{each.name}: {each.value}` of {rule}"


def _unreadable(page: Page, elements: Iterable[Any], around: Iterable[Any]) -> Iterator[str]:
    """Why words in some elements cannot be read, in one scenario or another."""
    reaching = {each: list(_readings(page.reaching(each))) for each in around}
    for scenario in _scenarios(chain.from_iterable(reaching.values())):
        styles = {each: _prevailing(found, scenario) for each, found in reaching.items()}
        where = " and ".join(sorted(filter(None, scenario)))
        for element in elements:
            line = [styles[each] for each in _chain(element)]
            if reason := _too_small(line) or _without_contrast(line):
                yield f"{reason} in `{where}`" if where else reason


def _readings(rules: list[Rule]) -> Iterator[Reading]:
    """Their declarations of size and color, the prevailing ones last."""
    for important in (False, True):
        for rule in rules:
            for each in rule.style:
                name = "background" if each.name == "background-color" else each.name
                if each.important == important and name in _READ and each.value != "inherit":
                    yield rule.condition, name, each.value


def _scenarios(readings: Iterable[Reading]) -> Iterator[Scenario]:
    """No style sheets at all, the sheets as such, and each one and each pair of the @-rules.

    A pair is enough: contrast and height come of two values, each of which stands in one @-rule.
    """
    yield frozenset()
    conditions = sorted({condition for condition, _, _ in readings if condition})
    for count in (0, 1, 2):
        yield from (frozenset({"", *each}) for each in combinations(conditions, count))


def _prevailing(readings: list[Reading], scenario: Scenario) -> Style:
    return {name: value for condition, name, value in readings if condition is None or condition in scenario}


def _too_small(line: list[Style]) -> str:
    size, leading = 16.0, "1"
    for style in line:
        size, leading = _set(style, size, leading)
    tall = _tall(size, leading)
    if not SMALLEST <= size <= LARGEST:
        return f"a type of {size:g} px"
    return f"a line-height of {tall:g} px" if tall < size else ""


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
