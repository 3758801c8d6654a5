"""build_one(): a source -> its package, made, or found as it would be made. It loads all that a message is made with."""

from __future__ import annotations

from pathlib import Path

from copydesk.diagnostic import Refused, Span, has_errors
from copydesk.document import Document
from copydesk.examine import examine
from copydesk.inspection.remarks import remarks
from copydesk.issue import Fitted, Issue
from copydesk.making import Built, Task, place_of
from copydesk.making.kept import Package, why_anew
from copydesk.packing import pack
from copydesk.targets import LIGHT, SUMS
from copydesk.workspace import Workspace
from copydesk.writing.states import state_within


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
    state, there = state_within(folder), Package(folder)
    if why := why_anew(there, fitted, workspace.library, light=light, sums=task.sums):
        there = Package(folder, pack(document, issue, workspace, light=light))
    html = there.read("email.html")
    return Built(
        document.path,
        (*fitted.diagnostics, *remarks(html.decode(), issue, document.path, workspace.library)),
        folder,
        len(there.names),
        len(html),
        why,
        light,
        there.files if why else None,
        slug=issue.slug,
        sha256=document.sha256,
        sums=there.sum(SUMS),
        state=state,
        at=_place_of_date(document),
    )


def _place_of_date(document: Document) -> Span:
    node = document.node(("date",))
    return document.span(node.start, node.end) if node else Span()


def _wants_light(task: Task, issue: Issue, folder: Path) -> bool:
    return (issue.briefing.light or (folder / LIGHT).is_dir()) if task.light is None else task.light
