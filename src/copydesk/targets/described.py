"""What stands in JSON: our own, in which each field says what it is, and anybody's, which may be no such thing."""

from __future__ import annotations

import json
from typing import Any, NoReturn, TypeVar

import pydantic


class Described(pydantic.BaseModel):
    """A part of the manifest. Its schema is published, in the words of the docstrings."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


D = TypeVar("D", bound=Described)
F = TypeVar("F")

_DIGITS = 18


def written(described: Described) -> bytes:
    """What is described, as JSON that a person can read and compare: its keys sorted."""
    plain = described.model_dump()
    return (json.dumps(plain, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def form(kind: type[F]) -> pydantic.TypeAdapter[F]:
    """What reads and writes the JSON of a plain data class, of which there may be thousands."""
    return pydantic.TypeAdapter(kind)


def strict(kind: type[D], data: bytes) -> D:
    """What some JSON describes. Raises ValueError, in plain words, where it does not.

    Nothing is taken for something else: a key may stand once, and a number is no text.
    """
    plain = _plain(data)
    try:
        return kind.model_validate(plain, strict=True)
    except ValueError as error:
        raise ValueError(_fault(error)) from error


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


def _fault(error: Any) -> str:
    """The first thing that the model found, with its place: `files.email.html.bytes: ...`."""
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(step) for step in first["loc"])
    return f"{f'`{place}`: ' if place else ''}{first['msg'][:1].lower()}{first['msg'][1:]}"
