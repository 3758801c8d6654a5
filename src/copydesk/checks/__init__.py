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
    foreign,
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
    written,
)
from copydesk.checks.registry import CHECKS, Check, Finding, IssueCheck
from copydesk.diagnostic import Diagnostic, Edit, Fix, Severity
from copydesk.document import Document
from copydesk.issue import Fitted
from copydesk.manuscript import Copy
from copydesk.mending import takes_meaning
from copydesk.rewriting import as_written, below, rewritten

__all__ = ["CHECKS", "MODULES", "PASSING", "check"]

MODULES = (
    envelope,
    spam,
    succession,
    labels,
    leftovers,
    written,
    links,
    addresses,
    almost,
    foreign,
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
    edits = finding.written or _placed(document, finding, copy)
    fix = Fix(finding.mend, edits) if edits and not fitted.is_faulty(copy) else None
    return document.report(
        document.span(*edges), code, finding.message, finding.mend, severity=severity, fix=fix
    )


def _placed(document: Document, finding: Finding, copy: Copy) -> tuple[Edit, ...]:
    """The edits of a finding in the source; none where its places, or what it would then say, are not sure."""
    edits = finding.edits
    if finding.replacement is not None:
        end = len(copy.text.value) if finding.end is None else finding.end
        edits = ((finding.start, end, finding.replacement),)
    if not edits or not document.knows(copy.text):
        return ()
    placed = tuple(
        Edit(*document.edges(copy.text, start, end), as_written(copy.text, words))
        for start, end, words in edits
    )
    if copy.text.style or not takes_meaning(rewritten(document, copy.text, placed)):
        return placed
    moved = below(document, copy.text)
    return (*moved, *placed) if moved else ()
