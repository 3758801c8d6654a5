"""How a command runs: its exit code, and a refusal in words."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from copydesk.cli.screen import show

if TYPE_CHECKING:
    from copydesk.diagnostic import Diagnostic

CLEAN, DIAGNOSTICS, UNREADABLE = 0, 1, 3
"""Exit codes; click's own for a wrong use of the command is 2."""
UNREADABLE_CODES = {"W001", "W002", "W004", "W005", "W006", "Y001", "G001", "G002"}
"""The diagnostics that say that something could not be read or written."""


def command(**options: Any) -> Callable[[Callable[..., int]], click.Command]:
    """A command that returns its exit code, and says a refusal in words."""

    def declare(run: Callable[..., int]) -> click.Command:
        @wraps(run)
        def running(*args: Any, **kwargs: Any) -> None:
            with refusing():
                sys.exit(run(*args, **kwargs))

        made: click.Command = click.command(**options)(running)
        return made

    return declare


@contextmanager
def refusing() -> Iterator[None]:
    """Print what stands in the way of a job, and leave with its exit code."""
    from copydesk.diagnostic import Refused

    try:
        yield
    except Refused as refusal:
        show(refusal.diagnostics, err=True)
        sys.exit(exit_code(refusal.diagnostics))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(CLEAN)


def exit_code(diagnostics: Iterable[Diagnostic]) -> int:
    """What a command that ends with these diagnostics leaves with."""
    found = list(diagnostics)
    if any(each.code in UNREADABLE_CODES for each in found):
        return UNREADABLE
    return DIAGNOSTICS if any(each.severity == "error" for each in found) else CLEAN
