"""The inline markup of one paragraph, read by markdown-it: links, strong words, emphasis."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from copydesk.pieces import Piece


def read(source: str) -> tuple[Piece, ...]:
    """The pieces of a paragraph, which stands on one line."""
    found = _markdown().parseInline(source)
    return tuple(_pieces(found[0].children or [] if found else []))


def _pieces(tokens: list[Token]) -> Iterator[Piece]:
    opening: Token | None = None
    words: list[str] = []
    for token in tokens:
        if token.type == "link_open":
            opening, words = token, []
            yield Piece("link_open", address=str(token.attrs["href"]))
        elif token.type == "link_close" and opening is not None:
            yield Piece("link_close", "", str(opening.attrs["href"]), "".join(words), *opening.meta["place"])
        else:
            words.append(token.content)
            yield Piece(token.type, token.content)


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
