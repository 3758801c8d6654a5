"""Issues examined one after the other, or many at once by several processes."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from math import ceil
from pathlib import Path
from threading import Thread, current_thread, main_thread
from typing import Any

from copydesk.answer import Answers
from copydesk.diagnostic import Diagnostic, Refused
from copydesk.examine import examine
from copydesk.workspace import Workspace

FEW = 32
"""Issues that one process has examined before a second one has begun, and read what they look back on."""
LEAST = 128
"""Issues that a process takes at a time where there are many: few of them are read twice, by their neighbors."""

Said = tuple[Diagnostic, ...]


def said_of(
    sources: Sequence[Path], workspace: Workspace, answers: Answers, *, message: bool
) -> Iterator[Said]:
    """What is said of each source, in their order; with `message`, of the finished message too.

    `answers` are those of the servers of their links, where they were asked.
    """
    processes = min(_processors(), len(sources) // FEW)
    alone = sources if processes < 2 else sources[:1]  # what the first loads, every process has
    for source in alone:
        yield _said(source, workspace, answers, message=message)
    if processes > 1:
        yield from _at_once(sources[1:], processes, partial(_said_of, workspace, answers, message))


def _processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _at_once(sources: Sequence[Path], processes: int, run: partial[list[Said]]) -> Iterator[Said]:
    """Each process takes neighbors, since an issue is held against those before it."""
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor  # noqa: PLC0415 - few issues need none
    from multiprocessing import get_context  # noqa: PLC0415 - likewise

    share = ceil(len(sources) / processes)
    size = min(share, max(LEAST, ceil(share / 4)))
    parts = [sources[at : at + size] for at in range(0, len(sources), size)]
    way = get_context("fork" if sys.platform == "linux" else None)
    done = 0
    try:
        with _ending_at_once(), ProcessPoolExecutor(processes, way, _begin) as crew:
            for part in crew.map(run, parts):
                yield from part
                done += len(part)
    except BrokenExecutor:  # somebody ended a process, as a computer does that is short of memory
        for source in sources[done:]:
            yield from run([source])


@contextmanager
def _ending_at_once() -> Iterator[None]:
    """Ctrl-C ends the command at once: a check writes nothing, and to wait for the processes could take for ever."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _begin() -> None:
    """A process ends at Ctrl-C without a word, and when the one that began it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from multiprocessing import parent_process  # noqa: PLC0415 - few issues need none of it

    Thread(target=_end_with, args=[parent_process()], daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)


def _said_of(workspace: Workspace, answers: Answers, message: bool, sources: Sequence[Path]) -> list[Said]:
    return [_said(source, workspace, answers, message=message) for source in sources]


def _said(source: Path, workspace: Workspace, answers: Answers, *, message: bool) -> Said:
    try:
        fitted = examine(source, workspace, answers)
    except Refused as refusal:
        return refusal.diagnostics
    if not message:
        return fitted.diagnostics
    from copydesk.finishing import proof  # noqa: PLC0415 - it loads the renderer

    return (*fitted.diagnostics, *proof(fitted, workspace.library))
