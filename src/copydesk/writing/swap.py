"""Put a folder in the place of another in one step, where the system can."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_HERE = -100  # AT_FDCWD, linux/fcntl.h
_EXCHANGE = 2  # RENAME_EXCHANGE, linux/fs.h; RENAME_SWAP, sys/stdio.h of macOS


def swap(new: Path, place: Path) -> None:
    """Put the folder `new` at `place`; what stood there is then at `new`.

    Linux and macOS exchange the two in one step. Elsewhere there is a moment between two renames
    in which nothing stands at `place`. Raises OSError.
    """
    if not place.exists():
        new.rename(place)
    elif not _exchange(new, place):
        _replace(new, place)


def _replace(new: Path, place: Path) -> None:
    old = new.with_name(f"{new.name}.old")
    place.rename(old)
    try:
        new.rename(place)
    except OSError:
        old.rename(place)
        raise
    old.rename(new)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two paths in one step. Returns whether the system could."""
    system = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux" and hasattr(system, "renameat2"):
        return bool(system.renameat2(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0)
    if sys.platform == "darwin":
        return bool(system.renamex_np(*names, _EXCHANGE) == 0)
    return False
