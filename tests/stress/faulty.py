"""A build at one of whose steps that change the disk something happens: `python faulty.py ...`.

Each build runs in a child of one process that has everything loaded; a line of JSON says what became of it.
"""

from __future__ import annotations

import builtins
import contextlib
import errno
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

LAST = 9
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
            Path("step").symlink_to(name)
            self.act(name)


def _signalled(number: int) -> Callable[[str], None]:
    return lambda _name: os.kill(os.getpid(), number)


def _without(folder: str) -> Callable[[str], None]:
    return lambda _name: shutil.rmtree(folder, ignore_errors=True)


def _failing(number: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def _written_to(folder: str) -> None:
    """Somebody changes each page in a folder, and how long it is stays as it was."""
    for path in Path(folder).rglob("*.html"):
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content.swapcase())


def _act(event: str) -> Callable[[str], None]:
    """What a word such as `SIGKILL`, `ENOSPC`, `-dist` (deleted) or `~dist` (changed) stands for."""
    if event.startswith("~"):
        return lambda _name: _written_to(event[1:])
    if event.startswith("-"):
        return _without(event[1:])
    return (
        _signalled(signal.Signals[event])
        if event in signal.Signals.__members__
        else _failing(getattr(errno, event))
    )


def _unable(name: str) -> None:
    """Let the disk be one that cannot do something: `exchange` two folders, or `link` a file."""
    if name == "exchange":
        copydesk.writing.swap._exchange = lambda _one, _other: False
    elif name == "link":
        os.link = _failing(errno.EPERM)  # type: ignore[assignment]


def _child(wanted: int, event: str) -> None:
    steps = Steps(wanted, _act(event))
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


def run(template: Path, place: Path, event: str, stride: int) -> None:
    """Build copies of a workspace, each with another step that goes wrong: every so many, and the last ones."""
    steps = count(template, place)
    for wanted in sorted({*range(1, steps, stride), *range(steps - LAST, steps + 1)}):
        child = begun(template, place, wanted, event)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        step = str((place / "step").readlink()) if (place / "step").is_symlink() else ""
        told = {"step": f"{wanted} {step}", "code": status, "said": (place / "said").read_text()}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
        sys.stdin.readline()  # whoever asked looks at what is there now


def count(template: Path, place: Path) -> int:
    """How many steps a build takes in which nothing goes wrong."""
    os.waitpid(begun(template, place, 0, "SIGKILL"), 0)
    return int((place / "steps").read_text())


def begun(template: Path, place: Path, wanted: int, event: str) -> int:
    """A child that builds a copy of the workspace."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(template, place, symlinks=True)
    child = os.fork()
    if not child:
        os.chdir(place)
        _child(wanted, event)
    return child


if __name__ == "__main__":
    for ability in sys.argv[5:]:
        _unable(ability)
    run(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
