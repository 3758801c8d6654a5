"""Declared fields become a form, and plain values are fitted into it."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from copydesk.fields import Field, Form, fields_within, inner
from copydesk.shapes import declare

COMPONENTS = {
    "story": {
        "headline": Field(type="line", required=True, max=20, doc="The headline."),
        "text": Field(type="prose", max=2),
        "tags": Field(type="list", of="line", max=2),
    }
}
FIELDS = {
    "day": Field(type="date", required=True),
    "shown": Field(type="switch"),
    "number": Field(type="number"),
    "story": Field(type="story"),
    "stories": Field(type="list", of="story", min=2, max=3),
}


@pytest.fixture(scope="module")
def form() -> Form:
    return Form("test", FIELDS, COMPONENTS.__getitem__)


def test_text_becomes_values_of_the_declared_types_at_every_depth(form: Form) -> None:
    values, faults = form.fit(
        {
            "day": "2024-05-22",
            "shown": "no",
            "story": {"headline": " A ", "tags": ["b", "c"]},
            "stories": [{"headline": "D"}, {"headline": "E"}],
        }
    )
    assert faults == []
    assert values == {
        "day": date(2024, 5, 22),
        "shown": False,
        "story": {"headline": "A", "tags": ["b", "c"]},
        "stories": [{"headline": "D"}, {"headline": "E"}],
    }


def test_a_field_that_is_not_written_is_not_in_the_values(form: Form) -> None:
    assert form.fit({"day": "2024-05-22"}) == ({"day": date(2024, 5, 22)}, [])


def test_all_faults_are_found_in_one_run_each_with_its_path(form: Form) -> None:
    values, faults = form.fit(
        {
            "shown": ["x"],
            "story": {"text": "a\n\nb\n\nc", "tags": ["x", "", "z"]},
            "stories": [{"headline": "A headline that is too long", "titel": "x"}, "x"],
            "more": "x",
        }
    )
    assert values == {}
    assert {(fault.path, fault.kind) for fault in faults} == {
        (("day",), "missing"),
        (("shown",), "S103"),
        (("story", "headline"), "missing"),
        (("story", "text"), "S109"),
        (("story", "tags"), "too_long"),
        (("story", "tags", 1), "S104"),
        (("stories", 0, "headline"), "S106"),
        (("stories", 0, "titel"), "extra_forbidden"),
        (("stories", 1), "dict_type"),
        (("more",), "extra_forbidden"),
    }


def test_a_count_is_wrong_even_where_an_item_is_wrong_too(form: Form) -> None:
    story = {"headline": "A headline that is too long", "tags": ["a", "b", "c"]}
    _, faults = form.fit({"day": "2024-05-22", "stories": [story]})
    assert [(fault.path, fault.kind) for fault in faults] == [
        (("stories", 0, "headline"), "S106"),
        (("stories",), "too_short"),
        (("stories", 0, "tags"), "too_long"),
    ]


def test_a_fault_tells_which_part_of_the_text_and_which_limit_are_meant(form: Form) -> None:
    _, faults = form.fit(
        {"day": "2024-05-22", "story": {"headline": "A headline that is too long"}, "stories": []}
    )
    assert [(fault.start, fault.end, fault.limit) for fault in faults] == [(20, 27, None), (0, None, 2)]


def test_the_fields_within_a_field_are_those_of_its_component() -> None:
    assert list(inner(FIELDS["story"], COMPONENTS.__getitem__)) == ["headline", "text", "tags"]
    assert inner(FIELDS["day"], COMPONENTS.__getitem__) == {}
    assert inner(FIELDS["stories"], COMPONENTS.__getitem__) == {}
    assert inner(None, COMPONENTS.__getitem__) == {}


@dataclass(frozen=True)
class Author:
    """Who writes."""

    name: str
    photo: str = ""


@dataclass(frozen=True)
class Desk:
    """Who sits where."""

    chief: Author
    second: Author | None = None
    others: tuple[Author, ...] = ()
    by_name: dict[str, Author] = field(default_factory=dict)
    rooms: dict[str, str] = field(default_factory=dict)


def test_a_declaration_is_frozen_and_holds_nothing_undeclared() -> None:
    desk, faults = declare(Desk, {"chief": {"name": "A"}, "others": [{"name": "B"}]})
    assert desk == Desk(chief=Author(name="A"), others=(Author(name="B"),))
    assert faults == []
    desk, faults = declare(Desk, {"chief": {"name": "A", "age": "50"}})
    assert desk is None
    assert [(fault.path, fault.kind) for fault in faults] == [(("chief", "age"), "extra_forbidden")]


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ((), ["chief", "second", "others", "by_name", "rooms"]),
        (("chief",), ["name", "photo"]),
        (("second",), ["name", "photo"]),
        (("others", 3), ["name", "photo"]),
        (("by_name", "x"), ["name", "photo"]),
        (("others",), []),
        (("rooms", "x"), []),
        (("chief", "name"), []),
        (("chiefs", "name"), []),
    ],
)
def test_a_declaration_tells_what_may_stand_at_each_depth(
    path: tuple[str | int, ...], names: list[str]
) -> None:
    assert list(fields_within(Desk, path)) == names


def test_a_declared_field_tells_whether_it_is_needed() -> None:
    found = fields_within(Desk, ("chief",))
    assert (found["name"].required, found["photo"].required) == (True, False)
