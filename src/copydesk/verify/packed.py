"""A package in a .zip or a .tar.gz -> its files, in memory: nothing is unpacked to the disk."""

from __future__ import annotations

import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from pathlib import Path

from copydesk.verify.taken import MAX_BYTES, Taken, TooMuch

ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz")
_BROKEN = (
    tarfile.TarError, zipfile.BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, OSError,
    RuntimeError, ValueError,
)  # fmt: skip
"""What a damaged, encrypted or unknown archive raises while it is read."""

Member = tuple[str, bytes | None]
"""A file in an archive by its name; no bytes where it is a link or a device."""


def take_packed(path: Path, name: str) -> Taken:
    """A package from an archive, in which it may stand in a folder of its own."""
    taken = Taken(name)
    try:
        members = list(_bounded(_zipped(path) if path.suffix == ".zip" else _tarred(path)))
        for place, content in _without_folder(members):
            if content is None:
                taken.refuse(place, "This is neither a file nor a folder.")
            else:
                taken.add(place, content)
    except TooMuch as error:
        taken.refuse("", str(error))
    except _BROKEN as error:
        taken.refuse("", f"It cannot be unpacked: {error}.")
    return taken


def _bounded(members: Iterator[Member]) -> Iterator[Member]:
    """The members, as far as they are no more than a package may hold: nothing further is unpacked."""
    room = Taken("")
    for number, (place, content) in enumerate(members):
        room.add(str(number), content or b"")
        yield place, content


def _without_folder(members: list[Member]) -> list[Member]:
    folders = {place.partition("/")[0] for place, _ in members}
    if len(folders) == 1 and all("/" in place for place, _ in members):
        return [(place.partition("/")[2], content) for place, content in members]
    return members


def _zipped(path: Path) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            kind = stat.S_IFMT(info.external_attr >> 16)
            if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
                yield info.filename, None
            elif not info.is_dir():
                with archive.open(info) as file:
                    yield info.filename, file.read(MAX_BYTES + 1)


def _tarred(path: Path) -> Iterator[Member]:
    with tarfile.open(path, "r:*") as archive:
        for info in archive:
            if info.size > MAX_BYTES:
                # Only to get past it, all of it would have to be unpacked.
                raise TooMuch(f"A file in it has more than {MAX_BYTES:,} bytes.")
            file = archive.extractfile(info) if info.isreg() else None
            if file:
                yield info.name.removeprefix("./"), file.read(MAX_BYTES + 1)
            elif not info.isdir():
                yield info.name, None
