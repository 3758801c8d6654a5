"""Read, fit and check one source: all that `copydesk check` needs, and nothing of the renderer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from copydesk.checks import check
from copydesk.document import read
from copydesk.issue import Fitted, fit
from copydesk.workspace import Workspace


def examine(path: Path, workspace: Workspace) -> Fitted:
    """What became of a source, with all that was found. Raises Refused where it cannot be read."""
    fitted = fit(read(path, workspace.shown(path)), workspace.library)
    found = sorted((*fitted.diagnostics, *check(fitted)), key=lambda each: each.order)
    return replace(fitted, diagnostics=tuple(found))
