"""At every step of a build that changes the disk: killed there, or told by the system that it cannot be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ISSUE
from tests.shelves import BRIEFING, SECOND, Shelf

ALL = "COPYDESK_STRESS" in os.environ
STRIDE = "3" if ALL else "60"
ERRORS = ["ENOSPC", *(["EIO", "EROFS", "EACCES"] if ALL else [])]
MINE = {"README.md": b"mine", f"{BRIEFING}/notes.txt": b"mine too"}
"""What somebody else put into dist/."""


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A workspace whose two issues were built, and then changed."""
    shelf = Shelf(tmp_path_factory.mktemp("before")).serve("keila")
    shelf.fill(ISSUE, SECOND)
    for name, content in MINE.items():
        (shelf.dist / name).write_bytes(content)
    shelf.write("issues/2024-05-22.yaml", ISSUE.replace("A Harbor", "One Harbor"))
    shelf.write("issues/2024-06-05.yaml", SECOND.replace("A Tunnel", "One Tunnel"))
    return shelf


@pytest.fixture(scope="module")
def new(before: Shelf, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a build without a fault makes of it."""
    return before.built(tmp_path_factory.mktemp("new") / "desk")


def each_step(before: Shelf, place: Path, event: str, *unable: str) -> Iterator[dict[str, Any]]:
    """A build for each step at which something happens; what it left is there until the next one is asked for."""
    command = [
        sys.executable,
        str(Path(__file__).with_name("faulty.py")),
        before.root,
        place,
        event,
        STRIDE,
        *unable,
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        for line in process.stdout:
            yield json.loads(line)
            process.stdin.write("\n")
            process.stdin.flush()
    assert process.returncode == 0


def healed(shelf: Shelf, new: dict[str, bytes]) -> bool:
    """Whether the next build ends where one without a fault does, and nothing is left over."""
    shelf.run("build")
    return shelf.everything == new and [*shelf.root.glob(".copydesk/drafts/*")] == []


def assert_whole(shelf: Shelf, step: dict[str, Any], before: Shelf, new: dict[str, bytes]) -> None:
    """Each package is the old one or the new one, the archive tells of them, and nothing else is gone."""
    assert "Traceback" not in step["said"], step
    assert shelf.ahead() == [], step
    found = shelf.everything
    for day in ("2024-05-22", "2024-06-05"):
        assert of(day, found) in (of(day, before.everything), of(day, new)), step
    assert {name: found.get(name) for name in MINE} == MINE, step


def of(day: str, state: dict[str, bytes]) -> dict[str, bytes]:
    """The package of a day in what stands in dist/."""
    return {name: content for name, content in state.items() if f"/{day}/" in name}


def test_killed_at_any_step_it_leaves_the_old_state_or_the_new_one(
    before: Shelf, new: dict[str, bytes], tmp_path: Path
) -> None:
    """Packages, archive, feeds and index together."""
    shelf, seen = Shelf(tmp_path / "desk"), set()
    for step in each_step(before, shelf.root, "SIGKILL"):
        assert step["code"] == -9
        found = shelf.everything
        assert found in (before.everything, new), step
        seen.add(found == new)
        assert healed(shelf, new), step
    assert seen == {False, True}


@pytest.mark.parametrize("error", ERRORS)
def test_where_the_disk_fails_at_any_step_nothing_is_lost_and_the_command_says_so(
    before: Shelf, new: dict[str, bytes], tmp_path: Path, error: str
) -> None:
    """A package that cannot be written stays as it was; the archive and the others are true all the same."""
    shelf, count = Shelf(tmp_path / "desk"), 0
    for step in each_step(before, shelf.root, error):
        count += 1
        assert step["code"] in (0, 3), step
        assert "error W005" in step["said"] or step["code"] == 0, step
        assert shelf.everything == new or step["code"], step
        assert_whole(shelf, step, before, new)
        assert healed(shelf, new), step
    assert count > 10


def test_killed_where_a_disk_cannot_exchange_two_folders_nothing_is_lost(
    before: Shelf, new: dict[str, bytes], tmp_path: Path
) -> None:
    """There is a moment without dist/; a build that is killed then is mended by the next one."""
    shelf, seen = Shelf(tmp_path / "desk"), set()
    for step in each_step(before, shelf.root, "SIGKILL", "exchange"):
        found = shelf.everything if shelf.dist.exists() else None
        assert found in (before.everything, new, None), step
        seen.add(found is None)
        assert healed(shelf, new), step
        assert [*shelf.root.glob(".copydesk/*.old")] == [], step
    assert seen == {False, True}


def test_on_a_disk_without_links_a_failure_loses_nothing_either(
    before: Shelf, new: dict[str, bytes], tmp_path: Path
) -> None:
    shelf = Shelf(tmp_path / "desk")
    for step in each_step(before, shelf.root, "ENOSPC", "link"):
        assert_whole(shelf, step, before, new)
        assert healed(shelf, new), step


def test_stopped_by_ctrl_c_at_any_step_what_was_finished_is_there(
    before: Shelf, new: dict[str, bytes], tmp_path: Path
) -> None:
    """Its exit code tells; the next build goes on, and nothing is left over."""
    shelf = Shelf(tmp_path / "desk")
    for step in each_step(before, shelf.root, "SIGINT"):
        assert step["code"] in (0, 130), step
        assert shelf.everything == new or step["code"], step
        assert [*shelf.root.glob(".copydesk/drafts/*")] == [], step
        assert_whole(shelf, step, before, new)
        assert healed(shelf, new), step


def test_where_somebody_deletes_the_hidden_folder_meanwhile_nothing_else_is_lost(
    before: Shelf, new: dict[str, bytes], tmp_path: Path
) -> None:
    shelf = Shelf(tmp_path / "desk")
    for step in each_step(before, shelf.root, "-.copydesk"):
        assert step["code"] in (0, 3), step
        assert shelf.everything == new or step["code"], step
        assert_whole(shelf, step, before, new)
        assert healed(shelf, new), step


@pytest.mark.parametrize("event", ["-dist", "~dist"], ids=["deletes", "changes"])
def test_what_somebody_does_to_dist_meanwhile_is_seen_by_the_next_build(
    before: Shelf, new: dict[str, bytes], tmp_path: Path, event: str
) -> None:
    """Also in the moment after the two trees changed places, before it is written down what stands there."""
    shelf = Shelf(tmp_path / "desk")
    made = {name: content for name, content in new.items() if name not in MINE}
    for step in each_step(before, shelf.root, event):
        assert "Traceback" not in step["said"], step
        assert step["code"] in (0, 3), step
        assert shelf.run("build").exit_code == 0, step
        assert {name: each for name, each in shelf.everything.items() if name not in MINE} == made, step
