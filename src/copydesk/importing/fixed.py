"""The wording that a briefing fixes, for recognizing it on a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from copydesk.briefing import Section
from copydesk.fields import Field
from copydesk.importing.block import Block
from copydesk.importing.looks import folded
from copydesk.prose import parse
from copydesk.structure import Structure
from copydesk.wording import Facts, facts_of, fill

_DAY = date(2000, 1, 1)
_CLOSE = 0.6
"""How much of two wordings has to agree, in order, for one to be a variant of the other."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One paragraph of fixed wording: whose it is, and its words, folded."""

    section: str
    field: str
    edition: str
    author: str
    cadence: str
    words: str

    def is_near(self, words: str) -> bool:
        """Whether words (folded) open with a variant of this phrase."""
        own = self.words.split()
        other = words[: 4 * len(self.words)].split()[: len(own)]
        if len(set(own).intersection(other)) < _CLOSE * len(set(own)) / 2:
            return False
        return SequenceMatcher(None, own, other, autojunk=False).ratio() >= _CLOSE


class Fixed:
    """Every phrase of a briefing, in each of its editions, by each author, at each cadence."""

    def __init__(self, frame: Structure) -> None:
        self.frame = frame
        self._by_words: dict[str, list[Phrase]] = defaultdict(list)
        self._by_field: dict[tuple[str, str], list[Phrase]] = defaultdict(list)
        for phrase in dict.fromkeys(_phrases(frame)):
            self._by_words[phrase.words].append(phrase)
            self._by_field[phrase.field, phrase.edition].append(phrase)

    @cached_property
    def bodies(self) -> tuple[Section, ...]:
        """The sections that hold the stories of an issue, in order."""
        return tuple(
            section
            for section in self.frame.sections
            if {"text", "items"} & section.written(self.frame.component(section)).keys()
        )

    @cached_property
    def main(self) -> str:
        """The key of the main story: the first of these sections, which has no fixed heading."""
        return next((section.key for section in self.bodies if "heading" not in section.wording), "")

    @cached_property
    def late(self) -> frozenset[str]:
        """The keys of the sections behind the last story."""
        keys = [section.key for section in self.frame.sections]
        last = max((keys.index(section.key) for section in self.bodies), default=-1)
        return frozenset(keys[last + 1 :])

    def of(self, block: Block) -> list[Phrase]:
        """The phrases that a paragraph is, to the word."""
        return self._by_words.get(block.folded, [])

    def named(self, field: str, edition: str) -> list[Phrase]:
        """The phrases of a field, such as the greeting, in one edition."""
        return self._by_field.get((field, edition), [])

    def everywhere(self, field: str) -> Iterator[Phrase]:
        """The phrases of a field in all editions."""
        for edition in ("", *self.frame.loaded.briefing.editions):
            yield from self.named(field, edition)

    def headed(self, block: Block) -> str:
        """The key of the section whose heading a paragraph is; empty where it is none."""
        return next((phrase.section for phrase in self.of(block) if phrase.field == "heading"), "")


def _phrases(frame: Structure) -> Iterator[Phrase]:
    briefing = frame.loaded.briefing
    for edition in ("", *briefing.editions):
        for author in briefing.authors:
            standing = facts_of(frame.loaded, {"title": "", "date": _DAY}, author)
            for name, cadence in briefing.cadences.items():
                facts = {**standing, "cadence": cadence.word, "rhythm": cadence.rhythm}
                for section in briefing.sections_of(edition):
                    for field, words in _worded(frame, section, facts):
                        yield Phrase(section.key, field, edition, author, name, words)


def _worded(frame: Structure, section: Section, facts: Facts) -> Iterator[tuple[str, str]]:
    fields = frame.component(section).fields
    for key, wording in section.wording.items():
        for words in _words(frame, wording, fields[key], facts):
            yield key, words


def _words(frame: Structure, wording: object, field: Field, facts: Facts) -> Iterator[str]:
    try:
        filled = fill(wording, facts, field, frame.fields_of)
    except KeyError:  # A wording with an unknown fact. Whoever fits an issue will hear of it.
        return
    for text in _texts(filled):
        lines = parse(text).plain().split("\n") if field.type == "prose" else [text]
        yield from filter(None, map(folded, lines))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif value:
        yield str(value)
