"""What a check reports: where it stands, what is wrong, how to mend it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a diagnostic weighs: an error stops the build, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Span(NamedTuple):
    """A stretch of a source file.

    Lines and columns count from 1, columns in characters (Unicode code points).
    The end is the place just behind the last character.
    """

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


class Edit(NamedTuple):
    """Replace the characters from `start` up to `end` (offsets into the source, from 0)."""

    start: int
    end: int
    replacement: str


class Fix(NamedTuple):
    """A mend that a machine can make: its title, in words, and its edits."""

    title: str
    edits: tuple[Edit, ...]


class Diagnostic(NamedTuple):
    """One fault: where, how bad, its code, what is wrong, and how to mend it."""

    path: str
    span: Span
    severity: Severity
    code: str
    message: str
    mend: str = ""
    fix: Fix | None = None

    @property
    def order(self) -> tuple[str, Span, str, str]:
        """The key that sorts diagnostics as a reader meets them."""
        return (self.path, self.span, self.code, self.message)


class Refused(Exception):
    """A job that cannot be done, carrying the diagnostics that say why."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("; ".join(item.message for item in diagnostics))
        self.diagnostics = diagnostics


def has_errors(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Whether one of them stops the build."""
    return any(item.severity is Severity.ERROR for item in diagnostics)
