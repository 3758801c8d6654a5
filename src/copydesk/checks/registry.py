"""What a check is, and the list of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from copydesk.diagnostic import Edit, Severity
from copydesk.issue import Fitted
from copydesk.manuscript import Copy, Needs, anything


class Finding(NamedTuple):
    """What a check found in a copy: from where to where (offsets into its text), and words for it.

    Without `end`, all of the copy is meant. `replacement` is what a machine can put in its place,
    or `edits` (start, end, replacement) where there are several places.
    """

    message: str
    mend: str
    start: int = 0
    end: int | None = None
    replacement: str | None = None
    copy: Copy | None = None
    edits: tuple[tuple[int, int, str], ...] = ()
    written: tuple[Edit, ...] = ()
    """Edits of the source, where what is wrong is how the copy is written there, and not what it says."""


class Check(NamedTuple):
    """A check of the copy: its code, its weight, the types of field it reads, and its manual page.

    `needs` says where there can be anything to find: elsewhere the check is not run.
    """

    code: str
    severity: Severity
    on: tuple[str, ...]
    needs: Needs
    run: Callable[[Copy], Iterator[Finding]]
    doc: str


class IssueCheck(NamedTuple):
    """A check of an issue as a whole: each finding says which copy it is about."""

    code: str
    severity: Severity
    run: Callable[[Fitted], Iterator[Finding]]
    doc: str
    online: bool = False
    """Whether it reads what the servers answered: it finds nothing where they were not asked."""


CHECKS: dict[str, Check | IssueCheck] = {}
"""Every check by its code, as the modules of this package declare them."""

CopyCheck = Callable[[Copy], Iterator[Finding]]
WholeCheck = Callable[[Fitted], Iterator[Finding]]


def check(
    code: str, severity: Severity, *, on: tuple[str, ...], needs: Needs = anything
) -> Callable[[CopyCheck], CopyCheck]:
    """Declare a check of every copy whose field is of one of the types `on`, and whose words it needs."""

    def declare(run: CopyCheck) -> CopyCheck:
        _declare(code, Check(code, severity, on, needs, run, run.__doc__ or ""))
        return run

    return declare


def check_issue(code: str, severity: Severity, *, online: bool = False) -> Callable[[WholeCheck], WholeCheck]:
    """Declare a check of the issue as a whole; `online` where it reads what the servers answered."""

    def declare(run: WholeCheck) -> WholeCheck:
        _declare(code, IssueCheck(code, severity, run, run.__doc__ or "", online))
        return run

    return declare


def _declare(code: str, found: Check | IssueCheck) -> None:
    if code in CHECKS:
        raise ValueError(f"two checks have the code {code}")
    CHECKS[code] = found
