"""Processes of a side: in a new one each time, or in one that serves; their wall time and their memory.

Memory is what Linux counts as a process's largest resident set. It counts that of the process that began it,
too, so nothing large is imported here.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from bench.corpus import ROOT

Command = Sequence[object]
ENVIRONMENT = os.environ | {"NODE_ENV": "production", "NO_COLOR": "1"}
"""React is slower where it does not know that it is in production."""


class Ran(NamedTuple):
    """One turn of a side: milliseconds of wall time, MiB of its largest process, bytes of HTML where one is known."""

    ms: float
    peak: float
    size: int = 0


def run(*commands: Command, folder: Path = ROOT, more: dict[str, str] | None = None) -> Ran:
    """Run commands at once, each in a new process. A command that fails ends the race."""
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        processes = [
            subprocess.Popen(
                [str(part) for part in command],
                cwd=folder,
                env=ENVIRONMENT | (more or {}),
                stdout=said,
                stderr=said,
            )
            for command in commands
        ]
        try:
            peak = max(_ended(process, said.fileno()) for process in processes)
        finally:
            for process in processes:
                if process.returncode is None:
                    process.terminate()
        return Ran((time.perf_counter() - begun) * 1000, peak)


def _ended(process: subprocess.Popen[bytes], said: int) -> float:
    """Wait for a process; its largest resident set or that of one that it waited for, in MiB."""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        os.lseek(said, 0, os.SEEK_SET)
        raise SystemExit(f"{process.args!s} failed:\n{os.read(said, 4000).decode()}")
    return used.ru_maxrss / 1024


class Serving:
    """A side in a long-lived process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def make(self, source: Path, output: Path | None = None) -> Ran:
        """Make the message of an issue; its HTML is written where an output is named."""
        assert self.process.stdin
        assert self.process.stdout
        print(source if output is None else f"{source}\t{output}", file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.process.args!s} gave up")
        answer = json.loads(line)
        return Ran(answer["ms"], answer["peak"], answer["bytes"])


@contextmanager
def serving(command: Command) -> Iterator[Serving]:
    """A side that serves; it ends when nobody asks it any more."""
    with subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Serving(process)
