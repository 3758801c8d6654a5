"""What is not made before it is used: patterns, most of which find nothing to do in a good issue, and libraries."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
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


@contextmanager
def spared(library: str) -> Iterator[None]:
    """Within it, a library that another imports, and never uses as we use it, is not loaded: a name stands for it."""
    if library in sys.modules:
        yield
        return
    sys.modules[library] = ModuleType(library)
    try:
        yield
    finally:
        del sys.modules[library]
