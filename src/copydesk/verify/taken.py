"""A package from anywhere -> its files, or what cannot be taken in: links, devices, and what is far too large."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from copydesk.diagnostic import Diagnostic, Refused, Severity, Span
from copydesk.reading import read_bytes

MAX_BYTES = 10_000_000
"""The largest file that is read: a message has about 60,000 bytes."""
MAX_TOTAL = 50_000_000
MAX_FILES = 1_000
"""The most that is read of one package."""
MAX_DEPTH = 4
"""How many folders may lie in one another: `platforms/<name>/` are two."""

MEND = "Do not send it. Get the package anew, or build it again."


@dataclass
class Taken:
    """The files of a package by their place in it, and what was wrong as they were taken in."""

    name: str
    files: dict[str, bytes] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    """Where there is one, `files` may not be all."""

    def fault(self, code: str, what: str, mend: str, file: str = "") -> Diagnostic:
        """A diagnostic on the package, or on one of its files."""
        path = f"{self.name}/{shown(file)}" if file else self.name
        return Diagnostic(path, Span(), Severity.ERROR, code, what, mend)

    def refuse(self, file: str, what: str) -> None:
        """Say why a file is not taken in."""
        self.faults.append(self.fault("K006", what, MEND, file))

    def add(self, file: str, content: bytes) -> None:
        """Take in a file, if there is room for it."""
        if not is_safe(file):
            self.refuse(file, "A file may not be called so: its name leads out of the package.")
        elif file in self.files:
            self.refuse(file, "There are two files of this name.")
        elif len(content) > MAX_BYTES:
            self.refuse(file, f"This file has more than {MAX_BYTES:,} bytes.")
        elif len(self.files) >= MAX_FILES:
            raise TooMuch(f"It holds more than {MAX_FILES:,} files.")
        elif sum(map(len, self.files.values())) + len(content) > MAX_TOTAL:
            raise TooMuch(f"It holds more than {MAX_TOTAL:,} bytes.")
        else:
            self.files[file] = content


class TooMuch(Exception):
    """More stands in a package than is ever read, in words."""


def is_safe(file: str) -> bool:
    """Whether the name of a file leads to a place in its package, and to no other."""
    parts = PurePosixPath(file).parts
    return bool(parts) and "\\" not in file and not file.startswith("/") and ".." not in parts


def shown(name: str) -> str:
    """The name of a file as any terminal can show it, whatever its bytes."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in name)


def take_folder(folder: Path, name: str) -> Taken:
    """A package from a folder. No link is followed."""
    taken = Taken(name)
    try:
        for place, path in _files(folder, taken):
            _add(taken, place, path)
    except TooMuch as error:
        taken.refuse("", str(error))
    return taken


def _add(taken: Taken, place: str, path: Path) -> None:
    try:
        taken.add(place, read_bytes(path, f"{taken.name}/{shown(place)}", MAX_BYTES + 1))
    except Refused as refusal:
        taken.faults += refusal.diagnostics


def _files(folder: Path, taken: Taken, within: str = "") -> Iterator[tuple[str, Path]]:
    for entry in _entries(folder, taken, within):
        place = f"{within}{entry.name}"
        if entry.is_symlink():
            taken.refuse(place, "This is a link, which may lead anywhere.")
        elif entry.is_file(follow_symlinks=False):
            yield place, Path(entry.path)
        elif not entry.is_dir(follow_symlinks=False):
            taken.refuse(place, "This is neither a file nor a folder.")
        elif place.count("/") + 1 >= MAX_DEPTH:
            taken.refuse(place, f"More than {MAX_DEPTH} folders lie in one another.")
        else:
            yield from _files(Path(entry.path), taken, f"{place}/")


def _entries(folder: Path, taken: Taken, within: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        what = f"This folder cannot be read: {error.strerror or error}."
        taken.faults.append(taken.fault("Y001", what, "Look up its permissions.", within.rstrip("/")))
        return []
