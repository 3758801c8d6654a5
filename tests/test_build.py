"""An issue's folder in dist/ is there whole or not at all, and one broken issue stops no other."""

from __future__ import annotations

import hashlib
import os
import resource
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from copydesk.diagnostic import Refused
from copydesk.founding import found_workspace
from copydesk.making import Built
from copydesk.press import build
from copydesk.writing import write_file

from .conftest import ISSUE, Desk

NAME = "dist/china-in-eurasia/2024-05-22"
OTHER = ISSUE.replace("2024-05-22", "2024-06-05").replace("A Harbor And Its Lenders", "A Ferry")
BROKEN = ISSUE.replace("title: A Harbor And Its Lenders\n", "").replace("2024-05-22", "2024-06-19")


def built(desk: Desk, *paths: Path) -> list[Built]:
    workspace = desk.workspace
    return list(build(workspace.sources(paths), workspace))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def everything(root: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too, but what the next build begins with."""
    found = (path for path in root.rglob("*") if path.is_file() and ".copydesk" not in path.parts)
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def test_an_issue_is_built_into_its_folder(desk: Desk) -> None:
    desk.write("issues/2024-05-22.yaml", ISSUE)
    (found,) = built(desk)
    assert found.source == "issues/2024-05-22.yaml"
    assert found.folder == desk.root / NAME
    assert found.changed
    assert contents(desk.root / NAME) == desk.pack()
    made = desk.pack()
    assert (found.count, found.size) == (len(made), len(made["email.html"]))
    assert found.content is None
    names = ["2024-05-22", "feed.atom"]
    assert sorted(path.name for path in (desk.root / NAME).parent.iterdir()) == names


def test_files_can_be_read_by_a_web_server(desk: Desk) -> None:
    """Whatever the umask of the desk."""
    desk.write("issues/2024-05-22.yaml", ISSUE)
    before = os.umask(0o077)
    try:
        built(desk)
    finally:
        os.umask(before)
    folder = desk.root / NAME
    assert folder.stat().st_mode & 0o777 == 0o755
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()} == {0o644}


def test_an_unchanged_issue_is_not_written_again(desk: Desk) -> None:
    desk.write("issues/2024-05-22.yaml", ISSUE)
    built(desk)
    folder = desk.root / NAME
    before = {path: path.stat().st_mtime_ns for path in [folder, *folder.iterdir()]}
    (found,) = built(desk)
    assert not found.changed
    assert found.folder == folder
    assert {path: path.stat().st_mtime_ns for path in [folder, *folder.iterdir()]} == before


@pytest.mark.parametrize("change", ["touched", "missing", "extra"])
def test_a_folder_that_was_changed_by_hand_is_written_again(desk: Desk, change: str) -> None:
    desk.write("issues/2024-05-22.yaml", ISSUE)
    built(desk)
    folder = desk.root / NAME
    if change == "touched":
        (folder / "email.html").write_text("<p>Other</p>")
    elif change == "missing":
        (folder / "email.txt").unlink()
    else:
        (folder / "note.txt").write_text("mine")
    (found,) = built(desk)
    assert found.changed
    assert contents(folder) == desk.pack()


def test_one_broken_issue_does_not_stop_the_others(desk: Desk) -> None:
    desk.write("issues/2024-05-22.yaml", ISSUE)
    desk.write("issues/2024-05-29.yaml", "\x00")
    desk.write("issues/2024-06-05.yaml", OTHER)
    desk.write("issues/2024-06-19.yaml", BROKEN)
    found = built(desk)
    assert [bool(each.folder) for each in found] == [True, False, True, False]
    assert [each.source for each in found if not each.folder] == [
        "issues/2024-05-29.yaml",
        "issues/2024-06-19.yaml",
    ]
    assert all(each.diagnostics for each in found if not each.folder)
    assert sorted(path.name for path in (desk.root / NAME).parent.glob("2*")) == ["2024-05-22", "2024-06-05"]


def test_a_message_that_may_not_go_out_is_not_written(desk: Desk) -> None:
    desk.write("issues/2024-05-22.yaml", ISSUE)
    built(desk)
    before = everything(desk.root / NAME)
    desk.write("components/legal-notice/legal-notice.txt.j2", "See our website.")
    (found,) = built(desk)
    assert [each.code for each in found.diagnostics] == ["M101"]
    assert found.folder is None
    assert everything(desk.root / NAME) == before


def test_what_is_refused_last_does_not_hide_the_warnings_before(desk: Desk) -> None:
    desk.write("issues/2024-05-23.yaml", ISSUE)
    desk.write("components/legal-notice/legal-notice.txt.j2", "See our website.")
    (found,) = built(desk)
    assert [each.code for each in found.diagnostics] == ["E102", "M101"]


def test_two_issues_of_one_day_are_refused_with_both_names(desk: Desk) -> None:
    desk.write("issues/a.yaml", ISSUE)
    desk.write("issues/b.yaml", ISSUE.replace("A Harbor", "Another Harbor"))
    first, second = built(desk)
    assert first.folder
    assert second.folder is None
    (found,) = second.diagnostics
    assert (found.code, found.path, found.span.line) == ("W003", "issues/b.yaml", 2)
    assert found.message.startswith("issues/a.yaml has the same briefing and date")


def test_the_same_issue_named_twice_is_built_once(desk: Desk) -> None:
    path = desk.write("issues/2024-05-22.yaml", ISSUE)
    assert len(built(desk, path, desk.root / "issues", path)) == 1


def test_a_source_outside_the_workspace_is_built_into_it(tmp_path: Path) -> None:
    """And its path is not told to those who get the package."""
    (tmp_path / "desk/issues").mkdir(parents=True)
    desk = Desk(tmp_path / "desk")
    source = tmp_path / "elsewhere.yaml"
    source.write_text(ISSUE)
    (found,) = built(desk, source)
    assert found.folder == desk.root / NAME
    assert b'"path": "elsewhere.yaml"' in contents(desk.root / NAME)["manifest.json"]


def test_dist_may_lead_out_of_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "desk/issues").mkdir(parents=True)
    (tmp_path / "out").mkdir()
    (tmp_path / "desk/dist").symlink_to(tmp_path / "out", target_is_directory=True)
    desk = Desk(tmp_path / "desk")
    desk.write("issues/2024-05-22.yaml", ISSUE)
    built(desk)
    assert contents(tmp_path / "out/china-in-eurasia/2024-05-22") == desk.pack()


@pytest.mark.parametrize("place", [NAME, "dist/china-in-eurasia", "dist"])
def test_a_file_where_a_folder_should_be_is_left_alone(desk: Desk, place: str) -> None:
    desk.write("issues/2024-05-22.yaml", ISSUE)
    desk.write(place, "mine")
    (found,) = built(desk)
    assert [each.code for each in found.diagnostics] == ["W005"]
    assert found.folder is None
    left = {name for name in everything(desk.root) if not name.startswith("issues")}
    assert left == {place}
    assert (desk.root / place).read_text() == "mine"


FULL_DISK = """\
import resource, signal, sys
from pathlib import Path
from copydesk.press import build
from copydesk.workspace import Workspace
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
workspace = Workspace(Path(sys.argv[1]))
for each in build(workspace.sources(), workspace):
    for diagnostic in each.diagnostics:
        print(diagnostic.code, diagnostic.message)
"""


def test_where_the_disk_is_full_the_old_package_stays_to_the_byte(desk: Desk) -> None:
    """A limit on the size of files stands in for it: the text can still be written, the HTML cannot."""
    desk.write("issues/2024-05-22.yaml", ISSUE)
    built(desk)
    before = everything(desk.root / NAME)
    desk.write("issues/2024-05-22.yaml", ISSUE.replace("A Harbor", "Another Harbor"))
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(desk.root)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "W005 This cannot be written: File too large.\n"
    assert everything(desk.root / NAME) == before


def test_one_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "gallery.html"
    write_file(path, b"old")
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, limit[1]))
    try:
        with pytest.raises(Refused) as caught:
            write_file(path, b"x" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, handler)
    assert [each.code for each in caught.value.diagnostics] == ["W005"]
    assert everything(tmp_path) == {"gallery.html": b"old"}


def test_a_file_that_is_there_is_not_overwritten_by_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "2024-06-05.yaml"
    path.write_text("mine")
    with pytest.raises(Refused) as caught:
        write_file(path, b"new", new=True)
    assert [each.code for each in caught.value.diagnostics] == ["W004"]
    assert path.read_text() == "mine"


def test_a_workspace_is_founded_and_can_be_built_when_it_is_filled(tmp_path: Path) -> None:
    root = tmp_path / "new"
    paths = list(found_workspace(root, "china-in-eurasia", date(2024, 5, 20)))
    assert [str(path.relative_to(root)) for path in paths] == [
        "components/README.md",
        "dist/.gitignore",
        "issues/2024-05-22.yaml",
    ]
    desk = Desk(root)
    assert not built(desk)[0].folder
    desk.write("issues/2024-05-22.yaml", ISSUE)
    assert built(desk)[0].folder


def test_a_workspace_that_is_there_is_not_founded_again(desk: Desk) -> None:
    desk.write("issues/2024-05-22.yaml", ISSUE)
    with pytest.raises(Refused) as caught:
        list(found_workspace(desk.root, "china-in-eurasia", date(2024, 5, 20)))
    assert [each.code for each in caught.value.diagnostics] == ["W004"]
    assert list(everything(desk.root)) == ["issues/2024-05-22.yaml"]


def test_what_stood_in_the_folder_before_is_kept(tmp_path: Path) -> None:
    (tmp_path / "components").mkdir()
    (tmp_path / "components/README.md").write_text("mine")
    list(found_workspace(tmp_path, "china-in-eurasia", date(2024, 5, 20)))
    assert (tmp_path / "components/README.md").read_text() == "mine"
    assert (tmp_path / "issues/2024-05-22.yaml").exists()


def test_sums_in_the_folder_are_those_of_its_files(desk: Desk) -> None:
    desk.write("issues/2024-05-22.yaml", ISSUE)
    built(desk)
    files = contents(desk.root / NAME)
    listed = dict(reversed(line.split("  ")) for line in files.pop("SHA256SUMS").decode().splitlines())
    assert listed == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
