"""The hosts that a mail client asks for something as it opens a message, Outlook too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from copydesk.markup import deep_page, finder

TOO_DEEP = "a page too deep to be looked through"
"""Stands for the hosts of a page that cannot be read to its end: no message may contact such a one."""
DEPTH = 8
"""How many comments for Outlook, one within the other, are looked into."""

_RESTING = frozenset({"alternate", "author", "canonical", "help", "license", "next", "prev"})
"""What a page may be linked to without loading it."""
_IN_STYLE = re.compile(r"""(?:\burl\(\s*|@import\s+(?=["']))["']?([^"')\s]+)""", re.IGNORECASE)
_SOMETHING = re.compile(r"src|background|data|poster|<link|url|@import|&", re.IGNORECASE)
"""Without any of this, markup loads nothing: most comments for Outlook hold tables alone."""
_LOADED = "//@background | //@data | //@poster | //@src"
_STYLES = "//@style | //style/text()"
_FOR_OUTLOOK = "//comment()[starts-with(., '[if')]"


def hosts(html: str) -> list[str]:
    """The hosts that opening this HTML contacts, sorted."""
    return list(_hosts(html))


@lru_cache(maxsize=8)
def _hosts(html: str) -> tuple[str, ...]:
    try:
        parts = [urlsplit(address.strip()) for address in _addresses(html, DEPTH)]
    except RecursionError:
        return (TOO_DEEP,)
    return tuple(sorted({part.netloc.rpartition("@")[2].lower() for part in parts if part.netloc}))


def _addresses(markup: str, depth: int) -> Iterator[str]:
    tree, is_whole = deep_page(markup)
    if not (is_whole and depth):
        raise RecursionError
    yield from _in(tree)
    for comment in finder(_FOR_OUTLOOK)(tree):
        if _SOMETHING.search(comment.text):
            yield from _addresses(comment.text, depth - 1)


def _in(tree: Any) -> Iterator[str]:
    yield from finder(_LOADED)(tree)
    for sources in finder("//@srcset")(tree):
        yield from (part.split()[0] for part in sources.split(",") if part.strip())
    for style in finder(_STYLES)(tree):
        yield from _IN_STYLE.findall(style)
    for link in finder("//link[@href]")(tree):
        if not _RESTING.issuperset(link.get("rel", "").lower().split()):
            yield link.get("href")
