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


def address(name: str) -> str:
    """The address that stands for a slot until it is filled."""
    return _HOST + name


def fill_slots(text: str, values: Mapping[str, str]) -> str:
    """The text with each slot's value in its place. Raises KeyError with the name of an empty slot."""
    return MARK.sub(lambda match: values[match[1]], text)
