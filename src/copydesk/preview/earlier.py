"""What an issue was before: as it was committed, and as it was built."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import dataclass, field
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


@dataclass(eq=False)
class Git:
    """Asks git, without waiting for it, until it is closed."""

    _asked: set[Process] = field(default_factory=set)

    async def committed(self, path: Path) -> bytes | None:
        """A file as it was last committed; None where git does not know it."""
        command = ["git", "-C", str(path.parent), "show", f"HEAD:./{path.name}"]
        try:
            asked = await asyncio.create_subprocess_exec(*command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL)
        except OSError:
            return None
        self._asked.add(asked)
        try:
            said, _ = await asyncio.wait_for(asked.communicate(), SECONDS)
        except TimeoutError:
            asked.kill()
            return None
        finally:
            self._asked.discard(asked)
        return said if asked.returncode == 0 else None

    def close(self) -> None:
        """Wait for nothing more: what was asked is not known."""
        for asked in self._asked:
            with suppress(ProcessLookupError):
                asked.kill()


def drawn(source: bytes, path: Path, workspace: Workspace) -> str | None:
    """The e-mail of what a file once said; None where it did not fit."""
    if len(source) > MAX_BYTES:
        return None
    try:
        issue = examine_text(source, path, workspace).issue
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
