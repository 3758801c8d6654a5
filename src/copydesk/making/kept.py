"""Whether a package that stands in dist/ is the one that would be made: told from its own files, and no clock."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from copydesk.issue import Fitted
from copydesk.library import Library
from copydesk.recipe import named, recipe
from copydesk.targets import MANIFEST, SUMS
from copydesk.targets.manifest import versions

NEVER = "it was not built before"


class Package:
    """The files of a package: those in a folder, read once each, or those that were made for it."""

    def __init__(self, folder: Path, files: Mapping[str, bytes] | None = None) -> None:
        self.folder = folder
        self.files = dict(files or {})
        self.names = frozenset(self.files if files else _names(folder))

    def read(self, name: str) -> bytes:
        """The bytes of a file; none where it cannot be read, or never ends, as a pipe."""
        if name not in self.files:
            path = self.folder / name
            try:
                self.files[name] = path.read_bytes() if path.is_file() else b""
            except OSError:
                self.files[name] = b""
        return self.files[name]

    def sum(self, name: str) -> str:
        """The sha256 of a file, in hexadecimal."""
        return sha256(self.read(name)).hexdigest()

    @cached_property
    def manifest(self) -> Mapping[str, Any]:
        """What the manifest says; nothing where it is none."""
        try:
            found = json.loads(self.read(MANIFEST))
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) and isinstance(found.get("source"), dict) else {}


def _names(folder: Path) -> Iterator[str]:
    """The places of all files in a folder."""
    for each in folder.rglob("*"):
        if not each.is_dir():
            yield each.relative_to(folder).as_posix()


def why_anew(package: Package, fitted: Fitted, library: Library, *, light: bool, sums: str = "") -> str:
    """Why the package of an issue, which fits, is to be made anew; empty where it stands as it would be made.

    `sums` is the sha256 of its SHA256SUMS as it was written, where that is known.
    """
    if not package.manifest:
        return NEVER if not package.names else f"`{MANIFEST}` cannot be understood"
    return next(_reasons(package, fitted, library, light, sums), "")


def _reasons(package: Package, fitted: Fitted, library: Library, light: bool, sums: str) -> Iterator[str]:
    source, document = package.manifest["source"], fitted.document
    if source.get("path") != named(document.path):
        yield f"it was made of `{source.get('path')}`"
    if source.get("sha256") != document.sha256:
        yield "its source changed"
    if fitted.issue:
        yield from _changed(source.get("made_of"), recipe(fitted.issue, library))
    yield from _changed(package.manifest.get("versions"), versions())
    if package.manifest.get("light") != light:
        yield "a light version is wanted" if light else "no light version is wanted"
    yield from _altered(package, sums)


def _changed(before: Any, now: Mapping[str, str]) -> Iterator[str]:
    """The parts that are others now."""
    known = before if isinstance(before, dict) else {}
    if several := [name for name in sorted(now.keys() | known.keys()) if known.get(name) != now.get(name)]:
        more = f" and {len(several) - 1} more" if len(several) > 1 else ""
        yield f"`{several[0]}`{more} changed"


def _altered(package: Package, sums: str) -> Iterator[str]:
    """The files that are not as they were written: every one is held against the sums."""
    told = dict(
        line.split("  ", 1)[::-1]
        for line in package.read(SUMS).decode("utf-8", "replace").splitlines()
        if "  " in line
    )
    if sums and package.sum(SUMS) != sums:
        yield f"`{SUMS}` was altered"
    for name in sorted(told.keys() | package.names - {SUMS}):
        if name not in package.names:
            yield f"`{name}` is missing"
        elif name not in told:
            yield f"`{name}` does not belong to it"
        elif package.sum(name) != told[name]:
            yield f"`{name}` was altered"
    if MANIFEST not in told:
        yield f"`{SUMS}` was altered"
