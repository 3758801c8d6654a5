"""The packages that stand in a dist/ folder, by their manifests."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from datetime import date
from hashlib import sha256
from pathlib import Path

from copydesk.archive.places import places
from copydesk.diagnostic import Diagnostic, Refused, Severity, Span
from copydesk.reading import read_bytes
from copydesk.shapes import declare
from copydesk.targets import MANIFEST
from copydesk.targets.described import strict
from copydesk.targets.manifest import Manifest
from copydesk.writing.states import state_of

MAX_BYTES = 10_000_000
"""The largest file of a package that is read: a message has about 60,000 bytes."""

_MEND = "Delete the folder, and build its issue again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """What an archive tells of a package in dist/. There may be thousands: it holds no more of a manifest."""

    folder: str
    """From dist/ on."""
    digest: str
    """The sha256 of its manifest, in hexadecimal."""
    state: str = ""
    """Of the manifest's file, as the system tells it."""
    sender: str
    """The address that the message comes from."""
    source: str
    source_sha256: str
    briefing: str
    briefing_name: str
    broadcaster: str
    canonical: str
    date: str
    direction: str
    edition: str
    headlines: tuple[str, ...]
    labels: tuple[str, ...]
    language: str
    preheader: str
    standfirst: str
    subject: str
    title: str

    @property
    def order(self) -> tuple[str, str]:
        """The key that sorts packages by day."""
        return (self.date, self.briefing)

    @property
    def facts(self) -> str:
        """All of it as JSON, to be known again by `recalled`."""
        return json.dumps(asdict(self))


_OWN = {"folder", "digest", "state", "sender", "source", "source_sha256", "headlines", "labels"}
_ALIKE = [each.name for each in fields(Shelved) if each.name not in _OWN]
"""What a manifest calls by the same name."""


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
    data = read_bytes(path, place, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValueError(f"it has more than {MAX_BYTES:,} bytes")
    manifest = strict(Manifest, data)
    date.fromisoformat(manifest.date)
    if place != (own := f"{manifest.briefing}/{manifest.date}"):
        raise ValueError(f"it is that of `{own}`")
    return shelve(place, manifest, sha256(data).hexdigest(), state)


def _recalled(place: str, facts: str, folder: Path) -> Shelved | None:
    """A package as it was known, if it was, and its manifest is as it was then."""
    try:
        found, _ = declare(Shelved, json.loads(facts))
    except ValueError:
        return None
    is_so = found and found.folder == place and found.state == state_of(folder / MANIFEST)
    return found if is_so else None


def shelve(folder: str, manifest: Manifest, digest: str, state: str = "") -> Shelved:
    """What an archive tells of the package in a folder of dist/, by its manifest."""
    return Shelved(
        folder=folder,
        digest=digest,
        state=state,
        sender=manifest.sender.address,
        source=manifest.source.path,
        source_sha256=manifest.source.sha256,
        headlines=tuple(manifest.headlines),
        labels=tuple(manifest.labels),
        **{name: getattr(manifest, name) for name in _ALIKE},
    )


def _unreadable(path: str, message: str) -> Diagnostic:
    return Diagnostic(path, Span(), Severity.ERROR, "K004", message, _MEND)
