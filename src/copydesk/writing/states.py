"""The state of files as the system tells it, without reading them: the same one means the same bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path


def state_of(path: str | Path) -> str:
    """The state of one file; empty where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - of thousands, each of which would be made a Path
    except OSError:
        return ""
    return f"{found.st_mtime_ns} {found.st_size} {found.st_ino}"


def state_within(folder: str | Path) -> str:
    """The state of all files in a folder, however deep; empty where there is none."""
    lines = sorted(_lines(str(folder), ""))
    return (
        blake2b("\n".join(lines).encode(errors="surrogateescape"), digest_size=16).hexdigest()
        if lines
        else ""
    )


def _lines(folder: str, place: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as found:
            for each in found:
                if each.is_dir(follow_symlinks=False):
                    yield from _lines(each.path, f"{place}{each.name}/")
                else:
                    state = each.stat(follow_symlinks=False)
                    yield f"{place}{each.name} {state.st_mtime_ns} {state.st_size} {state.st_ino}"
    except OSError:
        yield f"{place} cannot be read"
