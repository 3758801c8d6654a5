"""A build that is killed at any moment, and readers who look at any: the old state or the new one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from random import Random

import pytest

from tests.conftest import ISSUE
from tests.shelves import Shelf

KILLS = 20 if "COPYDESK_STRESS" in os.environ else 6
COUNT = 24
BUILD = [sys.executable, "-m", "copydesk", "build", "--jobs", "2"]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Issues that were built, and then were all changed."""
    shelf = Shelf(tmp_path_factory.mktemp("before")).serve()
    for number in range(COUNT):
        day = f"{2000 + number // 12}-{number % 12 + 1:02}-05"
        shelf.write(
            f"issues/{day}.yaml", ISSUE.replace("2024-05-22", day).replace("A Harbor", f"A Harbor {number}")
        )
    assert shelf.run("build").exit_code == 0
    for path in shelf.root.glob("issues/*"):
        path.write_text(path.read_text("utf-8").replace("A Harbor", "One Harbor"), "utf-8")
    return shelf


@pytest.fixture(scope="module")
def new(before: Shelf, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a build that nobody kills makes of them."""
    return before.built(tmp_path_factory.mktemp("new") / "desk")


@pytest.mark.parametrize("number", range(KILLS))
def test_killed_with_its_processes_it_leaves_the_old_state_or_the_new_one(
    before: Shelf, new: dict[str, bytes], tmp_path: Path, number: int
) -> None:
    shelf = before.copied(tmp_path / "desk")
    moment = Random(number).uniform(0.1, 2.5)
    process = subprocess.Popen(
        BUILD, cwd=shelf.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert shelf.everything in (before.everything, new), moment
    assert shelf.run("verify").exit_code == 0
    assert shelf.run("build").exit_code == 0
    assert shelf.everything == new
    assert [*shelf.root.glob(".copydesk/drafts/*")] == []


def test_where_the_first_process_is_killed_the_others_end_too(before: Shelf, tmp_path: Path) -> None:
    shutil.copytree(before.root, tmp_path / "desk")
    process = subprocess.Popen(
        BUILD, cwd=tmp_path / "desk", stdout=subprocess.DEVNULL, start_new_session=True
    )
    while len(_session(process.pid)) < 3:
        assert process.poll() is None
        time.sleep(0.01)
    process.kill()
    process.wait()
    for _ in range(3_000):
        if not _session(process.pid):
            return
        time.sleep(0.01)
    pytest.fail("processes are left")


def _session(leader: int) -> list[int]:
    """The processes that a command began, itself too."""
    found = subprocess.run(
        ["ps", "-o", "pid=,stat=", "-s", str(leader)], capture_output=True, text=True, check=False
    )
    lines = (line.split() for line in found.stdout.splitlines())
    return [int(pid) for pid, state in lines if not state.startswith("Z")]


def test_readers_see_the_old_state_or_the_new_one_while_builds_run(
    before: Shelf, new: dict[str, bytes], tmp_path: Path
) -> None:
    """Two builds at once change all issues to and fro, and a reader looks through one opened folder."""
    shelf, done = before.copied(tmp_path / "desk"), threading.Event()
    seen: list[dict[str, bytes]] = []

    def look() -> None:
        while not done.is_set():
            handle = os.open(shelf.dist, os.O_RDONLY | os.O_DIRECTORY)
            try:
                found = _read(handle)
                if shelf.dist.stat().st_ino == os.fstat(handle).st_ino:
                    seen.append(found)
            except FileNotFoundError:
                pass
            finally:
                os.close(handle)

    reader = threading.Thread(target=look)
    reader.start()
    for _ in range(2):
        builds = [subprocess.Popen(BUILD, cwd=shelf.root, stdout=subprocess.DEVNULL) for _ in range(2)]
        assert [build.wait() for build in builds] == [0, 0]
        for path in shelf.root.glob("issues/*"):
            text = path.read_text("utf-8")
            path.write_text(
                text.replace("One", "A") if "One Harbor" in text else text.replace("A H", "One H")
            )
    done.set()
    reader.join()
    assert len(seen) > 5
    assert [look for look in seen if look not in (before.everything, new)] == []


def _read(folder: int) -> dict[str, bytes]:
    """Every file in an opened folder, wherever it stands by now."""
    root = Path(f"/proc/self/fd/{folder}")
    found = (Path(place) / name for place, _, names in os.walk(f"{root}/") for name in names)
    return {each.relative_to(root).as_posix(): each.read_bytes() for each in found}
