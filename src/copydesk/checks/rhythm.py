"""Length: of an issue and its sections against the briefing's ranges, of paragraphs and of sentences."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.briefing import Section
from copydesk.checks.registry import Finding, check, check_issue
from copydesk.diagnostic import Severity
from copydesk.issue import Fitted
from copydesk.late import late
from copydesk.manuscript import Copy
from copydesk.prose import counted_words
from copydesk.report import counted

LONGEST_SENTENCE = 50
"""Words. The longest in the two whole editions has 62, the 95th percentile 47."""
LONGEST_PARAGRAPH = 130
"""Words. The longest in the two whole editions has 89."""

WORDS_PER_MINUTE = 238
"""How fast adults read English non-fiction in silence, on average over 190 studies (Brysbaert, "How many
words do we read per minute?", Journal of Memory and Language 109, 2019)."""

_SENTENCE = late(r"[^.!?]*(?:[.!?](?!\s|[\"'”’)]*\s*$|[\"'”’)]*\s+[A-Z\"“])[^.!?]*)*[.!?]?[\"'”’)]*")


def reading_minutes(words: int) -> int:
    """The minutes that so many words take to read, to the nearest whole one, and one at the least."""
    return max(1, round(words / WORDS_PER_MINUTE))


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
        words = sum(copy.prose.length for copy in copies)
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
    for paragraph in copy.prose.paragraphs:
        sentences = _SENTENCE.finditer(paragraph.source) if paragraph.length > LONGEST_SENTENCE else ()
        for match in sentences:
            words = counted_words(match[0]) if len(match[0]) > 2 * LONGEST_SENTENCE else 0
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
    for paragraph in copy.prose.paragraphs:
        if paragraph.length > LONGEST_PARAGRAPH:
            yield Finding(
                f"This paragraph has {paragraph.length} words.",
                "Make two of it: a blank line begins a new one.",
                paragraph.start,
                paragraph.start + len(paragraph.source.rstrip()),
            )


@check_issue("R104", Severity.WARNING)
def reading_time(fitted: Fitted) -> Iterator[Finding]:
    """An issue takes less or more time to read than the briefing wants.

    Adults read about 238 words in a minute. The range stands in the briefing, under `minutes`.
    """
    bounds = fitted.structure.loaded.briefing.minutes if fitted.structure else None
    title = fitted.at("title")
    if not bounds or not title or (bounds.min is None and bounds.max is None):
        return
    words = sum(copy.prose.length for copy in fitted.chosen(("prose",)))
    minutes = reading_minutes(words)
    found = f"This issue takes {counted(minutes, 'minute')} to read, with {words:,} words"
    if bounds.min is not None and minutes < bounds.min:
        yield Finding(f"{found}; {bounds.min} is the least.", "Say more.", copy=title)
    if bounds.max is not None and minutes > bounds.max:
        yield Finding(f"{found}; {bounds.max} is the most.", "Shorten it.", copy=title)
