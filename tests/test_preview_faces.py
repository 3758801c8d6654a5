"""How a message is looked at, and what changed in it, without a browser."""

from __future__ import annotations

import pytest

from copydesk.preview.comparing import compare, lines
from copydesk.preview.faces import Look, face
from tests.conftest import Desk

PAGE = (
    "<html><head><style>a{color:red}@media (prefers-color-scheme: dark){a{color:blue}b{color:tan}}"
    "@media (max-width:480px){a{width:1px}}</style></head><body>word</body></html>"
)


def test_a_scheme_is_shown_whatever_the_browser_prefers() -> None:
    assert "@media (min-width:0px){a{color:blue}" in face(PAGE, Look("dark"))
    assert "@media (max-width:0px){a{color:blue}" in face(PAGE, Look("light"))


def test_forced_dark_turns_the_light_message() -> None:
    shown = face(PAGE, Look("forced"))
    assert "@media (max-width:0px){a{color:blue}" in shown
    assert "invert(1)" in shown


def test_without_media_every_other_rule_stays() -> None:
    assert face(PAGE, Look(media=False)).count("<style>a{color:red}</style>") == 1


def test_without_style_nothing_of_a_sheet_stays() -> None:
    assert face(PAGE, Look(style=False)) == "<html><head></head><body>word</body></html>"


def test_the_words_that_stand_in_a_sheet_are_no_sheet(desk: Desk) -> None:
    """Only what stands in `<style>` is taken away: copy that speaks of @media stays."""
    html = desk.pack()["email.html"].decode().replace("June.", "@media (prefers-color-scheme: dark){a{b}}")
    assert "@media (prefers-color-scheme: dark){a{b}}" in face(html, Look(media=False))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (["a b c d"], ["a b c d"], []),
        (["a b c d"], ["a b x d"], [[("same", "a b"), ("removed", "c"), ("added", "x"), ("same", "d")]]),
        (["a b"], ["a b", "new words here"], [[("added", "new words here")]]),
        (["a b", "old words here"], ["a b"], [[("removed", "old words here")]]),
        (["one two"], ["three four"], [[("added", "three four")], [("removed", "one two")]]),
    ],
)
def test_changes_are_told_by_paragraph_and_by_word(
    before: list[str], after: list[str], expected: list[list[tuple[str, str]]]
) -> None:
    assert [list(change.parts) for change in compare(before, after)] == expected


def test_a_paragraph_that_is_gone_is_told_behind_the_one_before_it() -> None:
    (gone,) = compare(["first", "old words here", "last"], ["first", "last"])
    assert (gone.words, gone.is_gone) == ("first", True)


def test_nothing_is_lost_between_two_messages() -> None:
    """What stayed and what came make the new paragraph, what stayed and what went the old one."""
    (change,) = compare(["the quick brown fox jumps"], ["the slow brown fox jumps high"])
    now = " ".join(words for act, words in change.parts if act != "removed")
    was = " ".join(words for act, words in change.parts if act != "added")
    assert (was, now) == ("the quick brown fox jumps", "the slow brown fox jumps high")


def test_what_fills_up_a_preheader_is_no_paragraph(desk: Desk) -> None:
    found = lines(desk.pack()["email.html"].decode())
    assert not any("\u200c" in line for line in found)
    assert "Five years on, who pays for the cranes?" in found


def test_two_messages_without_end_are_compared_within_bounds() -> None:
    before, after = ([f"{word} {number}" for number in range(400)] for word in ("old", "new"))
    changes = compare(before, after)
    assert sum(change.is_gone for change in changes) == 400
    assert len(changes) == 800
