"""Where packages are in a dist/ folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

INDEX = "index.json"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def places(dist: str | Path) -> Iterator[str]:
    """The folders that packages may be in, `<briefing>/<date>`, in order; hidden ones aside: those are drafts."""
    for briefing in _within(dist):
        if not briefing.startswith("."):
            yield from (f"{briefing}/{day}" for day in _within(f"{dist}/{briefing}") if is_day(day))


def is_day(name: str) -> bool:
    """Whether a folder is called as packages are: by the day of its issue."""
    return bool(_DAY.fullmatch(name))


def _within(folder: str | Path) -> list[str]:
    try:
        with os.scandir(folder) as found:
            return sorted(each.name for each in found if each.is_dir())
    except OSError:
        return []
