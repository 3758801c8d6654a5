"""What an import says: each guess, and each part that is not there, at its line in the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from copydesk.diagnostic import Diagnostic, Severity, Span
from copydesk.importing.block import Block


@dataclass(frozen=True, slots=True)
class Remarks:
    """Collects diagnostics on one source, which they call by `name`."""

    name: str
    found: list[Diagnostic] = field(default_factory=list)

    def note(self, code: str, at: Block | Span | None, message: str, mend: str) -> None:
        """Say a guess."""
        self._add(Severity.NOTE, code, at, message, mend)

    def warn(self, code: str, at: Block | Span | None, message: str, mend: str) -> None:
        """Say that something is not there."""
        self._add(Severity.WARNING, code, at, message, mend)

    def refuse(self, code: str, message: str, mend: str) -> None:
        """Say why nothing can be imported."""
        self._add(Severity.ERROR, code, None, message, mend)

    def _add(self, severity: Severity, code: str, at: Block | Span | None, message: str, mend: str) -> None:
        span = at.span if isinstance(at, Block) else at or Span()
        self.found.append(Diagnostic(self.name, span, severity, code, message, mend))

    @property
    def ordered(self) -> tuple[Diagnostic, ...]:
        """All of them, as a reader of the source meets them."""
        return tuple(sorted(self.found, key=lambda item: item.span))


def stretch(blocks: Sequence[Block]) -> Span:
    """From the first to the last of some paragraphs."""
    last = blocks[-1].span
    return Span(blocks[0].line, blocks[0].column, last.end_line, last.end_column)
