"""Whether words can be seen: nothing hides, moves, squeezes or covers them, and they can be read.

No browser is asked, and none has to be: what may reach the words is a short list. A property, a
value, an attribute or an element that is not on it counts as hiding them, whether or not something
else would prevail over it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TypeVar

from copydesk.checks.harmless import COVERING, HARMLESS, is_harmless
from copydesk.checks.kin import Kin, Soil, acts, remembered
from copydesk.checks.legible import overlapping, unreadable
from copydesk.checks.page import Line, Page
from copydesk.checks.sheet import Rule

T = TypeVar("T")

_AROUND = frozenset({"a", "article", "b", "body", "br", "center", "div", "em", "h1", "h2", "h3", "h4", "html", "i", "li", "main", "ol", "p", "section", "small", "span", "strong", "table", "tbody", "td", "th", "tr", "u", "ul"})  # fmt: skip
"""The elements that words may stand in."""
_BESIDE = _AROUND | frozenset({"blockquote", "h5", "h6", "head", "hr", "img", "link", "meta", "noscript", "style", "sub", "sup", "tfoot", "thead", "title", "xml"})  # fmt: skip
"""The elements that may stand in a page at all, with those of Office, such as `<o:AllowPNG>`."""
_ATTRIBUTES = frozenset({"align", "bgcolor", "border", "cellpadding", "cellspacing", "class", "dir", "height", "href", "id", "lang", "rel", "role", "style", "target", "title", "valign", "width", "xml:lang", "xmlns", "xmlns:o", "xmlns:v"})  # fmt: skip
"""The attributes that the elements around words may have."""
_ROLES = frozenset({"", "article", "contentinfo", "main", "none", "note", "presentation", "region"})
"""The roles that they may have: another, such as `img`, can keep words from those who listen."""
_CONDITIONS = re.compile(r"(?:@(?:media|supports)\b[^@]*)*", re.IGNORECASE)


def why_hidden(page: Page, lines: Iterable[Line]) -> str:
    """Why words in some lines may not be seen; empty where they can be for certain."""
    lettered = {page.kin[element]: None for line in lines for element in line.elements}
    around = dict.fromkeys(each for kin in lettered for each in kin.chain)
    return next(
        chain(
            _first(_strange_rule, [page.soil]),
            _first(_strange, page.kin.values()),
            _first(_covering_rule, [page.soil]),
            _first(_covering, page.kin.values()),
            _first(overlapping, [page.kin[element] for line in page.lines for element in line.elements]),
            _first(_hiding, around),
            _first(unreadable, lettered),
        ),
        "",
    )


def _first(why: Callable[[T], str], things: Iterable[T]) -> Iterator[str]:
    """The reasons that some things give, each thing asked once."""
    return filter(None, map(why, dict.fromkeys(things)))


@remembered
def _strange(kin: Kin) -> str:
    """Why an element in a page might do anything to it."""
    if kin.tag not in _BESIDE and not kin.tag.startswith(("o:", "v:", "w:")):
        return f"`<{kin.tag}>`, which this proof does not know"
    acting = (
        f"`{name}={value}` on `<{kin.tag}>`"
        for name, value in kin.attributes.items()
        if acts(name, value.lower())
    )
    return next(acting, "")


@remembered
def _strange_rule(soil: Soil) -> str:
    """Why a rule of style sheets might do anything to a page."""
    conditions = (rule.condition or "" for rule in soil.rules)
    return next(
        (
            f"`{each}`, which this proof does not know"
            for each in conditions
            if not _CONDITIONS.fullmatch(each)
        ),
        "",
    )


@remembered
def _covering_rule(soil: Soil) -> str:
    """Which rule of style sheets might bring something to stand on the words."""
    return next(_covers(soil.rules), "")


@remembered
def _covering(kin: Kin) -> str:
    """Why an element might stand on the words."""
    return next(_covers(kin.reaching[-1:]), "")


def _covers(rules: Iterable[Rule]) -> Iterator[str]:
    for rule in rules:
        for each in rule.style:
            if not is_harmless(COVERING, re.sub(r"^-[a-z]+-", "", each.name), each.value):
                yield f"`{each.name}: {each.value}` of {rule}"


@remembered
def _hiding(kin: Kin) -> str:
    """What around the words might hide them."""
    if kin.tag not in _AROUND:
        return f"`<{kin.tag}>`"
    labeled = {"aria-label", "aria-roledescription"} if kin.attributes.get("role") == "article" else set()
    for name, value in kin.attributes.items():
        if name not in _ATTRIBUTES | labeled or (name == "role" and value not in _ROLES):
            return f"`{name}={value}` on `<{kin.tag}>`"
    harmful = (
        f"`{each.name}: {each.value}` of {rule}"
        for rule in kin.reaching
        for each in rule.style
        if not is_harmless(HARMLESS, each.name, each.value)
    )
    return next(harmful, "")
