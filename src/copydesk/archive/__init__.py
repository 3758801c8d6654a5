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
from copydesk.archive.shelf import Shelved, shelved
from copydesk.archive.standing import Standing
from copydesk.build import Built, named, write_file
from copydesk.diagnostic import Diagnostic, Refused, Severity, Span
from copydesk.reading import read_bytes
from copydesk.targets.index import Entry, Index, index
from copydesk.targets.manifest import File, file_of, written
from copydesk.targets.strict import strict
from copydesk.workspace import Workspace

MAX_INDEX = 200_000_000
"""The largest index that is read: a package takes about 600 bytes of it."""
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
        self._last = _last(self.workspace.dist)

    def withdraw(self, folder: Path) -> None:
        """Take a package that is about to be written out of index.json, with all that this build may change.

        Raises Refused where that cannot be written.
        """
        place = folder.relative_to(self.workspace.dist).as_posix()
        with _alone(self.workspace.dist):
            there = last.packages if (last := _last(self.workspace.dist)) else []
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
            return (*faults, *_notes(entries), *self._renewed(shelf, entries))

    def _standing(self) -> Standing:
        there = self._last.packages if self._last else []
        last = {each.folder: each for each in there}
        return Standing(self._outcome, _sources(self.workspace), last)

    def _renewed(self, shelf: list[Shelved], entries: list[Entry]) -> Iterator[Diagnostic]:
        """Write what is not there as it is to be, the index last; yields why something cannot be written."""
        last = _last(self.workspace.dist)
        if (not shelf and last is None) or (last and self._is_as(last, entries)):
            return
        files: dict[str, bytes] = {}
        for place, make in self._pages(shelf, entries):
            try:
                files[place] = make()
                self._write(place, files[place])
            except Refused as refusal:
                files.pop(place, None)
                yield from refusal.diagnostics
        try:
            self._write("index.json", index(entries, files, self.workspace.library.digest))
        except Refused as refusal:
            yield from refusal.diagnostics

    def _is_as(self, last: Index, entries: list[Entry]) -> bool:
        """Whether the archive is there already as it is to be."""
        drawn = index(entries, {}, self.workspace.library.digest)
        same = written(last.model_copy(update={"files": {}})) == drawn
        return same and bool(last.files) and all(self._holds(name, file) for name, file in last.files.items())

    def _holds(self, place: str, file: File) -> bool:
        try:
            return file_of(read_bytes(self.workspace.dist / place, place, file.bytes + 1)) == file
        except Refused:
            return False

    def _write(self, place: str, content: bytes) -> None:
        if not self._holds(place, file_of(content)):
            write_file(self.workspace.dist / place, content)

    def _pages(self, shelf: list[Shelved], entries: list[Entry]) -> Iterator[tuple[str, partial[bytes]]]:
        """The page and the feeds by their place in dist/, each with what makes it."""
        moved = {each.folder for each in entries if each.state == "moved"}
        shown = [each for each in shelf if each.folder not in moved]
        frames = Frames(shown, self.workspace.library)
        for slug in dict.fromkeys(each.manifest.briefing for each in shown):
            own = [each for each in shown if each.manifest.briefing == slug]
            yield f"{slug}/feed.atom", partial(feed, own, frames, slug)
        if shown:
            yield "feed.atom", partial(feed, shown, frames)
        yield "index.html", partial(page, shown, frames)


def _sources(workspace: Workspace) -> dict[str, Path]:
    """The issues of a workspace by the names that manifests give them."""
    paths = workspace.sources() if workspace.issues.is_dir() else ()
    real = ((path.resolve() if path.is_symlink() else path, path) for path in paths)
    return {named(workspace.library.shown(place)): path for place, path in real}


def _last(dist: Path) -> Index | None:
    """The index that is there; None where there is none, or it cannot be read."""
    try:
        return strict(Index, read_bytes(dist / "index.json", "index.json", MAX_INDEX))
    except (Refused, ValueError):
        return None


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
