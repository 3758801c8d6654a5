"""index.json: the packages of a dist/ folder, for mailing systems that ask what is new."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from copydesk.targets.manifest import Described, written

State = Literal["ready", "errors", "changed", "moved", "gone"]


class Entry(Described):
    """A package, and whether it may be sent."""

    folder: str
    """Where it is, from the folder of this file on."""
    briefing: str
    date: str
    """The day of the issue, as in 2024-05-22."""
    edition: str
    language: str
    title: str
    subject: str
    canonical: str
    """The address of the issue on the web."""
    source: str
    """What it was made of, relative to the workspace."""
    digest: str
    """The sha256 of its manifest.json, in hexadecimal; the manifest has those of the other files."""
    ready: bool
    """Whether it is what its issue says now."""
    state: State
    """`ready`; `errors`: the issue has errors now; `changed`: it was changed and not built since;
    `moved`: it has another date or briefing now; `gone`: it is no longer in the workspace."""
    reason: str
    """Why it is not ready, in words; empty where it is."""


class Index(Described):
    """The packages of a folder, the newest first. A package that is not in it is not to be sent."""

    schema_version: Literal[1]
    packages: list[Entry]


def index(entries: Iterable[Entry]) -> bytes:
    """The index of some packages, in their order, as JSON."""
    return written(Index(schema_version=1, packages=list(entries)))


def schema() -> dict[str, Any]:
    """The JSON Schema of the index."""
    return Index.model_json_schema()
