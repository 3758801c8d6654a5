"""The manuscript of an issue: every field that is written in it, in reading order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from operator import eq

from copydesk.briefing import Section
from copydesk.document import Items, Node, Text
from copydesk.document import Mapping as Entries
from copydesk.faults import Path
from copydesk.fields import Field, inner
from copydesk.leaves import LEAVES
from copydesk.prose import Prose, masked, parse
from copydesk.structure import Structure

WORDS = ("line", "label", "prose")
"""The types of field that hold words."""
_WORD = re.compile(r"\w+")
_NO_WORDS = {code: " " for code in range(128) if not _WORD.match(chr(code))}
Test = Callable[[str], object]
"""Whether there can be anything to find in some words, in small letters; quick, and never wrong in a no."""
Needs = Callable[[frozenset[str]], Test]
"""The test for an issue, of which it knows every single word."""


def words_of(text: str) -> list[str]:
    """The words of a text, without what stands between them."""
    return text.translate(_NO_WORDS).split() if text.isascii() else _WORD.findall(text)


def bare(text: str) -> str:
    """The words alone, in small letters, one blank between them: for holding two texts against each other."""
    return " ".join(words_of(text.lower()))


@lru_cache(maxsize=2048)
def first_word(form: str) -> str:
    """The first word of a form, in small letters; empty where it has none."""
    found = _WORD.search(form.lower())
    return found[0] if found else ""


def anything(_vocabulary: frozenset[str]) -> Test:
    """There can be, whatever the words are."""
    return lambda _low: True


@dataclass(frozen=True, eq=False)
class Copy:
    """One written field: its path, its declaration, its section, and its text with its place."""

    path: Path
    field: Field
    section: Section | None
    text: Text

    @cached_property
    def words(self) -> str:
        """The text with each letter of an address masked, so that patterns find words alone."""
        return masked(self.text.value)

    @cached_property
    def low(self) -> str:
        """The same in small letters."""
        return self.words.lower()

    @cached_property
    def prose(self) -> Prose:
        """The text with its markup read."""
        return parse(self.text.value)


@dataclass(frozen=True, eq=False)
class Manuscript:
    """The copy of an issue, fitted or not, and what is asked of it time and again."""

    copy: tuple[Copy, ...] = ()

    def at(self, *path: str | int) -> Copy | None:
        """The copy at a path."""
        return self._by_path.get(path)

    def chosen(self, on: tuple[str, ...] = WORDS, needs: Needs = anything) -> tuple[Copy, ...]:
        """The copy in fields of some types, where there can be anything to find."""
        if (on, needs) not in self._chosen:
            may_find = needs(self._vocabulary)
            found = (copy for copy in self.copy if copy.field.type in on and may_find(copy.low))
            self._chosen[on, needs] = tuple(found) if may_find(self.low) else ()
        return self._chosen[on, needs]

    def has(self, form: str) -> bool:
        """Whether the first word of a form, in any case, is among the words of the copy."""
        first = first_word(form)
        return not first or first in self._vocabulary

    @cached_property
    def repeats(self) -> bool:
        """Whether a word stands twice in a row, whatever stands between."""
        return any(map(eq, self._words, islice(self._words, 1, None)))

    @cached_property
    def low(self) -> str:
        """All words of the copy, in small letters."""
        return "\n\n".join(copy.low for copy in self.copy if copy.field.type in WORDS)

    @cached_property
    def _words(self) -> list[str]:
        return words_of(self.low)

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(self._words)

    @cached_property
    def _by_path(self) -> dict[Path, Copy]:
        return {copy.path: copy for copy in self.copy}

    @cached_property
    def _chosen(self) -> dict[tuple[tuple[str, ...], Needs], tuple[Copy, ...]]:
        return {}


def manuscript(root: Node | None, frame: Structure) -> Manuscript:
    """The manuscript of a document with this root, which may fit its structure or not."""
    return Manuscript(tuple(_copy(root, frame.fields, frame, (), None)))


def _copy(
    node: Node | None, fields: Mapping[str, Field], frame: Structure, path: Path, section: Section | None
) -> Iterator[Copy]:
    if not isinstance(node, Entries):
        return
    for key, field in fields.items():
        if key in node.entries:
            within = section or frame.section(key)
            yield from _copy_of(node.entries[key][1], field, frame, (*path, key), within)


def _copy_of(
    node: Node, field: Field, frame: Structure, path: Path, section: Section | None
) -> Iterator[Copy]:
    if isinstance(node, Items) and field.type == "list":
        for number, item in enumerate(node.items):
            yield from _copy_of(item, Field(type=field.of), frame, (*path, number), section)
    elif isinstance(node, Text) and field.type in LEAVES:
        yield Copy(path, field, section, node)
    else:
        yield from _copy(node, inner(field, frame.fields_of), frame, path, section)
