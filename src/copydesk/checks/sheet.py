"""Style sheets: their rules, what a selector means, and what a color is.

Every doubt goes one way: a selector that is not understood for certain has no meaning here, and its
rule counts as reaching every element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2
from cssselect import HTMLTranslator, SelectorError
from cssselect import parse as parse_selector
from tinycss2.color3 import parse_color

Color = tuple[float, float, float]
"""Red, green and blue, from 0 to 1."""

_MOMENTARY = re.compile(
    r"::?(?:hover|focus|active|visited|before|after|first-line|first-letter|selection)(?![\w-])"
)
_STRUCTURAL = (
    r":(?:root|not|is|where|(?:first|last|only)-(?:child|of-type)|nth-(?:last-)?(?:child|of-type))\b"
)
# By value, only attributes whose case HTML minds.
_ATTRIBUTE = r"\[\s*(?:class|id|href|data-[\w-]+)\s*[~^$*|]?=[^\]]*\]|\[\s*[\w-]+\s*\]"
_UNDERSTOOD = re.compile(rf"(?:{_STRUCTURAL}|{_ATTRIBUTE}|[\w\s.#>+~*()-])+", re.ASCII)
_PLAIN = re.compile(r"(?:[\w\s.>+~-]*[\s>+~])?([a-z][a-z0-9]*)?(?:\.([\w-]+))?")


@dataclass(frozen=True, slots=True)
class Declaration:
    """A property and its value, both in lower case, and whether it is `!important`."""

    name: str
    value: str
    important: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a style sheet, or the style of one element.

    `condition` holds the @-rules around it, empty for none; None for what stands in no sheet.
    """

    condition: str | None
    selector: str
    style: tuple[Declaration, ...]

    def __str__(self) -> str:
        return f"`{self.selector}`" + (f" in `{self.condition}`" if self.condition else "")


@lru_cache(maxsize=64)
def rules(sheet: str, condition: str = "") -> tuple[Rule, ...]:
    """The rules of a style sheet, those within @-rules too; an @-rule itself is one for any element."""
    nodes = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    return tuple(_rules(nodes, condition))


def _rules(nodes: list[Any], condition: str) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            yield from _rule(node, condition)
        elif node.type == "at-rule":
            inner = f"@{node.lower_at_keyword} {tinycss2.serialize(node.prelude).strip()}".strip()
            around = f"{condition} {inner}".strip()
            yield Rule(around, "&", _declarations(node.content or []))
            yield from _rules(_nested(node), around)


def _rule(node: Any, condition: str) -> Iterator[Rule]:
    style = _declarations(node.content)
    for selector in _selectors(node.prelude):
        yield Rule(condition, selector, style)
    for rule in _rules(_nested(node), condition):
        outer = tinycss2.serialize(node.prelude).strip()
        yield Rule(rule.condition, f"{outer} {{ {rule.selector} }}", rule.style)


def _nested(node: Any) -> list[Any]:
    """The rules within a rule. They count as reaching every element."""
    return list(tinycss2.parse_blocks_contents(node.content or [], skip_comments=True, skip_whitespace=True))


def _selectors(prelude: list[Any]) -> Iterator[str]:
    """The selectors of a rule: the parts between its commas, those within brackets aside."""
    part: list[Any] = []
    for token in [*prelude, None]:
        if token is not None and token != ",":  # noqa: S105 - a comma
            part += [] if token.type == "comment" else [token]
        else:
            yield tinycss2.serialize(part).strip()
            part = []


@lru_cache(maxsize=2048)
def declarations(text: str) -> tuple[Declaration, ...]:
    """The declarations of a style attribute."""
    return _declarations(text)


def _declarations(source: Any) -> tuple[Declaration, ...]:
    parsed = tinycss2.parse_blocks_contents(source, skip_comments=True, skip_whitespace=True)
    return tuple(
        Declaration(node.lower_name, _value(node.value), node.important)
        for node in parsed
        if node.type == "declaration"
    )


def _value(tokens: list[Any]) -> str:
    kept = [token for token in tokens if token.type != "comment"]
    return " ".join(tinycss2.serialize(kept).lower().split())


@lru_cache(maxsize=512)
def xpath(selector: str) -> str:
    """The elements that a selector finds, as XPath; every element for one that might find any."""
    plain = lasting(selector)
    try:
        return HTMLTranslator().css_to_xpath(plain) if _UNDERSTOOD.fullmatch(plain) else "//*"
    except SelectorError:
        return "//*"


@lru_cache(maxsize=512)
def end(selector: str) -> tuple[str, str]:
    """The tag and the class of what a plain selector finds; empty where it names none, or is not plain."""
    found = _PLAIN.fullmatch(lasting(selector))
    return (found[1] or "", found[2] or "") if found else ("", "")


@lru_cache(maxsize=512)
def specificity(selector: str) -> tuple[int, int, int]:
    """How much a selector weighs; most of all where it is not understood."""
    try:
        return max(each.specificity() for each in parse_selector(lasting(selector)))
    except SelectorError:
        return (9, 9, 9)


def lasting(selector: str) -> str:
    """The selector without the states that come and go, as if they were there for good."""
    return _MOMENTARY.sub("", selector).strip()


@lru_cache(maxsize=512)
def color_of(value: str) -> Color | None:
    """The color that a value names; None for `transparent`.

    Raises ValueError for one that is not a plain color, or lets some of its ground through.
    """
    found = parse_color(value)
    if value == "none" or (found is not None and not isinstance(found, str) and found.alpha == 0):
        return None
    if found is None or isinstance(found, str) or found.alpha < 1:
        raise ValueError(value)
    return (found.red, found.green, found.blue)
