"""The packages that stand in a dist/ folder, by their manifests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from copydesk.diagnostic import Diagnostic, Refused, Severity, Span
from copydesk.reading import read_bytes
from copydesk.targets.manifest import Manifest
from copydesk.targets.strict import strict

MAX_BYTES = 10_000_000
"""The largest file of a package that is read: a message has about 60,000 bytes."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MEND = "Delete the folder, and build its issue again."


@dataclass(frozen=True, slots=True)
class Shelved:
    """A package in dist/: its folder from there on, what its manifest says, and the manifest's sha256."""

    folder: str
    manifest: Manifest
    digest: str

    @property
    def order(self) -> tuple[str, str]:
        """The key that sorts packages by day."""
        return (self.manifest.date, self.manifest.briefing)


def shelved(dist: Path) -> tuple[list[Shelved], list[Diagnostic]]:
    """Every package in a dist/ folder, the newest first; and what is wrong with those that are none.

    Each manifest is read once, and no other file.
    """
    found: list[Shelved] = []
    faults: list[Diagnostic] = []
    for folder in _folders(dist):
        place = folder.relative_to(dist).as_posix()
        try:
            found.append(shelve(place, read_bytes(folder / "manifest.json", place, MAX_BYTES + 1)))
        except Refused as refusal:
            faults += [_unreadable(f"dist/{place}", each.message) for each in refusal.diagnostics]
        except ValueError as error:
            faults.append(_unreadable(f"dist/{place}", f"The manifest says nothing: {error}."))
    return sorted(found, key=lambda each: each.order, reverse=True), faults


def _folders(dist: Path) -> Iterator[Path]:
    """The folders that packages may be in, hidden ones aside: those are drafts."""
    for briefing in _within(dist):
        if briefing.is_dir() and not briefing.name.startswith("."):
            yield from (each for each in _within(briefing) if is_day(each.name) and each.is_dir())


def is_day(name: str) -> bool:
    """Whether a folder is called as packages are: by the day of its issue."""
    return bool(_DATE.fullmatch(name))


def _within(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def shelve(place: str, data: bytes) -> Shelved:
    """The package at a place in dist/, by the bytes of its manifest. Raises ValueError where they are none."""
    if len(data) > MAX_BYTES:
        raise ValueError(f"it has more than {MAX_BYTES:,} bytes")
    manifest = strict(Manifest, data)
    date.fromisoformat(manifest.date)
    if place != (own := f"{manifest.briefing}/{manifest.date}"):
        raise ValueError(f"it is that of `{own}`")
    return Shelved(place, manifest, sha256(data).hexdigest())


def _unreadable(path: str, message: str) -> Diagnostic:
    return Diagnostic(path, Span(), Severity.ERROR, "K004", message, _MEND)
