"""What the checkers are given is all that there is to give: every field of an issue, written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from copydesk.fields import Field, inner
from copydesk.issue import Fitted
from copydesk.structure import Structure

from .conftest import ISSUE
from .messages import WHOLE


def declared(fields: Mapping[str, Field], frame: Structure, above: str = "") -> Iterator[str]:
    """The name of each field that an issue may write, with those it stands in."""
    for key, field in fields.items():
        within = Field(type=field.of) if field.type == "list" else field
        below = inner(within, frame.fields_of)
        yield from declared(below, frame, f"{above}{key}.") if below else (f"{above}{key}",)


def missing(fitted: Fitted) -> set[str]:
    frame = fitted.structure
    assert frame
    written = {".".join(step for step in copy.path if isinstance(step, str)) for copy in fitted.copy}
    return set(declared(frame.fields, frame)) - written


def test_the_whole_issue_writes_every_field(fitted: Callable[[str], Fitted]) -> None:
    assert missing(fitted(WHOLE)) == set()


def test_a_field_that_is_not_written_is_named(fitted: Callable[[str], Fitted]) -> None:
    assert {"number", "photo.alt", "lead.bridge"} <= missing(fitted(ISSUE))
