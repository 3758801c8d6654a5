"""Dates and numbers in the copy that cannot be right, or are not written as the house writes them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from copydesk.briefing import WEEKDAYS
from copydesk.checks.registry import Finding, check_issue
from copydesk.checks.typography import words_of
from copydesk.diagnostic import Severity
from copydesk.issue import Copy, Fitted


def _issue_day(fitted: Fitted) -> date | None:
    copy = fitted.at("date")
    try:
        return date.fromisoformat(copy.text.value.strip()) if copy else None
    except ValueError:
        return None


def _months(fitted: Fitted) -> tuple[str, ...]:
    return fitted.structure.loaded.briefing.calendar.months if fitted.structure else ()


def _dated(fitted: Fitted) -> re.Pattern[str]:
    months = "|".join(_months(fitted)) or "(?!)"
    weekdays = "|".join(WEEKDAYS)
    return re.compile(
        rf"(?:\b(?P<weekday>{weekdays}),? (?:on )?)?\b(?P<month>{months}) (?P<day>\d{{1,2}})"
        rf"(?:(?P<dash>[-–])(?:(?P<month2>{months}) )?(?P<day2>\d{{1,2}}))?\b(?!\d)(?:, (?P<year>\d{{4}}))?"
    )


def _day(fitted: Fitted, match: re.Match[str]) -> tuple[int, int, int] | None:
    """Year, month and day of a date in the copy; the year nearest to the issue's where none is given."""
    month = _months(fitted).index(match["month"]) + 1
    if match["year"]:
        return int(match["year"]), month, int(match["day"])
    day = _issue_day(fitted)
    if day is None:
        return None
    years = (day.year - 1, day.year, day.year + 1)
    return min(years, key=lambda year: abs(date(year, month, 1) - day)), month, int(match["day"])


@check_issue("D101", Severity.ERROR)
def no_such_day(fitted: Fitted) -> Iterator[Finding]:
    """A day does not exist.

    Instead of `April 31`
    write      `April 30`, or whichever day it was
    """
    for copy, match in _dates(fitted):
        place = _day(fitted, match)
        if place and not 1 <= place[2] <= monthrange(place[0], place[1])[1]:
            yield Finding(
                f"There is no {match['month']} {match['day']}{_in(match, place[0])}.",
                "Look it up in a calendar.",
                match.start("month"),
                match.end("day"),
                copy=copy,
            )


def _in(match: re.Match[str], year: int) -> str:
    return f" in {year}" if match["month"] == "February" else ""


@check_issue("D102", Severity.WARNING)
def wrong_weekday(fitted: Fitted) -> Iterator[Finding]:
    """A weekday does not fit its date.

    Where the copy names no year, the year is the one that is nearest to the issue's date.

    Instead of `Monday, May 22` in an issue of 2024
    write      `Wednesday, May 22`
    """
    for copy, match in _dates(fitted):
        place = _day(fitted, match)
        if match["weekday"] and place and 1 <= place[2] <= monthrange(place[0], place[1])[1]:
            weekday = WEEKDAYS[date(*place).weekday()]
            if weekday != match["weekday"]:
                yield Finding(
                    f"{match['month']} {match['day']}, {place[0]} was a {weekday}.",
                    f"Mend the weekday (`{weekday}`) or the date.",
                    match.start("weekday"),
                    match.end("weekday"),
                    copy=copy,
                )


@check_issue("D103", Severity.WARNING)
def backwards(fitted: Fitted) -> Iterator[Finding]:
    """A range of dates runs backwards.

    Instead of `May 17-16`
    write      `May 16-17`
    """
    for copy, match in _dates(fitted):
        if match["day2"] and not match["month2"] and int(match["day2"]) <= int(match["day"]):
            yield Finding(
                "This range of dates runs backwards.",
                "Put the earlier day first.",
                match.start("day"),
                match.end("day2"),
                copy=copy,
            )


def _dates(fitted: Fitted) -> Iterator[tuple[Copy, re.Match[str]]]:
    pattern = _dated(fitted)
    for copy, text in words_of(fitted):
        for match in pattern.finditer(text):
            yield copy, match


@check_issue("D104", Severity.WARNING)
def off_weekday(fitted: Fitted) -> Iterator[Finding]:
    """An issue does not go out on the weekday of its briefing's rhythm.

    A special edition may go out on any day.
    """
    day = _issue_day(fitted)
    if day and fitted.structure and not fitted.structure.edition:
        wanted = fitted.structure.loaded.briefing.weekday
        if WEEKDAYS[day.weekday()] != wanted:
            near = day + timedelta(days=(WEEKDAYS.index(wanted) - day.weekday()) % 7)
            yield Finding(
                f"{day} is a {WEEKDAYS[day.weekday()]}; the briefing goes out on a {wanted}.",
                f"The next {wanted} is {near}.",
                copy=fitted.at("date"),
            )


_SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
_LARGE = (
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
)
_UNITS = "percent|percentage|million|billion|trillion|degrees|kilometers?|miles?|meters?|tons?|hours?|minutes?|am|pm|points?|years? old"
_DIGIT = re.compile(rf"(?<![\w$€£¥#.,:/+-])(?<!No\. )([2-9]) (?!(?:{_UNITS})\b)(?=[a-z]{{3,}}s\b)")
_SPELT = re.compile(rf"(?<![-\w])(?<!^)(?<![.?!] )({'|'.join(_LARGE)})(?![-\w])(?= [a-z])")


@check_issue("D105", Severity.WARNING)
def small_number(fitted: Fitted) -> Iterator[Finding]:
    """A number below 10 stands in numerals.

    The house writes out what is below 10, but for dates, ages, measures, money and percent.

    Instead of `3 countries`
    write      `three countries`
    """
    for copy, text in words_of(fitted):
        for match in _DIGIT.finditer(text):
            word = _SMALL[int(match[1]) - 2]
            yield Finding(
                f"The house writes `{word}` out.",
                f"Write `{word}`.",
                match.start(1),
                match.end(1),
                replacement=word,
                copy=copy,
            )


@check_issue("D106", Severity.WARNING)
def large_number(fitted: Fitted) -> Iterator[Finding]:
    """A number from 11 on is written out.

    The house writes numerals from 10 on, but at the beginning of a sentence.

    Instead of `the fourteen members`
    write      `the 14 members`
    """
    for copy, text in words_of(fitted):
        if copy.field.type != "prose":
            continue
        for match in _SPELT.finditer(text):
            number = str(_LARGE.index(match[1]) + 11 if match[1] != "twenty" else 20)
            yield Finding(
                f"The house writes `{number}`.",
                f"Write `{number}`.",
                match.start(1),
                match.end(1),
                replacement=number,
                copy=copy,
            )
