"""What stands in JSON: our own, in which each field says what it is, and anybody's, which may be no such thing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar, dataclass_transform

from copydesk.shapes import Fault, declare

T = TypeVar("T")

_CONFIG = {"extra": "forbid", "use_attribute_docstrings": True}
_DIGITS = 18


@dataclass_transform(frozen_default=True, kw_only_default=True)
def described(kind: type[T]) -> type[T]:
    """A part of what is written as JSON, a frozen dataclass: its schema is published, in the words of the docstrings."""
    setattr(kind, "__pydantic_config__", _CONFIG)  # noqa: B010 - mypy knows no such attribute
    return dataclass(frozen=True, kw_only=True)(kind)


def schema_of(kind: type[Any]) -> dict[str, Any]:
    """The JSON Schema of what is described."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - it costs five times what its engine alone does

    return TypeAdapter(kind).json_schema()


def written(part: object) -> bytes:
    """What is described, as JSON that a person can read and compare: its keys sorted."""
    return (json.dumps(part, default=vars, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def strict(kind: type[T], data: bytes) -> T:
    """What some JSON describes. Raises ValueError, in plain words, where it does not.

    Nothing is taken for something else: a key may stand once, and a number is no text.
    """
    found, faults = declare(kind, _plain(data), strict=True)
    if found is None:
        raise ValueError(_said(faults[0]))
    return found


def _plain(data: bytes) -> Any:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError("it is not encoded in UTF-8") from error
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_int=_whole, parse_constant=_no_number)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"it is no JSON: line {error.lineno}, column {error.colno}") from error
    if not isinstance(found, dict):
        raise ValueError("it holds no fields")  # noqa: TRY004 - the file is at fault, not the program
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(key for key in found if sum(key == name for name, _ in pairs) > 1)
        raise ValueError(f"`{twice}` stands in it twice")
    return found


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise ValueError(f"a number in it has {len(digits)} digits")
    return int(digits)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"`{name}` is no number")


def _said(fault: Fault) -> str:
    """A fault with its place: `files.email.html.bytes: ...`."""
    place = ".".join(str(step) for step in fault.path)
    return f"{f'`{place}`: ' if place else ''}{fault.message[:1].lower()}{fault.message[1:]}"
