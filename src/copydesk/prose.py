"""The inline markup of a paragraph: links, foreign words, strong, emphasis and lists, each with its position.

The markup is a subset of Markdown. Raw HTML is text; a soft line break is a blank.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from copydesk.faces import in_html, in_text
from copydesk.pieces import LANGUAGE, MAX_PARAGRAPH, Piece, simple

Number = Callable[[str], int]
"""Gives an address its number in the list of links."""

_BLOCK = re.compile(r"[^\S\n]*\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_BULLET = re.compile(r"^[^\S\n]*- +", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its words, its address, and where it stands in the value (offsets from 0)."""

    words: str
    address: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language, the tag that was typed for it, and where they stand in the value with it."""

    words: str
    tag: str
    start: int
    end: int


@dataclass(frozen=True)
class Paragraph:
    """Running text between two blank lines, or one item of a list."""

    source: str
    start: int

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The markup, read once; of what is longer than any paragraph, the words alone."""
        line = self.source.replace("\n", " ")
        if len(line) > MAX_PARAGRAPH:
            return (Piece("text", line),)
        found = simple(line)
        if found is None:
            from copydesk.markdown import read  # noqa: PLC0415 - it takes as long to load as most of a check

            found = read(line)
        return found

    def __html__(self) -> str:
        return "".join(map(in_html, self.pieces))

    def text(self, number: Number) -> str:
        """The words alone; a link is followed by its number in brackets."""
        out: list[str] = []
        for piece in self.pieces:
            if piece.kind == "link_close" and piece.words != piece.address:
                out.append(f" [{number(piece.address)}]")
            out.append(in_text(piece))
        return " ".join("".join(out).split())

    @cached_property
    def _plain(self) -> str:
        return " ".join("".join(piece.text for piece in self.pieces).split())

    def plain(self) -> str:
        """The words alone."""
        return self._plain

    @cached_property
    def length(self) -> int:
        """How many words it has."""
        return counted_words(self.plain())

    def links(self) -> Iterator[Link]:
        """The links, in order, placed in the value that the paragraph was cut from."""
        for piece in self.pieces:
            if piece.kind == "link_close":
                yield Link(piece.words, piece.address, self.start + piece.start, self.start + piece.end)

    def foreign(self) -> Iterator[Foreign]:
        """The words in another language, in order, placed as the links are."""
        for piece in self.pieces:
            if piece.kind == "foreign_close":
                yield Foreign(piece.words, piece.address, self.start + piece.start, self.start + piece.end)


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list: lines that begin with `- `, under a paragraph or on their own."""

    items: tuple[Paragraph, ...]


Block = Paragraph | Bullets


@dataclass(frozen=True)
class Prose:
    """The text of one field: paragraphs and lists."""

    value: str
    blocks: tuple[Block, ...]

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """Every paragraph, those in lists too."""
        for block in self.blocks:
            yield from block.items if isinstance(block, Bullets) else (block,)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link, in reading order."""
        return tuple(link for paragraph in self.paragraphs for link in paragraph.links())

    @cached_property
    def foreign(self) -> tuple[Foreign, ...]:
        """Every stretch of words in another language, in reading order."""
        return tuple(each for paragraph in self.paragraphs for each in paragraph.foreign())

    @property
    def length(self) -> int:
        """How many words it has."""
        return sum(paragraph.length for paragraph in self.paragraphs)

    def plain(self) -> str:
        """The words alone, one paragraph a line."""
        return "\n".join(paragraph.plain() for paragraph in self.paragraphs)


def counted_words(text: str) -> int:
    """How many words a text without markup has: what stands between blanks, but for a dash."""
    return len(text.split()) - f" {text} ".count(" -- ")


@lru_cache(maxsize=512)
def parse(value: str) -> Prose:
    """Read the markup of a field's value. A value that was read lately is not read again."""
    return Prose(value, tuple(_blocks(value)))


def escaped(text: str) -> str:
    """The same text, so that `parse` takes none of it for markup."""
    return re.sub(r"([\\`*_\[\]<>&])", r"\\\1", text)


_ADDRESSES = re.compile(
    r"\]\((?P<link>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)|<(?P<auto>https?://[^>\s]*)>|https?://[^\s<>()\[\]]+"
)


_TAGGED = re.compile(rf"\]{LANGUAGE.pattern}", re.ASCII)


@lru_cache(maxsize=512)
def masked(value: str) -> str:
    r"""The value with each letter of an address, or a language's tag, made `\0`, so that patterns find words alone."""
    if "]{" in value:
        value = _TAGGED.sub(lambda match: f"]{{{chr(0) * len(match[1])}}}", value)
    if "](" not in value and "://" not in value:
        return value
    return _ADDRESSES.sub(_masked, value)


def _masked(match: re.Match[str]) -> str:
    if match["link"] is None:
        return "\0" * len(match[0])
    return f"]({chr(0) * len(match['link'])})"


def addresses(value: str) -> Iterator[tuple[str, int]]:
    """Each address in a value, and where it begins: a link's, or one that is none."""
    for match in _ADDRESSES.finditer(value):
        if found := match[match.lastgroup or 0]:
            yield found, match.start(match.lastgroup or 0)


def _blocks(value: str) -> Iterator[Block]:
    items: list[Paragraph] = []
    for match in _BLOCK.finditer(value):
        marks = list(_BULLET.finditer(value, *match.span()))
        starts = [mark.start() for mark in marks] + [match.end()]
        if starts[0] > match.start():
            if items:
                yield Bullets(tuple(items))
            items = []
            yield Paragraph(value[match.start() : starts[0]].rstrip("\n"), match.start())
        for mark, end in zip(marks, starts[1:], strict=True):
            items.append(Paragraph(value[mark.end() : end].rstrip("\n"), mark.end()))
    if items:
        yield Bullets(tuple(items))
