"""What `check` needs of the issues around the one it looks at."""

from __future__ import annotations

import pytest

from copydesk.examine import examine
from copydesk.workspace import Workspace

from .conftest import ISSUE


def test_an_earlier_issue_is_remembered(workspace: Workspace) -> None:
    (workspace.issues / "2024-05-08.yaml").write_text(ISSUE.replace("05-22", "05-08"), "utf-8")
    path = workspace.issues / "2024-05-22.yaml"
    path.write_text(ISSUE, "utf-8")
    assert {found.code for found in examine(path, workspace).diagnostics} == {"R201", "R202"}


@pytest.mark.parametrize("broken", ["", "title: Serbia: Reverence\n", "briefing: nobody\n"], ids=repr)
def test_an_earlier_issue_that_does_not_fit_is_no_fault_of_a_later_one(
    broken: str, workspace: Workspace
) -> None:
    (workspace.issues / "2024-05-08.yaml").write_text(broken, "utf-8")
    path = workspace.issues / "2024-05-22.yaml"
    path.write_text(ISSUE, "utf-8")
    assert examine(path, workspace).diagnostics == ()


def test_an_earlier_issue_that_is_gone_is_no_fault_of_a_later_one(workspace: Workspace) -> None:
    """Somebody deletes it after the folder was read."""
    earlier = workspace.issues / "2024-05-08.yaml"
    earlier.write_text(ISSUE.replace("05-22", "05-08"), "utf-8")
    path = workspace.issues / "2024-05-22.yaml"
    path.write_text(ISSUE, "utf-8")
    assert [each.name for each in workspace.before(path)] == ["2024-05-08.yaml"]
    earlier.unlink()
    assert examine(path, workspace).diagnostics == ()
