"""The inline markup of a paragraph: links, strong, emphasis and lists, each with its position.

The markup is a subset of Markdown. Raw HTML is text; a soft line break is a blank.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

Number = Callable[[str], int]
"""Gives an address its number in the list of links."""

_BLOCK = re.compile(r"[^\S\n]*\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*")
_WORD = re.compile(r"\w[\w'’.-]*")
_ACTIVE = re.compile(r"[\\*_\[\]<>&`!]")
"""Signs without one of which a paragraph holds no markup."""
_BULLET = re.compile(r"^[^\S\n]*- +", re.MULTILINE)
_TAGS = {
    "strong_open": "<strong>", "strong_close": "</strong>",
    "em_open": "<em>", "em_close": "</em>", "link_close": "</a>",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its words, its address, and where it stands in the value (offsets from 0)."""

    words: str
    address: str
    start: int
    end: int


@dataclass(frozen=True)
class Paragraph:
    """Running text between two blank lines, or one item of a list."""

    source: str
    start: int

    @cached_property
    def tokens(self) -> list[Token]:
        """The markup, read once."""
        if not _ACTIVE.search(self.source):
            return [Token("text", "", 0, content=self.source.replace("\n", " "))]
        found = _markdown().parseInline(self.source.replace("\n", " "))
        return found[0].children or [] if found else []

    def __html__(self) -> str:
        return "".join(_html(token) for token in self.tokens)

    def text(self, number: Number) -> str:
        """The words alone; a link is followed by its number in brackets."""
        out: list[str] = []
        for token, words in _with_words(self.tokens):
            if token.type == "link_close":
                address = str(token.meta["href"])
                out.append("" if words == address else f" [{number(address)}]")
            else:
                out.append(token.content)
        return " ".join("".join(out).split())

    def plain(self) -> str:
        """The words alone."""
        return " ".join("".join(token.content for token in self.tokens).split())

    @cached_property
    def length(self) -> int:
        """How many words it has."""
        return counted_words(self.plain())

    def links(self) -> Iterator[Link]:
        """The links, in order, placed in the value that the paragraph was cut from."""
        for token, words in _with_words(self.tokens):
            if token.type == "link_close":
                start, end = token.meta["place"]
                yield Link(words, str(token.meta["href"]), self.start + start, self.start + end)


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

    @property
    def length(self) -> int:
        """How many words it has."""
        return sum(paragraph.length for paragraph in self.paragraphs)

    def plain(self) -> str:
        """The words alone, one paragraph a line."""
        return "\n".join(paragraph.plain() for paragraph in self.paragraphs)


def counted_words(text: str) -> int:
    """How many words a text without markup has."""
    return len(_WORD.findall(text))


@lru_cache(maxsize=512)
def parse(value: str) -> Prose:
    """Read the markup of a field's value. A value that was read lately is not read again."""
    return Prose(value, tuple(_blocks(value)))


def escaped(text: str) -> str:
    """The same text, so that `parse` takes none of it for markup."""
    return re.sub(r"([\\`*_\[\]<>&])", r"\\\1", text)


_ADDRESSES = re.compile(
    r"(?<=\]\()[^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?=\))|<https?://[^>\s]*>|https?://[^\s<>()\[\]]+"
)


@lru_cache(maxsize=512)
def masked(value: str) -> str:
    r"""The value with each letter of an address made `\0`, so that patterns find words alone."""
    return _ADDRESSES.sub(lambda match: "\0" * len(match[0]), value)


def addresses(value: str) -> Iterator[tuple[str, int]]:
    """Each address in a value, and where it begins: a link's, or one that is none."""
    for match in _ADDRESSES.finditer(value):
        found = match[0].strip("<>")
        if found:
            yield found, match.end() - len(match[0].lstrip("<"))


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


def _html(token: Token) -> str:
    if token.type == "link_open":
        return f'<a href="{html.escape(str(token.attrs["href"]))}">'
    if tag := _TAGS.get(token.type):
        return tag
    # A line may end with a dash, and never begins with one.
    return html.escape(token.content, quote=False).replace(" -- ", "\u00a0-- ")


def _with_words(tokens: list[Token]) -> Iterator[tuple[Token, str]]:
    """Each token; the closing one of a link with the words of that link."""
    words: list[str] = []
    opening: Token | None = None
    for token in tokens:
        if token.type == "link_open":
            opening, words = token, []
        if token.type == "link_close" and opening is not None:
            token.meta = {**opening.meta, "href": opening.attrs["href"]}
        yield token, "".join(words)
        words.append(token.content)


@cache
def _markdown() -> MarkdownIt:
    reader = MarkdownIt("zero").enable(["link", "emphasis", "autolink", "escape"])
    # Every address is kept to the letter: whether it may stand is for the checks to say.
    reader.validateLink = bool  # type: ignore[method-assign, assignment]
    reader.normalizeLink = str  # type: ignore[method-assign, assignment]
    reader.normalizeLinkText = str  # type: ignore[method-assign, assignment]
    rules = reader.inline.ruler
    rules.before("emphasis", "merge_tag", _merge_tag)
    for name in ("link", "autolink"):
        rule = next(each.fn for each in rules.__rules__ if each.name == name)
        rules.at(name, _placed(rule))
    return reader


def _merge_tag(state: StateInline, silent: bool) -> bool:
    """A star of `*|NAME|*`, as one mailing system writes its tags, is a star and no emphasis."""
    beside = state.src[state.pos - 1 : state.pos] + state.src[state.pos + 1 : state.pos + 2]
    if state.src[state.pos] != "*" or "|" not in beside:
        return False
    if not silent:
        state.pending += "*"
    state.pos += 1
    return True


def _placed(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """The same rule, with the place of what it read noted on the token that opens it."""

    def placed(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        for token in state.tokens[before:]:
            if token.type == "link_open":
                token.meta = {"place": (start, state.pos)}
        return True

    return placed
