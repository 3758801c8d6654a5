"""Elements that a page's style sheets cannot tell apart: what reaches one of them reaches each.

What is found out about one need be found out once, for all messages that have the same style sheets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from copydesk.checks.sheet import Rule, end, lasting, rules, specificity, xpath

Sheets = tuple[tuple[str, str], ...]
"""The style sheets of a page in their order, each with the @-rule that it stands under."""

_AROUND = re.compile(r"(?::root(?![\w-])|[\w\s.#>*-])+", re.ASCII)
"""A selector that asks for nothing but an element and those around it: their tags, classes and names."""
_SAID = frozenset({"href", "title"})
_SAID_ON = {"img": frozenset({"alt", "src"}), "meta": frozenset({"content"})}
_OF_ARTICLE = "aria-label"
"""Attributes whose values say something, and lay nothing out: `aria-label` where it names an article."""


class Soil:
    """Style sheets, and what grows on them: elements are of one kin where nothing in these tells them apart."""

    def __init__(self, sheets: Sheets) -> None:
        found = [rule for text, condition in sheets for rule in rules(text, condition)]
        self.rules = tuple(sorted(found, key=lambda rule: specificity(rule.selector)))
        """The rules of all sheets, in the order in which they prevail."""
        self.is_plain = all(_is_plain(rule.selector) for rule in self.rules)
        self._by_end: dict[tuple[str, str], list[int]] = {}
        for number, rule in enumerate(self.rules):
            if rule.style:
                self._by_end.setdefault(end(rule.selector), []).append(number)

    def near(self, tag: str, classes: Iterable[str]) -> list[Rule]:
        """The rules that say something, and may select an element with this tag and these classes."""
        ends = [
            ("", ""),
            (tag, ""),
            *(each for name in dict.fromkeys(classes) for each in (("", name), (tag, name))),
        ]
        return [
            self.rules[number] for number in sorted(at for each in ends for at in self._by_end.get(each, ()))
        ]


class Kin:
    """The elements of one tag with the same attributes, in elements of which that is true, too."""

    __slots__ = ("around", "attributes", "reaching", "tag")

    def __init__(self, around: Kin | Soil, tag: str, attributes: tuple[tuple[str, str], ...]) -> None:
        self.around = around
        """The kin of the element around them; of the outermost, the soil."""
        self.tag, self.attributes = tag, dict(attributes)
        self.reaching: tuple[Rule, ...] = ()
        """All that can style them, what prevails last; nothing until it was looked for."""

    @property
    def chain(self) -> list[Kin]:
        """All around them and they themselves, outermost first."""
        return [*(self.around.chain if isinstance(self.around, Kin) else ()), self]


soil = lru_cache(maxsize=16)(Soil)
remembered = lru_cache(maxsize=2048)
"""What is found out about a kin, or of a soil, is asked again for each message. What was not met lately is forgotten."""
shared = remembered(Kin)
"""The kin of elements on some soil, one for all pages."""


def told(element: Any) -> tuple[tuple[str, str], ...]:
    """The attributes of an element, without what a value says where it does nothing."""
    names = element.keys()
    if element.tag in _SAID_ON or not _SAID.isdisjoint(names) or _OF_ARTICLE in names:
        return tuple((name, "" if _says(element, name, value) else value) for name, value in element.items())
    return tuple(element.items())


def _says(element: Any, name: str, value: str) -> bool:
    only_says = name in _SAID or name in _SAID_ON.get(element.tag, ())
    names_article = name == _OF_ARTICLE and element.get("role") == "article"
    return (only_says or names_article) and not acts(name, value.lower())


def acts(name: str, value: str) -> bool:
    """Whether an attribute runs a script, loads a style sheet or another page, or opens a layer."""
    return name.startswith("on") or name == "popover" or value == "refresh" or "stylesheet" in value.split()


def _is_plain(selector: str) -> bool:
    return xpath(selector) == "//*" or _AROUND.fullmatch(lasting(selector)) is not None
