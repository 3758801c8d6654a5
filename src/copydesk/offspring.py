"""Processes that end with the one that began them."""

from __future__ import annotations

import os
import signal
import sys
from threading import Thread
from typing import Any


def way() -> Any:
    """How processes are begun: on Linux with all that this one has loaded."""
    from multiprocessing import get_context  # noqa: PLC0415 - few issues need none

    return get_context("fork" if sys.platform == "linux" else None)


def processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def begin(*, heeds_interrupt: bool) -> None:
    """Say in a new process that it ends, without a word, when the one that began it is gone, and at Ctrl-C if so told."""
    signal.signal(signal.SIGINT, signal.SIG_DFL if heeds_interrupt else signal.SIG_IGN)
    from multiprocessing import parent_process  # noqa: PLC0415 - as above

    Thread(target=_end_with, args=[parent_process()], daemon=True).start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(1)
