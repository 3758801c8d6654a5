"""Where packages are in a dist/ folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

INDEX = "index.json"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def folders(dist: Path) -> Iterator[Path]:
    """The folders that packages may be in, hidden ones aside: those are drafts."""
    for briefing in _within(dist):
        if briefing.is_dir() and not briefing.name.startswith("."):
            yield from (each for each in _within(briefing) if is_day(each.name) and each.is_dir())


def is_day(name: str) -> bool:
    """Whether a folder is called as packages are: by the day of its issue."""
    return bool(_DATE.fullmatch(name))


def _within(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
