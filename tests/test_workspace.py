"""The folder that a desk works in: what is found in it, and how its files are called."""

from datetime import date
from pathlib import Path

import pytest

from copydesk.diagnostic import Refused
from copydesk.workspace import Workspace, dated, find, shipped

from .conftest import ROOT, Desk


def names(paths: tuple[Path, ...], root: Path) -> list[str]:
    return [path.relative_to(root.resolve()).as_posix() for path in paths]


def test_a_workspace_is_the_nearest_folder_upward_with_issues_in_it(desk: Desk) -> None:
    deep = desk.write("issues/2024/05/2024-05-22.yaml", "").parent
    assert find(deep).root == desk.root.resolve()
    desk.write("issues/2024/issues/a.yaml", "")
    assert find(deep).root == desk.root.resolve() / "issues" / "2024"


def test_a_workspace_is_found_from_a_relative_path(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk.write("issues/a.yaml", "").parent)
    assert find(Path()).root == desk.root.resolve()


def test_a_folder_that_belongs_to_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        find(tmp_path)
    (found,) = refusal.value.diagnostics
    assert (found.code, found.mend) == ("W002", "Type `copydesk init` to make one here.")


def test_without_paths_all_issues_are_meant_in_the_order_of_their_names(desk: Desk) -> None:
    for name in ("2024-06-05.yaml", "2024-05-22.yml", "archive/2023-01-04.yaml", "notes.txt", "README.md"):
        desk.write(f"issues/{name}", "")
    assert names(desk.workspace.sources(), desk.root) == [
        "issues/2024-05-22.yml",
        "issues/2024-06-05.yaml",
        "issues/archive/2023-01-04.yaml",
    ]


def test_a_folder_is_searched_and_a_file_taken_whatever_its_name_each_once(desk: Desk) -> None:
    draft = desk.write("drafts/next.txt", "")
    issue = desk.write("issues/2024-05-22.yaml", "")
    sources = desk.workspace.sources([draft, issue, issue.parent])
    assert names(sources, desk.root) == ["drafts/next.txt", "issues/2024-05-22.yaml"]


def test_a_path_that_is_not_there_is_refused_with_what_stands_beside_it(desk: Desk) -> None:
    desk.write("issues/2024-05-22.yaml", "")
    with pytest.raises(Refused) as refusal:
        desk.workspace.sources([desk.root / "issues" / "2024-05-23.yaml"])
    (found,) = refusal.value.diagnostics
    assert (found.code, found.mend) == ("W001", "Beside it are: 2024-05-22.yaml.")


def test_the_last_date_is_that_of_the_newest_issue_of_the_briefing(desk: Desk) -> None:
    desk.write("issues/2024-06-01.yaml", "briefing: b\n")
    assert desk.workspace.last_date("a") is None
    desk.write("issues/2024-05-22.yaml", "briefing: a\n")
    desk.write("issues/2024-05-08.yaml", "briefing: a\n")
    desk.write("issues/2024-99-99.yaml", "briefing: a\n")
    desk.write("issues/notes.yaml", "briefing: a\n")
    assert desk.workspace.last_date("a") == date(2024, 5, 22)


@pytest.mark.parametrize("source", ["title: Serbia: Reverence\n", "briefing: [a]\n", ""])
def test_an_issue_that_cannot_be_read_counts_lest_its_date_be_given_twice(desk: Desk, source: str) -> None:
    desk.write("issues/2024-05-22.yaml", source)
    assert desk.workspace.last_date("a") == date(2024, 5, 22)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2024-05-22.yaml", date(2024, 5, 22)),
        ("2024-05-22-special.yaml", date(2024, 5, 22)),
        ("2024-02-30.yaml", None),
        ("draft.yaml", None),
        ("20240522.yaml", None),
    ],
)
def test_the_date_of_an_issue_stands_at_the_beginning_of_its_name(name: str, day: date | None) -> None:
    assert dated(Path("issues") / name) == day


def test_paths_are_shown_relative_to_the_workspace(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = desk.write("issues/2024-05-22.yaml", "")
    outside = tmp_path_factory.mktemp("outside") / "a.yaml"
    assert desk.workspace.shown(path) == "issues/2024-05-22.yaml"
    assert desk.workspace.shown(outside) == str(outside.resolve())


def test_through_a_link_a_workspace_is_the_one_it_leads_to(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = desk.write("issues/2024-05-22.yaml", "")
    link = tmp_path_factory.mktemp("link") / "desk"
    link.symlink_to(desk.root)
    assert find(link).shown(link / "issues" / path.name) == "issues/2024-05-22.yaml"


def test_its_own_components_come_before_the_shipped_ones(desk: Desk) -> None:
    assert list(desk.workspace.library.roots) == [shipped()]
    desk.write("components/photo/photo.css", "")
    assert list(desk.workspace.library.roots) == [desk.root / "components", shipped()]
    assert list(Workspace(ROOT).library.roots) == [ROOT / "components"]
