"""The vocabulary in which components, briefings and issues declare their fields.

A `Field` is data (`{type: line, max: 90, doc: ...}`). A `Form` is a set of them that the plain values
of a document can be fitted into.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from functools import cached_property, partial
from typing import Any, get_args

from copydesk.leaves import LEAVES, read_leaf
from copydesk.shapes import Fault, Shape, engine, keyed, leaf, many, parts_of, run

Values = dict[str, Any]
"""The values of a form: only those that were written."""


@dataclass(frozen=True)
class Field:
    """One field of a component: what may stand in it."""

    type: str
    """`line`, `label`, `prose`, `url`, `image`, `email`, `date`, `number`, `switch`, `list`, or a component."""
    of: str = ""
    """What a list is made of: a component's name."""
    doc: str = ""
    """What the field is for, in words for correspondents."""
    required: bool = False
    min: int | None = None
    """Fewest characters of a line, paragraphs of prose, items of a list."""
    max: int | None = None
    """Most of the same."""

    @property
    def kind(self) -> str:
        """What stands in it: its type, or that of a list's items."""
        return self.of if self.type == "list" else self.type


FieldsOf = Callable[[str], Mapping[str, Field]]
"""Gives the fields of a component by its name."""


@dataclass(frozen=True)
class Form:
    """A set of fields that plain values can be fitted into."""

    name: str
    fields: Mapping[str, Field]
    fields_of: FieldsOf

    @cached_property
    def validate(self) -> Callable[[object], Values]:
        """What holds values against the fields, built once."""
        return engine(_shape(self.fields, self.fields_of))

    def fit(self, values: object) -> tuple[Values, list[Fault]]:
        """The fitted values, or what does not fit: all of it."""
        nothing: Values = {}
        fitted, faults = run(self.validate, values, nothing)
        faults += _miscounts(values, self.fields, self.fields_of, ())
        return nothing if faults else fitted, faults


def fields_within(kind: type, path: tuple[str | int, ...]) -> dict[str, Field]:
    """The fields of what stands at a path into a declaration."""
    found: Any = kind
    for step in path:
        parts = _parts(found)
        found = parts[step][0] if step in parts else _part(found)
    return {name: Field(type="line", required=required) for name, (_, required) in _parts(found).items()}


def _parts(kind: Any) -> dict[Any, tuple[Any, bool]]:
    """The fields of a declaration, optional or not; none where it is something else."""
    declaration: Any = _part(kind) if type(None) in get_args(kind) else kind
    is_one = is_dataclass(declaration)
    return dict(parts_of(declaration)) if is_one else {}


def _part(kind: Any) -> Any:
    """What a list, a mapping or an optional value is made of."""
    return next((part for part in get_args(kind) if part not in (str, type(None), ...)), None)


def _miscounts(
    values: object, fields: Mapping[str, Field], fields_of: FieldsOf, path: tuple[str | int, ...]
) -> Iterator[Fault]:
    """The lists, at any depth, that have too few items or too many."""
    for key, field in fields.items():
        value = values.get(key) if isinstance(values, dict) else None
        if isinstance(value, dict):
            yield from _miscounts(value, inner(field, fields_of), fields_of, (*path, key))
        elif field.type == "list" and isinstance(value, list):
            if len(value) < (field.min or 0):
                yield Fault((*path, key), "too_short", limit=field.min)
            if field.max is not None and len(value) > field.max:
                yield Fault((*path, key), "too_long", limit=field.max)
            fields_in = inner(Field(type=field.of), fields_of)
            for number, item in enumerate(value):
                yield from _miscounts(item, fields_in, fields_of, (*path, key, number))


def _shape(fields: Mapping[str, Field], fields_of: FieldsOf) -> Shape:
    return keyed({key: (_shape_of(field, fields_of), field.required) for key, field in fields.items()})


def _shape_of(field: Field, fields_of: FieldsOf) -> Shape:
    if field.type == "list":
        return many(_shape_of(Field(type=field.of), fields_of))
    if field.type in LEAVES:
        return leaf(partial(read_leaf, field.type, least=field.min, most=field.max))
    return _shape(fields_of(field.type), fields_of)


def inner(field: Field | None, fields_of: FieldsOf) -> Mapping[str, Field]:
    """The fields within a field; none where it is text or a list of text."""
    if field is None or field.type == "list" or field.type in LEAVES:
        return {}
    return fields_of(field.type)
