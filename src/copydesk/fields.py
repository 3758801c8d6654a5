"""The vocabulary in which components, briefings and issues declare their fields.

A `Field` is data (`{type: line, max: 90, doc: ...}`). A `Form` turns fields into a pydantic model
and fits the plain values of a document into it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Annotated, Any, NotRequired, TypeVar, cast, get_args

import pydantic
from pydantic_core import PydanticCustomError
from typing_extensions import TypedDict

from copydesk.leaves import LEAVES, Misfit, read_leaf

Values = dict[str, Any]
"""The values of a form: only those that were written."""


DESCRIBED = pydantic.ConfigDict(use_attribute_docstrings=True)
"""For a declaration whose schema is published: it reads its own source, which takes time."""

T = TypeVar("T")
D = TypeVar("D", bound="Declaration")


class Declaration(pydantic.BaseModel):
    """What a YAML file under components/ declares: frozen, and nothing undeclared in it."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)


class Field(Declaration):
    """One field of a component: what may stand in it."""

    type: str
    """`line`, `label`, `prose`, `url`, `image`, `email`, `date`, `switch`, `list`, or a component."""
    of: str = ""
    """What a list is made of: a component's name."""
    doc: str = ""
    """What the field is for, in words for correspondents."""
    required: bool = False
    min: int | None = None
    """Fewest characters of a line, paragraphs of prose, items of a list."""
    max: int | None = None
    """Most of the same."""


FieldsOf = Callable[[str], Mapping[str, Field]]
"""Gives the fields of a component by its name."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value does not fit: its path, pydantic's or our code for it, and words for both."""

    path: tuple[str | int, ...]
    kind: str
    message: str = ""
    mend: str = ""
    start: int = 0
    end: int | None = None
    limit: int | None = None
    """The number of items that a list falls short of, or exceeds."""


@dataclass(frozen=True)
class Form:
    """A set of fields that plain values can be fitted into."""

    name: str
    fields: Mapping[str, Field]
    fields_of: FieldsOf

    @cached_property
    def adapter(self) -> pydantic.TypeAdapter[Values]:
        """The pydantic model of the fields, built once."""
        return pydantic.TypeAdapter(_model(self.name, self.fields, self.fields_of))

    def fit(self, values: object) -> tuple[Values, list[Fault]]:
        """The fitted values, or what does not fit: all of it."""
        nothing: Values = {}
        fitted, faults = _run(self.adapter.validate_python, values, nothing)
        if faults:
            # Of a list with a faulty item, pydantic does not say that it is too long or too short.
            faults = [fault for fault in faults if fault.kind not in ("too_short", "too_long")]
            faults += _miscounts(values, self.fields, self.fields_of, ())
        return fitted, faults


def declare(kind: type[D], values: object) -> tuple[D | None, list[Fault]]:
    """Fit plain values into a declaration; None and the faults where they do not fit."""
    return _run(kind.model_validate, values, None)


def _run(validate: Callable[[object], T], values: object, nothing: T) -> tuple[T, list[Fault]]:
    try:
        return validate(values), []
    except pydantic.ValidationError as error:
        return nothing, [_fault(item) for item in error.errors(include_url=False)]


def _fault(item: Any) -> Fault:
    context = item.get("ctx", {})
    return Fault(
        path=tuple(item["loc"]),
        kind=item["type"],
        message=item["msg"],
        mend=str(context.get("mend") or context.get("expected", "")),
        start=context.get("start", 0),
        end=context.get("end"),
    )


def fields_within(kind: type[Declaration], path: tuple[str | int, ...]) -> dict[str, Field]:
    """The fields of what stands at a path into a declaration."""
    found: Any = kind
    for step in path:
        fields = _fields(found)
        found = fields[step].annotation if step in fields else _part(found)
    return {name: Field(type="line", required=info.is_required()) for name, info in _fields(found).items()}


def _fields(kind: Any) -> dict[Any, Any]:
    """The fields of a declaration, optional or not; none where it is something else."""
    kind = _part(kind) if type(None) in get_args(kind) else kind
    return dict(kind.model_fields) if isinstance(kind, type) and issubclass(kind, Declaration) else {}


def _part(kind: Any) -> Any:
    """What a list, a mapping or an optional value is made of."""
    return next((part for part in get_args(kind) if part not in (str, type(None), ...)), None)


def _miscounts(
    values: object, fields: Mapping[str, Field], fields_of: FieldsOf, path: tuple[str | int, ...]
) -> Iterator[Fault]:
    """The lists, at any depth, that have too few items or too many."""
    for key, field in fields.items():
        value = values.get(key) if isinstance(values, dict) else None
        if field.type != "list":
            yield from _miscounts(value, inner(field, fields_of), fields_of, (*path, key))
        elif isinstance(value, list):
            if len(value) < (field.min or 0):
                yield Fault((*path, key), "too_short", limit=field.min)
            if field.max is not None and len(value) > field.max:
                yield Fault((*path, key), "too_long", limit=field.max)
            fields_in = inner(Field(type=field.of), fields_of)
            for number, item in enumerate(value):
                yield from _miscounts(item, fields_in, fields_of, (*path, key, number))


def _model(name: str, fields: Mapping[str, Field], fields_of: FieldsOf) -> Any:
    parts: dict[str, Any] = {}
    for key, field in fields.items():
        kind = _kind(field, fields_of)
        parts[key] = kind if field.required else NotRequired[kind]
    model: Any = cast("Any", TypedDict)(name, parts)
    return pydantic.with_config(pydantic.ConfigDict(extra="forbid"))(model)


def _kind(field: Field, fields_of: FieldsOf) -> Any:
    if field.type == "list":
        items: Any = list.__class_getitem__(_kind(Field(type=field.of), fields_of))
        return Annotated[items, pydantic.Field(min_length=field.min, max_length=field.max)]
    if field.type in LEAVES:
        return Annotated[Any, pydantic.PlainValidator(partial(_leaf, field))]
    return _model(field.type, fields_of(field.type), fields_of)


def _leaf(field: Field, value: object) -> object:
    if not isinstance(value, str):
        message = "Text belongs here, not a list or fields."
        raise PydanticCustomError("S103", message, {"mend": "Write the text behind the colon."})
    try:
        return read_leaf(field.type, value, field.min, field.max)
    except Misfit as misfit:
        place = {"mend": misfit.mend, "start": misfit.start, "end": misfit.end}
        raise PydanticCustomError(misfit.code, misfit.message, place) from misfit


def inner(field: Field | None, fields_of: FieldsOf) -> Mapping[str, Field]:
    """The fields within a field; none where it is text or a list of text."""
    if field is None or field.type == "list" or field.type in LEAVES:
        return {}
    return fields_of(field.type)
