"""Put a folder in the place of another in one step, where the system can."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

from copydesk.writing.folder import discard

_HERE = -100  # AT_FDCWD, linux/fcntl.h
_EXCHANGE = 2  # RENAME_EXCHANGE, linux/fs.h; RENAME_SWAP, sys/stdio.h of macOS
_UNABLE = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)
"""What renameat2(2) of Linux and renamex_np(2) of macOS say where the disk, or the system, cannot exchange."""


def swap(new: Path, place: Path) -> None:
    """Put the folder `new` at `place`; what stood there is then at `new`.

    Linux and macOS exchange the two in one step. Elsewhere there is a moment between two renames
    in which nothing stands at `place`. Raises OSError.
    """
    if not place.exists():
        new.rename(place)
    elif not _exchange(new, place):
        _replace(new, place)


def settle(new: Path, place: Path) -> None:
    """Mend what a `swap` of two renames left that was killed between them. Raises OSError."""
    if (old := _old(new)).exists():
        if place.exists():
            discard(old)
        else:
            old.rename(place)


def _old(new: Path) -> Path:
    return new.with_name(f"{new.name}.old")


def _replace(new: Path, place: Path) -> None:
    old = _old(new)
    place.rename(old)
    try:
        new.rename(place)
    except OSError:
        old.rename(place)
        raise
    old.rename(new)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two paths in one step. Returns whether the system can. Raises OSError where it may not."""
    system = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux" and hasattr(system, "renameat2"):
        failed = system.renameat2(_HERE, names[0], _HERE, names[1], _EXCHANGE)
    elif sys.platform == "darwin":
        failed = system.renamex_np(*names, _EXCHANGE)
    else:
        return False
    if failed and (number := ctypes.get_errno()) not in _UNABLE:
        raise OSError(number, os.strerror(number))
    return not failed
