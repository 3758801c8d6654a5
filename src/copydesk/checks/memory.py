"""Memory across issues: what an earlier issue said already."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from copydesk.checks.registry import Finding, check_issue
from copydesk.checks.succession import written_day, written_number
from copydesk.diagnostic import Severity
from copydesk.document import Text
from copydesk.issue import Earlier, Fitted
from copydesk.manuscript import Copy, Manuscript, bare
from copydesk.prose import addresses

SHORTEST = 60
"""Characters: a shorter paragraph, such as a bridge line, may come again."""


class Said(NamedTuple):
    """A text that may not come again: its kind and normalised words, and where it stands."""

    key: tuple[str, str]
    copy: Copy
    start: int
    end: int | None


def remembered(fitted: Fitted) -> Earlier:
    """What later issues are held against: the place of each text, the date, the number."""
    texts: dict[tuple[str, str], tuple[Text, int]] = {}
    for said in _said(fitted.manuscript):
        texts.setdefault(said.key, (said.copy.text, said.start))
    edition = fitted.structure.edition if fitted.structure else ""
    day, number = written_day(fitted), written_number(fitted)
    return Earlier(fitted.document, texts, frozenset(texts), slug_of(fitted), day, number, edition)


def slug_of(fitted: Fitted) -> str:
    """The briefing of an issue; empty where there is none that is known."""
    return fitted.structure.loaded.slug if fitted.structure else ""


@lru_cache(maxsize=4)
def _said(manuscript: Manuscript) -> tuple[Said, ...]:
    return tuple(said for copy in manuscript.copy for said in _said_in(copy) if said.key[1])


def _said_in(copy: Copy) -> Iterator[Said]:
    kind = {"title": "headline"}.get(str(copy.path[-1]), str(copy.path[-1]))
    if kind in ("headline", "caption"):
        yield Said((kind, bare(copy.words)), copy, 0, None)
    if copy.field.type == "prose":
        for paragraph in copy.prose.paragraphs:
            end = paragraph.start + len(paragraph.source.rstrip())
            words = bare(copy.words[paragraph.start : end])
            if len(words) >= SHORTEST:
                yield Said(("paragraph", words), copy, paragraph.start, end)
        for address, start in addresses(copy.text.value):
            yield Said(("link", address), copy, start, start + len(address))


@lru_cache(maxsize=4)
def _alike(fitted: Fitted) -> tuple[Earlier, ...]:
    """The earlier issues that said something of it: most often none."""
    said = {each.key for each in _said(fitted.manuscript)} if fitted.earlier else ()
    return tuple(each for each in fitted.earlier if not each.said.isdisjoint(said))


def _again(fitted: Fitted, kind: str, words: str) -> Iterator[Finding]:
    for said in _said(fitted.manuscript) if _alike(fitted) else ():
        if said.key[0] != kind:
            continue
        earlier = next((each for each in _alike(fitted) if said.key in each.texts), None)
        if earlier:
            yield Finding(
                f"{words} stands in {earlier.path}, line {earlier.line(said.key)}, already.",
                "Check that it is meant here.",
                said.start,
                said.end,
                copy=said.copy,
            )


@check_issue("R201", Severity.WARNING)
def link_again(fitted: Fitted) -> Iterator[Finding]:
    """A link was in an earlier issue.

    Most often the line was copied along with the last issue's file.
    """
    yield from _again(fitted, "link", "This address")


@check_issue("R202", Severity.WARNING)
def headline_again(fitted: Fitted) -> Iterator[Finding]:
    """A headline was in an earlier issue.

    Archives and inboxes then show two issues, or two stories, under one name.
    """
    yield from _again(fitted, "headline", "This headline")


@check_issue("R203", Severity.WARNING)
def caption_again(fitted: Fitted) -> Iterator[Finding]:
    """A caption was in an earlier issue.

    The photo of the last issue is then most often there too.
    """
    yield from _again(fitted, "caption", "This caption")


@check_issue("R204", Severity.WARNING)
def paragraph_again(fitted: Fitted) -> Iterator[Finding]:
    """A paragraph was in an earlier issue.

    Last week's copy, sent again, is what readers of newsletters complain of most.
    """
    yield from _again(fitted, "paragraph", "This paragraph")
