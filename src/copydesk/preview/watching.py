"""What changes on the disk, as it changes. The door of watchfiles."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from watchfiles import awatch

STEP = 10
"""Milliseconds for which the disk has to be still before a change is told of (watchfiles' own are 50)."""


async def changes(folders: tuple[Path, ...], stop: asyncio.Event) -> AsyncIterator[set[Path]]:
    """The paths of files that changed below some folders, in one go those that change at once, until `stop`."""
    async for found in awatch(*folders, step=STEP, debounce=400, stop_event=stop):
        yield {Path(path) for _, path in found}
