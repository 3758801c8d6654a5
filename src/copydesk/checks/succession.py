"""An issue after the ones before it: its date, and its number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from copydesk.briefing import WEEKDAYS, Cadence
from copydesk.checks.registry import Finding, check_issue
from copydesk.diagnostic import Severity
from copydesk.issue import Fitted

MONTH = 28
"""Days from which on a rhythm is one of months: those have four weeks, or five."""


def written_day(fitted: Fitted) -> date | None:
    """The date that an issue bears, where it is one."""
    copy = fitted.at("date")
    try:
        return date.fromisoformat(copy.text.value.strip()) if copy else None
    except ValueError:
        return None


def written_number(fitted: Fitted) -> int | None:
    """The number that an issue bears, where it is one."""
    copy = fitted.at("number")
    text = copy.text.value.strip() if copy else ""
    return int(text) if text.isascii() and text.isdecimal() else None


@check_issue("E110", Severity.WARNING)
def not_after(fitted: Fitted) -> Iterator[Finding]:
    """The date of an issue is not after that of an earlier one.

    Most often it was copied along with the last issue's file. Two issues of one date would be built
    into one folder.
    """
    day = written_day(fitted)
    for earlier in fitted.earlier:
        if day and earlier.day and earlier.day >= day:
            is_same = earlier.day == day
            yield Finding(
                f"{earlier.path} {'has this date already' if is_same else f'is of {earlier.day}'}.",
                "Mend the date here, or there.",
                copy=fitted.at("date"),
            )
            return


@check_issue("E111", Severity.NOTE)
def out_of_step(fitted: Fitted) -> Iterator[Finding]:
    """An issue falls out of the rhythm of those before it.

    From one issue to the next it is one `cadence` of the briefing, or several where issues were left
    out. A special edition may go out on any day, and the next issue does not count from it.
    """
    day = written_day(fitted)
    last = next((each.day for each in fitted.earlier if each.day and not each.edition), None)
    if day is None or last is None or last >= day or not fitted.structure or fitted.structure.edition:
        return
    briefing = fitted.structure.loaded.briefing
    cadence = briefing.cadences[briefing.cadence]
    if WEEKDAYS[day.weekday()] == briefing.weekday and not _in_step((day - last).days, cadence):
        fitting = last + (max(1, round((day - last).days / cadence.days))) * (date.resolution * cadence.days)
        yield Finding(
            f"The last issue is of {last}, and the briefing is {cadence.word}.",
            f"{fitting} would fit. Keep yours if it is meant so.",
            copy=fitted.at("date"),
        )


def _in_step(days: int, cadence: Cadence) -> bool:
    return days % cadence.days == 0 or (cadence.days >= MONTH and days > cadence.days)


@check_issue("E112", Severity.WARNING)
def number(fitted: Fitted) -> Iterator[Finding]:
    """The number of an issue does not follow that of the last one.

    A briefing need not number its issues; one that does counts by one.
    """
    found = written_number(fitted)
    last = next((each for each in fitted.earlier if each.number is not None), None)
    if found is None or last is None or last.number is None or found == last.number + 1:
        return
    yield Finding(
        f"{last.path} has the number {last.number}.",
        f"Write `{last.number + 1}`.",
        replacement=str(last.number + 1),
        copy=fitted.at("number"),
    )
