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
def spared(*libraries: str) -> Iterator[None]:
    """Within it, libraries that another imports, and never uses as we use it, are not loaded: names stand for them."""
    stand_ins = {name: ModuleType(name) for name in libraries if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]
