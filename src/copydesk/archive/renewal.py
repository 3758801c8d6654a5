"""The files of an archive, written where they are not there as they are to be, the index last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

from copydesk.archive.feed import feed
from copydesk.archive.frames import Frames
from copydesk.archive.page import page
from copydesk.archive.places import INDEX
from copydesk.archive.shelf import Shelved
from copydesk.diagnostic import Diagnostic, Refused
from copydesk.library import Library
from copydesk.reading import read_bytes
from copydesk.recipe import of_archive
from copydesk.targets.described import strict
from copydesk.targets.index import Entry, Index, index
from copydesk.targets.manifest import File, file_of
from copydesk.writing import write_anew

MAX_BYTES = 200_000_000
"""The largest index that is read: a package takes about 600 bytes of it."""

Pages = Iterator[tuple[str, partial[bytes]]]
"""Files by their place in dist/, each with what makes it."""


def last_index(dist: Path) -> Index | None:
    """The index that is there; None where there is none, or it cannot be read."""
    try:
        return strict(Index, read_bytes(dist / INDEX, INDEX, MAX_BYTES))
    except (Refused, ValueError):
        return None


@dataclass
class Renewal:
    """The archive in a dist/ folder, as it is to be drawn with some components."""

    dist: Path
    library: Library
    changed: bool = False
    """Whether anything was written."""

    def write(self, shelf: list[Shelved], entries: list[Entry]) -> list[Diagnostic]:
        """Write what changed of it; returns why something cannot be drawn. Raises OSError."""
        last = last_index(self.dist)
        if (not shelf and last is None) or (last and self._is_as(last, entries)):
            return []
        files: dict[str, bytes] = {}
        faults: list[Diagnostic] = []
        for place, make in _pages(shelf, entries, self.library):
            try:
                files[place] = make()
            except Refused as refusal:
                faults += refusal.diagnostics
        # Without the sums of its files, an index counts as unfinished: the next build tries again.
        sums = {} if faults else files
        for place, content in {**files, INDEX: index(entries, sums, of_archive(self.library))}.items():
            self._write(place, content)
        if not faults:
            self._clear(files)
        return faults

    def _is_as(self, last: Index, entries: list[Entry]) -> bool:
        """Whether the archive is there already as it is to be."""
        drawn_with = of_archive(self.library), version("copydesk")
        if last.packages != entries or (last.components_sha256, last.version) != drawn_with:
            return False
        return bool(last.files) and all(self._holds(name, file) for name, file in last.files.items())

    def _holds(self, place: str, file: File) -> bool:
        try:
            return file_of(read_bytes(self.dist / place, place, file.bytes + 1)) == file
        except Refused:
            return False

    def _write(self, place: str, content: bytes) -> None:
        if not self._holds(place, file_of(content)):
            write_anew(self.dist / place, content)
            self.changed = True

    def _clear(self, files: dict[str, bytes]) -> None:
        """Take away the feeds of briefings of which no package is there any more."""
        for path in (self.dist / "feed.atom", *self.dist.glob("*/feed.atom")):
            if path.relative_to(self.dist).as_posix() not in files and path.is_file():
                path.unlink()
                self.changed = True


def _pages(shelf: list[Shelved], entries: list[Entry], library: Library) -> Pages:
    """The page and the feeds. An issue that was moved is in them once, where it is now."""
    moved = {each.folder for each in entries if each.state == "moved"}
    shown = [each for each in shelf if each.folder not in moved]
    frames = Frames(shown, library)
    for slug in dict.fromkeys(each.briefing for each in shown):
        own = [each for each in shown if each.briefing == slug]
        yield f"{slug}/feed.atom", partial(feed, own, frames, slug)
    if shown:
        yield "feed.atom", partial(feed, shown, frames)
    yield "index.html", partial(page, shown, frames)
