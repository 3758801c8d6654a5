"""What a client supports of a feature, as it was tested. Loads the data when it is first asked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from copydesk.clients import CARRIED, clients


class Level(StrEnum):
    """How far a client supports a feature, in the letters of Can I email."""

    FULL = "y"
    PART = "a"
    NONE = "n"
    UNKNOWN = "u"


@dataclass(frozen=True, slots=True)
class Support:
    """What was found in the newest version of a client that was tested."""

    client: str
    version: str
    """A version, or the month of the test where the client has none: `2019`, `16.80`, `2022-06`."""
    level: Level
    notes: tuple[str, ...] = ()
    """What the testers noted, in Markdown."""


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that a message can have, and what clients make of it."""

    key: str
    title: str
    tested: str
    """The day of the last test, as in 2023-03-08."""
    found: Mapping[str, str]
    """What was found in each client that was tested, as in `2019 n #1`."""
    notes: Mapping[str, str]

    @property
    def url(self) -> str:
        """Its page at Can I email."""
        return f"https://www.caniemail.com/features/{self.key}/"

    def of(self, client: str) -> Support:
        """What a client supports of it; unknown where nobody tested that."""
        version, level, *numbers = (self.found.get(client) or f" {Level.UNKNOWN}").split(" ")
        notes = (self.notes.get(each.strip("#"), "") for each in numbers)
        return Support(client, version, Level(level), tuple(filter(None, notes)))


@dataclass(frozen=True, slots=True)
class CanIEmail:
    """All that was tested: where the data comes from, the day of its last change, its features by key."""

    source: str
    updated: str
    features: Mapping[str, Feature]


@cache
def caniemail() -> CanIEmail:
    """The tests that copydesk carries."""
    found = json.loads((CARRIED / "data.json").read_text("utf-8"))
    features = {key: _feature(key, **given) for key, given in found["features"].items()}
    return CanIEmail(found["source"], found["updated"][:10], features)


def _feature(
    key: str, title: str, tested: str, support: list[str], notes: Mapping[str, str] | None = None
) -> Feature:
    return Feature(key, title, tested, dict(zip(clients(), support, strict=True)), notes or {})
