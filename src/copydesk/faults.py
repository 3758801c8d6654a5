"""Faults of a form -> diagnostics at the line where each stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from difflib import get_close_matches

from copydesk.diagnostic import Diagnostic, Edit, Fix, Span
from copydesk.document import Document, Items, Node, Step, Text
from copydesk.document import Mapping as Entries
from copydesk.fields import Field
from copydesk.leaves import LEAVES
from copydesk.mistakes import seen
from copydesk.report import counted
from copydesk.rewriting import explained
from copydesk.shapes import Fault

Path = tuple[Step, ...]
FieldsAt = Callable[[Path], Mapping[str, Field] | None]
"""Gives the fields that may stand in the value at a path, for what they say of themselves."""

_LIST = ("S103", "A list belongs here.", "Begin each item with `- `.")
_FIELDS = ("S103", "Fields belong here.", "Write them under it, two blanks further in: `name: text`.")
_TEXT_IS_WANTED = ("S103", "string_type")
_KINDS = {
    "list_type": _LIST,
    "tuple_type": _LIST,
    "dict_type": _FIELDS,
    "string_type": ("S103", "Text belongs here, not a list or fields.", "Write the text behind the colon."),
    "bool_parsing": ("S114", "This is switched with `yes` or `no`.", "Write `yes` or `no`."),
    "int_parsing": ("S120", "A whole number belongs here.", "Write it in digits."),
}


Homes = Callable[[str], tuple[str, ...]]
"""Gives, in words, the places that a field of a name may stand in."""
_MANY = 3
"""Places that are named; of more, the first is."""


_ALIKE = 0.7
"""How like a field a name is that was meant for it, by difflib; in a short one, one letter is a third of it."""
_SHORT, _ALIKE_SHORT = 3, 0.66


def _nowhere(_name: str) -> tuple[str, ...]:
    return ()


def diagnose(
    document: Document, faults: Collection[Fault], fields_at: FieldsAt, homes: Homes = _nowhere
) -> Iterator[Diagnostic]:
    """Diagnostics for the faults of a form, each cause once."""
    near = {
        fault.path: _near(document, fault.path, fields_at(fault.path[:-1]) or {})
        for fault in faults
        if fault.kind == "extra_forbidden"
    }
    misspelt = {(*path[:-1], name) for path, name in near.items() if name}
    misplaced = {str(path[-1]) for path, name in near.items() if not name and homes(str(path[-1]))}
    for fault in faults:
        fields = fields_at(fault.path[:-1]) or {}
        field = fields.get(str(fault.path[-1])) if fault.path else None
        if fault.path in near:
            yield _extra(document, fault.path, near[fault.path], fields, homes(str(fault.path[-1])))
        elif fault.kind != "missing":
            yield _misfit(document, fault, field, fields_at(fault.path) or {})
        elif fault.path not in misspelt and fault.path[-1] not in misplaced:
            yield _missing(document, fault.path, field)


def _near(document: Document, path: Path, fields: Collection[str]) -> str:
    """The field that a name which is none was probably meant for: one that is not written yet."""
    name = str(path[-1])
    alike = _ALIKE if len(name) > _SHORT else _ALIKE_SHORT
    found = get_close_matches(name, _unwritten(document, path[:-1], fields), 1, alike)
    return found[0] if found else ""


def _unwritten(document: Document, path: Path, fields: Collection[str]) -> list[str]:
    node = document.node(path)
    written = node.entries if isinstance(node, Entries) else {}
    return [name for name in fields if name not in written]


def _extra(
    document: Document, path: Path, near: str, fields: Collection[str], homes: tuple[str, ...]
) -> Diagnostic:
    key = document.key(path)
    mend = f"Did you mean `{near}`?" if near else _moving(homes) or "Delete it."
    if not near and not homes and (names := _unwritten(document, path[:-1], fields)):
        mend += f" What may still be written here: {', '.join(names)}."
    return document.report(
        document.place(key) if key else document.span(0, 0),
        "S102",
        f"`{_name(path)}` is no field{_within(path) or ' at the top of the issue' * bool(homes)}.",
        mend,
        fix=Fix(f"Write `{near}`", (Edit(*document.edges(key), near),)) if near and key else None,
    )


def _moving(homes: tuple[str, ...]) -> str:
    """Where a field belongs that stands in the wrong place."""
    if not homes:
        return ""
    places = " or ".join(homes) if len(homes) <= _MANY else f"a part of the issue, such as {homes[0]}"
    return f"It belongs in {places}: move it there, with the indentation of its neighbors."


def _adding(name: str, field: Field | None) -> str:
    """How a field is added, in a form that works when it is typed."""
    kind = field.type if field else "line"
    if kind == "prose":
        return f"Add a line `{name}: |`, and the text on the next line, two blanks further in."
    if kind == "list":
        return f"Add a line `{name}:`, and under it an item for each, beginning with `- `."
    if kind in LEAVES:
        return f"Add a line `{name}:`."
    return f"Add a line `{name}:` with its fields under it, as `copydesk new` writes them."


def _missing(document: Document, path: Path, field: Field | None) -> Diagnostic:
    name = _name(path)
    doc = f": {field.doc}" if field and field.doc else "."
    return document.report(
        _key_or_value(document, path[:-1]),
        "S101",
        f"`{name}` is missing{_within(path)}{doc}",
        _adding(name, field),
    )


def _only_list(fields: Mapping[str, Field]) -> str:
    """The field that holds a list, where there is one alone."""
    names = [name for name, field in fields.items() if field.type == "list"]
    return names[0] if len(names) == 1 else ""


def _misfit(
    document: Document, fault: Fault, field: Field | None, fields_in: Mapping[str, Field]
) -> Diagnostic:
    node = document.nearest(fault.path)
    if isinstance(node, Text) and not node.value.strip():
        return document.report(
            _key_or_value(document, fault.path), "S104", f"{_called(fault.path)} is empty.", _filling(field)
        )
    if fault.limit is not None:
        return _count(document, fault, fault.limit)
    code, message, mend = _KINDS.get(fault.kind, (fault.kind, fault.message, fault.mend))
    if isinstance(node, Items) and fault.kind == "dict_type" and (name := _only_list(fields_in)):
        message, mend = (
            f"A list stands here without its `{name}:`.",
            f"Write `{name}:` above it, and indent the list under that.",
        )
    if code == "S103" and node and (mistaken := _mistaken(document, fault, node)):
        return mistaken
    if not code.startswith("S"):
        code, message, mend = (
            "S120",
            f"This does not belong here: {message}.",
            f"Write {mend or 'another value'}.",
        )
    if isinstance(node, Text):
        return document.report(document.place(node, fault.start, fault.end), code, message, mend)
    return document.report(_key_or_value(document, fault.path), code, message, mend)


def _mistaken(document: Document, fault: Fault, node: Node) -> Diagnostic | None:
    """That YAML took text for a list or fields, or a field for text."""
    line, _ = document.position(node.start)
    mistake = seen(document.line(line))
    if mistake is None or isinstance(node, Text) == (fault.kind in _TEXT_IS_WANTED):
        return None
    return explained(document, line, "S103", mistake)


def _count(document: Document, fault: Fault, limit: int) -> Diagnostic:
    node = document.node(fault.path)
    items = node.items if isinstance(node, Items) else ()
    message = f"{_called(fault.path)} has {counted(len(items), 'item')}; {limit} is the "
    if fault.kind == "too_long":
        first = items[limit]
        return document.report(
            document.span(first.start, first.end),
            "S116",
            f"{message}most.",
            "This is the first too many: take it out, or put it elsewhere.",
        )
    return document.report(
        _key_or_value(document, fault.path), "S115", f"{message}least.", "Add the missing ones."
    )


def _name(path: Path) -> str:
    """The field at a path, or that its item is one of; the section, where the field is only called items."""
    names = [str(step) for step in path if isinstance(step, str)]
    return (names[-2] if names[1:] and names[-1] == "items" else names[-1]) if names else "this"


def _called(path: Path) -> str:
    """In words, a value: by its field, or by its number in a list."""
    if path and isinstance(path[-1], int):
        return f"Number {path[-1] + 1} of `{_name(path)}`"
    return f"`{_name(path)}`"


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
    node = document.nearest(path) if path else None
    return document.span(node.start, node.start) if node else document.span(0, 0)
