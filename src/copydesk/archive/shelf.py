"""The packages that stand in a dist/ folder, by their manifests."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from copydesk.archive.places import places
from copydesk.diagnostic import Diagnostic, Refused, Severity, Span
from copydesk.reading import read_bytes
from copydesk.targets import MANIFEST
from copydesk.targets.manifest import Manifest
from copydesk.targets.strict import strict
from copydesk.writing.states import state_of

MAX_BYTES = 10_000_000
"""The largest file of a package that is read: a message has about 60,000 bytes."""

_MEND = "Delete the folder, and build its issue again."


_OF_NO_USE: dict[str, Any] = {
    "links": [], "images": [], "sections": {}, "slots": {}, "platforms": {}, "files": {}, "versions": {},
}  # fmt: skip
"""What an archive does not ask of a manifest: of thousands, it would fill the memory."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A package in dist/: its folder from there on, what its manifest says, and the manifest's sha256."""

    folder: str
    manifest: Manifest
    digest: str
    state: str = ""
    """Of the manifest's file, as the system tells it."""

    @property
    def order(self) -> tuple[str, str]:
        """The key that sorts packages by day."""
        return (self.manifest.date, self.manifest.briefing)

    @property
    def facts(self) -> str:
        """All of it but the folder as JSON, to be known again by `recalled`."""
        return json.dumps([self.state, self.digest, self.manifest.model_dump_json()])


Recall = Callable[[str], str]
"""Tells the facts of a package by its folder, as they were; empty where they are not known."""


def nothing(_folder: str) -> str:
    """Knows no package."""
    return ""


def shelved(dist: Path, recall: Recall = nothing) -> tuple[list[Shelved], list[Diagnostic]]:
    """Every package in a dist/ folder, the newest first; and what is wrong with those that are none.

    No file but the manifests is read, and those alone that are not as `recall` knows them.
    """
    found: list[Shelved] = []
    faults: list[Diagnostic] = []
    for place in places(dist):
        try:
            found.append(_recalled(place, recall(place), dist / place) or _read(place, dist / place))
        except Refused as refusal:
            faults += [_unreadable(f"dist/{place}", each.message) for each in refusal.diagnostics]
        except ValueError as error:
            faults.append(_unreadable(f"dist/{place}", f"The manifest says nothing: {error}."))
    return sorted(found, key=lambda each: each.order, reverse=True), faults


def _read(place: str, folder: Path) -> Shelved:
    path = folder / MANIFEST
    state = state_of(path)
    found = shelve(place, read_bytes(path, place, MAX_BYTES + 1))
    source = found.manifest.source.model_copy(update={"made_of": {}})
    slim = found.manifest.model_copy(update={**_OF_NO_USE, "source": source})
    return replace(found, manifest=slim, state=state)


def _recalled(place: str, facts: str, folder: Path) -> Shelved | None:
    """A package as it was known, if it was, and its manifest is as it was then."""
    try:
        state, digest, manifest = json.loads(facts)
        if not state or state != state_of(folder / MANIFEST):
            return None
        return Shelved(place, Manifest.model_validate_json(manifest), digest, state)
    except ValueError:
        return None


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
