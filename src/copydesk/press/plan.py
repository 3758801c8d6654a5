"""Which sources are to be looked at: those of which something is not as it was when their packages were."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path

from copydesk.diagnostic import Refused
from copydesk.making import Built, Task
from copydesk.press.record import Known, Record, Stored
from copydesk.reading import MAX_BYTES, read_bytes
from copydesk.recipe import frame
from copydesk.workspace import Workspace
from copydesk.writing.states import is_linked, state_of, state_within


class Plan:
    """What is known of the sources of a workspace, held against how they are now."""

    def __init__(self, workspace: Workspace, record: Record, light: bool | None = None) -> None:
        self.workspace, self.light, self.tree = workspace, light, workspace.dist
        self.issues = workspace.sources() if workspace.issues.is_dir() else ()
        self.linked: list[Stored] = []
        """The packages to whose files no more happened in this build than that they were linked to."""
        self.is_touched = False
        """Whether a file that is not as the system told of it had to be read."""
        self.known: Mapping[str, Known] = record.issues()
        self._packages = record.packages()
        self.why: Callable[[Path], str] = cache(self._why)
        self.state_at_first: Callable[[Path], str] = cache(state_of)
        self.name: Callable[[Path], str] = cache(workspace.library.shown)
        self.sum_of: Callable[[Path], str] = cache(self._sum_of)
        self.frame_of: Callable[[str], str] = cache(self._frame_of)
        self.state_of: Callable[[str], str] = cache(self._state_of)
        self.sources_before = record.state("sources")
        self._is_same = self.sources_before == self.all_sources

    def own(self, paths: Iterable[Path]) -> tuple[Path, ...]:
        """The same paths, as the plan has them: of thousands, none is kept twice."""
        known = {each: each for each in self.issues}
        return tuple(known.get(each, each) for each in paths)

    def _why(self, path: Path) -> str:
        """Why a source is to be looked at; empty where nothing is that could make its package another."""
        known = self.known.get(self.name(path))
        if known is None:
            return "it was not looked at before"
        if self.sum_of(path) != known.sha256:
            return "its source changed"
        if self.frame_of(known.slug) != known.frame:
            return "what its briefing draws or checks with changed"
        if self.light not in (None, known.light):
            return "a light version is wanted" if self.light else "no light version is wanted"
        stored = self._packages.get(known.folder)
        if stored is None or self.state_of(known.folder) != stored.state:
            return "its package changed"
        return "" if self._is_same or self.earlier(path) == known.earlier else "an issue before it changed"

    def task(self, path: Path) -> Task:
        """What there is to do of a source, with what is known of its package."""
        known = self.known.get(self.name(path))
        stored = self._packages.get(known.folder) if known else None
        return Task(path, self.light, stored.sums if stored else "")

    def unchanged(self, path: Path) -> Built:
        """What is known of a source that need not be looked at."""
        known = self.known[self.name(path)]
        return Built(
            known.source,
            (),
            Path(f"{self.workspace.dist}/{known.folder}"),
            light=bool(known.light),
            warnings=known.warnings,
        )

    def look_again(self, tree: Path) -> None:
        """Look at the packages again, in the tree that takes their place: some are others there, some linked to."""
        before, self.state_of, self.tree = self.state_of, cache(self._state_of), tree
        whole = [each for each in self._packages.values() if before(each.folder) == each.state]
        self.linked = [each for each in whole if is_linked(each.state, self.state_of(each.folder))]

    def earlier(self, path: Path) -> str:
        """The sha256 of those of the issues that one is held against."""
        return _sum(map(self.sum_of, self.workspace.before(path)))

    @cached_property
    def all_sources(self) -> str:
        """The sha256 of the names and sums of all issues."""
        return _sum(f"{self.name(each)} {self.sum_of(each)}" for each in self.issues)

    def _sum_of(self, path: Path) -> str:
        """The sha256 of a source, which is read where it is not as it was; empty where it cannot be."""
        known, state = self.known.get(self.name(path)), self.state_at_first(path)
        if known and known.state == state:
            return known.sha256
        self.is_touched = True
        try:
            return sha256(read_bytes(path, str(path), MAX_BYTES + 1)).hexdigest()
        except Refused:
            return ""

    def _frame_of(self, slug: str) -> str:
        try:
            parts = frame(slug, self.workspace.library).items()
            return _sum([*(f"{name} {each}" for name, each in parts), *installed()])
        except Refused:
            return ""

    def _state_of(self, folder: str) -> str:
        return state_within(f"{self.tree}/{folder}")


@cache
def installed() -> tuple[str, ...]:
    """What is installed, by the names of the folders that tell of it: a renderer of another version draws otherwise."""
    found = (Path(place).glob("*.dist-info") for place in sys.path)
    return tuple(sorted({each.name for folder in found for each in folder}))


def _sum(lines: Iterable[str]) -> str:
    return sha256("\n".join(lines).encode()).hexdigest()
