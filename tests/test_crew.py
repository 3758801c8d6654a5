"""Many issues are checked by several processes, and what they say is what one would say."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from copydesk import crew
from copydesk.workspace import Workspace

from .conftest import ISSUE

COUNT = 80
COMMAND = [sys.executable, "-m", "copydesk", "check"]


@pytest.fixture
def many(workspace: Workspace) -> Workspace:
    """A workspace with more issues than one process is given, each with a fault of its own."""
    for number in range(COUNT):
        day = f"{2000 + number // 12}-{number % 12 + 1:02}-05"
        text = ISSUE.replace("2024-05-22", day).replace("A Harbor And", f"A Harbor {number}  And")
        (workspace.issues / f"{day}.yaml").write_text(text, "utf-8")
    return workspace


def said_with(processors: int, many: Workspace, monkeypatch: pytest.MonkeyPatch) -> list[crew.Said]:
    """What is said of all issues by so many processes."""
    monkeypatch.setattr(crew, "processors", lambda: processors)
    return list(crew.said_of(many.sources(), many, {}, message=False))


def test_several_processes_say_what_one_says_in_the_same_order(
    many: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = said_with(1, many, monkeypatch)
    assert said_with(2, many, monkeypatch) == alone
    assert all(any(each.code == "P105" for each in said) for said in alone)


def test_where_a_process_is_ended_the_rest_is_checked_all_the_same(
    many: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a computer does that is short of memory."""
    alone = said_with(1, many, monkeypatch)
    monkeypatch.setattr(crew, "_said_of", _Ending(os.getpid()))
    assert said_with(2, many, monkeypatch) == alone


class _Ending:
    """Ends the process that it is called in, but for the first."""

    def __init__(self, first: int) -> None:
        self.first = first

    def __call__(
        self, workspace: Workspace, answers: object, message: bool, sources: list[Path]
    ) -> list[crew.Said]:
        if os.getpid() != self.first:
            os.kill(os.getpid(), signal.SIGKILL)
        return [crew._said(source, workspace, {}, message=message) for source in sources]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_with_the_command_its_processes_end(many: Workspace, sign: signal.Signals) -> None:
    for number in range(1, 8):  # enough to be at it for a while
        for path in list(many.issues.glob("20*.yaml")):
            if not path.stem.endswith("x"):
                (many.issues / f"{path.stem}-{number}x.yaml").write_bytes(path.read_bytes())
    with subprocess.Popen(
        COMMAND, cwd=many.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as running:
        children = _wait(lambda: _children(running.pid))
        running.send_signal(sign)
        running.wait()
    assert children
    assert _wait(lambda: not any(Path(f"/proc/{child}").exists() for child in children))


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()


def _wait(found: Callable[[], Any]) -> Any:
    """What is found as soon as it is there; that it is not, after half a minute."""
    until = time.monotonic() + 30
    while not (what := found()) and time.monotonic() < until:
        time.sleep(0.02)
    return what
