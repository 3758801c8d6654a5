"""Patterns that are compiled when they are first used: most find nothing to do in a good issue."""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    def __init__(self, source: str, flags: int) -> None:
        self.given = source, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self.given), name)
        setattr(self, name, found)
        return found


def late(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that costs nothing until one of its methods is asked for."""
    return cast("re.Pattern[str]", _Late(source, flags))
