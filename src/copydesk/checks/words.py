"""The words of the copy, without the addresses in them, and where a pattern finds them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from copydesk.checks.registry import Finding
from copydesk.issue import Fitted
from copydesk.late import late
from copydesk.manuscript import WORDS, Copy, Needs, Test, first_word


def any_of(*parts: str) -> Needs:
    """Words with any of these in them, each given in small letters."""
    found = _holding(parts)
    return lambda _vocabulary: found


def any_word(*forms: str) -> Needs:
    """Words with any of these forms in them, which are no parts of longer words."""
    firsts = {form.lower(): first_word(form) for form in forms}
    return lambda vocabulary: _holding(
        [form for form, first in firsts.items() if first in vocabulary or not first]
    )


def _holding(parts: Collection[str]) -> Test:
    def found(low: str) -> bool:
        for part in parts:  # noqa: SIM110 - any() takes twice the time, and this is asked most of all
            if part in low:
                return True
        return False

    return found


def either(*needs: Needs) -> Needs:
    """Words in which there can be anything to find for one of several."""

    def both(vocabulary: frozenset[str]) -> Test:
        tests = [each(vocabulary) for each in needs]
        return lambda low: any(test(low) for test in tests)

    return both


def beyond_ascii(_vocabulary: frozenset[str]) -> Test:
    """Words with a character that is not in ASCII."""
    return lambda low: not low.isascii()


def like(pattern: str, flags: int = 0) -> Needs:
    """Words with a match of a pattern. One that begins with plain signs is searched fastest."""
    found = late(pattern, flags)
    return lambda _vocabulary: lambda low: found.search(low)  # noqa: PLW0108 - its method would compile it


def line_like(pattern: str) -> Needs:
    """Words with a line that begins with a match of a pattern."""
    first, further = late(pattern), late(rf"\n{pattern}")
    return lambda _vocabulary: lambda low: first.match(low) or further.search(low)


_NAME = late(r"(?<![\w.'’-])([A-Z][\w-]*)\s$")
_OPENERS = (
    " a about after again all along also although among an and another any are around as at because "
    "before behind besides between both but by did do does during each either even every few for from "
    "given had has have he her here his how however if in inside into is it its just last later like "
    "many may meanwhile more most much nearly neither next no nor not now of off on once one only or "
    "our out over perhaps rather she since so some soon still such than that the their then there these "
    "they this those though through to today together too towards under unless until unlike up upon was "
    "we were what when where whereas whether which while who whose why will with within without "
    "yesterday yet you your "
)
"""Words that have a capital at the beginning of a sentence, and are no names."""


def name_before(text: str) -> str:
    """The word at the end of a text, before a blank, where it has a capital and can be a name; else nothing."""
    found = _NAME.search(text[-30:])
    return found[1] if found and f" {found[1].lower()} " not in _OPENERS else ""


def matches(
    fitted: Fitted, pattern: re.Pattern[str], needs: Needs, on: tuple[str, ...] = WORDS
) -> Iterator[tuple[Copy, re.Match[str]]]:
    """Each place of a pattern in the words of an issue, in the fields of some types."""
    for copy in fitted.chosen(on, needs):
        for match in pattern.finditer(copy.words):
            yield copy, match


Change = Callable[[re.Match[str]], str]


def changes(
    copy: Copy,
    pattern: re.Pattern[str],
    change: Change,
    message: str,
    mend: str,
    *,
    but: Callable[[re.Match[str]], bool] = lambda _: False,
) -> Iterator[Finding]:
    """One finding for all places of a pattern in a copy, `but` for some, with an edit for each.

    Addresses are left out.
    """
    found = [match for match in pattern.finditer(copy.words) if not but(match)]
    if found:
        times = f" ({len(found)} times in this text)" if len(found) > 1 else ""
        edits = tuple((match.start(), match.end(), change(match)) for match in found)
        yield Finding(
            message.removesuffix(".") + f"{times}.", mend, found[0].start(), found[0].end(), edits=edits
        )


def to(text: str) -> Change:
    """The same replacement for every match."""
    return lambda _: text
