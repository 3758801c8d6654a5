"""The day of an issue: given, on the page, or guessed. Never today's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from copydesk.briefing import WEEKDAYS, Briefing
from copydesk.importing.block import Block
from copydesk.importing.looks import folded
from copydesk.importing.page import Page

_IN_ADDRESS = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<![\d$€£.,])(?:19|20)\d\d(?![\d,.]\d|\d)")
_GAP = timedelta(days=4)
"""Days named in one issue lie closer together than this."""
_NO_YEAR = 2000
"""The year of an issue that names none: plainly wrong, and the same tomorrow."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A day, what it was guessed from, in words, and where that stands."""

    day: date
    reason: str
    at: Block | None = None


def day_of(page: Page, blocks: Iterable[Block], near: int, briefing: Briefing) -> Guess:
    """The day of an issue: the page's address, else the date nearest to a line, else days in `blocks`."""
    if page.address and (day := _in_address(page.address.text)):
        return Guess(day, f"the page's address{_weekday(day, briefing)}", page.address)
    for block in sorted(page.dates, key=lambda block: abs(block.line - near)):
        for day in _whole(block.folded, briefing):
            return Guess(day, f"a date on the page{_weekday(day, briefing)}", block)
    return _named(tuple(blocks), briefing)


def _in_address(address: str) -> date | None:
    match = _IN_ADDRESS.search(address)
    return _day(*map(int, match.groups())) if match else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(day: date, briefing: Briefing) -> str:
    return "" if WEEKDAYS[day.weekday()] == briefing.weekday else f", which is no {briefing.weekday}"


def _whole(text: str, briefing: Briefing) -> Iterator[date]:
    """The day that a line such as `May 22, 2024` holds."""
    year = _YEAR.search(text)
    for month, day, _ in _mentions(text, briefing):
        if year and (found := _day(int(year[0]), month, day)):
            yield found
    if match := re.search(r"(\d{4})-(\d\d)-(\d\d)", text):
        found = _day(*map(int, match.groups()))
        yield from () if found is None else (found,)


def _mentions(text: str, briefing: Briefing) -> Iterator[tuple[int, int, bool]]:
    """Each month and day named in a text (folded), and whether a year stands behind it."""
    months = [folded(name) for name in briefing.calendar.months]
    name = "|".join(map(re.escape, months))
    for match in re.finditer(rf"\b(?:({name}) (\d{{1,2}})|(\d{{1,2}}) ({name}))\b(,? \d{{4}})?", text):
        yield months.index(match[1] or match[4]) + 1, int(match[2] or match[3]), match[5] is not None


def _named(blocks: tuple[Block, ...], briefing: Briefing) -> Guess:
    """The issue's day behind the last of the days that its text names most closely together.

    A text seldom spells out the year it is written in: it is taken to follow the latest one named.
    """
    years = [int(year) for block in blocks for year in _YEAR.findall(block.text)]
    year = min(max(years, default=_NO_YEAR - 1) + 1, MAXYEAR)
    named = sorted(
        (day, -number)
        for number, block in enumerate(blocks)
        for month, number_in_month, has_year in _mentions(block.folded, briefing)
        if not has_year and (day := _day(year, month, number_in_month))
    )
    if not named:
        return Guess(
            _on_weekday(date(year, 1, 1), briefing), "the page names no day; only the weekday is right"
        )
    last, number = max(_clusters(named), key=len)[-1]
    unsure = "" if years else "; the page names no year"
    return Guess(
        _on_weekday(last, briefing),
        f"the {briefing.weekday} after the days that the text names{unsure}",
        blocks[-number],
    )


def _clusters(days: list[tuple[date, int]]) -> Iterator[list[tuple[date, int]]]:
    cluster: list[tuple[date, int]] = []
    for day in days:
        if cluster and day[0] - cluster[-1][0] > _GAP:
            yield cluster
            cluster = []
        cluster.append(day)
    yield cluster


def _on_weekday(day: date, briefing: Briefing) -> date:
    """The day itself or the next one that falls on the briefing's weekday."""
    if day > date.max - timedelta(days=7):
        return day
    return day + timedelta(days=(WEEKDAYS.index(briefing.weekday) - day.weekday()) % 7)
