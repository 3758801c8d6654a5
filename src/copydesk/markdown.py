"""The inline markup of one paragraph, read by markdown-it: links, foreign words, strong words, emphasis."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from types import SimpleNamespace

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from copydesk.pieces import LANGUAGE, Piece

_WITH_WORDS = {"link": "href", "foreign": "lang"}
"""The markup that is about words, each with the attribute that says what it makes of them."""


def read(source: str) -> tuple[Piece, ...]:
    """The pieces of a paragraph, which stands on one line."""
    found = _markdown().parseInline(source)
    return tuple(_pieces(found[0].children or [] if found else []))


def _pieces(tokens: list[Token]) -> Iterator[Piece]:
    opened: list[tuple[str, Token, int]] = []
    words: list[str] = []
    for token in tokens:
        kind, _, edge = token.type.rpartition("_")
        if kind not in _WITH_WORDS:
            words.append(token.content)
            yield Piece(token.type, token.content)
        elif edge == "open":
            opened.append((str(token.attrs[_WITH_WORDS[kind]]), token, len(words)))
            yield Piece(token.type, address=opened[-1][0])
        else:
            of, opening, first = opened.pop()
            yield Piece(token.type, "", of, "".join(words[first:]), *opening.meta["place"])


@cache
def _markdown() -> MarkdownIt:
    reader = MarkdownIt("zero").enable(["link", "emphasis", "autolink", "escape"])
    # Every address is kept to the letter: whether it may stand is for the checks to say.
    reader.validateLink = bool  # type: ignore[method-assign, assignment]
    reader.normalizeLink = str  # type: ignore[method-assign, assignment]
    reader.normalizeLinkText = str  # type: ignore[method-assign, assignment]
    reader.helpers = SimpleNamespace(  # type: ignore[assignment]
        parseLinkLabel=_label_end, parseLinkDestination=parseLinkDestination, parseLinkTitle=parseLinkTitle
    )
    rules = reader.inline.ruler
    rules.before("emphasis", "merge_tag", _merge_tag)
    rules.before("link", "foreign", _foreign)
    for name in ("foreign", "link", "autolink"):
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


def _label_end(state: StateInline, start: int, disableNested: bool = False) -> int:  # noqa: N803 - its name there
    """As markdown-it finds it, but that a link may hold words in another language, though no other link."""
    end = parseLinkLabel(state, start, disableNested)
    if end >= 0 or not disableNested or "]{" not in state.src:
        return end
    end = parseLinkLabel(state, start)
    return -1 if "](" in state.src[start : end + 1] else end


def _foreign(state: StateInline, silent: bool) -> bool:
    """Words in another language, `[words]{zh}`."""
    if state.src[state.pos] != "[" or "]{" not in state.src:
        return False
    start, end = state.pos + 1, state.md.helpers.parseLinkLabel(state, state.pos)
    tag = LANGUAGE.match(state.src, end + 1) if end > start else None
    if tag is None or not state.src[start:end].strip():
        return False
    if not silent:
        last = state.posMax
        state.pos, state.posMax = start, end
        state.push("foreign_open", "span", 1).attrs = {"lang": tag[1]}
        state.md.inline.tokenize(state)
        state.push("foreign_close", "span", -1)
        state.posMax = last
    state.pos = tag.end()
    return True


def _placed(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """The same rule, with the place of what it read noted on the token that opens it."""

    def placed(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        for token in state.tokens[before:]:
            if token.type in ("link_open", "foreign_open") and not token.meta:
                token.meta = {"place": (start, state.pos)}
        return True

    return placed
