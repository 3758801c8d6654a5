"""Two messages held against each other: by paragraph, and in a paragraph by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from copydesk.checks.page import Page
from copydesk.render import FILLER

Act = Literal["same", "added", "removed"]
Part = tuple[Act, str]
"""Some words in a row, and what became of them."""

MOST_PAIRS = 20_000
"""Pairs of paragraphs in a row that are held against each other; beyond, all of them are gone or new."""
ALIKE = 0.5
"""From which share of common words on two paragraphs are one that was changed, and not two."""


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph that is not as it was: its words before and now, and what became of each.

    `words` are those of now; of a paragraph that is gone, those of the one that it stood behind.
    """

    words: str
    parts: tuple[Part, ...]
    is_gone: bool = False


def lines(html: str) -> tuple[str, ...]:
    """The paragraphs of a message as a reader meets them."""
    found = (line.words.replace(FILLER.strip(), "").strip("\ufffc ") for line in Page(html).lines)
    return tuple(words for words in found if words)


def compare(before: Sequence[str], after: Sequence[str]) -> list[Change]:
    """The changes from one message to another, in reading order."""
    found: list[Change] = []
    for tag, one, other, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            behind = after[start - 1] if start else ""
            found += _changes(before[one:other], after[start:end], behind)
    return found


def _changes(before: Sequence[str], after: Sequence[str], behind: str) -> Iterator[Change]:
    """Pair the paragraphs that are alike; the others are gone, or new."""
    left = list(before)
    is_bounded = len(before) * len(after) <= MOST_PAIRS
    for paragraph in after:
        at = next((at for at, old in enumerate(left) if is_bounded and _alike(old, paragraph)), None)
        if at is None:
            yield Change(paragraph, (("added", paragraph),))
        else:
            yield from (Change(behind, (("removed", gone),), is_gone=True) for gone in left[:at])
            yield Change(paragraph, tuple(_parts(left[at].split(), paragraph.split())))
            left = left[at + 1 :]
        behind = paragraph
    yield from (Change(behind, (("removed", gone),), is_gone=True) for gone in left)


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _parts(before: list[str], after: list[str]) -> Iterator[Part]:
    for tag, one, other, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", " ".join(after[start:end])
        else:
            if before[one:other]:
                yield "removed", " ".join(before[one:other])
            if after[start:end]:
                yield "added", " ".join(after[start:end])
