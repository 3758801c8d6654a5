"""What a build leaves in the record for the next one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from copydesk.archive.places import INDEX, places
from copydesk.diagnostic import Severity
from copydesk.making import Built
from copydesk.press.plan import Plan
from copydesk.press.record import Known, Record, Row, Settled, Stored, Told
from copydesk.recipe import of_archive
from copydesk.writing.states import is_linked, state_of

if TYPE_CHECKING:
    from copydesk.archive.shelf import Shelved

SITUATION = "situation"
"""Under this name stands the situation in which the archive was written last."""


def situation(plan: Plan) -> str:
    """The sha256 of all that the archive is made of, and of its files: as long as it is one, so is the archive."""
    tree, library = plan.tree, plan.workspace.library
    found = list(places(tree))
    briefings = dict.fromkeys(place.partition("/")[0] for place in found)
    files = ["index.html", INDEX, "feed.atom", *(f"{briefing}/feed.atom" for briefing in briefings)]
    lines = [
        of_archive(library),
        plan.all_sources,
        *(f"{place} {plan.state_of(place)}" for place in found),
        *(f"{each} {state_of(f'{tree}/{each}')}" for each in files),
    ]
    return sha256("\n".join(lines).encode(errors="surrogateescape")).hexdigest()


def keep(
    record: Record, plan: Plan, found: Mapping[Path, Built], shelf: Iterable[Shelved] = (), now: str = ""
) -> None:
    """Keep what became of the sources, what the archive tells of the packages, and the situation."""
    gone = [plan.name(path) for path, one in found.items() if not one.folder]
    last = (_sources(plan, found), Settled(SITUATION, now))
    record.keep(chain(_linked(plan), _rows(plan, found), _told(record, shelf), last), gone)


def _rows(plan: Plan, found: Mapping[Path, Built]) -> Iterator[Row]:
    for path, one in found.items():
        known, state = plan.known.get(plan.name(path)), plan.state_at_first(path)
        if one.folder and one.at:
            place = one.folder.relative_to(plan.workspace.dist).as_posix()
            yield Stored(place, _state(one, plan.state_of(place)), one.sums)
            yield Known(
                plan.name(path),
                state,
                one.sha256,
                plan.earlier(path),
                one.slug,
                plan.frame_of(one.slug),
                place,
                one.light,
                sum(each.severity == Severity.WARNING for each in one.diagnostics),
            )
        elif known and known.state != state:
            yield known._replace(state=state)


def _state(one: Built, now: str) -> str:
    """The state of a package as it was when it was right: what became another since then is looked at again."""
    return now if one.changed or is_linked(one.state, now) else one.state


def _linked(plan: Plan) -> Iterator[Row]:
    for each in plan.linked:
        yield each._replace(state=plan.state_of(each.folder))


def _told(record: Record, shelf: Iterable[Shelved]) -> Iterator[Row]:
    for each in shelf:
        if (facts := each.facts) != record.facts(each.folder):
            yield Told(each.folder, facts)


def _sources(plan: Plan, found: Mapping[Path, Built]) -> Settled:
    """The sources as they were, if every one of them was looked at, or needed not to be."""
    covered = found.keys() >= set(plan.issues)
    return Settled("sources", plan.all_sources if covered else plan.sources_before)
