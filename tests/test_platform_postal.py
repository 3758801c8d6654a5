"""A platform's own postal address takes the place of the briefing's, with what holds the pieces of it."""

from __future__ import annotations

import pytest

from copydesk.platforms.postal import place_of

ADDRESS = "R & D, 1 Long Street, Town"


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("<p>R &amp; D, 1 Long Street, Town</p>", "R &amp; D, 1 Long Street, Town"),
        (
            '<p><span class="a">R &amp; D,</span> <span>1 Long\nStreet,</span> <span>Town</span></p>',
            '<span class="a">R &amp; D,</span> <span>1 Long\nStreet,</span> <span>Town</span>',
        ),
    ],
)
def test_the_address_is_found_with_the_spans_around_its_pieces(part: str, expected: str) -> None:
    found = place_of(ADDRESS, part, markup=True)
    assert found
    assert found[0] == expected


@pytest.mark.parametrize(
    "part",
    [
        "<p>Elsewhere</p>",
        "R &amp; D, 1 Long Street, Town. R &amp; D, 1 Long Street, Town.",
        "<b><i>R &amp; D,</i></b> 1 Long Street, Town",
    ],
)
def test_an_address_that_is_not_there_once_and_whole_is_left_as_it_is(part: str) -> None:
    assert place_of(ADDRESS, part, markup=True) is None


def test_in_the_text_its_lines_may_be_broken() -> None:
    found = place_of(ADDRESS, "See:\nR & D, 1 Long\nStreet, Town\n", markup=False)
    assert found
    assert found[0] == "R & D, 1 Long\nStreet, Town"
