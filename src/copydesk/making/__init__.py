"""One issue -> its package: made, or found in dist/ as it would be made. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from copydesk.diagnostic import Diagnostic, Refused, Span, has_errors
from copydesk.document import Document
from copydesk.examine import examine
from copydesk.inspection.remarks import remarks
from copydesk.issue import Fitted, Issue
from copydesk.making.kept import SUMS, Package, why_anew
from copydesk.packing import pack
from copydesk.targets import LIGHT
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
    files: Mapping[str, int] | None = None
    """The size of each file, in bytes."""
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
    at: Span | None = None
    """Where the date of the issue stands, where it was looked at."""

    @property
    def changed(self) -> bool:
        """Whether the package was made anew."""
        return bool(self.why)


def build_one(task: Task, workspace: Workspace) -> Built:
    """What became of a source, with the files of its package where they are not there as they are to be."""
    try:
        fitted = examine(task.path, workspace)
    except Refused as refusal:
        return Built(workspace.shown(task.path), refusal.diagnostics)
    try:
        return _built(task, fitted, workspace)
    except Refused as refusal:
        return Built(fitted.document.path, (*fitted.diagnostics, *refusal.diagnostics))


def _built(task: Task, fitted: Fitted, workspace: Workspace) -> Built:
    document, issue = fitted.document, fitted.issue
    if issue is None or has_errors(fitted.diagnostics):
        raise Refused
    folder = place_of(issue, workspace)
    light = _wants_light(task, issue, folder)
    there = Package(folder)
    if why := why_anew(there, fitted, workspace.library, light=light, sums=task.sums):
        there = Package(folder, pack(document, issue, workspace, light=light))
    html = there.read("email.html").decode()
    return Built(
        document.path,
        (*fitted.diagnostics, *remarks(html, issue, document.path, workspace.library)),
        folder,
        there.sizes,
        why,
        light,
        there.files if why else None,
        slug=issue.slug,
        sha256=document.sha256,
        sums=there.sum(SUMS),
        at=_place_of_date(document),
    )


def _place_of_date(document: Document) -> Span:
    node = document.node(("date",))
    return document.span(node.start, node.end) if node else Span()


def _wants_light(task: Task, issue: Issue, folder: Path) -> bool:
    return (issue.briefing.light or (folder / LIGHT).is_dir()) if task.light is None else task.light


def place_of(issue: Issue, workspace: Workspace) -> Path:
    """The folder that an issue's package belongs in."""
    return workspace.dist / issue.slug / issue.envelope.date.isoformat()
