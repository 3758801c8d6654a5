"""The dates that stand in the copy, and the days that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import MAXYEAR, date
from functools import lru_cache

from copydesk.briefing import WEEKDAYS
from copydesk.checks.succession import written_day
from copydesk.issue import Fitted
from copydesk.late import late
from copydesk.manuscript import WORDS, Copy, Needs


@lru_cache(maxsize=2)
def dates_in(fitted: Fitted) -> tuple[tuple[Copy, re.Match[str]], ...]:
    """Each date that names a month and a day, and the copy that it stands in."""
    months = named_months(fitted)
    return tuple(
        (copy, match) for copy in fitted.chosen(WORDS, holds_dates(months)) for match in _around(copy, months)
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


def months_of(fitted: Fitted) -> tuple[str, ...]:
    """The names of the twelve months, as the briefing writes them."""
    return fitted.structure.loaded.briefing.calendar.months if fitted.structure else ()


def named_months(fitted: Fitted) -> tuple[str, ...]:
    """The months that the copy names."""
    return tuple(filter(fitted.has, months_of(fitted)))


@lru_cache(maxsize=32)
def _dated(names: tuple[str, ...]) -> re.Pattern[str]:
    months = "|".join(names) or "(?!)"
    weekdays = "|".join(WEEKDAYS)
    return re.compile(
        rf"(?:\b(?P<weekday>{weekdays}),? (?:on )?)?\b(?P<month>{months}) (?P<day>[0-9]{{1,2}})"
        rf"(?:(?P<dash>[-–])(?:(?P<month2>{months}) )?(?P<day2>[0-9]{{1,2}}))?\b(?!\d)(?:, (?P<year>[0-9]{{4}}))?"
    )


def day_meant(fitted: Fitted, match: re.Match[str]) -> tuple[int, int, int] | None:
    """Year, month and day of a date in the copy; the year nearest to the issue's where none is given.

    None where there is no telling, or no calendar for that year.
    """
    month = months_of(fitted).index(match["month"]) + 1
    if match["year"]:
        return (int(match["year"]), month, int(match["day"])) if int(match["year"]) else None
    day = written_day(fitted)
    if day is None:
        return None
    years = range(max(1, day.year - 1), min(day.year + 1, MAXYEAR) + 1)
    return min(years, key=lambda year: abs(date(year, month, 1) - day)), month, int(match["day"])


_DAY = late(r"\.? [0-9]")


@lru_cache(maxsize=32)
def holds_dates(names: tuple[str, ...]) -> Needs:
    """Words that can hold one of these months with a day behind it."""
    months = [name.lower() for name in names if name]
    return lambda _vocabulary: (
        lambda low: any(_DAY.match(behind) for month in months for behind in low.split(month)[1:])
    )
