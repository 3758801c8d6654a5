"""Style rules -> style attributes, through premailer.

mrml writes its own styles inline already; what is left are the rules of the components' style
sheets. premailer is kept from all else: its defaults strip `!important`, break conditional
comments and rewrite widths.
"""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from typing import Any

from premailer import Premailer

DOCTYPE = "<!doctype html>"
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
_IGNORED = '<style data-premailer="ignore"'


class _Premailer(Premailer):  # type: ignore[misc]
    """Reads a sheet once for all messages: premailer keeps it parsed, and writes every rule of it anew each time."""

    def _parse_style_rules(self, css_body: str, ruleset_index: int) -> tuple[list[Any], list[Any]]:
        rules, leftover = _rules(css_body, ruleset_index)
        return list(rules), list(leftover)


@lru_cache(maxsize=64)
def _rules(css: str, number: int) -> tuple[list[Any], list[Any]]:
    found: tuple[list[Any], list[Any]] = Premailer("", **_OPTIONS)._parse_style_rules(css, number)
    return found


def inline_styles(html: str, css: str) -> str:
    """The same HTML with each rule of `css` in the style attribute of what it selects."""
    marked = html.replace("<style", _IGNORED)
    inlined = _Premailer(marked, css_text=css, **_OPTIONS).transform()
    bare = re.sub(r"^<!doctype[^>]*>", "", inlined, flags=re.IGNORECASE).strip()
    return DOCTYPE + bare.replace(_IGNORED, "<style")
