"""A finished HTML page: its elements, and the styles that reach each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cssselect
import tinycss2
from lxml import html
from lxml.cssselect import CSSSelector
from tinycss2.color3 import parse_color

Style = dict[str, str]
"""Declarations by property, both in lower case."""
Declared = tuple[tuple[str, str, bool], ...]
"""Property, value, and whether it is `!important`."""

Color = tuple[float, float, float]
"""Red, green and blue, from 0 to 1."""

_MOMENTARY = re.compile(
    r"::?(?:hover|focus|active|visited|link|before|after|first-line|first-letter|selection)\b"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a style sheet: the media it is for (empty for all), selector and declarations."""

    media: str
    selector: str
    style: Declared


class Page:
    """A page as a browser would read it, without its comments."""

    def __init__(self, markup: str) -> None:
        self.tree = html.document_fromstring(markup)
        self.rules = rules("\n".join(sheet.text or "" for sheet in self.tree.iter("style")))
        self._matches: dict[str, frozenset[Any]] = {}
        self._styles: dict[tuple[Any, str], Style] = {}

    @property
    def media(self) -> tuple[str, ...]:
        """The media that the page knows, the empty one (no media at all) first."""
        return tuple(dict.fromkeys(["", *(rule.media for rule in self.rules)]))

    def holding(self, words: str) -> list[Any]:
        """The innermost elements that hold just these words."""
        found = [each for each in self.tree.iter("p", "td", "div", "li") if wording(each) == words]
        return [each for each in found if not any(each in other.iterancestors() for other in found)]

    def styles(self, element: Any, media: str) -> list[Style]:
        """The styles of an element and all around it, outermost first, in a medium."""
        line = [*reversed(list(element.iterancestors())), element]
        return [self._style(each, media) for each in line]

    def _style(self, element: Any, media: str) -> Style:
        if (element, media) not in self._styles:
            inline = declarations(element.get("style", ""))
            reaching = [
                rule.style
                for rule in self.rules
                if rule.media in ("", media) and element in self._matching(rule.selector)
            ]
            self._styles[element, media] = _attributes(element) | _cascade(reaching, inline)
        return self._styles[element, media]

    def _matching(self, selector: str) -> frozenset[Any]:
        if selector not in self._matches:
            self._matches[selector] = frozenset(self._select(selector))
        return self._matches[selector]

    def _select(self, selector: str) -> list[Any]:
        try:
            found: Any = _selector(_MOMENTARY.sub("", selector))(self.tree)
        except cssselect.SelectorError:
            # What cannot be understood might reach anything.
            found = self.tree.iter()
        return list(found)


def _cascade(rules: list[Declared], inline: Declared) -> Style:
    """Rules give way to the style attribute, and both to what is `!important`."""
    style: Style = {}
    for important in (False, True):
        for declared in (*rules, inline):
            for name, value, weight in declared:
                if weight == important:
                    style[name] = value
                    if name == "background":
                        style.pop("background-color", None)
    return style


def wording(element: Any) -> str:
    """The words in an element, each blank or line break one blank."""
    return " ".join(str(element.text_content()).split())


def _attributes(element: Any) -> Style:
    style = {}
    if element.get("hidden") is not None:
        style["display"] = "none"
    if element.get("bgcolor"):
        style["background-color"] = element.get("bgcolor")
    return style


@lru_cache(maxsize=256)
def _selector(text: str) -> CSSSelector:
    return CSSSelector(text, translator="html")


@lru_cache(maxsize=32)
def rules(sheet: str) -> tuple[Rule, ...]:
    """The rules of a style sheet, those within @-rules too, in the order in which they prevail."""
    found = _rules(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True), "")
    return tuple(sorted(found, key=lambda rule: _specificity(rule.selector)))


def _specificity(selector: str) -> tuple[int, int, int]:
    try:
        return max(each.specificity() for each in cssselect.parse(_MOMENTARY.sub("", selector)))
    except cssselect.SelectorError:
        return (9, 9, 9)


def _rules(nodes: list[Any], media: str) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            style = declarations(tinycss2.serialize(node.content))
            for selector in tinycss2.serialize(node.prelude).split(","):
                yield Rule(media, selector.strip(), style)
        elif node.type == "at-rule" and node.content is not None:
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            condition = f"@{node.lower_at_keyword} {tinycss2.serialize(node.prelude).strip()}"
            yield from _rules(inner, f"{media} {condition}".strip())


@lru_cache(maxsize=1024)
def declarations(text: str) -> Declared:
    """The declarations of a style attribute or a rule."""
    parsed = tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True)
    return tuple(
        (node.lower_name, tinycss2.serialize(node.value).strip().lower(), node.important)
        for node in parsed
        if node.type == "declaration"
    )


def color_of(value: str) -> Color | None:
    """The color that a declaration names; None for none, or one that lets all through."""
    found = parse_color(value)
    if found is None or isinstance(found, str) or found.alpha == 0:
        return None
    return (found.red, found.green, found.blue)
