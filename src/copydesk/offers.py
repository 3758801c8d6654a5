"""The values that are known for a field: names of briefings, editions and authors, usual labels, yes and no."""

from __future__ import annotations

from copydesk.faults import Path
from copydesk.fields import Field
from copydesk.structure import Structure


def offers(structure: Structure, path: Path, field: Field) -> tuple[str, ...]:
    """The values that are known for the field at a path into an issue; a label may be another, too."""
    briefing = structure.loaded.briefing
    if field.type == "switch":
        return ("yes", "no")
    if field.type == "label":
        section = structure.section(path[0])
        return section.labels.all if section else ()
    named: dict[Path, tuple[str, ...]] = {
        ("briefing",): structure.library.slugs,
        ("edition",): tuple(briefing.editions),
        ("author",): tuple(briefing.authors),
    }
    return named.get(path, ())
