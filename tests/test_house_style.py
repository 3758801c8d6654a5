"""The house style of a workspace adds to the one that ships with copydesk."""

from __future__ import annotations

import pytest

from copydesk.diagnostic import Refused
from copydesk.house import Attribution, HouseStyle, Phrase, Spelling
from copydesk.workspace import Workspace

from .conftest import ROOT, Desk

SHIPPED = Workspace(ROOT).library.house_style


def style(desk: Desk, text: str) -> HouseStyle:
    desk.write("components/house-style.yaml", text)
    return desk.workspace.library.house_style


def test_without_one_of_its_own_a_workspace_has_the_shipped_one(desk: Desk) -> None:
    assert desk.workspace.library.house_style.people == SHIPPED.people
    assert len(desk.workspace.library.house_style.spellings) == len(SHIPPED.spellings) > 5


def test_a_spelling_of_a_workspace_stands_before_all_shipped_ones(desk: Desk) -> None:
    found = style(desk, "spellings:\n  - write: harbor\n    instead_of: [harbour]\n")
    assert [each.write for each in found.spellings] == ["harbor", *(each.write for each in SHIPPED.spellings)]
    assert len(found.phrases) == len(SHIPPED.phrases)
    assert (found.people, found.titles, found.acronyms) == (SHIPPED.people, SHIPPED.titles, SHIPPED.acronyms)


def test_where_both_speak_of_the_same_word_the_first_one_wins() -> None:
    ours = HouseStyle(
        (Spelling("Kyiv", ()), Spelling("per cent", ("percent",))),
        (Phrase("In Order To", "Ours."),),
        (Attribution("claimed", "Ours."),),
        ("Xi Jinping",),
        ("president",),
        {"SCO": "ours"},
    )
    theirs = HouseStyle(
        (Spelling("Kyiv", ("Kiev",)), Spelling("percent", ("per cent",)), Spelling("U.S.", ("US",))),
        (Phrase("in order to", "Theirs."), Phrase("going forward", "Theirs.")),
        (Attribution("claimed", "Theirs."), Attribution("slammed", "Theirs.")),
        ("Vladimir Putin", "Xi Jinping"),
        ("president", "premier"),
        {"SCO": "theirs", "CSTO": "theirs"},
    )
    both = ours.over(theirs)
    assert [(each.write, each.instead_of) for each in both.spellings] == [
        ("Kyiv", ()), ("per cent", ("percent",)), ("U.S.", ("US",)),
    ]  # fmt: skip
    assert [each.why for each in both.phrases] == ["Ours.", "Theirs."]
    assert [each.why for each in both.attribution] == ["Ours.", "Theirs."]
    assert both.people == ("Xi Jinping", "Vladimir Putin")
    assert both.titles == ("president", "premier")
    assert both.acronyms == {"SCO": "ours", "CSTO": "theirs"}


def test_a_fault_in_the_house_style_of_a_workspace_is_said_at_its_place(desk: Desk) -> None:
    with pytest.raises(Refused) as caught:
        style(desk, "spellings:\n  - wite: harbor\n    instead_of: [harbour]\n")
    assert caught.value.diagnostics[0].path == "components/house-style.yaml"
    assert caught.value.diagnostics[0].span.line == 2
