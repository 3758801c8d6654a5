"""What may be written in an issue of a briefing, in each of its editions."""

import pytest

from copydesk.diagnostic import Refused
from copydesk.library import Library
from copydesk.structure import Structure, structure

SECTIONS = ["photo", "opening", "lead", "stories", "across", "watch"]


@pytest.fixture
def normal(library: Library) -> Structure:
    return structure(library, "china-in-eurasia", "")


@pytest.fixture
def special(library: Library) -> Structure:
    return structure(library, "china-in-eurasia", "special")


def test_an_issue_is_written_in_the_envelope_and_in_the_sections_that_are_not_fixed(
    normal: Structure, library: Library
) -> None:
    envelope = list(library.component("envelope").fields)
    assert list(normal.fields) == [*envelope, *SECTIONS]


def test_a_section_is_needed_unless_it_is_optional_or_needs_nothing(normal: Structure) -> None:
    assert [key for key in SECTIONS if normal.fields[key].required] == ["lead", "stories", "across", "watch"]


def test_a_special_edition_needs_only_the_lead(special: Structure) -> None:
    assert [key for key in SECTIONS if special.fields[key].required] == ["lead"]


def test_what_is_fixed_is_no_field_of_an_issue_unless_an_edition_may_write_it(
    normal: Structure, special: Structure
) -> None:
    paths = [("opening", "greeting"), ("stories", "heading"), ("across", "heading"), ("watch", "heading")]
    assert [normal.field(path) for path in paths] == [None] * 4
    assert [special.field(path) is not None for path in paths] == [True] * 4
    assert special.field(("opening", "introduction")) is None


@pytest.mark.parametrize("key", ["legal_notice", "masthead", "imprint", "unsubscribe", "author_box"])
def test_no_edition_may_write_what_is_fixed_throughout(
    normal: Structure, special: Structure, key: str
) -> None:
    assert normal.section(key)
    assert (normal.field((key,)), special.field((key,))) == (None, None)


def test_the_counts_are_those_of_the_edition(normal: Structure, special: Structure) -> None:
    counts = [
        (field.min, field.max)
        for frame in (normal, special)
        for path in (("stories", "items"), ("across", "items"))
        if (field := frame.field(path))
    ]
    assert counts == [(3, 3), (4, 4), (1, 6), (1, 8)]


def test_a_field_is_found_at_every_depth(normal: Structure) -> None:
    path = ("stories", "items", 2, "passages", 0, "label")
    field = normal.field(path)
    assert field
    assert (field.type, field.required, field.max) == ("label", True, 40)
    assert list(normal.within(path[:-1])) == ["label", "text"]
    assert list(normal.within(("stories",))) == ["items"]
    assert normal.within(()) == normal.fields
    assert normal.field(("stories", "none", 0)) is None
    assert normal.within(("title",)) == {}


def test_fixed_wording_stands_where_the_edition_or_the_briefing_writes_it(special: Structure) -> None:
    opening, watch = special.section("opening"), special.section("watch")
    assert opening
    assert watch
    assert special.wording_path(opening, "greeting")[:3] == ("editions", "special", "sections")
    number = [section.key for section in special.sections].index("watch")
    assert special.wording_path(watch, "heading") == ("sections", number, "wording", "heading")
    document = special.loaded.document
    assert document.node(special.wording_path(opening, "greeting"))
    assert document.node(special.wording_path(watch, "heading"))


def test_a_structure_is_built_once(library: Library, normal: Structure) -> None:
    assert structure(library, "china-in-eurasia", "") is normal


def test_there_is_no_structure_without_a_briefing(library: Library) -> None:
    with pytest.raises(Refused):
        structure(library, "none", "")
