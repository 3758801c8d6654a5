"""The words of the copy, without the addresses in them, and where a pattern finds them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from copydesk.checks.registry import Finding
from copydesk.issue import Copy, Fitted
from copydesk.prose import masked

WORDS = ("line", "label", "prose")
"""The types of field that hold words."""


def words_of(fitted: Fitted) -> Iterator[tuple[Copy, str]]:
    """Each copy that holds words, and those words, the addresses in them masked."""
    return ((copy, masked(copy.text.value)) for copy in fitted.copy if copy.field.type in WORDS)


def matches(
    fitted: Fitted, pattern: re.Pattern[str], types: tuple[str, ...] = WORDS
) -> Iterator[tuple[Copy, re.Match[str]]]:
    """Each place of a pattern in the words of an issue, in the fields of some types."""
    for copy, text in words_of(fitted):
        if copy.field.type in types:
            for match in pattern.finditer(text):
                yield copy, match


Change = Callable[[re.Match[str]], str]


def changes(
    copy: Copy, pattern: re.Pattern[str], change: Change, message: str, mend: str
) -> Iterator[Finding]:
    """One finding for all places of a pattern in a copy, with an edit for each; addresses are left out."""
    found = list(pattern.finditer(masked(copy.text.value)))
    if found:
        times = f" ({len(found)} times in this text)" if len(found) > 1 else ""
        edits = tuple((match.start(), match.end(), change(match)) for match in found)
        yield Finding(
            message.removesuffix(".") + f"{times}.", mend, found[0].start(), found[0].end(), edits=edits
        )


def to(text: str) -> Change:
    """The same replacement for every match."""
    return lambda _: text
