"""What changes on the disk, as it changes. The door of watchfiles."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing, suppress
from pathlib import Path

from watchfiles import awatch

STEP = 5
"""Milliseconds for which the disk has to be still before a change is told of (watchfiles' own are 50)."""
LOOK = 400
"""Milliseconds after which it is asked whether a folder was made, or made anew."""

Folders = Mapping[Path, int]
"""Folders, each with the number under which the disk knows it: one that was made anew has another."""


async def changes(standing: Callable[[], Folders], stop: asyncio.Event) -> AsyncIterator[set[Path]]:
    """The paths of files that changed below some folders, in one go those that change at once, until `stop`.

    Folders that are made in the meantime are followed too: what was written into them before they were
    watched is told of by their own path.
    """
    missed: set[Path] = set()
    while not stop.is_set():
        folders = standing()
        async with aclosing(_within(folders, stop)) as following:
            async for found in following:
                if found or missed:
                    yield found | missed
                missed = set()
                if standing() != folders or found & folders.keys():
                    break
        missed = set(standing())


async def _within(folders: Folders, stop: asyncio.Event) -> AsyncGenerator[set[Path], None]:
    """What changes below folders that stay; nothing, from time to time, where nothing does."""
    with suppress(FileNotFoundError):  # one was taken away just now
        async for found in awatch(
            *folders, step=STEP, debounce=400, rust_timeout=LOOK, yield_on_timeout=True, stop_event=stop
        ):
            yield {Path(path) for _, path in found}
