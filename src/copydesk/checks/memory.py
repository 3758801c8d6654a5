"""Memory across issues: what an earlier issue said already."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from copydesk.checks.registry import Finding, check_issue
from copydesk.checks.succession import written_day, written_number
from copydesk.diagnostic import Severity
from copydesk.issue import Copy, Earlier, Fitted
from copydesk.prose import parse

SHORTEST = 60
"""Characters: a shorter paragraph, such as a bridge line, may come again."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text that may not come again: its kind and normalised words, and where it stands."""

    key: tuple[str, str]
    copy: Copy
    start: int
    end: int | None


def remembered(fitted: Fitted) -> Earlier:
    """What later issues are held against: each text with its line, the date, the number."""
    document = fitted.document
    texts: dict[tuple[str, str], int] = {}
    for said in _said(fitted):
        offset, _ = document.edges(said.copy.text, said.start, said.start + 1)
        texts.setdefault(said.key, document.position(offset)[0])
    edition = fitted.structure.edition if fitted.structure else ""
    return Earlier(document.path, texts, written_day(fitted), written_number(fitted), edition)


def _said(fitted: Fitted) -> Iterator[Said]:
    for copy in fitted.copy:
        kind = {"title": "headline"}.get(str(copy.path[-1]), str(copy.path[-1]))
        if kind in ("headline", "caption"):
            yield Said((kind, _plain(copy.text.value)), copy, 0, None)
        if copy.field.type == "prose":
            prose = parse(copy.text.value)
            for paragraph in prose.paragraphs:
                words = _plain(paragraph.plain())
                if len(words) >= SHORTEST:
                    end = paragraph.start + len(paragraph.source.rstrip())
                    yield Said(("paragraph", words), copy, paragraph.start, end)
            for link in prose.links:
                yield Said(("link", link.address), copy, link.start, link.end)


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _again(fitted: Fitted, kind: str, words: str) -> Iterator[Finding]:
    if not fitted.earlier:
        return
    for said in _said(fitted):
        if said.key[0] != kind:
            continue
        earlier = next((each for each in fitted.earlier if said.key in each.texts), None)
        if earlier:
            yield Finding(
                f"{words} stands in {earlier.path}, line {earlier.texts[said.key]}, already.",
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
