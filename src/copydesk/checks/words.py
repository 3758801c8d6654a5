"""The words of the copy, without the addresses in them, and where a pattern finds them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from copydesk.checks.registry import Finding
from copydesk.issue import Fitted
from copydesk.late import late
from copydesk.manuscript import WORDS, Copy, Needs


def any_of(*parts: str) -> Needs:
    """Words with any of these in them, each given in small letters."""

    def found(low: str) -> bool:
        for part in parts:  # noqa: SIM110 - any() takes twice the time, and this is asked most of all
            if part in low:
                return True
        return False

    return found


def either(*needs: Needs) -> Needs:
    """Words in which there can be anything to find for one of several."""
    return lambda low: any(each(low) for each in needs)


def beyond_ascii(low: str) -> bool:
    """Words with a character that is not in ASCII."""
    return not low.isascii()


def like(pattern: str, flags: int = 0) -> Needs:
    """Words with a match of a pattern. One that begins with plain signs is searched fastest."""
    found = late(pattern, flags)
    return lambda low: found.search(low)  # noqa: PLW0108 - its method would compile it


def matches(
    fitted: Fitted, pattern: re.Pattern[str], needs: Needs, on: tuple[str, ...] = WORDS
) -> Iterator[tuple[Copy, re.Match[str]]]:
    """Each place of a pattern in the words of an issue, in the fields of some types."""
    for copy in fitted.chosen(on, needs):
        for match in pattern.finditer(copy.words):
            yield copy, match


Change = Callable[[re.Match[str]], str]


def changes(
    copy: Copy, pattern: re.Pattern[str], change: Change, message: str, mend: str
) -> Iterator[Finding]:
    """One finding for all places of a pattern in a copy, with an edit for each; addresses are left out."""
    found = list(pattern.finditer(copy.words))
    if found:
        times = f" ({len(found)} times in this text)" if len(found) > 1 else ""
        edits = tuple((match.start(), match.end(), change(match)) for match in found)
        yield Finding(
            message.removesuffix(".") + f"{times}.", mend, found[0].start(), found[0].end(), edits=edits
        )


def to(text: str) -> Change:
    """The same replacement for every match."""
    return lambda _: text
