"""One paragraph of a source, whatever the source is: text, a page, a Word file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from copydesk.diagnostic import Span
from copydesk.importing.looks import folded


class Kind(StrEnum):
    """What a source says that a paragraph is. A text says nothing: all of it is paragraphs."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    STANDFIRST = "standfirst"
    ITEM = "item"
    NUMBERED = "numbered"
    """An item of a numbered list, without its number."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style: linked to an address, strong, emphasized, in another language."""

    words: str
    address: str = ""
    strong: bool = False
    emphasis: bool = False
    language: str = ""
    """The tag of the language that the words are in, where it is not that of the page."""


@dataclass(frozen=True)
class Block:
    """One paragraph: its text, and the line and column where it stands in the source, from 1.

    Where the source has no lines, its paragraphs are counted.
    """

    text: str
    line: int
    column: int = 1
    twice: bool = False
    """Whether it is printed twice, as a photo's caption is: once as its alternative text."""
    styled: tuple[Run, ...] = ()
    """Its text in runs; empty where the source has no styles."""
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    """Of a heading, from 1 to 6: 1 is the title's."""

    @cached_property
    def folded(self) -> str:
        """The words alone, for comparing."""
        return folded(self.text)

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.line, self.column, self.line, self.column + len(self.text))

    @property
    def brief(self) -> str:
        """Its first words, for a message."""
        words = " ".join(self.text.split())
        return words if len(words) <= 40 else f"{words[:40].rsplit(' ', 1)[0]} ..."

    @property
    def runs(self) -> tuple[Run, ...]:
        """Its text in runs, of which there is always one."""
        return self.styled or (Run(self.text),)

    @property
    def is_styled(self) -> bool:
        """Whether any of it is a link, strong, emphasized, or in another language."""
        return any(run != Run(run.words) for run in self.styled)

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return self.kind in (Kind.ITEM, Kind.NUMBERED)

    @property
    def lead_in(self) -> str:
        """The strong words that it opens with."""
        words = ""
        for run in self.styled:
            if not run.strong:
                break
            words += run.words
        return words

    def cut(self, start: int, end: int | None = None) -> Block:
        """From one place in its text to another, with its styles, without the blanks around it."""
        part = self.text[start:end]
        start += len(part) - len(part.lstrip())
        part = part.strip()
        styled = tuple(_cut(self.styled, start, start + len(part)))
        return replace(self, text=part, column=self.column + start, styled=styled)


Blocks = tuple[Block, ...]


def _cut(runs: tuple[Run, ...], start: int, end: int) -> Iterator[Run]:
    at = 0
    for run in runs:
        words = run.words[max(start - at, 0) : max(end - at, 0)]
        if words:
            yield replace(run, words=words)
        at += len(run.words)


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo on a page: its address and alternative text, empty where they are not there; its caption."""

    at: Block
    """Where it stands: a paragraph without words where it has no caption."""
    address: str = ""
    alt: str = ""
    alone: bool = False
    """Whether its paragraph holds nothing else."""

    @property
    def caption(self) -> Block | None:
        """The line under it."""
        return self.at if self.at.text else None
