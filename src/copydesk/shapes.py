"""Shapes that plain values are held against, by the engine of pydantic.

`import pydantic` costs five times what its engine alone does, and `copydesk check` is to answer at once:
the shapes are made here from declared fields and from annotated dataclasses, and not from models.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache, partial
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from pydantic_core import PydanticCustomError, SchemaValidator, ValidationError, core_schema

from copydesk.leaves import Misfit, read_leaf

Shape = core_schema.CoreSchema
Step = str | int

T = TypeVar("T")


class Fault(NamedTuple):
    """Why a value does not fit: its path, the engine's or our code for it, and words for both."""

    path: tuple[Step, ...]
    kind: str
    message: str = ""
    mend: str = ""
    start: int = 0
    end: int | None = None
    limit: int | None = None
    """The number of items that a list falls short of, or exceeds."""


def leaf(read: Callable[[str], object]) -> Shape:
    """A text, as `read` makes it; what it raises as Misfit is a fault."""

    def reading(value: object) -> object:
        if not isinstance(value, str):
            message = "Text belongs here, not a list or fields."
            raise PydanticCustomError("S103", message, {"mend": "Write the text behind the colon."})
        try:
            return read(value)
        except Misfit as misfit:
            place = {"mend": misfit.mend, "start": misfit.start, "end": misfit.end}
            raise PydanticCustomError(misfit.code, misfit.message, place) from misfit

    return core_schema.no_info_plain_validator_function(reading)


def many(shape: Shape) -> Shape:
    """A list of one shape. How many there may be is counted elsewhere, since a miscount hides faulty items."""
    return core_schema.list_schema(shape)


def keyed(shapes: Mapping[str, tuple[Shape, bool]]) -> Shape:
    """Values by their keys and no others, each with its shape and whether it is required."""
    parts = {
        key: core_schema.typed_dict_field(shape, required=required)
        for key, (shape, required) in shapes.items()
    }
    return core_schema.typed_dict_schema(parts, extra_behavior="forbid")


def engine(shape: Shape, *, strict: bool = False) -> Callable[[object], Any]:
    """What holds values against a shape; for `run`."""
    return partial(SchemaValidator(shape).validate_python, strict=strict)


def run(validate: Callable[[object], T], values: object, nothing: T) -> tuple[T, list[Fault]]:
    """The values that fit, or nothing and every fault."""
    try:
        return validate(values), []
    except ValidationError as error:
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


def declare(kind: type[T], values: object, *, strict: bool = False) -> tuple[T | None, list[Fault]]:
    """Plain values as a declaration, a frozen dataclass; None and the faults where they do not fit.

    With `strict`, no value is taken for one of another type, such as a text of digits for a number.
    """
    declaration: Any = kind
    return run(_engine_of(declaration, strict), values, None)


@cache
def _engine_of(kind: Hashable, strict: bool) -> Callable[[object], Any]:
    return engine(_declared(kind), strict=strict)


def _declared(kind: Any) -> Shape:
    parts = {name: (shape_of(hint), required) for name, (hint, required) in parts_of(kind).items()}
    return core_schema.no_info_after_validator_function(lambda values: kind(**values), keyed(parts))


@cache
def parts_of(kind: Hashable) -> dict[str, tuple[Any, bool]]:
    """The fields of a declaration by their names: the type of each, and whether it is required."""
    declaration: Any = kind
    hints = get_type_hints(declaration, include_extras=True)
    return {
        each.name: (hints[each.name], each.default is each.default_factory is MISSING)
        for each in fields(declaration)
    }


_PLAIN: dict[Any, Callable[[], Shape]] = {
    str: core_schema.str_schema,
    int: core_schema.int_schema,
    bool: core_schema.bool_schema,
    Any: core_schema.any_schema,
}
_SEVERAL: dict[Any, Callable[[Shape], Shape]] = {list: many, tuple: core_schema.tuple_variable_schema}


def shape_of(hint: Any) -> Shape:
    """The shape that a field's annotation asks for; `Annotated[str, "email"]` is a text of that type of field.

    Raises TypeError for one that no declaration uses.
    """
    if hint in _PLAIN or get_origin(hint) is Annotated:
        return _PLAIN[hint]() if hint in _PLAIN else leaf(partial(_written, get_args(hint)[1]))
    if is_dataclass(hint):
        return _declared(hint)
    parts = get_args(hint)
    if get_origin(hint) is Literal:
        return core_schema.literal_schema(list(parts))
    if get_origin(hint) in _SEVERAL:
        return _SEVERAL[get_origin(hint)](shape_of(parts[0]))
    if get_origin(hint) is dict:
        return core_schema.dict_schema(shape_of(parts[0]), shape_of(parts[1]))
    if NoneType in parts:
        return core_schema.nullable_schema(shape_of(next(part for part in parts if part is not NoneType)))
    raise TypeError(f"no declaration holds {hint}")


def _written(kind: str, value: str) -> object:
    return read_leaf(kind, value, None, None)
