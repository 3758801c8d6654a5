"""Style rules -> style attributes, through premailer.

mrml writes its own styles inline already; what is left are the rules of the components' style
sheets. premailer is kept from all else: its defaults strip `!important`, break conditional
comments and rewrite widths.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from copydesk.late import spared

with spared("requests", "urllib.request"):  # premailer loads them for a network that it is kept from
    from premailer import Premailer

_OPTIONS: dict[str, Any] = {
    "disable_leftover_css": True,
    "allow_network": False,
    "strip_important": False,
    "keep_style_tags": True,
    "disable_validation": True,
    "cssutils_logging_level": logging.CRITICAL,
    "align_floating_images": False,
    "remove_unset_properties": False,
    "disable_basic_attributes": ["width", "height", "align", "valign", "bgcolor"],
}
_AROUND = re.compile(r"[\w\s.#>-]+", re.ASCII)
"""A selector that asks for the tags, the classes and the names of an element and of those around it, alone."""
_MOST = 4096
"""Kinds of elements that are remembered of a sheet: those of a briefing are some hundreds."""


class _Premailer(Premailer):  # type: ignore[misc]
    """Reads a sheet once for all messages: premailer keeps it parsed, and writes every rule of it anew each time."""

    def _parse_style_rules(self, css_body: str, ruleset_index: int) -> tuple[list[Any], list[Any]]:
        rules, leftover = _rules(css_body, ruleset_index)
        return list(rules), list(leftover)


@lru_cache(maxsize=64)
def _rules(css: str, number: int) -> tuple[list[Any], list[Any]]:
    found: tuple[list[Any], list[Any]] = Premailer("", **_OPTIONS)._parse_style_rules(css, number)
    return found


@dataclass(frozen=True, eq=False, slots=True)
class _Kind:
    """The elements that a sheet cannot tell apart, and the style that premailer gives them."""

    style: str | None


class _Sheet:
    """A sheet, and what premailer made of the elements that it met.

    Elements of the same tag, class, name and style, in others of which that is true, too, are of one kind: a
    plain sheet gives them one style, whatever words and neighbors they have. What premailer made of a kind
    once need not be made again.
    """

    def __init__(self, css: str) -> None:
        self.css = css
        self.is_plain = all(_AROUND.fullmatch(selector) for _, selector, _ in _rules(css, 0)[0])
        self._kinds: dict[tuple[object, ...], _Kind] = {}

    def inline(self, tree: Any) -> None:
        """Give the elements of a page their styles; premailer is run where there is one of a new kind."""
        known = dict(self._known(tree)) if self.is_plain else {}
        if not known or None in known.values():
            self._run(tree)
        for element, kind in known.items():
            if kind and kind.style:
                element.set("style", kind.style)

    def _run(self, tree: Any) -> None:
        """Have premailer do it, and remember what it made of each kind."""
        before = [(element, _told(element)) for element in tree.iter("*")]
        for sheet in tree.iter("style"):
            sheet.set(Premailer.attribute_name, "ignore")
        _Premailer(tree, css_text=self.css, **_OPTIONS).transform()
        for sheet in tree.iter("style"):
            sheet.attrib.pop(Premailer.attribute_name, None)
        if self.is_plain:
            self._remember(before)

    def _remember(self, before: list[tuple[Any, tuple[Any, ...]]]) -> None:
        if len(self._kinds) > _MOST:
            self._kinds.clear()
        found: dict[Any, _Kind] = {}
        for element, told in before:
            kind = _Kind(element.get("style"))
            found[element] = self._kinds.setdefault((found.get(element.getparent()), *told), kind)

    def _known(self, tree: Any) -> Iterator[tuple[Any, _Kind | None]]:
        """The elements of a page, each with its kind; None for a new one, which is the last."""
        found: dict[Any, _Kind] = {}
        for element in tree.iter("*"):
            kind = self._kinds.get((found.get(element.getparent()), *_told(element)))
            yield element, kind
            if kind is None:
                return
            found[element] = kind


def _told(element: Any) -> tuple[Any, ...]:
    """What tells an element from others, for a plain sheet."""
    return element.tag, element.get("class"), element.get("id"), element.get("style")


_sheet = lru_cache(maxsize=32)(_Sheet)


def inline_styles(tree: Any, css: str) -> None:
    """Put each rule of `css` into the style attribute of what it selects in a page."""
    _sheet(css).inline(tree)
