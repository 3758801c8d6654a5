"""The archive: index.html, index.json and the feeds of a dist/ folder, never ahead of its packages.

All of it comes from the manifests that stand in dist/. Before a package is written, it is taken out of
index.json, with all others that the build may change, and no other build writes the index until it is
there; once all are written, the archive is. So a build that is killed leaves an index that names only
packages that are there as it says.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from copydesk.archive.renewal import INDEX, Renewal, last_index
from copydesk.archive.shelf import shelved
from copydesk.archive.standing import Standing
from copydesk.build import Built, write_file
from copydesk.diagnostic import Diagnostic, Severity, Span
from copydesk.packing import named
from copydesk.targets.index import Entry, index
from copydesk.workspace import Workspace

_SAID = ("gone", "moved")


@dataclass
class Archive:
    """The archive of a workspace, during one build of some sources."""

    workspace: Workspace
    sources: Iterable[Path]
    _outcome: dict[str, str] = field(default_factory=dict)
    _left: frozenset[str] = frozenset()
    """The folders that stood in the index when it was looked at last; and its state then."""
    _state: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        self._names = {_name(self.workspace, path) for path in self.sources}
        last = last_index(self.workspace.dist)
        self._last = {each.folder: each for each in last.packages} if last else {}

    @contextmanager
    def withdraw(self, folder: Path) -> Iterator[None]:
        """Hold the archive while a package is written, out of index.json with all that this build may change.

        Raises Refused where that cannot be written.
        """
        with _alone(self.workspace.dist):
            self._take_out(self._place(folder))
            yield

    def _take_out(self, place: str) -> None:
        dist = self.workspace.dist
        if place not in self._left and self._state == _state_of(dist / INDEX):
            return
        there = last.packages if (last := last_index(dist)) else []
        kept = [each for each in there if each.folder != place and each.source not in self._names]
        if len(kept) < len(there):
            write_file(dist / INDEX, index(kept))
        self._left, self._state = frozenset(each.folder for each in kept), _state_of(dist / INDEX)

    def note(self, built: Built) -> None:
        """Remember what became of a source."""
        self._outcome[named(built.source)] = self._place(built.folder) if built.folder else ""

    def _place(self, folder: Path) -> str:
        return folder.relative_to(self.workspace.dist).as_posix()

    def renew(self) -> tuple[Diagnostic, ...]:
        """Write what changed of the archive; returns what there is to say of it and of the packages."""
        dist = self.workspace.dist
        if not dist.is_dir():
            return ()
        standing = Standing(self._outcome, _sources(self.workspace), self._last)
        with _alone(dist):
            shelf, faults = shelved(dist)
            entries = standing.entries(shelf)
            return (*faults, *_notes(entries), *Renewal(dist, self.workspace.library).write(shelf, entries))


def _state_of(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_ino


def _sources(workspace: Workspace) -> dict[str, Path]:
    """The issues of a workspace by the names that manifests give them."""
    paths = workspace.sources() if workspace.issues.is_dir() else ()
    return {_name(workspace, path): path for path in paths}


def _name(workspace: Workspace, path: Path) -> str:
    """How manifests name a source. Its folder was resolved as it was found: that is not done again for each."""
    return named(workspace.library.shown(path.resolve() if path.is_symlink() else path))


def _notes(entries: Iterable[Entry]) -> Iterator[Diagnostic]:
    for each in entries:
        if each.state in _SAID:
            what = f"{each.reason} It was `{each.source}`."
            mend = "Delete the folder if it is not to be sent."
            yield Diagnostic(f"dist/{each.folder}", Span(), Severity.NOTE, "K009", what, mend)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold a folder, so that of two builds one after the other writes in the archive: the later one is right.

    Held for one package, and never twice, so that no build waits for itself; a killed one lets go. Where
    the system or the disk knows no locks, nothing is held.
    """
    handle = _held(folder)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _held(folder: Path) -> int | None:
    if sys.platform == "win32":
        return None
    import fcntl  # noqa: PLC0415 - Windows has none

    try:
        handle = os.open(folder, os.O_RDONLY)
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError:
        return None
    return handle
