"""The state of files as the system tells it, without reading them: the same one means the same bytes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path


def state_of(path: str | Path) -> str:
    """The state of one file; empty where there is none."""
    try:
        return " ".join(_told(os.stat(path)))  # noqa: PTH116 - of thousands, each of which would be made a Path
    except OSError:
        return ""


def state_within(folder: str | Path) -> str:
    """The state of all files in a folder, however deep, in two sums; empty where there is none.

    The second one also changes where a file is linked to, and nothing in it becomes another.
    """
    lines = sorted(_lines(str(folder), ""))
    return " ".join(_sum(each) for each in zip(*lines, strict=True)) if lines else ""


def is_linked(before: str, now: str) -> bool:
    """Whether no more happened to the files in a folder than that they were linked to."""
    return before != now and before.split()[:1] == now.split()[:1] != []


def _sum(lines: Iterable[str]) -> str:
    return blake2b("\n".join(lines).encode(errors="surrogateescape"), digest_size=16).hexdigest()


def _told(found: os.stat_result) -> tuple[str, str]:
    """Which file it is, when its content changed, and its size; and when anything of it changed."""
    return f"{found.st_ino} {found.st_mtime_ns} {found.st_size}", str(found.st_ctime_ns)


def _lines(folder: str, place: str) -> Iterator[tuple[str, str]]:
    try:
        with os.scandir(folder) as found:
            for each in found:
                if each.is_dir(follow_symlinks=False):
                    yield from _lines(each.path, f"{place}{each.name}/")
                else:
                    file, changed = _told(each.stat(follow_symlinks=False))
                    yield f"{place}{each.name} {file}", changed
    except OSError:
        yield f"{place} cannot be read", ""
