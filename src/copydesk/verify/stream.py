"""What is unpacked of a .tar or a .tar.gz, counted as it is read."""

from __future__ import annotations

import gzip
from io import BufferedIOBase
from pathlib import Path

from copydesk.verify.taken import MAX_BYTES, MAX_TOTAL, TooMuch

MAX_STREAM = MAX_TOTAL + MAX_BYTES
"""The most bytes that are unpacked: a package, and what the archiver says of its files."""
_GZIP = b"\x1f\x8b"
"""What a file in gzip begins with: RFC 1952, section 2.3.1."""


class Counted(BufferedIOBase):
    """A stream of which no more is read than a package may hold: TooMuch is raised beyond."""

    def __init__(self, stream: BufferedIOBase) -> None:
        self._stream = stream
        self._read = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes, `size` at the most."""
        found = self._stream.read(size)
        self._read += len(found)
        if self._read > MAX_STREAM:
            raise TooMuch(f"It holds more than {MAX_STREAM:,} bytes.")
        return found


def unzipped(path: Path) -> BufferedIOBase:
    """The bytes of a file, unpacked where it is in gzip. Raises OSError where it cannot be opened."""
    with path.open("rb") as file:
        packed = file.read(len(_GZIP)) == _GZIP
    return gzip.open(path) if packed else path.open("rb")
