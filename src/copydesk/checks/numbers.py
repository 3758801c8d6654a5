"""Numbers: in words or in numerals, and with what signs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.checks.registry import Finding, check_issue
from copydesk.checks.words import any_of, any_word, either, like, line_like, matches, name_before
from copydesk.diagnostic import Severity
from copydesk.issue import Fitted
from copydesk.late import late
from copydesk.manuscript import Copy

_WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_UNITS = (
    "percent|percentage|million|billion|trillion|degrees|kilometers?|miles?|meters?|tons?|hours?|minutes?"
    "|am|pm|points?|dollars|years? old"
)
_holds_small = any_word(*"23456789")
_NO_NOUNS = (
    "across|allows|always|asks|comes|covers|does|gives|goes|governs|keeps|leaves|lets|makes|means|obliges|perhaps"
    "|permits|plus|protects|provides|reads|regards|remains|requires|says|seems|speaks|stands|takes|tells|this|thus"
    "|towards|versus|warns"
)
"""What looks like a noun of several and is none: before it, a numeral is part of a name (`paragraph 5 says`)."""
_DIGIT = late(rf"([2-9])(?<![\w$€£¥#.,:/+-].)(?<!No\. .) (?!(?:{_UNITS}|{_NO_NOUNS})\b)(?=[a-z]{{3,}}s\b)")
_holds_words = any_word(*_WORDS[11:])
_NAMED = late(r"\b[A-Z]\w*\.? $")
"""Before a number that belongs to a name: `the U.S. 7th Fleet`."""
_SPELT = late(rf"(?<![-\w])(?<!^)(?<![.?!] )({'|'.join(_WORDS[11:])})(?![-\w])(?= [a-z])")


@check_issue("D105", Severity.WARNING)
def small_number(fitted: Fitted) -> Iterator[Finding]:
    """A number below 10 stands in numerals.

    The house writes out what is below 10, but for dates, ages, measures, money and percent. A name such
    as `Article 5` is not meant.

    Instead of `3 countries`
    write      `three countries`
    """
    months = tuple(fitted.structure.loaded.briefing.calendar.months) if fitted.structure else ()
    for copy, match in matches(fitted, _DIGIT, _holds_small):
        before = match.string[: match.start()]
        if not (before.rstrip().endswith(months) or name_before(before)):
            word = _WORDS[int(match[1])]
            yield _instead(copy, match, 1, word, f"The house writes `{word}` out.")


@check_issue("D106", Severity.WARNING)
def large_number(fitted: Fitted) -> Iterator[Finding]:
    """A number from 11 on is written out.

    The house writes numerals from 10 on, but at the beginning of a sentence. Round tens (`forty years`)
    are left to the writer.

    Instead of `the fourteen members`
    write      `the 14 members`
    """
    for copy, match in matches(fitted, _SPELT, _holds_words, ("prose",)):
        number = str(_WORDS.index(match[1]))
        yield _instead(copy, match, 1, number, f"The house writes `{number}`.")


def _instead(copy: Copy, match: re.Match[str], group: int, write: str, message: str) -> Finding:
    return Finding(
        message, f"Write `{write}`.", match.start(group), match.end(group), replacement=write, copy=copy
    )


_holds_numeral = either(line_like(r"[ \t]*[\"“(]?[0-9]"), like(r"[.!?][\"”')]?\s+[\"“(]?[0-9]"))
_OPENING = late(r"(?<!\S)[\"“(]?([0-9]+)\b(?![.)]\s|[.,:/]?\d|[+:])")
_YEAR = late(r"1\d{3}|20\d\d")
_BEFORE = late(r"(?:^|\n[ \t]*\n[ \t]*|(?:[a-z]{4}|\d|\))[.!?][\"”')]?\s+)$")


@check_issue("D107", Severity.WARNING)
def opening_number(fitted: Fitted) -> Iterator[Finding]:
    """A sentence begins with a numeral.

    The eye takes it for the end of the sentence before. A year may stand there.

    Instead of `28 agreements were signed.`
    write      `Twenty-eight agreements were signed.`
    """
    for copy, match in matches(fitted, _OPENING, _holds_numeral, ("prose",)):
        start = match.start()
        if not _YEAR.fullmatch(match[1]) and _BEFORE.search(match.string[max(0, start - 12) : start]):
            word = _spelt(match[1]).capitalize()
            yield Finding(
                f"This sentence begins with the numeral {match[1]}.",
                f"Write `{word}`, or begin with another word." if word else "Begin with another word.",
                match.start(1),
                match.end(1),
                replacement=word or None,
                copy=copy,
            )


def _spelt(numeral: str) -> str:
    """A number below 100 in words; empty for a longer one, of whatever length."""
    number = int(numeral) if len(numeral) < 3 else 100
    if number <= 20:
        return _WORDS[number]
    ten, one = divmod(number, 10)
    return (_TENS[ten - 2] + (f"-{_WORDS[one]}" if one else "")) if ten < 10 else ""


_holds_long = like("[1-9][0-9]{4}")
_LONG = late(
    r"(?<![\w.,:/#@+-])(?<!No\. )([1-9][0-9]{4,6})"
    r"(?= (?!(?:and|as|at|by|for|from|had|has|in|is|of|on|or|that|to|was|which|with)\b)[a-z])"
)
"""A number that counts what stands behind it: another may be that of an order, or of a telephone."""


@check_issue("D108", Severity.WARNING)
def without_comma(fitted: Fitted) -> Iterator[Finding]:
    """A number of five digits or more has no comma.

    Instead of `12000 cameras`
    write      `12,000 cameras`
    """
    for copy, match in matches(fitted, _LONG, _holds_long):
        yield _instead(copy, match, 1, f"{int(match[1]):,}", "A number of this length takes commas.")


_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_holds_ordinal = any_word(
    *(f"{digit}{ending}" for digit in range(1, 10) for ending in ("st", "nd", "rd", "th"))
)
_ORDINAL = late(r"(?<![\w.,/-])([1-9])(?:st|nd|rd|th)\b(?= [a-z])(?! of [A-Z])")


@check_issue("D109", Severity.WARNING)
def small_ordinal(fitted: Fitted) -> Iterator[Finding]:
    """A place below the 10th stands in numerals.

    The house writes `first` to `ninth` out, and `10th` from there on. Dates and names such as
    `U.S. 7th Fleet` are not meant.

    Instead of `for the 3rd time`
    write      `for the third time`
    """
    for copy, match in matches(fitted, _ORDINAL, _holds_ordinal):
        if not _NAMED.search(match.string[max(0, match.start() - 20) : match.start()]):
            word = _ORDINALS[int(match[1]) - 1]
            yield _instead(copy, match, 0, word, f"The house writes `{word}` out.")


_holds_dollars = any_of("dollars", "usd")
_DOLLARS = late(
    r"(?<![\w$€£¥.,])(?:(?P<number>\d+(?:[.,]\d+)*)(?P<unit> (?:m|b|tr)illion)? (?:U\.S\. |US )?dollars\b"
    r"|USD ?(?P<after>\d+(?:[.,]\d+)*(?: (?:m|b|tr)illion)?))"
)


@check_issue("D110", Severity.WARNING)
def dollars(fitted: Fitted) -> Iterator[Finding]:
    """A sum of dollars stands without its sign.

    Instead of `5 million dollars`
    write      `$5 million`
    """
    for copy, match in matches(fitted, _DOLLARS, _holds_dollars):
        amount = match["after"] or match["number"] + (match["unit"] or "")
        yield _instead(copy, match, 0, f"${amount}", "The house writes a sum of dollars with its sign.")
