"""Faults of a form -> diagnostics at the line where each stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from difflib import get_close_matches

from copydesk.diagnostic import Diagnostic, Edit, Fix, Span
from copydesk.document import Document, Items, Step, Text
from copydesk.fields import Fault, Field

Path = tuple[Step, ...]
FieldAt = Callable[[Path], Field | None]
"""Gives the declaration of the field at a path, for what it says of itself."""

_KINDS = {
    "list_type": ("S103", "A list belongs here.", "Begin each item with `- `."),
    "dict_type": ("S103", "Fields belong here.", "Write them under it, two blanks further in: `name: text`."),
    "too_short": (
        "S115",
        "There are too few items here.",
        "Add the missing ones, or mend the count in the briefing.",
    ),
    "too_long": ("S116", "There are too many items here.", "Take out those that are too many."),
}


def diagnose(document: Document, faults: Collection[Fault], field_at: FieldAt) -> Iterator[Diagnostic]:
    """Diagnostics for the faults of a form, each cause once."""
    missing = {fault.path for fault in faults if fault.kind == "missing"}
    misspelt: set[Path] = set()
    for fault in faults:
        if fault.kind == "extra_forbidden":
            near = get_close_matches(str(fault.path[-1]), _siblings(fault.path, missing), 1, 0.7)
            misspelt |= {(*fault.path[:-1], *near)}
    for fault in faults:
        if fault.path not in misspelt:
            yield _diagnostic(document, fault, field_at, missing)


def _siblings(path: Path, paths: Collection[Path]) -> list[str]:
    return [str(each[-1]) for each in paths if each[:-1] == path[:-1]]


def _diagnostic(document: Document, fault: Fault, field_at: FieldAt, missing: Collection[Path]) -> Diagnostic:
    if fault.kind == "missing":
        return _missing(document, fault, field_at(fault.path))
    if fault.kind == "extra_forbidden":
        return _extra(document, fault.path, _siblings(fault.path, missing))
    node = document.nearest(fault.path)
    if isinstance(node, Text) and not node.value.strip():
        return document.report(
            _key_or_value(document, fault.path),
            "S104",
            f"`{_name(fault.path)}` is empty.",
            _filling(field_at(fault.path)),
        )
    code, message, mend = _KINDS.get(fault.kind, (fault.kind, fault.message, fault.mend))
    if fault.kind in ("too_short", "too_long"):
        return _count(document, fault, code, field_at(fault.path))
    if isinstance(node, Text):
        return document.report(document.place(node, fault.start, fault.end), code, message, mend)
    return document.report(_key_or_value(document, fault.path), code, message, mend)


def _missing(document: Document, fault: Fault, field: Field | None) -> Diagnostic:
    name = _name(fault.path)
    doc = f": {field.doc}" if field and field.doc else "."
    return document.report(
        _beginning(document, fault.path[:-1]),
        "S101",
        f"`{name}` is missing{_within(fault.path)}{doc}",
        f"Add a line `{name}:`.",
    )


def _extra(document: Document, path: Path, missing: list[str]) -> Diagnostic:
    name = _name(path)
    key = document.key(path)
    span = document.place(key) if key else document.span(0, 0)
    near = get_close_matches(name, missing, 1, 0.7)
    if not (near and key):
        return document.report(
            span,
            "S102",
            f"`{name}` is no field{_within(path)}.",
            "Delete it, or look up the fields with `copydesk schema`.",
        )
    fix = Fix(f"Write `{near[0]}`", (Edit(*document.edges(key), near[0]),))
    return document.report(
        span, "S102", f"`{name}` is no field{_within(path)}.", f"Did you mean `{near[0]}`?", fix=fix
    )


def _count(document: Document, fault: Fault, code: str, field: Field | None) -> Diagnostic:
    node = document.node(fault.path)
    items = node.items if isinstance(node, Items) else ()
    least, most = (field.min, field.max) if field else (None, None)
    if fault.kind == "too_long" and most is not None:
        first = items[most]
        return document.report(
            document.span(first.start, first.end),
            code,
            f"`{_name(fault.path)}` has {len(items)} items; {most} is the most.",
            "This is the first too many: take it out, or put it elsewhere.",
        )
    return document.report(
        _key_or_value(document, fault.path),
        code,
        f"`{_name(fault.path)}` has {len(items)} items; {least} is the least.",
        "Add the missing ones.",
    )


def _name(path: Path) -> str:
    names = [str(step) for step in path if isinstance(step, str)]
    return names[-1] if names else "this"


def _within(path: Path) -> str:
    """In words, the part of the issue that a field belongs to."""
    parents = path[:-1]
    if not parents:
        return ""
    number = f", number {parents[-1] + 1}" if isinstance(parents[-1], int) else ""
    return f" in `{_name(parents)}`{number}"


def _filling(field: Field | None) -> str:
    if field and field.required:
        return f"Fill it in: {field.doc}" if field.doc else "Fill it in."
    return "Fill it in, or delete the line if it is not needed."


def _key_or_value(document: Document, path: Path) -> Span:
    """Where to point for a value as a whole: its key, so that the mark stays short."""
    if key := document.key(path):
        return document.place(key)
    node = document.nearest(path)
    return document.span(node.start, node.start) if node else document.span(0, 0)


def _beginning(document: Document, path: Path) -> Span:
    """Where to point for what is missing in the fields at `path`."""
    if not path:
        return document.span(0, 0)
    return _key_or_value(document, path)
