"""What was built last, so that what did not change need not be read: a cache beside dist/, and never the truth.

Whatever is wrong with it, it is made anew: what a package says of itself decides then.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, Self
from zlib import crc32

from copydesk.writing import discard

NAME = "builds.sqlite3"
_TABLES = """
create table issue (
    source text primary key, state text, sha256 text, earlier text, slug text, frame text,
    folder text, light integer, warnings integer);
create table package (folder text primary key, state text, sums text);
create table shelf (folder text primary key, facts text);
create table archive (name text primary key, state text);
"""
_FORM = crc32(_TABLES.encode()) >> 1
"""Of the tables: those of another are made anew."""
_HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class Known(NamedTuple):
    """A source as it was when its package was looked at last."""

    source: str
    state: str
    """Of the file, as the system tells it without reading it."""
    sha256: str
    earlier: str
    """The sha256 of those of the issues before it, which it was held against."""
    slug: str
    frame: str
    """The sha256 of all that its briefing can draw and check with."""
    folder: str
    """Of its package, from dist/ on."""
    light: bool
    warnings: int


class Stored(NamedTuple):
    """A package as it was written or looked at last."""

    folder: str
    state: str
    """Of all its files, as the system tells it without reading them."""
    sums: str
    """The sha256 of its SHA256SUMS."""


class Told(NamedTuple):
    """What the archive tells of a package, as JSON."""

    folder: str
    facts: str


class Settled(NamedTuple):
    """The state of something that has a name."""

    name: str
    state: str


Row = Known | Stored | Told | Settled
_PUT = {
    Known: "replace into issue values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    Stored: "replace into package values (?, ?, ?)",
    Told: "replace into shelf values (?, ?)",
    Settled: "replace into archive values (?, ?)",
}


class Record:
    """The record in a file; in memory alone, and gone with it, where that cannot be used."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._base = _opened(path)

    def issues(self) -> dict[str, Known]:
        """Every source that is known, by its name."""
        return {row[0]: Known(*row) for row in self._asked("select * from issue")}

    def packages(self) -> dict[str, Stored]:
        """Every package that is known, by its folder."""
        return {row[0]: Stored(*row) for row in self._asked("select * from package")}

    def facts(self, folder: str) -> str:
        """What the archive told of a package; empty where it is not known."""
        return self._one("select facts from shelf where folder = ?", folder)

    def state(self, name: str) -> str:
        """The state that was kept under a name; empty where there was none."""
        return self._one("select state from archive where name = ?", name)

    def _one(self, words: str, name: str) -> str:
        return next((str(row[0]) for row in self._asked(words, name)), "")

    def _asked(self, words: str, *names: str) -> list[Any]:
        """What is known; nothing where it cannot be read, and then it is made anew."""
        try:
            return self._base.execute(words, names).fetchall()
        except sqlite3.DatabaseError as error:
            self._base.close()
            self._base = _anew(self._path, error)
            return []

    def keep(self, found: Iterable[Row], gone: Iterable[str] = ()) -> None:
        """Keep what is known now; no longer of the sources that are gone.

        It is a cache: what it cannot hold, as while another build writes in it, is looked up again.
        """
        with suppress(sqlite3.Error), self._base:
            for each in found:
                self._base.execute(_PUT[type(each)], each)
            self._base.executemany("delete from issue where source = ?", [(name,) for name in gone])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()


def _opened(path: Path) -> sqlite3.Connection:
    try:
        return _with_tables(path)
    except sqlite3.DatabaseError as error:
        return _anew(path, error)


def _anew(path: Path, error: sqlite3.DatabaseError) -> sqlite3.Connection:
    """A record that knows nothing: in the place of what is there, if it is that which is wrong, and nobody holds it."""
    if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _HELD:
        with suppress(OSError, sqlite3.DatabaseError):
            for each in (path, *(path.with_name(f"{NAME}-{end}") for end in ("journal", "wal", "shm"))):
                discard(each)
            return _with_tables(path)
    return _with_tables(":memory:")


def _with_tables(path: Path | str) -> sqlite3.Connection:
    """The record in a file; one that is there is not written to. Raises sqlite3.DatabaseError where it is none."""
    base = sqlite3.connect(path, timeout=1)
    try:
        form = base.execute("pragma user_version").fetchone()[0]
        if form != _FORM:
            base.executescript(f"begin; {_TABLES} pragma user_version = {_FORM}; commit")
    except sqlite3.DatabaseError:
        base.close()
        raise
    return base
