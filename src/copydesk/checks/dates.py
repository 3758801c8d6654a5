"""Dates and numbers in the copy that cannot be right, or are not written as the house writes them."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from copydesk.briefing import WEEKDAYS
from copydesk.checks.days import dates_in, day_meant, holds_dates, months_of, named_months
from copydesk.checks.registry import Finding, check_issue
from copydesk.checks.succession import later, written_day
from copydesk.checks.words import matches
from copydesk.diagnostic import Severity
from copydesk.issue import Fitted
from copydesk.late import late
from copydesk.manuscript import Needs

_DAY_AT_END = late(r"[0-9](?:st|nd|rd|th)?(?: of)?$")


@lru_cache(maxsize=32)
def _holds_day_first(names: tuple[str, ...]) -> Needs:
    """Words that can hold one of these months behind a day, such as `5`, `5th` or `5th of`."""
    months = [f" {name.lower()}" for name in names]
    return lambda _vocabulary: (
        lambda low: any(
            _DAY_AT_END.search(before[-len("5th of") :])
            for month in months
            for before in low.split(month)[:-1]
        )
    )


@check_issue("D101", Severity.ERROR)
def no_such_day(fitted: Fitted) -> Iterator[Finding]:
    """A day does not exist.

    Instead of `April 31`
    write      `April 30`, or whichever day it was
    """
    for copy, match in dates_in(fitted):
        place = day_meant(fitted, match)
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
    for copy, match in dates_in(fitted):
        place = day_meant(fitted, match)
        if match["weekday"] and place and 1 <= place[2] <= monthrange(place[0], place[1])[1]:
            weekday = WEEKDAYS[date(*place).weekday()]
            if weekday != match["weekday"]:
                yield Finding(
                    f"{match['month']} {match['day']}, {place[0]} {_was(fitted, date(*place))} a {weekday}.",
                    f"Mend the weekday (`{weekday}`) or the date.",
                    match.start("weekday"),
                    match.end("weekday"),
                    copy=copy,
                )


def _was(fitted: Fitted, found: date) -> str:
    day = written_day(fitted)
    return "is" if day and found > day else "was"


@check_issue("D103", Severity.WARNING)
def backwards(fitted: Fitted) -> Iterator[Finding]:
    """A range of dates runs backwards.

    Instead of `May 17-16`
    write      `May 16-17`
    """
    for copy, match in dates_in(fitted):
        if match["day2"] and not match["month2"] and int(match["day2"]) <= int(match["day"]):
            yield Finding(
                "This range of dates runs backwards.",
                "Put the earlier day first.",
                match.start("day"),
                match.end("day2"),
                copy=copy,
            )


@check_issue("D104", Severity.WARNING)
def off_weekday(fitted: Fitted) -> Iterator[Finding]:
    """An issue does not go out on the weekday of its briefing's rhythm.

    A special edition may go out on any day.
    """
    day = written_day(fitted)
    if day and fitted.structure and not fitted.structure.edition:
        wanted = fitted.structure.loaded.briefing.weekday
        if WEEKDAYS[day.weekday()] != wanted:
            near = later(day, (WEEKDAYS.index(wanted) - day.weekday()) % 7)
            yield Finding(
                f"{day} is a {WEEKDAYS[day.weekday()]}; the briefing goes out on a {wanted}.",
                f"The next {wanted} is {near}." if near else "Mend the date.",
                copy=fitted.at("date"),
            )


def _months_first(fitted: Fitted) -> str:
    """The months as a pattern, where the briefing writes a month before its day; else one of nothing."""
    form = fitted.structure.loaded.briefing.calendar.form if fitted.structure else ""
    is_first = 0 <= form.find("{month}") < form.find("{day}")
    return "|".join(map(re.escape, named_months(fitted))) or "(?!)" if is_first else "(?!)"


@check_issue("D111", Severity.WARNING)
def ordinal_day(fitted: Fitted) -> Iterator[Finding]:
    """A day stands as an ordinal behind its month.

    Instead of `May 22nd`
    write      `May 22`
    """
    pattern = re.compile(rf"\b(?:{_months_first(fitted)}) [0-9]{{1,2}}(st|nd|rd|th)\b")
    for copy, match in matches(fitted, pattern, holds_dates(named_months(fitted))):
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
        r"(?<![\w.,:/$-])(?:the (?=\d\d?[a-z]))?(?P<day>(?:0?[1-9]|[12][0-9]|3[01])(?:-[0-9][0-9]?)?)(?:st|nd|rd|th)?(?: of)? "
        rf"(?P<month>{months})\b(?:,? (?P<year>[0-9]{{4}})\b)?(?! \d)"
    )
    for copy, match in matches(fitted, pattern, _holds_day_first(named_months(fitted))):
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
    whole = {form: month for month in months_of(fitted) for form in _short(month) if fitted.has(form)}
    if not whole:
        return
    pattern = re.compile(rf"\b({'|'.join(whole)})\b\.?(?= [0-9])")
    for copy, match in matches(fitted, pattern, holds_dates(tuple(whole))):
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
