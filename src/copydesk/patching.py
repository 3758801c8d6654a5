"""Edits of a text, and the way back from each place of the edited text to the place that it came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from copydesk.diagnostic import Edit


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits that do not overlap."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    return text


@dataclass(frozen=True)
class Patched:
    """A source as it would read with some edits."""

    source: str
    edits: tuple[Edit, ...] = ()
    places: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Where scalars start and end in the edited text, by where they start in the source."""

    @cached_property
    def text(self) -> str:
        """The edited text."""
        return edited(self.source, self.edits)

    def back(self, offset: int) -> int:
        """The offset into the source of what stands at an offset into the edited text."""
        shift = 0
        for edit in sorted(self.edits):
            start = edit.start - shift
            if offset < start:
                break
            within = offset - start
            if within < len(edit.replacement):
                return min(edit.start + within, edit.end)
            shift += edit.end - edit.start - len(edit.replacement)
        return offset + shift
