"""At every step of a build that changes the disk: killed there, or told by the system that it cannot be."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ISSUE, ROOT
from tests.shelves import BRIEFING, SECOND, Shelf

ALL = "COPYDESK_STRESS" in os.environ
STRIDE = "3" if ALL else "12"
ERRORS = [errno.ENOSPC, *([errno.EIO, errno.EROFS, errno.EACCES] if ALL else [])]
MINE = {"README.md": b"mine", f"{BRIEFING}/notes.txt": b"mine too"}
"""What somebody else put into dist/."""


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A workspace whose two issues were built, and then changed."""
    shelf = Shelf(tmp_path_factory.mktemp("before"))
    briefing = (ROOT / "components/briefings/china-in-eurasia.yaml").read_text("utf-8")
    shelf.write("components/briefings/china-in-eurasia.yaml", f"{briefing}platforms: [keila]\n")
    shelf.fill(ISSUE, SECOND)
    for name, content in MINE.items():
        (shelf.dist / name).write_bytes(content)
    shelf.write("issues/2024-05-22.yaml", ISSUE.replace("A Harbor", "One Harbor"))
    shelf.write("issues/2024-06-05.yaml", SECOND.replace("A Tunnel", "One Tunnel"))
    return shelf


@pytest.fixture(scope="module")
def new(before: Shelf, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a build without a fault makes of it."""
    place = tmp_path_factory.mktemp("new") / "desk"
    shutil.copytree(before.root, place)
    assert Shelf(place).run("build").exit_code == 0
    return Shelf(place).everything


def each_step(before: Shelf, place: Path, error: int) -> Iterator[dict[str, Any]]:
    """A build for each step that goes wrong; what it left is there until the next one is asked for."""
    command = [
        sys.executable,
        str(Path(__file__).with_name("faulty.py")),
        before.root,
        place,
        str(error),
        STRIDE,
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


def test_killed_at_any_step_it_leaves_the_old_state_or_the_new_one(
    before: Shelf, new: dict[str, bytes], tmp_path: Path
) -> None:
    """Packages, archive, feeds and index together."""
    shelf, seen = Shelf(tmp_path / "desk"), set()
    for step in each_step(before, shelf.root, 0):
        assert step["code"] == -9
        found = shelf.everything
        assert found in (before.everything, new), step
        seen.add(found == new)
        assert healed(shelf, new), step
    assert seen == {False, True}


@pytest.mark.parametrize("error", ERRORS, ids=lambda each: errno.errorcode[each])
def test_where_the_disk_fails_at_any_step_nothing_is_lost_and_the_command_says_so(
    before: Shelf, new: dict[str, bytes], tmp_path: Path, error: int
) -> None:
    """A package that cannot be written stays as it was; the archive and the others are true all the same."""
    shelf, count = Shelf(tmp_path / "desk"), 0
    for step in each_step(before, shelf.root, error):
        count += 1
        assert "Traceback" not in step["said"], step
        assert step["code"] in (0, 3), step
        assert "error W005" in step["said"] or step["code"] == 0, step
        assert shelf.ahead() == [], step
        found, old = shelf.everything, before.everything
        for day in ("2024-05-22", "2024-06-05"):
            package = {name: content for name, content in found.items() if f"/{day}/" in name}
            assert package in [
                {name: content for name, content in state.items() if f"/{day}/" in name}
                for state in (old, new)
            ], step
        assert {name: found[name] for name in MINE} == MINE, step
        assert found == new or step["code"], step
        assert healed(shelf, new), step
    assert count > 20
