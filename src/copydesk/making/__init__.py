"""Issues -> their packages: made, or found in dist/ as they would be made. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from copydesk.diagnostic import Diagnostic, Span
from copydesk.issue import Issue
from copydesk.workspace import Workspace


class Task(NamedTuple):
    """A source that is to be looked at: its path, and what is known of its package."""

    path: Path
    light: bool | None = None
    """Whether a light version is wanted; None leaves it to the briefing, and to what is there."""
    sums: str = ""
    """The sha256 of the package's SHA256SUMS as it was written; empty where that is not known."""


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one source: its package where there is one, and what was found."""

    source: str
    diagnostics: tuple[Diagnostic, ...]
    folder: Path | None = None
    count: int = 0
    """Of the files in the package."""
    size: int = 0
    """Of email.html, in bytes."""
    why: str = ""
    """Why the package was made anew; empty where it was not."""
    light: bool = False
    """Whether the package has a light version."""
    content: Mapping[str, bytes] | None = None
    """The files that were made, until they are written."""
    warnings: int = 0
    """How many there were when it was looked at last, where it was not looked at now."""
    slug: str = ""
    sha256: str = ""
    """Of the source."""
    sums: str = ""
    """The sha256 of the package's SHA256SUMS."""
    state: str = ""
    """Of the files that stood in its folder, as the system told it before they were read."""
    at: Span | None = None
    """Where the date of the issue stands, where it was looked at."""

    @property
    def changed(self) -> bool:
        """Whether the package was made anew."""
        return bool(self.why)


def place_of(issue: Issue, workspace: Workspace) -> Path:
    """The folder that an issue's package belongs in."""
    return workspace.dist / issue.slug / issue.envelope.date.isoformat()
