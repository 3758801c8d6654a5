"""Times of both sides of a comparison, taken turn by turn, and how they are shown."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import quantiles

Spread = tuple[float, float, float]
"""The lower quartile, the median and the upper quartile."""
Job = Callable[[], object]


def spread(values: Sequence[float]) -> Spread:
    """The quartiles of some values."""
    low, middle, high = quantiles(values, n=4)
    return low, middle, high


def milliseconds(job: Job) -> float:
    """The wall time of a job."""
    start = time.perf_counter()
    job()
    return (time.perf_counter() - start) * 1000


def in_turn(jobs: Sequence[Job], times: int) -> list[list[float]]:
    """The milliseconds of each job, all of them in turn so that a busy moment hits each alike."""
    taken: list[list[float]] = [[] for _ in jobs]
    for _ in range(times):
        for job, each in zip(jobs, taken, strict=True):
            each.append(milliseconds(job))
    return taken


def running(folder: Path, *command: object) -> Job:
    """A command in a new process; one that fails to run ends the measurement."""

    def run() -> None:
        done = subprocess.run([str(part) for part in command], cwd=folder, capture_output=True, check=False)
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr.decode())

    return run


def row(name: str, measured: Spread, unit: str = "") -> None:
    """Print a line of a table."""
    low, middle, high = measured
    print(f"{name:<52} {middle:8.2f}{unit}  ({low:.2f} to {high:.2f})")


def ratio(name: str, ours: Sequence[float], theirs: Sequence[float], aim: float) -> None:
    """Print how many times theirs ours takes, turn by turn, beside what it should be at the most."""
    row(f"{name} (aim: {aim})", spread([one / other for one, other in zip(ours, theirs, strict=True)]), "x")
