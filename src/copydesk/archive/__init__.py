"""The archive: index.html, index.json and the feeds of a dist/ folder, never ahead of its packages.

All of it comes from the manifests that stand in dist/. Before the first package of a build is written,
those that are about to change are taken out of index.json; once all are, the archive is written anew. So
a build that is killed leaves an index that names only packages that are there as it says.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from copydesk.archive.feed import feed
from copydesk.archive.frames import Frames
from copydesk.archive.page import page
from copydesk.archive.shelf import MAX_BYTES, Shelved, shelved
from copydesk.archive.standing import Standing
from copydesk.build import Built, named, write_file
from copydesk.diagnostic import Diagnostic, Refused, Severity, Span
from copydesk.reading import read_bytes
from copydesk.targets.index import Entry, Index, index
from copydesk.targets.strict import strict
from copydesk.workspace import Workspace

_SAID = ("gone", "moved")


@dataclass
class Archive:
    """The archive of a workspace, during one build of some sources."""

    workspace: Workspace
    sources: Iterable[Path]
    _outcome: dict[str, str] = field(default_factory=dict)
    _is_withdrawn: bool = False

    def __post_init__(self) -> None:
        self._names = {named(self.workspace.shown(path)) for path in self.sources}
        self._last = {each.folder: each for each in _entries(self.workspace.dist)}

    def withdraw(self, folder: Path) -> None:
        """Take a package that is about to be written out of index.json, with all that this build may change.

        Raises Refused where that cannot be written.
        """
        place = folder.relative_to(self.workspace.dist).as_posix()
        with _alone(self.workspace.dist):
            there = list(_entries(self.workspace.dist))
            kept = [each for each in there if each.folder != place and not self._is_changing(each)]
            if len(kept) < len(there):
                write_file(self.workspace.dist / "index.json", index(kept))
        self._is_withdrawn = True

    def _is_changing(self, entry: Entry) -> bool:
        return not self._is_withdrawn and entry.source in self._names

    def note(self, built: Built) -> None:
        """Remember what became of a source."""
        folder = built.folder
        place = folder.relative_to(self.workspace.dist).as_posix() if folder else ""
        self._outcome[named(built.source)] = place

    def renew(self) -> tuple[Diagnostic, ...]:
        """Write what changed of the archive; returns what there is to say of it and of the packages."""
        dist = self.workspace.dist
        if not dist.is_dir():
            return ()
        with _alone(dist):
            shelf, faults = shelved(dist)
            entries = self._standing().entries(shelf)
            return (*faults, *_notes(entries), *_written(dist, self._files(shelf, entries)))

    def _standing(self) -> Standing:
        issues = self.workspace.issues
        paths = self.workspace.sources() if issues.is_dir() else ()
        return Standing(
            self._outcome, {named(self.workspace.shown(path)): path for path in paths}, self._last
        )

    def _files(self, shelf: list[Shelved], entries: list[Entry]) -> Iterator[tuple[str, partial[bytes]]]:
        """The files of the archive by their place in dist/, each with what makes it; the index comes last."""
        if not shelf and not (self.workspace.dist / "index.json").exists():
            return
        moved = {each.folder for each in entries if each.state == "moved"}
        shown = [each for each in shelf if each.folder not in moved]
        frames = Frames(shown, self.workspace.library)
        for slug in dict.fromkeys(each.manifest.briefing for each in shown):
            own = [each for each in shown if each.manifest.briefing == slug]
            yield f"{slug}/feed.atom", partial(feed, own, frames, slug)
        if shown:
            yield "feed.atom", partial(feed, shown, frames)
        yield "index.html", partial(page, shown, frames)
        yield "index.json", partial(index, entries)


def _written(dist: Path, files: Iterable[tuple[str, partial[bytes]]]) -> Iterator[Diagnostic]:
    """Write the files that are not there as they are to be; yields why one cannot be written."""
    for place, make in files:
        try:
            content = make()
            if not _holds(dist / place, content):
                write_file(dist / place, content)
        except Refused as refusal:
            yield from refusal.diagnostics


def _holds(path: Path, content: bytes) -> bool:
    try:
        return read_bytes(path, path.name, len(content) + 1) == content
    except Refused:
        return False


def _entries(dist: Path) -> Iterable[Entry]:
    """The entries of the index that is there; none where it cannot be read."""
    try:
        data = read_bytes(dist / "index.json", "index.json", 100 * MAX_BYTES)
        return strict(Index, data).packages
    except (Refused, ValueError):
        return ()


def _notes(entries: Iterable[Entry]) -> Iterator[Diagnostic]:
    for each in entries:
        if each.state in _SAID:
            mend = "Delete the folder if it is not to be sent."
            place = f"dist/{each.folder}"
            yield Diagnostic(
                place, Span(), Severity.NOTE, "K009", f"{each.reason} It was `{each.source}`.", mend
            )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold a folder, so that of two builds one after the other renews the archive: the later one is right."""
    if sys.platform == "win32" or not folder.is_dir():
        yield
        return
    import fcntl  # noqa: PLC0415 - Windows has none

    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
