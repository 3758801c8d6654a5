"""index.json: the packages of a dist/ folder, for mailing systems that ask what is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any, Literal

from copydesk.targets.described import described, schema_of, written
from copydesk.targets.manifest import File, file_of

State = Literal["ready", "errors", "changed", "moved", "gone"]


@described
class Entry:
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


@described
class Index:
    """The packages of a folder, the newest first. A package that is not in it is not to be sent."""

    schema_version: Literal[1]
    packages: list[Entry]
    files: dict[str, File]
    """The page and the feeds beside it; empty while a build is at work."""
    components_sha256: str
    """Of all that those were drawn with: components, briefings, and copydesk itself."""
    version: str
    """Of copydesk."""


def index(
    entries: Iterable[Entry], files: Mapping[str, bytes] | None = None, components_sha256: str = ""
) -> bytes:
    """The index of some packages, in their order, and of the files beside it, as JSON."""
    return written(
        Index(
            schema_version=1,
            packages=list(entries),
            files={name: file_of(content) for name, content in (files or {}).items()},
            components_sha256=components_sha256,
            version=version("copydesk"),
        )
    )


def schema() -> dict[str, Any]:
    """The JSON Schema of the index."""
    return schema_of(Index)
