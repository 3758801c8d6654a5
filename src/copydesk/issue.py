"""An issue, and what became of the document that it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from copydesk.answer import Answers
from copydesk.briefing import Briefing, Component, Section
from copydesk.diagnostic import Diagnostic
from copydesk.document import Document, Text
from copydesk.fields import Values
from copydesk.house import NO_STYLE, HouseStyle
from copydesk.manuscript import WORDS, Copy, Manuscript, Needs, anything
from copydesk.structure import Structure

_DOUBTFUL = frozenset({"S103", "S105", "S106", "Y009", "Y012", "Y013"})
"""The faults of form with which it is not sure where a text begins or ends."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What an inbox shows before the message is opened."""

    subject: str
    preheader: str
    sender_name: str
    sender_address: str
    date: date


class Part(NamedTuple):
    """One section of an issue with all its values, fixed and written; None where there is none."""

    section: Section
    component: Component
    values: Values


@dataclass(frozen=True, slots=True)
class Issue:
    """One dated instance of a briefing, whole."""

    slug: str
    briefing: Briefing
    edition: str
    envelope: Envelope
    title: str
    standfirst: str
    canonical: str
    parts: tuple[Part, ...]


class Earlier(NamedTuple):
    """What an earlier issue said: the place of each text by its kind and its words; its date and number."""

    document: Document
    texts: Mapping[tuple[str, str], tuple[Text, int]]
    said: frozenset[tuple[str, str]]
    """What it has a place of: two sets are held against each other in no time."""
    slug: str = ""
    day: date | None = None
    number: int | None = None
    edition: str = ""

    @property
    def path(self) -> str:
        """Its file, as diagnostics call it."""
        return self.document.path

    def line(self, key: tuple[str, str]) -> int:
        """The line of a text."""
        text, start = self.texts[key]
        offset, _ = self.document.edges(text, start, start + 1)
        return self.document.position(offset)[0]


@dataclass(frozen=True, eq=False)
class Fitted:
    """What became of a document: its copy in any case, the issue only where all of it fits."""

    document: Document
    issue: Issue | None
    manuscript: Manuscript
    diagnostics: tuple[Diagnostic, ...]
    structure: Structure | None = None
    house: HouseStyle = NO_STYLE
    earlier: tuple[Earlier, ...] = ()
    """The issues before this one, the newest first."""
    answers: Answers = field(default_factory=dict)
    """What the servers of its links answered, where they were asked."""

    def is_faulty(self, copy: Copy) -> bool:
        """Whether more is wrong with a text than its words: what a machine would mend in it is not sure."""
        return copy.text.start in self._faulty

    @cached_property
    def _faulty(self) -> frozenset[int]:
        doubtful = {each.span.line for each in self.diagnostics if each.code in _DOUBTFUL}
        return frozenset(copy.text.start for copy in self.copy if self._is_doubtful(copy, doubtful))

    def _is_doubtful(self, copy: Copy, lines: set[int]) -> bool:
        first, last = (self.document.position(at)[0] for at in (copy.text.start, copy.text.end))
        goes_on = first < last and not copy.text.style and copy.field.type in ("line", "label")
        return goes_on or not lines.isdisjoint(range(first, last + 1))

    @property
    def copy(self) -> tuple[Copy, ...]:
        """Every written field, in reading order."""
        return self.manuscript.copy

    def at(self, *path: str | int) -> Copy | None:
        """The copy at a path, fitted or not."""
        return self.manuscript.at(*path)

    def chosen(self, on: tuple[str, ...] = WORDS, needs: Needs = anything) -> tuple[Copy, ...]:
        """The copy in fields of some types, where there can be anything to find."""
        return self.manuscript.chosen(on, needs)

    def has(self, form: str) -> bool:
        """Whether the first word of a form, in any case, is among the words of the copy."""
        return self.manuscript.has(form)
