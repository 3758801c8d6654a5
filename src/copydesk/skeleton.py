"""The next issue, with every section ready to fill."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from copydesk.briefing import WEEKDAYS
from copydesk.faults import Path
from copydesk.fields import Field, inner
from copydesk.limits import limits
from copydesk.structure import Structure

GIVEN = ("briefing", "date", "edition")
"""The fields that the skeleton fills in itself."""


def next_date(structure: Structure, last: date | None, today: date) -> date:
    """The day of the next issue: one cadence after the last one, else the next such weekday."""
    briefing = structure.loaded.briefing
    if last:
        return last + timedelta(days=briefing.cadences[briefing.cadence].days)
    ahead = (WEEKDAYS.index(briefing.weekday) - today.weekday()) % 7
    return today + timedelta(days=ahead)


def skeleton(structure: Structure, day: date) -> str:
    """An issue in YAML for that day: what has to be filled in stands empty, the rest as a comment."""
    lines = [f"briefing: {structure.loaded.slug}", f"date: {day.isoformat()}"]
    if structure.edition:
        lines.append(f"edition: {structure.edition}")
    for key, field in structure.fields.items():
        if key not in GIVEN:
            lines += ["", *_described(structure, key, field, (key,))]
    return "\n".join(lines) + "\n"


def _described(
    structure: Structure, key: str, field: Field, path: Path, *, open_all: bool = False
) -> list[str]:
    """A field under its description: as a comment if it is optional, unless all is to be open."""
    needed = field.required or open_all
    body = _field(structure, key, field, path, open_all=not field.required)
    return [f"# {_doc(field)}", *(body if needed else _commented(body))]


def _doc(field: Field) -> str:
    notes = [] if field.required else ["optional"]
    if field.type in ("line", "label") and field.max:
        notes.append(limits(field))
    return " ".join(field.doc.split()) + (f" ({', '.join(notes)})" if notes else "")


def _commented(lines: list[str]) -> list[str]:
    return [line if line.startswith("# ") else f"# {line}".rstrip() for line in lines]


def _field(structure: Structure, key: str, field: Field, path: Path, *, open_all: bool) -> list[str]:
    if field.type == "prose":
        return [f"{key}: |", ""]
    if field.type == "label":
        return [f"{key}: {_label(structure, path)}".rstrip()]
    if field.type == "list":
        return [f"{key}:", *_items(structure, field, path)]
    fields = inner(field, structure.fields_of)
    lines = [_described(structure, each, fields[each], (*path, each), open_all=open_all) for each in fields]
    return [f"{key}:", *(f"  {line}".rstrip() for line in chain(*lines))]


def _items(structure: Structure, field: Field, path: Path) -> Iterator[str]:
    for number in range(max(field.min or 1, len(_ends(structure, path)))):
        yield from (f"  {line}".rstrip() for line in item(structure, field, (*path, number)))


def bare(structure: Structure, field: Field, path: Path) -> list[str]:
    """The lines of the field at a path: what it needs, without a comment and what is optional."""
    lines = _field(structure, str(path[-1]), field, path, open_all=False)
    return [line for line in lines if not line.lstrip().startswith("#")]


def item(structure: Structure, field: Field, path: Path) -> list[str]:
    """The lines of the item at a path, of a list that is this field: what it needs, from its dash on."""
    fields = inner(Field(type=field.of), structure.fields_of)
    lines = (
        _field(structure, key, each, (*path, key), open_all=False)
        for key, each in fields.items()
        if each.required
    )
    found = [f"{'  ' if place else '- '}{line}".rstrip() for place, line in enumerate(chain(*lines))]
    return found or ["-"]


def _ends(structure: Structure, path: Path) -> list[str]:
    """The labels that the passages of a section begin and end with, where its briefing has them."""
    section = structure.section(path[0])
    if section is None or len(path) != 2:
        return []
    return [label for label in (section.labels.first, section.labels.last) if label]


def _label(structure: Structure, path: Path) -> str:
    """The label that usually stands at this place, where the briefing has one."""
    section = structure.section(path[0])
    number = next((step for step in path if isinstance(step, int)), 0)
    labels = _ends(structure, path[:2]) or (section.labels.known if section else ())
    if len(labels) == 1:
        return labels[0]
    return labels[number] if number < len(labels) else ""
