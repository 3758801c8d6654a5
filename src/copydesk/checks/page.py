"""A finished HTML page: its lines of words, and the rules of style that reach each element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from copydesk.checks.kin import Kin, Soil, shared, soil, told
from copydesk.checks.sheet import Declaration, Rule, declarations, xpath
from copydesk.markup import finder, page

INLINE = frozenset({"a", "b", "em", "i", "small", "span", "strong", "sub", "sup", "u"})
"""The elements that words run through. Any other begins a line of its own, and ends one."""
_IMAGE = "\ufffc"
"""What an image is among words."""

_CONDITION = re.compile(
    r"<!(?:--\[if ([^\]]*)\]>(?:\s*<!--\s*-*>|-->)?|\[if ([^\]]*)\]>|(?:--\s*<!)?\[endif\](?:-->|>))"
)


Piece = tuple[Any, str]
"""Some words, and the element that they stand in."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words as a reader meets it, and the pieces of it with the element that each stands in."""

    words: str
    """The words; each blank or line break in the source is one blank."""
    pieces: list[Piece]

    @property
    def elements(self) -> list[Any]:
        """The elements that hold some of the words."""
        return list(dict.fromkeys(element for element, piece in self.pieces if piece.strip()))

    @property
    def links(self) -> list[tuple[str, str]]:
        """The words and the address of each link."""
        found: dict[Any, str] = {}
        for element, piece in self.pieces:
            link = next((each for each in (element, *element.iterancestors()) if each.tag == "a"), None)
            if link is not None:
                found[link] = found.get(link, "") + piece
        return [(" ".join(words.split()), link.get("href", "")) for link, words in found.items()]


class Page:
    """A page as a browser reads it, without its comments."""

    def __init__(self, markup: str) -> None:
        self.tree = page(markup)
        self._reached: dict[str, frozenset[Any]] = {}

    @cached_property
    def elements(self) -> tuple[Any, ...]:
        """Every element, in order."""
        return tuple(self.tree.iter("*"))

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of words in the body, in order, hidden ones too."""
        found: list[list[Piece]] = [[]]
        for body in self.tree.iter("body"):
            _read(body, found)
        lines = (Line(" ".join("".join([words for _, words in pieces]).split()), pieces) for pieces in found)
        return tuple(line for line in lines if line.words)

    @cached_property
    def soil(self) -> Soil:
        """The style sheets, with all that is known of what they style."""
        return soil(tuple((sheet.text or "", _media(sheet)) for sheet in self.tree.iter("style")))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of all style sheets, in the order in which they prevail."""
        return self.soil.rules

    @cached_property
    def own_styles(self) -> tuple[Rule, ...]:
        """The style attributes of all elements, each wording once."""
        found = {element.get("style"): element for element in self.elements if element.get("style")}
        return tuple(_own(element) for element in found.values())

    @cached_property
    def kin(self) -> dict[Any, Kin]:
        """The kin of each element. Where a rule asks for neighbors, places or values, each has one of its own."""
        born = shared if self.soil.is_plain else Kin
        found: dict[Any, Kin] = {}
        for element in self.elements:
            around = found.get(element.getparent(), self.soil)
            kin = found[element] = born(around, element.tag, told(element))
            if not kin.reaching:
                kin.reaching = tuple(self._reaching(element))
        return found

    def _reaching(self, element: Any) -> Iterator[Rule]:
        """All that can style an element, what prevails last: the browser, the rules, its own style."""
        near = self.soil.near(element.tag, element.get("class", "").split())
        yield _presentation(element)
        yield from (rule for rule in near if element in self._selected(rule))
        yield _own(element)

    def _selected(self, rule: Rule) -> frozenset[Any]:
        if rule.selector not in self._reached:
            self._reached[rule.selector] = frozenset(finder(xpath(rule.selector))(self.tree))
        return self._reached[rule.selector]


page_of = lru_cache(maxsize=4)(Page)
"""A page that several checks look at, one after the other, read once."""


def _read(element: Any, lines: list[list[Piece]]) -> None:
    """Add the words in an element to the last line, or to new ones."""
    if element.tag == "img":
        lines[-1].append((element, _IMAGE))
    elif isinstance(element.tag, str):
        if element.tag not in INLINE:
            lines.append([])
        if element.text:
            lines[-1].append((element, element.text))
        for child in element:
            _read(child, lines)
            if child.tail:
                lines[-1].append((element, child.tail))
        if element.tag not in INLINE:
            lines.append([])


def _media(sheet: Any) -> str:
    media = (sheet.get("media") or "").strip()
    return f"@media {media}" if media else ""


def _own(element: Any) -> Rule:
    return Rule(None, f"<{element.tag} style>", declarations(element.get("style", "")))


def _presentation(element: Any) -> Rule:
    """What an element's attributes, and the browser itself, say of its style."""
    attributes = (("bgcolor", "background-color"), ("width", "width"), ("height", "height"))
    found = [
        Declaration(name, element.get(attribute).lower())
        for attribute, name in attributes
        if element.get(attribute)
    ]
    if element.tag == "a":
        found.append(Declaration("color", "#0000ee"))
    return Rule(None, f"<{element.tag}>", tuple(found))


def as_outlook(markup: str) -> str:
    """The markup as Outlook on Windows reads it: conditional comments resolved.

    Of the versions of Outlook, all that a comment names are taken at once.
    """
    kept: list[str] = []
    holding = [True]
    start = 0
    for match in _CONDITION.finditer(markup):
        if all(holding):
            kept.append(markup[start : match.start()])
        start = match.end()
        if condition := match[1] or match[2]:
            holding.append(bool(re.search(r"(?<!!)\bmso\b", condition.lower())))
        elif len(holding) > 1:
            holding.pop()
    return "".join([*kept, markup[start:]])
