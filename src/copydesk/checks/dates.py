"""Dates and numbers in the copy that cannot be right, or are not written as the house writes them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from copydesk.briefing import WEEKDAYS
from copydesk.checks.registry import Finding, check_issue
from copydesk.checks.succession import written_day
from copydesk.checks.words import like, matches
from copydesk.diagnostic import Severity
from copydesk.issue import Fitted
from copydesk.manuscript import WORDS, Copy, Needs


def _months(fitted: Fitted) -> tuple[str, ...]:
    return fitted.structure.loaded.briefing.calendar.months if fitted.structure else ()


def _named(fitted: Fitted) -> tuple[str, ...]:
    """The months that the copy names."""
    return tuple(filter(fitted.has, _months(fitted)))


@lru_cache(maxsize=32)
def _dated(names: tuple[str, ...]) -> re.Pattern[str]:
    months = "|".join(names) or "(?!)"
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
    day = written_day(fitted)
    if day is None:
        return None
    years = (day.year - 1, day.year, day.year + 1)
    return min(years, key=lambda year: abs(date(year, month, 1) - day)), month, int(match["day"])


@lru_cache(maxsize=32)
def _holds_dates(names: tuple[str, ...]) -> Needs:
    return like(rf"(?:{'|'.join(map(str.lower, names)) or '(?!)'})\.? [0-9]")


@lru_cache(maxsize=32)
def _holds_day_first(names: tuple[str, ...]) -> Needs:
    return like(rf"[0-9](?:st|nd|rd|th)?(?: of)? (?:{'|'.join(map(str.lower, names)) or '(?!)'})")


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


@lru_cache(maxsize=2)
def _dates(fitted: Fitted) -> tuple[tuple[Copy, re.Match[str]], ...]:
    months = _named(fitted)
    return tuple(
        (copy, match)
        for copy in fitted.chosen(WORDS, _holds_dates(months))
        for match in _around(copy, months)
    )


def _around(copy: Copy, months: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """The dates around each month with a day: elsewhere, they would be looked for in vain."""
    for place in _with_day(months).finditer(copy.words):
        window = max(0, place.start() - _BEFORE), place.end() + _BEHIND
        for match in _dated(months).finditer(copy.words, *window):
            if match.start("month") == place.start():
                yield match


@lru_cache(maxsize=32)
def _with_day(months: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(months) or '(?!)'}) [0-9]")


_BEFORE, _BEHIND = len("Wednesday, on "), len("1-September 17, 2024 ")
"""How far a date goes on either side of its month and the first numeral behind it."""


@check_issue("D104", Severity.WARNING)
def off_weekday(fitted: Fitted) -> Iterator[Finding]:
    """An issue does not go out on the weekday of its briefing's rhythm.

    A special edition may go out on any day.
    """
    day = written_day(fitted)
    if day and fitted.structure and not fitted.structure.edition:
        wanted = fitted.structure.loaded.briefing.weekday
        if WEEKDAYS[day.weekday()] != wanted:
            near = day + timedelta(days=(WEEKDAYS.index(wanted) - day.weekday()) % 7)
            yield Finding(
                f"{day} is a {WEEKDAYS[day.weekday()]}; the briefing goes out on a {wanted}.",
                f"The next {wanted} is {near}.",
                copy=fitted.at("date"),
            )


def _months_first(fitted: Fitted) -> str:
    """The months as a pattern, where the briefing writes a month before its day; else one of nothing."""
    form = fitted.structure.loaded.briefing.calendar.form if fitted.structure else ""
    is_first = 0 <= form.find("{month}") < form.find("{day}")
    return "|".join(map(re.escape, _named(fitted))) or "(?!)" if is_first else "(?!)"


@check_issue("D111", Severity.WARNING)
def ordinal_day(fitted: Fitted) -> Iterator[Finding]:
    """A day stands as an ordinal behind its month.

    Instead of `May 22nd`
    write      `May 22`
    """
    pattern = re.compile(rf"\b(?:{_months_first(fitted)}) \d{{1,2}}(st|nd|rd|th)\b")
    for copy, match in matches(fitted, pattern, _holds_dates(_named(fitted))):
        write = match[0][:-2]
        yield Finding(
            "A day is a plain number.", f"Write `{write}`.", *match.span(1), replacement="", copy=copy
        )


@check_issue("D112", Severity.WARNING)
def day_first(fitted: Fitted) -> Iterator[Finding]:
    """A day stands before its month.

    Instead of `22 May 2024`
    write      `May 22, 2024`
    """
    months = _months_first(fitted)
    pattern = re.compile(
        r"(?<![\w.,:/$-])(?:the (?=\d\d?[a-z]))?(?P<day>(?:0?[1-9]|[12]\d|3[01])(?:-\d\d?)?)(?:st|nd|rd|th)?(?: of)? "
        rf"(?P<month>{months})\b(?:,? (?P<year>\d{{4}})\b)?(?! \d)"
    )
    for copy, match in matches(fitted, pattern, _holds_day_first(_named(fitted))):
        if not re.search(rf"(?:{months}) $", match.string[max(0, match.start() - 12) : match.start()]):
            year = f", {match['year']}" if match["year"] else ""
            write = f"{match['month']} {match['day'].lstrip('0')}{year}"
            yield Finding(
                "The month stands before the day.",
                f"Write `{write}`.",
                *match.span(),
                replacement=write,
                copy=copy,
            )


@check_issue("D113", Severity.WARNING)
def short_month(fitted: Fitted) -> Iterator[Finding]:
    """A month is abbreviated.

    The house writes the months in full, as its two whole editions do; a briefing whose `calendar` has
    short names writes those.

    Instead of `Sept. 5`
    write      `September 5`
    """
    whole = {form: month for month in _months(fitted) for form in _short(month) if fitted.has(form)}
    if not whole:
        return
    pattern = re.compile(rf"\b({'|'.join(whole)})\b\.?(?= \d)")
    for copy, match in matches(fitted, pattern, _holds_dates(tuple(whole))):
        write = whole[match[1]]
        yield Finding(
            f"The house writes `{write}` in full.",
            f"Write `{write}`.",
            *match.span(),
            replacement=write,
            copy=copy,
        )


def _short(month: str) -> tuple[str, ...]:
    """The usual short forms of a month that is written in full."""
    if not month.isalpha() or len(month) <= 4:
        return ()
    return (month[:3], "Sept") if month == "September" else (month[:3],)
