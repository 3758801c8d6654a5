"""The regular expressions of a platform's file: none that a text could keep busy without end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

_parser: Any = import_module("re._parser")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def unfit(expression: str) -> tuple[str, str] | None:
    """What is wrong with an expression, and how it is mended; None where nothing is.

    What repeats may hold neither a choice nor a repetition of no fixed length: `(?:a+)+%` is tried in two ways
    more for each letter (https://docs.python.org/3/library/re.html has no limit of time or of steps).
    """
    try:
        groups = re.compile(expression).groups
        has_endless = any(_holds_ways(each) for each in _repeated(_parser.parse(expression)))
    except (re.error, OverflowError, RecursionError) as error:
        return f"This is no regular expression: {error}.", "Put a backslash before a brace, star or bracket."
    if groups:
        return "An expression here has no groups of its own.", "Write `(?:` for each `(`."
    if has_endless:
        what = "A repetition here holds a choice or another repetition: there is no end to the ways to try."
        return what, "Repeat letters or a set such as `[a-z.]` alone, or say how often: `{3}`."
    return None


def _repeated(pattern: Iterable[Any]) -> Iterator[Any]:
    """What an expression repeats more than once."""
    for name, given in _steps(pattern):
        if name in _REPEATS and given[1] > 1:
            yield given[2]


def _holds_ways(pattern: Iterable[Any]) -> bool:
    """Whether there is more than one way to find an expression at a place."""
    return any(
        name == "BRANCH" or (name in _REPEATS and given[0] != given[1]) for name, given in _steps(pattern)
    )


def _steps(pattern: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Each step of a parsed expression, and those within it, with what is given to it."""
    for name, given in pattern:
        yield str(name), given
        for within in _within(given):
            yield from _steps(within)


def _within(given: Any) -> Iterator[Any]:
    """The expressions in what is given to a step, however deep in lists and tuples."""
    if isinstance(given, _parser.SubPattern):
        yield given
    elif isinstance(given, list | tuple):
        for each in given:
            yield from _within(each)
