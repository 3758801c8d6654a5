"""Many issues are built by several processes or a cluster, and what they make is what one makes."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from copydesk.making import Task
from copydesk.making.hands import built, processes

from .conftest import ISSUE
from .shelves import Shelf

COUNT = 40
BUILD = [sys.executable, "-m", "copydesk", "build"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Many issues, which are not built yet."""
    found = Shelf(tmp_path_factory.mktemp("many")).serve()
    for number in range(COUNT):
        day = f"{2000 + number // 12}-{number % 12 + 1:02}-05"
        text = ISSUE.replace("2024-05-22", day).replace("A Harbor And", f"A Harbor {number} And")
        found.write(f"issues/{day}.yaml", text)
    found.write("issues/2001-06-05.yaml", ISSUE.replace("title:", "titel:"))
    return found


@pytest.fixture(scope="module")
def alone(desk: Shelf, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process makes of them."""
    return fresh(desk, tmp_path_factory.mktemp("alone"), "--jobs", "1")


def fresh(desk: Shelf, place: Path, *options: str) -> dict[str, bytes]:
    """Every file of a dist/ that is built in a workspace with the same issues."""
    other = desk.copied(place / "desk")
    done = subprocess.run([*BUILD, *options], cwd=other.root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("not built") == 1
    return other.everything


def test_several_processes_make_what_one_makes(desk: Shelf, alone: dict[str, bytes], tmp_path: Path) -> None:
    assert fresh(desk, tmp_path, "--jobs", "3") == alone
    assert len([name for name in alone if name.endswith("email.html")]) == COUNT - 1


def test_what_they_make_comes_in_the_order_of_the_sources(desk: Shelf) -> None:
    tasks = [Task(path) for path in desk.workspace.sources()]
    with processes(2) as hands:
        found = [one.source for one in built(tasks, desk.workspace, hands)]
    assert found == [desk.workspace.shown(task.path) for task in tasks]


def test_where_a_process_is_ended_its_issues_are_built_all_the_same(desk: Shelf) -> None:
    """As a computer does that is short of memory. Some were handed over by then, others were not."""
    tasks = [Task(path) for path in desk.workspace.sources()]
    with processes(1) as hands:
        results = built(tasks, desk.workspace, hands)
        first = next(results)
        for child in _children(os.getpid()):
            os.kill(child, signal.SIGKILL)
        found = [first, *results]
    assert [one.source for one in found] == [desk.workspace.shown(task.path) for task in tasks]
    assert sum(one.folder is not None for one in found) == COUNT - 1


def _children(parent: int) -> list[int]:
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [
        int(each) for each in found if b"resource_tracker" not in Path(f"/proc/{each}/cmdline").read_bytes()
    ]


def test_after_ctrl_c_what_was_finished_is_there_and_the_next_build_goes_on(
    desk: Shelf, alone: dict[str, bytes], tmp_path: Path
) -> None:
    other = desk.copied(tmp_path / "desk")
    command = subprocess.Popen(
        [*BUILD, "--jobs", "2"], cwd=other.root, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    _wait(lambda: len([*other.root.glob(".copydesk/drafts/*/*/*")]) >= 4)  # three of them whole
    os.killpg(command.pid, signal.SIGINT)
    _, said = command.communicate()
    assert command.returncode == 130
    assert "Stopped. What was finished is in dist/; build again to go on." in said
    assert "Traceback" not in said
    finished = other.states
    assert 3 <= len(finished) < COUNT - 1
    assert set(finished.values()) == {"ready"}
    assert other.run("verify").exit_code == 0
    done = other.run("build", "--explain")
    assert done.stdout.count("nothing changed") == len(finished)
    assert other.everything == alone


def _wait(happened: object) -> None:
    assert callable(happened)
    for _ in range(6_000):
        if happened():
            return
        time.sleep(0.01)
    pytest.fail("it did not happen")


@pytest.fixture
def scheduler() -> Iterator[str]:
    """The address of a Dask scheduler on this machine."""
    with subprocess.Popen(
        _dask("scheduler", "--port", "0"), stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            assert process.stderr
            lines = (re.search(r"tcp://127\.0\.0\.1:[0-9]+", line) for line in process.stderr)
            yield next(found for found in lines if found)[0]
        finally:
            process.kill()


def _dask(what: str, *words: str) -> list[str]:
    module = f"distributed.cli.dask_{what}"
    return [sys.executable, "-m", module, *words, "--host", "127.0.0.1", "--no-dashboard"]


def test_a_cluster_makes_what_one_process_makes_though_a_worker_dies(
    desk: Shelf, alone: dict[str, bytes], scheduler: str, tmp_path: Path
) -> None:
    """Two workers, and one of them is killed while it works."""
    other = desk.copied(tmp_path / "desk")
    worker = _dask("worker", scheduler, "--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path))
    with ExitStack() as stack:
        workers = [
            stack.enter_context(subprocess.Popen(worker, stderr=subprocess.PIPE, text=True)) for _ in range(2)
        ]
        for each in workers:
            stack.callback(each.kill)
            assert each.stderr
            next(line for line in each.stderr if "Starting established connection" in line)
        command = subprocess.Popen(
            [*BUILD, "--dask", scheduler], cwd=other.root, stderr=subprocess.PIPE, text=True
        )
        _wait(lambda: [*other.root.glob(".copydesk/drafts/*/*/*")])
        workers[0].kill()
        _, said = command.communicate()
    assert said.count("not built") == 1
    assert command.returncode == 1
    assert other.everything == alone


def test_where_no_cluster_answers_the_command_says_so_and_builds_nothing(
    desk: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("copydesk.making.cluster.PATIENCE", 0.2)
    other = desk.copied(tmp_path / "desk")
    done = other.run("build", "--dask", "tcp://127.0.0.1:9")
    assert done.exit_code == 3
    assert "error W006 No Dask cluster answers there" in done.stderr
    assert not other.dist.exists()
