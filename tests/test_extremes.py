"""What hardly anybody writes is checked as all else is: it ends in findings, or in none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copydesk.answer import Answer, Said
from copydesk.checks import check
from copydesk.checks.memory import remembered
from copydesk.fitting import fit
from copydesk.house import Attribution, HouseStyle, Phrase, Spelling
from copydesk.issue import Fitted
from copydesk.library import Library
from copydesk.reading import parse

from .conftest import ISSUE

TEXT = "The court sits again in June."
NO_ADDRESS = "https://[::1x"


def fitted_as(library: Library, old: str = "", new: str = "", name: str = "issues/2024-05-22.yaml") -> Fitted:
    return fit(parse(ISSUE.replace(old, new).encode(), name), library)


def codes(fitted: Fitted) -> list[str]:
    return [each.code for each in check(fitted)]


@pytest.mark.parametrize(
    "written", ["9999-12-31", "9999-12-29", "0001-01-01", "0001-01-31", "1" * 5000 + "-01-01", "2024-02-30"]
)
def test_the_calendar_has_two_ends(written: str, library: Library) -> None:
    source = ISSUE.replace("2024-05-22", written).replace(
        TEXT, "It began on Monday, January 1, and ends on Friday, December 31, or on Monday, May 22, 0000."
    )
    earlier = remembered(fitted_as(library, "2024-05-22", "9999-12-01", "issues/before.yaml"))
    fitted = fit(parse(source.encode(), "issues/x.yaml"), library)
    found = codes(replace(fitted, earlier=(earlier,)))
    assert not {"D101", "P101"} & set(found)


def test_a_rhythm_that_goes_on_behind_the_calendar_is_none_to_keep(library: Library) -> None:
    earlier = remembered(fitted_as(library, "2024-05-22", "9999-12-22", "issues/before.yaml"))
    fitted = fitted_as(library, "2024-05-22", "9999-12-29")
    (found,) = [each for each in check(replace(fitted, earlier=(earlier,))) if each.code == "E111"]
    assert found.mend == "Keep yours if it is meant so."


@pytest.mark.parametrize("digits", [10, 5000])
def test_a_number_of_any_length_is_read(digits: int, library: Library) -> None:
    many = "9" * digits
    earlier = remembered(fitted_as(library, "title:", "number: 41\ntitle:", "issues/before.yaml"))
    fitted = fitted_as(library, "title:", f"number: {many}\ntitle:")
    assert "E112" not in codes(replace(fitted, earlier=(earlier,)))
    (found,) = check(fitted_as(library, TEXT, f"The court sits. {many} ships do not."))
    assert (found.code, found.mend) == ("D107", "Begin with another word.")


def test_an_address_that_is_none_is_said_to_be_so(library: Library) -> None:
    source = ISSUE.replace("https://example.org/loan", NO_ADDRESS).replace(
        "lead:", f"photo:\n  image: {NO_ADDRESS}\n  alt: Five cranes stand idle\n  caption: The quay.\nlead:"
    )
    fitted = fit(parse(source.encode(), "issues/2024-05-22.yaml"), library)
    assert codes(fitted) == ["A103", "L101"]
    answers = {"https://example.org/a": Answer(Said.FINE)}
    assert codes(replace(fitted, answers=answers)) == ["A103", "L101"]


def test_a_page_that_has_moved_to_no_address_is_not_followed(library: Library) -> None:
    moved = Answer(Said.MOVED, 301, NO_ADDRESS)
    fitted = replace(fitted_as(library), answers={"https://example.org/loan": moved})
    (found,) = check(fitted)
    assert (found.code, found.fix) == ("N102", None)


def test_a_person_of_one_name_is_named_in_full_by_it(library: Library) -> None:
    fitted = fitted_as(library, TEXT, "Once Pele played here. Pele won.")
    assert codes(replace(fitted, house=HouseStyle(people=("Pele", "", " ")))) == []


def test_a_form_that_is_empty_is_met_nowhere(library: Library) -> None:
    style = HouseStyle(
        spellings=(Spelling("x", ("",)), Spelling("", ("court",), but_not=("",))),
        phrases=(Phrase("", "It says nothing."),),
        attribution=(Attribution("", "It says nothing."),),
        people=("",),
        titles=("",),
        acronyms={"": "x", "SCO": "", "EU": " "},
    )
    fitted = fitted_as(library, TEXT, 'The court, "as ever," sits in June.')
    assert codes(replace(fitted, house=style)) == ["H101"]


def test_a_phrase_in_letters_that_only_look_alike_is_none(library: Library) -> None:
    """Python takes a dotless i for an i where case does not matter."""
    assert "H102" not in codes(fitted_as(library, TEXT, "Here ıt is belıeved."))


def test_of_a_title_that_is_too_long_to_be_built_the_length_is_said_once(library: Library) -> None:
    fitted = fitted_as(library, "A Harbor And Its Lenders", "Harbor " * 30)
    found = {each.code for each in fitted.diagnostics} | set(codes(fitted))
    assert {"S106", "E103"} & found == {"S106"}
