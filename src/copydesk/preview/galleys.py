"""Galleys: the trial prints of a desk's issues, each as good as its file was when it last fitted."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from copydesk.diagnostic import Diagnostic, Refused, has_errors
from copydesk.document import Document
from copydesk.examine import examine
from copydesk.finishing import Finished, finish, finish_light, handed
from copydesk.issue import Fitted, Issue
from copydesk.platforms import Handed
from copydesk.platforms.reading import meant
from copydesk.render import mail
from copydesk.workspace import ENDINGS, Workspace, shipped


@dataclass(eq=False)
class Galley:
    """One issue: what its file says now, and the message of when it was last whole."""

    path: Path
    name: str
    revision: int = 0
    """Counts up each time that something to be seen has changed."""
    fitted: Fitted | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    issue: Issue | None = None
    document: Document | None = None
    """What `issue` was read from."""
    html: str = ""
    """The e-mail, its slots open."""
    is_current: bool = False
    """Whether `html` is what the file says now."""
    _is_to_draw: bool = False
    _finished: Finished | None = None
    """What was made last; it may be asked for in a thread while the file is read anew."""

    def pull(self, workspace: Workspace) -> None:
        """Read the file anew. Its message stays what it was until it is drawn."""
        self.revision += 1
        self.is_current = self._is_to_draw = False
        try:
            self.fitted = examine(self.path, workspace)
            self.diagnostics = self.fitted.diagnostics
            self._is_to_draw = bool(self.fitted.issue) and not has_errors(self._of_form())
        except Refused as refusal:
            self._add(refusal)

    def draw(self, workspace: Workspace) -> None:
        """Make the message of what the file says. A broken one leaves the last good message where it was."""
        if not self._is_to_draw or not self.fitted or not self.fitted.issue:
            return
        self._is_to_draw = False
        try:
            self.html = mail(self.fitted.issue, workspace.library)
            self.issue, self.document = self.fitted.issue, self.fitted.document
            self.is_current = True
        except Refused as refusal:
            self._add(refusal)

    def finished(self, workspace: Workspace) -> Finished | None:
        """All parts of the message, and its proof; nothing where the issue was never whole.

        Raises Refused where a component is at fault.
        """
        return self._finish(self.issue, workspace)

    def _finish(self, issue: Issue | None, workspace: Workspace) -> Finished | None:
        kept = self._finished
        if issue and (kept is None or kept.message.issue is not issue):
            self._finished = kept = finish(issue, workspace.library, self.name)
        return kept

    def light(self, workspace: Workspace) -> str:
        """The e-mail without remote content. Raises Refused where it is unfit to be sent."""
        finished = self.finished(workspace)
        return finish_light(finished, self.name).html if finished else ""

    def platforms(self, workspace: Workspace) -> list[str]:
        """The names of the mailing systems that the briefing is for."""
        return list(meant(workspace.library, self.issue.briefing.platforms)) if self.issue else []

    def handed(self, workspace: Workspace) -> tuple[dict[str, Handed], tuple[Diagnostic, ...]]:
        """What each mailing system is handed, and what speaks against it. Raises Refused as `finished` does."""
        issue, document = self.issue, self.document
        finished = self._finish(issue, workspace)
        return handed(finished, document, workspace.library) if finished and document else ({}, ())

    def _add(self, refusal: Refused) -> None:
        self.diagnostics = tuple(dict.fromkeys((*self.diagnostics, *refusal.diagnostics)))

    def _of_form(self) -> tuple[Diagnostic, ...]:
        return tuple(each for each in self.diagnostics if each.code[0] in "YSB")


@dataclass(eq=False)
class Galleys:
    """Those of one workspace, pulled and drawn when they are asked for."""

    root: Path
    workspace: Workspace = field(init=False)
    _kept: dict[str, Galley] = field(default_factory=dict)
    _stale: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.workspace = Workspace(self.root)

    @property
    def names(self) -> tuple[str, ...]:
        """The issues by their place below issues/, the newest first."""
        found = (each.relative_to(self.workspace.issues.resolve()).as_posix() for each in self._sources())
        return tuple(sorted(found, reverse=True))

    def get(self, name: str) -> Galley | None:
        """The galley of an issue, its message drawn; nothing where there is no such issue, and was none."""
        found = self.read(name)
        if found:
            found.draw(self.workspace)
        return found

    def read(self, name: str) -> Galley | None:
        """The same as its file is now; its message may be an older one."""
        if name not in self._kept and (place := self._place(name)):
            self._kept[name] = Galley(place, self.workspace.shown(place))
            self._stale.add(name)
        if name in self._stale:
            self._stale.discard(name)
            self._kept[name].pull(self.workspace)
        return self._kept.get(name)

    def _place(self, name: str) -> Path | None:
        """Where an issue of this name is; nothing where there is none, or it is not below issues/."""
        issues, part = self.workspace.issues.resolve(), PurePosixPath(name)
        is_within = part.as_posix() == name and not part.is_absolute() and ".." not in part.parts
        place = issues / part
        return place if is_within and place.suffix in ENDINGS and place.is_file() else None

    def follow(self, paths: Iterable[Path]) -> tuple[str, ...]:
        """Take in what changed on the disk. Returns the names of the open issues that look different."""
        changed = {path for path in paths if not path.name.startswith(".")}
        issues = self.workspace.issues.resolve()
        stale = [name for name in self._kept if issues / name in changed]
        if any(path == issues or not path.is_relative_to(issues) for path in changed):
            self.workspace = Workspace(self.root)
            stale = list(self._kept)
        elif any(path.suffix in ENDINGS and not self._is_known(path) for path in changed):
            self.workspace.__dict__.pop("_by_date", None)
        self._stale.update(stale)
        return tuple(stale)

    def _is_known(self, path: Path) -> bool:
        """Whether a file is one that the list of issues has already."""
        return path.exists() and any(path == kept.path for kept in self._kept.values())

    def standing(self) -> dict[Path, int]:
        """The folders that an issue's look depends on and that are there now, each with its number on the disk."""
        found = {}
        for each in (self.workspace.issues, self.workspace.components, shipped()):
            with suppress(OSError):
                found[each.resolve()] = each.stat().st_ino
        return found

    def _sources(self) -> tuple[Path, ...]:
        try:
            return self.workspace.sources()
        except Refused:
            return ()
