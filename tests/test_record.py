"""What was built last is a cache: whatever became of it, a build does its work, and says nothing wrong."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from copydesk.press.record import NAME, Record, Settled

from .conftest import ISSUE
from .shelves import SECOND, Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Two issues that were built, of which one was changed then."""
    shelf = Shelf(tmp_path / "desk").fill(ISSUE, SECOND)
    shelf.write("issues/2024-06-05.yaml", SECOND.replace("A Tunnel", "One Tunnel"))
    return shelf


def empty(path: Path) -> None:
    path.write_bytes(b"")


def noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 200)


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def spoilt(path: Path) -> None:
    """Each page but the first is noise: that it is a record can still be read."""
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xa5" * (len(data) - 4096))


def foreign(path: Path) -> None:
    """Another program's tables, which have the same names."""
    path.unlink()
    with closing(sqlite3.connect(path)) as base:
        base.executescript(
            "create table issue (number); create table package (weight); create table shelf (x)"
        )


def nonsense(path: Path) -> None:
    """The right tables, and words in them that mean nothing."""
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("update shelf set facts = '[1'")
        base.execute("update package set state = 'x'")
        base.execute("update archive set state = 'x'")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "file").write_text("here")


def dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere/at/all")


def deleted(path: Path) -> None:
    shutil.rmtree(path.parent)


HARM = (empty, noise, cut, spoilt, foreign, nonsense, folder, dangling, deleted)


@pytest.mark.parametrize("harm", HARM, ids=lambda each: each.__name__)
def test_whatever_became_of_it_a_build_does_its_work_and_the_next_one_finds_it_whole(
    shelf: Shelf, harm: Callable[[Path], None]
) -> None:
    harm(shelf.root / ".copydesk" / NAME)
    said = shelf.run("build")
    assert said.exit_code == 0, said.output
    assert "built     dist/china-in-eurasia/2024-06-05" in said.output
    assert "unchanged dist/china-in-eurasia/2024-05-22" in said.output
    assert shelf.run("verify").exit_code == 0
    assert "nothing changed" in shelf.run("build", "--explain").output


def test_a_record_that_another_program_holds_is_left_to_it(shelf: Shelf) -> None:
    path = shelf.root / ".copydesk" / NAME
    with closing(sqlite3.connect(path)) as holder:
        holder.execute("begin exclusive")
        said = shelf.run("build")
        holder.rollback()
        kept = holder.execute("select count(*) from issue").fetchone()
    assert said.exit_code == 0, said.output
    assert "built     dist/china-in-eurasia/2024-06-05" in said.output
    assert kept == (2,)
    assert path.samefile(shelf.root / ".copydesk" / NAME)
    assert "unchanged" in shelf.run("build").output


def test_one_that_becomes_unreadable_while_it_is_open_tells_nothing(tmp_path: Path) -> None:
    path = tmp_path / NAME
    with Record(path) as record:
        record.keep([Settled(f"name {number}", "state" * 100) for number in range(100)])
    spoilt(path)
    with Record(path) as record:
        assert record.state("name 5") == ""
        record.keep([Settled("name 5", "anew")])
    with Record(path) as record:
        assert record.state("name 5") == "anew"


def test_a_record_on_a_disk_that_takes_no_more_is_read_all_the_same(tmp_path: Path) -> None:
    """As on a disk that is mounted for reading alone: what did not change need not be looked at."""
    with Record(tmp_path / NAME) as record:
        record.keep([Settled("name", "state")])
    before = (tmp_path / NAME).read_bytes(), (tmp_path / NAME).stat().st_mtime_ns
    with Record(tmp_path / NAME) as record:
        assert record.state("name") == "state"
    assert ((tmp_path / NAME).read_bytes(), (tmp_path / NAME).stat().st_mtime_ns) == before
