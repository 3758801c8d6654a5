"""Issues examined one after the other, or many at once by several processes."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from math import ceil
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any

from copydesk.answer import Answers
from copydesk.diagnostic import Diagnostic, Refused
from copydesk.examine import examine, fitted_in
from copydesk.offspring import begin, processors, way
from copydesk.workspace import Workspace

FEW = 32
"""Issues that one process has examined before a second one has begun, and read what they look back on."""

Said = tuple[Diagnostic, ...]
Run = Callable[[Sequence[Path]], list[Said]]


def said_of(
    sources: Sequence[Path], workspace: Workspace, answers: Answers, *, message: bool
) -> Iterator[Said]:
    """What is said of each source, in their order; with `message`, of the finished message too.

    `answers` are those of the servers of their links, where they were asked.
    """
    run = partial(_said_of, workspace, answers, message)
    processes = min(processors(), len(sources) // FEW)
    if processes > 1:
        with suppress(Refused):
            fitted_in(sources[0], workspace)  # the briefing that it loads, every process has
        yield from _at_once(sources, processes, run)
    else:
        for source in sources:
            yield from run([source])


def _at_once(sources: Sequence[Path], processes: int, run: Run) -> Iterator[Said]:
    """Each process takes neighbors, since an issue is held against those before it; this one, the first of all."""
    share = ceil(len(sources) / processes)
    own, *others = (sources[at : at + share] for at in range(0, len(sources), share))
    with _ending_at_once():
        mates = [_Mate(run, part) for part in others]
        for source in own:
            yield from run([source])
        for mate in mates:
            yield from mate.said()


class _Mate:
    """A process that examines a part of the sources."""

    def __init__(self, run: Run, part: Sequence[Path]) -> None:
        self.run, self.part = run, part
        begun = way()
        self.answer, telling = begun.Pipe(duplex=False)
        self.process = begun.Process(target=_examining, args=[run, part, telling], daemon=True)
        self.process.start()
        telling.close()

    def said(self) -> list[Said]:
        """What it said; where somebody ended it, as a computer does that is short of memory, what this one says."""
        try:
            return self.answer.recv()  # type: ignore[no-any-return]
        except (EOFError, OSError):
            return self.run(self.part)


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


def _examining(run: Run, part: Sequence[Path], telling: Any) -> None:
    begin(heeds_interrupt=True)
    telling.send(run(part))


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
