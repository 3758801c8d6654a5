"""Read, fit and check one source: all that `copydesk check` needs, and nothing of the renderer."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from copydesk.answer import NOBODY_ASKED, Answers
from copydesk.checks import CHECKS, PASSING, check
from copydesk.checks.memory import remembered, slug_of
from copydesk.diagnostic import Refused
from copydesk.fitting import fit
from copydesk.issue import Earlier, Fitted
from copydesk.library import Library
from copydesk.reading import parse, read
from copydesk.waivers import waive
from copydesk.workspace import Workspace

KEPT = 32
"""How many issues are kept at hand after they were read: more than a later one looks back on."""


def examine(path: Path, workspace: Workspace, answers: Answers = NOBODY_ASKED) -> Fitted:
    """What became of a source, with all that was found. Raises Refused where it cannot be read.

    `answers` are those of the servers, where they were asked.
    """
    return _checked(fitted_in(path, workspace), path, workspace, answers)


def examine_text(data: bytes, path: Path, workspace: Workspace, answers: Answers = NOBODY_ASKED) -> Fitted:
    """The same for the bytes that a file would have, as an editor holds them or a fix makes them."""
    return _checked(fit(parse(data, workspace.shown(path)), workspace.library), path, workspace, answers)


def _checked(fitted: Fitted, path: Path, workspace: Workspace, answers: Answers) -> Fitted:
    fitted = replace(fitted, earlier=_earlier(fitted, path, workspace), answers=answers)
    found = waive(fitted.document, (*fitted.diagnostics, *check(fitted)), CHECKS, PASSING)
    found = (each for each in found if each.code[0] == "Y" or each.span.line not in fitted.document.unread)
    return replace(fitted, diagnostics=tuple(sorted(found, key=lambda each: each.order)))


def _earlier(fitted: Fitted, path: Path, workspace: Workspace) -> tuple[Earlier, ...]:
    """What the issues before this one said, those of the same briefing."""
    found = (_remembered(each, workspace) for each in workspace.before(path))
    slug = slug_of(fitted)
    return tuple(each for each in found if each and each.slug == slug)


def _remembered(path: Path, workspace: Workspace) -> Earlier | None:
    """An earlier issue; nothing where it cannot be read, which is said of that issue itself."""
    state = _state(path)
    try:
        return _recalled(path, state, workspace.library) if state else None
    except Refused:
        return None


def fitted_in(path: Path, workspace: Workspace) -> Fitted:
    """A source, fitted; read again where the file was changed. Raises Refused where it cannot be read."""
    state = _state(path)
    return _kept(path, state, workspace.library) if state else _fit(path, workspace.library)


def _state(path: Path) -> tuple[int, int] | None:
    """The state of a file as the system tells it; None where it does not."""
    try:
        state = path.stat()
    except OSError:
        return None
    return (state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=KEPT)
def _recalled(path: Path, state: tuple[int, int], library: Library) -> Earlier:
    return remembered(_kept(path, state, library))


@lru_cache(maxsize=KEPT)
def _kept(path: Path, _state: tuple[int, int], library: Library) -> Fitted:
    return _fit(path, library)


def _fit(path: Path, library: Library) -> Fitted:
    return fit(read(path, library.shown(path.resolve())), library)
