"""Diagnostics -> what an editor underlines."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types as lsp

from copydesk.diagnostic import Diagnostic, Severity, Span
from copydesk.issue import Fitted
from copydesk.lsp.places import Places

_SEVERITY = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.NOTE: lsp.DiagnosticSeverity.Information,
}


def findings(fitted: Fitted, places: Places) -> list[lsp.Diagnostic]:
    """All that was found in an issue, where it stands."""
    return [shown(each, fitted, places) for each in fitted.diagnostics]


def shown(found: Diagnostic, fitted: Fitted, places: Places) -> lsp.Diagnostic:
    """One diagnostic. What stands in another file, its briefing for instance, is said on the first line."""
    words = f"{found.message} {found.mend}".strip()
    is_here = found.path == fitted.document.path
    return lsp.Diagnostic(
        range=places.of_span(found.span if is_here else Span()),
        message=words if is_here else f"{found.path}:{found.span.line}: {words}",
        severity=_SEVERITY[found.severity],
        code=found.code,
        source="copydesk",
    )


def within(fitted: Fitted, places: Places, asked: lsp.Range) -> Iterator[tuple[Diagnostic, lsp.Diagnostic]]:
    """The diagnostics that touch a range, each as it is and as it is shown."""
    for found in fitted.diagnostics:
        each = shown(found, fitted, places)
        if _before(each.range.start, asked.end) and _before(asked.start, each.range.end):
            yield found, each


def _before(one: lsp.Position, other: lsp.Position) -> bool:
    return (one.line, one.character) <= (other.line, other.character)
