"""What an issue was before: as it was committed, and as it was built."""

from __future__ import annotations

import subprocess
from pathlib import Path

from copydesk.diagnostic import Refused
from copydesk.examine import examine_text
from copydesk.making import place_of
from copydesk.preview.galleys import Galley
from copydesk.reading import MAX_BYTES, read_bytes
from copydesk.render import mail
from copydesk.workspace import Workspace

SECONDS = 5
"""How long git may take."""
MOST_BYTES = 1_000_000
"""Of a built message: ten times what Gmail shows."""


def committed(galley: Galley, workspace: Workspace) -> str | None:
    """The e-mail of an issue as it was last committed; None where git does not know it, or it did not fit."""
    source = _shown_by_git(galley.path)
    if source is None or len(source) > MAX_BYTES:
        return None
    try:
        issue = examine_text(source, galley.path, workspace).issue
        return mail(issue, workspace.library) if issue else None
    except Refused:
        return None


def built(galley: Galley, workspace: Workspace) -> str | None:
    """The e-mail of an issue as it lies in dist/; None where it was never built."""
    if galley.issue is None:
        return None
    place = place_of(galley.issue, workspace) / "email.html"
    try:
        return read_bytes(place, str(place), MOST_BYTES).decode("utf-8", "replace")
    except Refused:
        return None


def _shown_by_git(path: Path) -> bytes | None:
    command = ["git", "-C", str(path.parent), "show", f"HEAD:./{path.name}"]
    try:
        return subprocess.run(command, capture_output=True, check=True, timeout=SECONDS).stdout  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None
