"""A package in a .zip or a .tar.gz -> its files, in memory: nothing is unpacked to the disk."""

from __future__ import annotations

import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from lzma import LZMAError
from pathlib import Path, PurePosixPath

from copydesk.targets import MANIFEST, SUMS
from copydesk.verify.stream import Counted, unzipped
from copydesk.verify.taken import MAX_BYTES, Taken, TooMuch, is_safe

ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz")
_BROKEN = (
    tarfile.TarError, zipfile.BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, OSError,
    RuntimeError, ValueError,
)  # fmt: skip
"""What a damaged, encrypted or unknown archive raises while it is read."""

Member = tuple[str, bytes | None]
"""A file in an archive by its name; no bytes where it is a link or a device."""


def take_packed(path: Path, name: str) -> list[Taken]:
    """The packages in an archive, each in a folder of its own or all alone; what stands beside them is left."""
    whole = Taken(name)
    try:
        members = [each for each in _bounded(_read(path)) if not _is_litter(each[0])]
        roots = _roots(place for place, _ in members)
    except TooMuch as error:
        whole.refuse("", str(error))
    except _BROKEN as error:
        whole.refuse("", f"It cannot be unpacked: {error}.")
    else:
        found = [_taken(name if len(roots) == 1 else f"{name}/{root}", root, members) for root in roots]
        for place in (each for each, _ in members if not is_safe(each) and not each.startswith(tuple(roots))):
            whole.refuse(place, "A file may not be called so: its name leads out of the package.")
        return found if not whole.faults else [*found, whole]
    return [whole]


def _taken(name: str, root: str, members: Iterable[Member]) -> Taken:
    taken = Taken(name)
    try:
        for place, content in members:
            if not place.startswith(root):
                continue
            if content is None:
                taken.refuse(place.removeprefix(root), "This is neither a file nor a folder.")
            else:
                taken.add(place.removeprefix(root), content)
    except TooMuch as error:
        taken.refuse("", str(error))
    return taken


def _roots(places: Iterable[str]) -> list[str]:
    """The folders of packages, `""` where one stands all alone: those with a manifest or with sums."""
    marks = (PurePosixPath(place) for place in places)
    found = {mark.parent.as_posix() for mark in marks if mark.name in (MANIFEST, SUMS)}
    return sorted("" if each == "." else f"{each}/" for each in found)


def _is_litter(place: str) -> bool:
    """Whether a file was put beside by the archiver of macOS."""
    return place.startswith("__MACOSX/") or PurePosixPath(place).name == ".DS_Store"


def _read(path: Path) -> Iterator[Member | None]:
    """The members; a folder is counted as one, and is none."""
    return _zipped(path) if path.suffix == ".zip" else _tarred(path)


def _bounded(members: Iterator[Member | None]) -> Iterator[Member]:
    """The members, as far as they are no more than a package may hold: nothing further is unpacked."""
    room = Taken("")
    for number, member in enumerate(members):
        content = (member[1] if member else None) or b""
        if len(content) > MAX_BYTES:
            raise TooMuch(f"A file in it has more than {MAX_BYTES:,} bytes.")
        room.add(str(number), content)
        if member:
            yield member


def _zipped(path: Path) -> Iterator[Member | None]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            kind = stat.S_IFMT(info.external_attr >> 16)
            if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
                yield info.filename, None
            elif info.is_dir():
                yield None
            else:
                with archive.open(info) as file:
                    yield info.filename, file.read(MAX_BYTES + 1)


def _tarred(path: Path) -> Iterator[Member | None]:
    """One file behind the other, as they stand: what is passed over is unpacked too, and counted."""
    with unzipped(path) as stream, tarfile.open(fileobj=Counted(stream), mode="r|") as archive:
        for info in archive:
            file = archive.extractfile(info) if info.isreg() else None
            if file:
                yield info.name.removeprefix("./"), file.read(MAX_BYTES + 1)
            else:
                yield None if info.isdir() else (info.name, None)
