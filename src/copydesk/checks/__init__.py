"""The checks of the copy. A module is a concern; a check is a declared function in it."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.checks import (
    addresses,
    answers,
    characters,
    dates,
    envelope,
    house,
    images,
    labels,
    leftovers,
    links,
    memory,
    rhythm,
    typography,
)
from copydesk.checks.registry import CHECKS, Check, Finding, IssueCheck
from copydesk.diagnostic import Diagnostic, Edit, Fix, Severity
from copydesk.issue import Copy, Fitted

__all__ = ["CHECKS", "MODULES", "PASSING", "check"]

MODULES = (
    envelope,
    labels,
    links,
    addresses,
    typography,
    characters,
    dates,
    house,
    images,
    rhythm,
    memory,
    leftovers,
    answers,
)
"""The concerns: importing one declares its checks."""
PASSING = frozenset(code for code, each in CHECKS.items() if isinstance(each, IssueCheck) and each.online)
"""The checks that find now something and now nothing in the same words, as servers come and go."""


def check(fitted: Fitted) -> tuple[Diagnostic, ...]:
    """What all checks find in an issue, fitted or not, in the order of its lines."""
    return tuple(sorted(_found(fitted), key=lambda diagnostic: diagnostic.order))


def _found(fitted: Fitted) -> Iterator[Diagnostic]:
    for each in CHECKS.values():
        if isinstance(each, Check):
            for copy in fitted.copy:
                if copy.field.type in each.on:
                    for finding in each.run(copy):
                        yield _diagnostic(fitted, each.code, each.severity, finding, copy)
        else:
            for finding in each.run(fitted):
                if finding.copy:
                    yield _diagnostic(fitted, each.code, each.severity, finding, finding.copy)


def _diagnostic(fitted: Fitted, code: str, severity: Severity, finding: Finding, copy: Copy) -> Diagnostic:
    document = fitted.document
    edges = document.edges(copy.text, finding.start, finding.end)
    edits = finding.edits
    if finding.replacement is not None:
        edits = (
            (
                finding.start,
                len(copy.text.value) if finding.end is None else finding.end,
                finding.replacement,
            ),
        )
    placed = tuple(Edit(*document.edges(copy.text, start, end), text) for start, end, text in edits)
    fix = Fix(finding.mend, placed) if placed else None
    return document.report(
        document.span(*edges), code, finding.message, finding.mend, severity=severity, fix=fix
    )
