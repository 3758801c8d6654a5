"""One build of some sources, from the plan to the step that changes dist/."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from copydesk.diagnostic import Diagnostic, Refused, Severity, Span
from copydesk.making import Built, Task
from copydesk.making.hands import Hands, built, one
from copydesk.press.keeping import SITUATION, keep, situation
from copydesk.press.plan import Plan
from copydesk.press.record import NAME, Record
from copydesk.press.stage import Stage
from copydesk.recipe import named
from copydesk.workspace import Workspace
from copydesk.writing import Backstage, unwritable

if TYPE_CHECKING:
    from copydesk.archive.catalog import Archive
    from copydesk.archive.shelf import Shelved


class Run:
    """One build. Ask it for what became of each source, and then let it `finish`.

    What is left without `finish` has changed nothing in dist/.
    """

    def __init__(self, workspace: Workspace, sources: Iterable[Path], light: bool | None = None) -> None:
        self.workspace = workspace
        self.found: dict[Path, Built] = {}
        """What became of the sources that were looked at, until now."""
        self._backstage = Backstage(workspace.dist)
        self._stage = Stage(workspace.dist, self._backstage)
        with self._record() as record:
            self.plan = Plan(workspace, record, light)
            self.sources = self.plan.own(sources)
            self._before = record.state(SITUATION)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stage.close()

    @cached_property
    def to_do(self) -> int:
        """How many sources are to be looked at; of the others, nothing changed."""
        return len(self._tasks)

    @cached_property
    def _tasks(self) -> list[Task]:
        return [self.plan.task(path) for path in self.sources if self.plan.why(path)]

    def explained(self, path: Path) -> str:
        """Why a source was built, or was not."""
        one, why = self.found[path], self.plan.why(path)
        if one.why or not why:
            return one.why or "nothing changed"
        return f"{why}: it was checked again, and its package stands as it would be made"

    def build(self, hands: Hands | None = None) -> Iterator[Built]:
        """What became of each source, in their order. A fault in one does not stop the next."""
        results = built(self._tasks, self.workspace, hands)
        taken: dict[Path, str] = {}
        for path in self.sources:
            found = next(results) if self.plan.why(path) else self.plan.unchanged(path)
            if found.folder and taken.setdefault(found.folder, found.source) != found.source:
                whole = found if found.at else one(self.plan.task(path), self.workspace)
                found = _twice(whole, taken[found.folder])
            self.found[path] = self._staged(found)
            yield self.found[path]

    def _staged(self, one: Built) -> Built:
        """What is left to know of a package when its files are written; that it is none, where they cannot be."""
        if not one.folder or one.content is None:
            return one
        try:
            self._stage.take(one.folder, one.content)
        except Refused as refusal:
            return _refused(one, *refusal.diagnostics)
        return replace(one, content=None)

    def finish(self) -> tuple[Diagnostic, ...]:
        """Let all that was built take its place in dist/, with the archive of it.

        Returns what there is to say of the archive. Raises Refused where dist/ cannot be written; then it is
        as it was.
        """
        now = situation(self.plan)
        if self._stage.is_empty and not self.workspace.dist.is_dir():
            return ()
        if self._stage.is_empty and not self.to_do and now == self._before:
            return self._kept(now) if self.plan.is_touched else ()
        from copydesk.archive.catalog import Archive  # noqa: PLC0415 - it loads the renderer

        outcome = {named(each.source): self._place(each) for each in self.found.values()}
        with self._record() as record:
            archive = Archive(self.workspace, outcome, self._sources(), self.plan.sum_of, record.facts)
            try:
                shelf, said, now = self._put(archive)
            except OSError as error:
                raise unwritable(self.workspace.dist, error) from error
        return self._kept("" if said else now, shelf, said)

    def _put(self, archive: Archive) -> tuple[tuple[Shelved, ...], tuple[Diagnostic, ...], str]:
        """Let all that changed take its place; its situation is told before, while nobody can have changed it."""
        with self._backstage.scene() as tree:
            self._stage.put(tree)
            shelf, said, changed = archive.renew(tree)
            changed = changed or not self._stage.is_empty
            self.plan.look_again(tree if changed else self.workspace.dist)
            now = situation(self.plan)
            if changed:
                self._backstage.change()
        return shelf, said, now

    def _kept(
        self, now: str, shelf: Iterable[Shelved] = (), said: tuple[Diagnostic, ...] = ()
    ) -> tuple[Diagnostic, ...]:
        with self._record() as record:
            keep(record, self.plan, self.found, shelf, now)
        return said

    def _record(self) -> Record:
        return Record(self._backstage.folder / NAME)

    def _place(self, one: Built) -> str:
        return one.folder.relative_to(self.workspace.dist).as_posix() if one.folder else ""

    def _sources(self) -> dict[str, Path]:
        """The issues of the workspace by the names that manifests give them."""
        return {named(self.plan.name(each)): each for each in self.plan.issues}


def build(sources: Iterable[Path], workspace: Workspace, light: bool | None = None) -> list[Built]:
    """Build sources into dist/. Raises Refused where it cannot be written; then it is as it was."""
    with Run(workspace, sources, light) as run:
        found = list(run.build())
        run.finish()
    return found


def _refused(one: Built, *more: Diagnostic) -> Built:
    return Built(one.source, (*one.diagnostics, *more))


def _twice(one: Built, other: str) -> Built:
    message = f"{other} has the same briefing and date: both would be written to one folder."
    mend = "Change the date of one of them."
    return _refused(one, Diagnostic(one.source, one.at or Span(), Severity.ERROR, "W003", message, mend))
