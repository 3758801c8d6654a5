"""Slots: where a mailing system will put an address of its own.

A slot goes through the chain as an address that nothing rewrites and nobody can have, and is filled
last. The copy may not hold one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

SLOTS = ("unsubscribe", "browser")
"""`unsubscribe` leads out of the list; `browser` to the message on the web."""

_HOST = "https://slot.invalid/"
MARK = re.compile(r"https?://slot\.invalid/?(\w*)", re.IGNORECASE)
_REST = re.compile(r"://(?:(?<=(?i:http)://)|(?<=(?i:https)://))(?i:slot\.invalid)/?(\w*)")
"""The same from behind the scheme: a long text is looked through much faster for `://` than for letters of any case."""
_SCHEME = re.compile(r"https?\Z", re.IGNORECASE)
_LONGEST = len("https")


def address(name: str) -> str:
    """The address that stands for a slot until it is filled."""
    return _HOST + name


def fill_slots(text: str, values: Mapping[str, str]) -> str:
    """The text with each slot's value in its place. Raises KeyError with the name of an empty slot."""
    parts = _REST.split(text)
    parts[1::2] = [values[name] for name in parts[1::2]]
    parts[:-1:2] = [part[:-_LONGEST] + _SCHEME.sub("", part[-_LONGEST:]) for part in parts[:-1:2]]
    return "".join(parts)


def left_open(text: str) -> str | None:
    """The name of the first slot in a text; None where there is none."""
    found = _REST.search(text)
    return found[1] if found else None
