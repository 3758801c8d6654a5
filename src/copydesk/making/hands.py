"""Many sources at once, by whatever hands there are: this process, others of this machine, or a cluster."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from uuid import uuid4

from copydesk.litter import often
from copydesk.making import Built, Task
from copydesk.offspring import begin, way
from copydesk.workspace import Workspace

SHARE = 4
"""Sources for each process, below which one more is not worth its start."""
AHEAD = 3
"""Sources for each process that are under way, or done and not yet asked for: all files of their packages are in
the memory at once."""

Run = Callable[[Task], Built]


@dataclass(frozen=True, slots=True)
class Hands:
    """Who builds beside this process: any executor, and how many it has."""

    executor: Executor
    count: int


@contextmanager
def processes(count: int) -> Iterator[Hands]:
    """Processes of this machine. They leave Ctrl-C to this one, and end with it."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - few issues need none

    executor = ProcessPoolExecutor(count, way(), partial(begin, heeds_interrupt=False))
    try:
        yield Hands(executor, count)
    finally:
        executor.shutdown(cancel_futures=True)


def built(tasks: Sequence[Task], workspace: Workspace, hands: Hands | None = None) -> Iterator[Built]:
    """What became of each source, in their order; without hands, by this process, one after the other."""
    if hands is None:
        yield from (one(task, workspace) for task in tasks)
        return
    run = partial(_built, workspace.root, uuid4().hex)
    under_way: deque[tuple[Task, Future[Built] | None]] = deque()
    for task in tasks:
        under_way.append((task, _handed(hands.executor, run, task)))
        if len(under_way) >= AHEAD * hands.count:
            yield _answer(*under_way.popleft(), workspace)
    while under_way:
        yield _answer(*under_way.popleft(), workspace)


def one(task: Task, workspace: Workspace) -> Built:
    """What became of one source."""
    from copydesk.making.one import build_one  # noqa: PLC0415 - where nothing changed, nothing of it is loaded

    found = build_one(task, workspace)
    often()
    return found


def _handed(executor: Executor, run: Run, task: Task) -> Future[Built] | None:
    """A source in other hands; None where there are none any more."""
    try:
        return executor.submit(run, task)
    except RuntimeError:
        return None


def _answer(task: Task, future: Future[Built] | None, workspace: Workspace) -> Built:
    """What became of a source. Where its process was ended, or the cluster lost it, it is done here."""
    if future is None:
        return one(task, workspace)
    try:
        return future.result()
    except Exception:  # noqa: BLE001 - whatever it was: if the fault is not theirs, it is raised here
        return one(task, workspace)


def _built(root: Path, run: str, task: Task) -> Built:
    return one(task, _workspace(root, run))


@lru_cache(maxsize=1)
def _workspace(root: Path, _run: str) -> Workspace:
    """The workspace as it is in one run: the processes of a cluster go on, and what they read may change."""
    return Workspace(root)
