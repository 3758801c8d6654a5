"""What an issue is about, for those who search for it: its headlines and its run-in labels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from copydesk.fields import Values
from copydesk.issue import Issue, Part


def headlines(issue: Issue) -> list[str]:
    """The headlines that were written of an issue's stories, in reading order, each once."""
    found = (line for part in issue.parts for line in _found(_own(part), ("headline", "heading")))
    return list(dict.fromkeys(found))


def labels(issue: Issue) -> list[str]:
    """The run-in labels of an issue, in reading order, each once."""
    return list(dict.fromkeys(label for part in issue.parts for label in _found(part.values, ("label",))))


def _own(part: Part) -> Values:
    """The values of a section without those that its briefing fixed."""
    return {key: value for key, value in part.values.items() if part.section.wording.get(key) != value}


def _found(value: Any, names: tuple[str, ...]) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in names and isinstance(inner, str) and inner:
                yield inner
            else:
                yield from _found(inner, names)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _found(inner, names)
