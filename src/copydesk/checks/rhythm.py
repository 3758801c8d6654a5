"""Length: of sections against the briefing's ranges, of paragraphs and of sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.briefing import Section
from copydesk.checks.registry import Finding, check, check_issue
from copydesk.diagnostic import Severity
from copydesk.issue import Copy, Fitted
from copydesk.prose import parse

LONGEST_SENTENCE = 50
"""Words. The longest in the two whole editions has 62, the 95th percentile 47."""
LONGEST_PARAGRAPH = 130
"""Words. The longest in the two whole editions has 89."""

_SENTENCE = re.compile(r"[^.!?]*(?:[.!?](?!\s|[\"'”’)]*\s*$|[\"'”’)]*\s+[A-Z\"“])[^.!?]*)*[.!?]?[\"'”’)]*")


def count(text: str) -> int:
    """The words of a text."""
    return len(re.findall(r"\w[\w'’.-]*", text))


def texts_of(fitted: Fitted, section: Section) -> list[Copy]:
    """The running texts of a section: those whose words count."""
    return [copy for copy in fitted.copy if copy.section is section and copy.field.type == "prose"]


@check_issue("R101", Severity.WARNING)
def section_length(fitted: Fitted) -> Iterator[Finding]:
    """A section is shorter or longer than the briefing wants it.

    The ranges stand in the briefing, under each section's `words`.
    """
    for section in fitted.structure.sections if fitted.structure else ():
        copies = texts_of(fitted, section)
        words = sum(count(parse(copy.text.value).plain()) for copy in copies)
        least, most = section.words.min, section.words.max
        if copies and least is not None and words < least:
            yield Finding(
                f"`{section.key}` has {words} words; {least} is the least.", "Say more.", 0, 1, copy=copies[0]
            )
        if copies and most is not None and words > most:
            yield Finding(
                f"`{section.key}` has {words} words; {most} is the most.", "Shorten it.", 0, 1, copy=copies[0]
            )


@check("R102", Severity.WARNING, on=("prose",))
def long_sentence(copy: Copy) -> Iterator[Finding]:
    """A sentence is so long that it has to be read twice.

    On a phone, it fills the screen from edge to edge, and nobody reads the beginning again.
    """
    for paragraph in parse(copy.text.value).paragraphs:
        for match in _SENTENCE.finditer(paragraph.source):
            words = count(match[0])
            if words > LONGEST_SENTENCE:
                start = paragraph.start + match.start() + len(match[0]) - len(match[0].lstrip())
                yield Finding(
                    f"This sentence has {words} words.",
                    "Make two of it.",
                    start,
                    paragraph.start + match.end(),
                )


@check("R103", Severity.WARNING, on=("prose",))
def long_paragraph(copy: Copy) -> Iterator[Finding]:
    """A paragraph is so long that it fills a phone's screen.

    Readers of a newsletter skim: a wall of text is where they leave.
    """
    for paragraph in parse(copy.text.value).paragraphs:
        words = count(paragraph.plain())
        if words > LONGEST_PARAGRAPH:
            yield Finding(
                f"This paragraph has {words} words.",
                "Make two of it: a blank line begins a new one.",
                paragraph.start,
                paragraph.start + len(paragraph.source.rstrip()),
            )
