"""A build in which one of the steps that change the disk fails, or ends the process: `python faulty.py ...`.

Each build runs in a child of one process that has everything loaded; a line of JSON says what became of it.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import copydesk.archive.catalog
import copydesk.making.one
import copydesk.writing.swap
from copydesk.cli import main

LAST = 16
"""The last steps of a build, none of which is left out: among them dist/ changes."""
STEPS = ("rename", "replace", "link", "unlink", "rmdir", "mkdir", "chmod", "fsync", "sync", "open", "write")
_WRITING = os.O_WRONLY | os.O_RDWR


class Steps:
    """Counts the steps that change the disk, and does something else in place of one."""

    def __init__(self, wanted: int, act: Callable[[str], None]) -> None:
        self.left, self.act = wanted, act

    def install(self) -> None:
        """Put a counter around each function that changes the disk."""
        for name in STEPS:
            setattr(os, name, self._counted(name, getattr(os, name)))
        for module in (io, builtins):
            module.open = self._opening(io.open)  # type: ignore[attr-defined]
        swap: Any = copydesk.writing.swap
        swap._exchange = self._counted("exchange", swap._exchange)

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any, **kwargs: Any) -> Any:
            if name != "open" or args[1] & _WRITING:
                self._count(name)
            return real(*args, **kwargs)

        return run

    def _opening(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def run(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
            if set(mode) & set("wxa+") and isinstance(file, (str, os.PathLike)):
                self._count("open")
            return real(file, mode, *args, **kwargs)

        return run

    def _count(self, name: str) -> None:
        self.left -= 1
        if self.left == 0:
            self.act(name)


def _killed(_name: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _failing(number: int) -> Callable[[str], None]:
    def fail(name: str) -> None:
        Path("step").write_text(name)
        raise OSError(number, os.strerror(number))

    return fail


def _child(wanted: int, error: int) -> None:
    steps = Steps(wanted, _failing(error) if error else _killed)
    with Path("said").open("w") as said, contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        steps.install()
        code: object = 0
        try:
            main(["build"])
        except SystemExit as end:
            code = end.code
        finally:
            said.flush()
    Path("steps").write_text(str(-steps.left))
    os._exit(int(str(code or 0)))


def run(template: Path, place: Path, error: int, stride: int) -> None:
    """Build copies of a workspace, each with another step that goes wrong: every so many, and the last ones."""
    steps = count(template, place)
    for wanted in sorted({*range(1, steps, stride), *range(steps - LAST, steps + 1)}):
        child = begun(template, place, wanted, error)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        step = (place / "step").read_text() if (place / "step").exists() else ""
        told = {"step": f"{wanted} {step}", "code": status, "said": (place / "said").read_text()}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        sys.stdin.readline()  # whoever asked looks at what is there now


def count(template: Path, place: Path) -> int:
    """How many steps a build takes in which nothing goes wrong."""
    os.waitpid(begun(template, place, 0, 0), 0)
    return int((place / "steps").read_text())


def begun(template: Path, place: Path, wanted: int, error: int) -> int:
    """A child that builds a copy of the workspace."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(template, place, symlinks=True)
    child = os.fork()
    if not child:
        os.chdir(place)
        _child(wanted, error)
    return child


if __name__ == "__main__":
    run(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
