"""What a server answers when it is asked for an address."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Said(StrEnum):
    """What an answer, or the want of one, amounts to."""

    FINE = "fine"
    MOVED = "moved"
    """For good: the server gives a new address."""
    GONE = "gone"
    FAULTY = "faulty"
    """The server says that it cannot, time and again."""
    NAMELESS = "nameless"
    """There is no server of that name."""
    LATE = "late"
    UNTRUSTED = "untrusted"
    """No secure connection comes about."""
    REFUSED = "refused"
    LOST = "lost"
    """Sent on and on, or to where no browser goes."""
    CLOSED = "closed"
    """The server does not answer machines."""
    OFFLINE = "offline"
    """It is this computer that has no way to it."""
    PROXY = "proxy"
    """It is this computer's proxy that does not answer."""


class Answer(NamedTuple):
    """What a server said of an address: its HTTP status (0 where there is none), and the new address."""

    said: Said
    status: int = 0
    moved: str = ""


Answers = Mapping[str, Answer]
"""Answers by address, without what follows `#`: no server is ever told that."""
NOBODY_ASKED: Answers = MappingProxyType({})
