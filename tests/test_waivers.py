"""A waiver is a comment above a field: it says which check does not apply there, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.examine import examine_text
from copydesk.workspace import Workspace

from .conftest import ISSUE


def codes(workspace: Workspace, source: str) -> list[tuple[str, int]]:
    found = examine_text(source.encode(), workspace.issues / "2024-05-22.yaml", workspace)
    return [(each.code, each.span.line) for each in found.diagnostics]


def with_title(*lines: str) -> str:
    return ISSUE.replace("title: A Harbor And Its Lenders", "\n".join(lines))


def test_a_waived_warning_is_not_reported(workspace: Workspace) -> None:
    assert codes(workspace, with_title("title: A Harbor and Its Lenders")) == [("H105", 3)]
    waived = with_title("# waive H105: The film is called so.", "title: A Harbor and Its Lenders")
    assert codes(workspace, waived) == []


def test_a_waiver_reaches_no_further_than_the_field_below_it(workspace: Workspace) -> None:
    source = with_title("# waive H105: The film is called so.", "title: A Harbor and Its Lenders")
    again = source.replace("headline: A Railway Changes Its Gauge", "headline: A Railway changes Its Gauge")
    assert codes(workspace, again) == [("H105", 18)]


def test_a_waiver_above_an_item_reaches_all_of_it(workspace: Workspace) -> None:
    source = ISSUE.replace(
        "    - label: A Bridge\n      text: It opens in June.",
        "    # waive P104: As the poem has it.\n    - label: A Bridge\n      text: It opens… in June.",
    )
    assert codes(workspace, source) == []


def test_a_waiver_of_nothing_is_reported(workspace: Workspace) -> None:
    source = with_title("# waive H105: The film is called so.", "title: A Harbor And Its Lenders")
    assert codes(workspace, source) == [("V102", 3)]


def test_a_waiver_of_an_unknown_check_is_reported(workspace: Workspace) -> None:
    assert codes(workspace, with_title("# waive H999: Why.", "title: A Harbor")) == [("V101", 3)]


@pytest.mark.parametrize("comment", ["# waive H105", "# waive H105:", "#waive H105:   "])
def test_a_waiver_without_a_reason_is_reported(comment: str, workspace: Workspace) -> None:
    assert codes(workspace, with_title(comment, "title: A Harbor and Its Lenders")) == [("V103", 3)]


def test_an_error_cannot_be_waived(workspace: Workspace) -> None:
    source = with_title("# waive D101: The calendar of the novel.", "title: A Harbor On April 31")
    assert codes(workspace, source) == [("V102", 3), ("D101", 4)]


def test_an_error_cannot_be_waived_and_that_is_said(workspace: Workspace) -> None:
    source = with_title("# waive D101: The calendar of the novel.", "title: A Harbor On April 31")
    found = examine_text(source.encode(), workspace.issues / "2024-05-22.yaml", workspace).diagnostics
    assert found[0].message == "`D101` is an error, which no waiver waives."


@pytest.mark.parametrize("comment", ["# waive H105, P104: As it is called.", "# Waive h105 , p104: So."])
def test_a_waiver_may_name_several_checks_in_small_letters_or_capitals(
    comment: str, workspace: Workspace
) -> None:
    assert codes(workspace, with_title(comment, "title: A Harbor and Its… Lenders")) == []
    assert codes(workspace, with_title(comment, "title: A Harbor and Its Lenders")) == [("V102", 3)]


def test_words_within_a_text_waive_nothing(workspace: Workspace) -> None:
    source = ISSUE.replace("    The court sits", "    # waive P104: no.\n    The court… sits")
    assert ("P104", source[: source.index("The court")].count("\n") + 1) in codes(workspace, source)


def test_a_waiver_after_a_block_of_text_reaches_the_next_field(workspace: Workspace, tmp_path: Path) -> None:
    source = ISSUE.replace(
        "stories:\n  items:\n    - headline: A Railway Changes",
        "# waive H105: A name.\nstories:\n  items:\n    - headline: A Railway changes",
    )
    assert codes(workspace, source) == []
