"""The checks of the copy. A module is a concern; a check is a declared function in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from copydesk.checks import (
    addresses,
    almost,
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
    naming,
    numbers,
    rhythm,
    spam,
    succession,
    typography,
)
from copydesk.checks.registry import CHECKS, Check, Finding, IssueCheck
from copydesk.diagnostic import Diagnostic, Edit, Fix, Severity
from copydesk.issue import Fitted
from copydesk.manuscript import Copy

__all__ = ["CHECKS", "MODULES", "PASSING", "check"]

MODULES = (
    envelope,
    spam,
    succession,
    labels,
    leftovers,
    links,
    addresses,
    almost,
    typography,
    characters,
    dates,
    numbers,
    house,
    naming,
    images,
    rhythm,
    memory,
    answers,
)
"""The concerns: importing one declares its checks."""
PASSING = frozenset(code for code, each in CHECKS.items() if isinstance(each, IssueCheck) and each.online)
"""The checks that find now something and now nothing in the same words, as servers come and go."""


MOST = 200
"""The most findings of one check that are reported of an issue; the rest is said when those are mended."""


def check(fitted: Fitted) -> tuple[Diagnostic, ...]:
    """What all checks find in an issue, fitted or not, in the order of its lines."""
    return tuple(sorted(_found(fitted), key=lambda diagnostic: diagnostic.order))


def _found(fitted: Fitted) -> Iterator[Diagnostic]:
    for each in CHECKS.values():
        for finding, copy in islice(_findings(each, fitted), MOST):
            yield _diagnostic(fitted, each.code, each.severity, finding, copy)


def _findings(each: Check | IssueCheck, fitted: Fitted) -> Iterator[tuple[Finding, Copy]]:
    if isinstance(each, Check):
        for copy in fitted.chosen(each.on, each.needs):
            for finding in each.run(copy):
                yield finding, copy
    else:
        for finding in each.run(fitted):
            if finding.copy:
                yield finding, finding.copy


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
    placed = tuple(
        Edit(*document.edges(copy.text, start, end), document.written(copy.text, words))
        for start, end, words in edits
    )
    if finding.sign:
        placed = (Edit(copy.text.start, copy.text.start + 1, finding.sign),)
    fix = Fix(finding.mend, placed) if placed and (finding.sign or document.knows(copy.text)) else None
    return document.report(
        document.span(*edges), code, finding.message, finding.mend, severity=severity, fix=fix
    )
