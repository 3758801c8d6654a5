"""Read, fit and check one source: all that `copydesk check` needs, and nothing of the renderer."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from copydesk.answer import NOBODY_ASKED, Answers
from copydesk.checks import CHECKS, PASSING, check
from copydesk.checks.memory import remembered
from copydesk.diagnostic import Refused
from copydesk.issue import Earlier, Fitted, fit
from copydesk.reading import parse, read
from copydesk.waivers import waive
from copydesk.workspace import Workspace


def examine(path: Path, workspace: Workspace, answers: Answers = NOBODY_ASKED) -> Fitted:
    """What became of a source, with all that was found. Raises Refused where it cannot be read.

    `answers` are those of the servers, where they were asked.
    """
    return _checked(fit(read(path, workspace.shown(path)), workspace.library), path, workspace, answers)


def examine_text(data: bytes, path: Path, workspace: Workspace, answers: Answers = NOBODY_ASKED) -> Fitted:
    """The same for the bytes that a file would have, as an editor holds them or a fix makes them."""
    return _checked(fit(parse(data, workspace.shown(path)), workspace.library), path, workspace, answers)


def _checked(fitted: Fitted, path: Path, workspace: Workspace, answers: Answers) -> Fitted:
    fitted = replace(fitted, earlier=_earlier(fitted, path, workspace), answers=answers)
    found = waive(fitted.document, (*fitted.diagnostics, *check(fitted)), CHECKS, PASSING)
    return replace(fitted, diagnostics=tuple(sorted(found, key=lambda each: each.order)))


def _earlier(fitted: Fitted, path: Path, workspace: Workspace) -> tuple[Earlier, ...]:
    """What the issues before this one said, those of the same briefing."""
    found = (_readable(each, workspace) for each in workspace.before(path))
    slug = fitted.structure.loaded.slug if fitted.structure else ""
    return tuple(said for briefing, said in filter(None, found) if briefing == slug)


def _readable(path: Path, workspace: Workspace) -> tuple[str, Earlier] | None:
    """What an earlier issue said; nothing where it cannot be read, which is said of that issue itself."""
    try:
        return _remembered(path, path.stat().st_mtime_ns, workspace)
    except (OSError, Refused):
        return None


@lru_cache(maxsize=1024)
def _remembered(path: Path, _changed: int, workspace: Workspace) -> tuple[str, Earlier]:
    """The briefing of an issue, and what it said; read again where the file was changed."""
    fitted = fit(read(path, workspace.shown(path)), workspace.library)
    return fitted.structure.loaded.slug if fitted.structure else "", remembered(fitted)
