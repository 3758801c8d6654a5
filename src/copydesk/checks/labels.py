"""The run-in labels, and the order in which they stand."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from itertools import groupby

from copydesk.checks.registry import Finding, check, check_issue
from copydesk.diagnostic import Severity
from copydesk.issue import Fitted
from copydesk.manuscript import Copy


@check("T101", Severity.WARNING, on=("label",))
def near_miss(copy: Copy) -> Iterator[Finding]:
    """A label is almost one that readers know.

    Free labels are welcome. One that differs from a known label by a letter or two is a slip.

    Instead of `label: Why it Matter`
    write      `label: Why It Matters`
    """
    label = _label(copy)
    known = copy.section.labels.all if copy.section else ()
    near = "" if label in known else _near(label, known)
    if near:
        start = copy.text.value.index(label)
        yield Finding(
            f"`{label}` is almost the known label `{near}`.",
            f"Did you mean `{near}`?",
            start,
            start + len(label),
            replacement=near,
        )


@check_issue("T102", Severity.WARNING)
def first_and_last(fitted: Fitted) -> Iterator[Finding]:
    """A section's first or last label is not the one that readers expect there.

    The main story opens with `Finding Perspective` and ends with `Why It Matters`, in every issue.
    """
    labels = [copy for copy in fitted.copy if copy.field.type == "label" and copy.section]
    for section, group in groupby(labels, lambda copy: copy.section):
        copies = list(group)
        for copy, wanted, place in (
            (copies[0], section.labels.first if section else "", "first"),
            (copies[-1], section.labels.last if section else "", "last"),
        ):
            if wanted and _label(copy) and not _near(_label(copy), (wanted,)):
                yield Finding(
                    f"The {place} label of `{section.key if section else ''}` is usually `{wanted}`.",
                    "Keep yours if it is meant so.",
                    copy=copy,
                )


def _label(copy: Copy) -> str:
    """A label without the colon that it should not have."""
    return copy.text.value.strip().rstrip(": ")


@lru_cache(maxsize=512)
def _near(label: str, known: tuple[str, ...]) -> str:
    """The known label that a label is, or is almost; empty where there is none."""
    by_lower = {each.lower(): each for each in known}
    near = get_close_matches(label.lower(), by_lower, 1, 0.8)
    return by_lower[near[0]] if near else ""
