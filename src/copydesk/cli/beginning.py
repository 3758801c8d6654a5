"""`copydesk new` and `copydesk init`."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copydesk.cli.place import BRIEFING, DAY, structure_of, workspace
from copydesk.cli.running import CLEAN, command
from copydesk.cli.screen import paint, say
from copydesk.cli.shells import editions

if TYPE_CHECKING:
    from copydesk.diagnostic import Diagnostic
    from copydesk.structure import Structure


@command(short_help="Begin the next issue.")
@click.option(
    "--date",
    "day",
    type=DAY,
    metavar="YYYY-MM-DD",
    help="The day of the issue; one cadence after the last one if not given.",
)
@click.option(
    "--edition", default="", shell_complete=editions, help="The special form of the issue, such as `special`."
)
@click.option("--briefing", default=BRIEFING, show_default=True, help="Which briefing it is an issue of.")
def new(day: datetime | None, edition: str, briefing: str) -> int:
    """Begin the next issue: a file in issues/ with every section ready to fill.

    \b
    Examples:
      copydesk new
      copydesk new --date 2024-06-05 --edition special
    """
    from copydesk.diagnostic import Refused
    from copydesk.skeleton import skeleton
    from copydesk.writing import write_file

    frame = structure_of(briefing, edition)
    today = datetime.now().date()  # noqa: DTZ005 - the correspondent's own day
    chosen = day.date() if day else _next(frame, workspace().last_date(briefing), today)
    path = workspace().issues / f"{chosen}.yaml"
    if path.exists():
        raise Refused(_there(path, frame, chosen))
    write_file(path, skeleton(frame, chosen).encode(), new=True)
    say(f"{paint('good', 'written')} {workspace().shown(path)}")
    say(f"Fill it in, then type: copydesk check {workspace().shown(path)}")
    return CLEAN


def _next(frame: Structure, last: date | None, today: date) -> date:
    """The day of the next issue. Raises click.BadParameter where the calendar ends before it."""
    from copydesk.skeleton import next_date

    try:
        return next_date(frame, last, today)
    except OverflowError as error:
        raise click.BadParameter(
            f"No day is left for the issue after {last}. Name an earlier one.", param_hint="--date"
        ) from error


def _there(path: Path, frame: Structure, day: date) -> Diagnostic:
    """Says that there is an issue of a day, and which is the next day without one."""
    from copydesk.diagnostic import Diagnostic, Severity, Span

    while path.with_name(f"{day}.yaml").exists():
        day = _next(frame, day, day)
    mend = f"Write in that one; or type `copydesk new --date {day}`."
    shown = workspace().shown(path)
    return Diagnostic(shown, Span(), Severity.ERROR, "W004", "This file is there already.", mend)


@command(short_help="Make a workspace.")
@click.argument("folder", type=click.Path(path_type=Path), default=".")
@click.option("--briefing", default=BRIEFING, show_default=True, help="Which briefing to begin with.")
def init(folder: Path, briefing: str) -> int:
    """Make a workspace in FOLDER (the current one if not given), with a first issue to fill.

    \b
    Examples:
      copydesk init
      copydesk init my-briefing
    """
    from copydesk.founding import found_workspace

    today = datetime.now().date()  # noqa: DTZ005 - the correspondent's own day
    for path in found_workspace(folder, briefing, today):
        say(f"{paint('good', 'written')} {path}")
    say("Fill in the issue, then type: copydesk check")
    return CLEAN
