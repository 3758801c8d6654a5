"""HTML -> what it has: elements, attributes, styles, selectors, kinds of pictures and of links.

What stands in a comment is left out, and so is what a conditional comment keeps for Outlook alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from copydesk.addresses import parts_of
from copydesk.checks.page import page_of
from copydesk.checks.sheet import Declaration, Rule
from copydesk.clients.looks import Trait

_UNIT = re.compile(r"(?<![\w#.-])[+-]?(?:\d+\.?\d*|\.\d+)([a-z]+|%)")
_FUNCTION = re.compile(r"(?<![\w-])(-?[a-z][a-z-]*)\(")
_WORD = re.compile(r"(?<![\w-])-?[a-z][a-z-]*(?![\w(-])")
_QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'|url\([^)]*\)')
_INNER = re.compile(r"\[[^\]]*\]|\([^()]*\)")
_NAMED_BY_VALUE = ("type", "name")


def traits(html: str) -> frozenset[Trait]:
    """All that a page, or a part of one, has."""
    page = page_of(html)
    found = {trait for element in page.elements for trait in _of_element(element)}
    found.update(trait for rule in page.own_styles for each in rule.style for trait in _of_style(each))
    found.update(trait for rule in page.rules for trait in _of_rule(rule))
    if any(one.style is other.style and one.selector != "&" for one, other in pairwise(page.rules)):
        found.add(("selector", ","))
    return frozenset(found)


def _of_element(element: Any) -> Iterator[Trait]:
    if not isinstance(element.tag, str):
        return
    yield "element", element.tag
    for name, value in element.attrib.items():
        yield "attribute", name
        if name in _NAMED_BY_VALUE:
            yield "attribute", f"{name}={value.lower()}"
    if element.tag == "a":
        yield "link", scheme(element.get("href", ""))
    elif element.tag == "img":
        yield "image", ending(element.get("src", ""))


def scheme(address: str) -> str:
    """How the address of a link begins: `https:`, `mailto:`, or `#` for a place on the page itself."""
    return "#" if address.startswith("#") else f"{address.partition(':')[0].lower()}:"


def ending(address: str) -> str:
    """How the address of a picture ends, `jpg` for instance; `data:` where the picture is the address."""
    if address.startswith("data:"):
        return "data:"
    return PurePosixPath(parts_of(address).path).suffix.removeprefix(".").lower()


def _of_rule(rule: Rule) -> Iterator[Trait]:
    condition = rule.condition or ""
    yield from (("at", name) for name in re.findall(r"@([a-z-]+)", condition.lower()))
    yield from (("media", name) for name in re.findall(r"\(\s*([a-z-]+)", condition.lower()))
    yield from (trait for each in rule.style for trait in _of_style(each))
    if rule.selector != "&":
        yield from (("selector", name) for name in _of_selector(rule.selector))


@lru_cache(maxsize=1024)
def _of_selector(selector: str) -> frozenset[str]:
    """What a selector is made of: its signs, its pseudo-classes, and `type`, `descendant`, `chaining`, `nesting`."""
    bare = _INNER.sub(lambda match: match[0][0], selector)
    found = {sign for sign in ">+~.#[*" if sign in bare}
    found |= {f":{name}" for name in re.findall(r"::?([a-z-]+)", bare)}
    forms = {
        "type": r"(?:^|[\s>+~])[a-z]",
        "descendant": r"[\w\])*]\s+[\w.#\[*:]",
        "chaining": r"[.#][\w-]+[.#\[]",
        "nesting": r"\{",
    }
    return frozenset(found | {name for name, form in forms.items() if re.search(form, bare)})


@lru_cache(maxsize=4096)
def _of_style(style: Declaration) -> tuple[Trait, ...]:
    bare = _QUOTED.sub(" ", style.value)
    words = _WORD.findall(bare)
    return (
        ("property", "custom properties" if style.name.startswith("--") else style.name),
        *(("value", "!important") for _ in range(style.important)),
        *(("value", word) for word in words),
        *(("value", f"{style.name}: {word}") for word in words),
        *(("function", name) for name in _FUNCTION.findall(style.value)),
        *(("unit", name) for name in _UNIT.findall(bare)),
    )
