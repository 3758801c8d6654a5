"""Disks as they are: one that is full, one on the other side of a link, one that is dist/ itself."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import copydesk.writing.swap
from tests.conftest import ISSUE
from tests.shelves import SECOND, Shelf

BUILD = [sys.executable, "-m", "copydesk", "build"]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """An issue that was built, and one that was not."""
    shelf = Shelf(tmp_path / "desk").serve()
    shelf.fill(ISSUE)
    shelf.write("issues/2024-06-05.yaml", SECOND)
    return shelf


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """A folder on another disk: the one in memory that Linux has."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as name:
        yield Path(name)


@pytest.mark.parametrize("most", [0, 1_000, 20_000, 60_000])
def test_where_no_file_can_be_longer_the_old_state_stays_and_the_message_says_why(
    shelf: Shelf, most: int
) -> None:
    """The system's own limit stands in for a disk that is full."""
    before = shelf.everything
    said = subprocess.run(
        BUILD,
        cwd=shelf.root,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert "Traceback" not in said.stderr
    if said.returncode:
        assert said.returncode == 3
        assert "error W005 This cannot be written: File too large." in said.stderr
        assert shelf.everything == before
    assert shelf.run("build").exit_code == 0
    assert [*shelf.states] == ["2024-06-05", "2024-05-22"]
    assert [*shelf.root.glob(".copydesk/drafts/*")] == []


def test_dist_may_be_a_link_to_another_disk(shelf: Shelf, elsewhere: Path) -> None:
    """What is made beside it is made on that disk, too: nothing could be exchanged across the two."""
    assert elsewhere.stat().st_dev != shelf.root.stat().st_dev
    shelf.dist.rename(shelf.root / "before")
    (elsewhere / "out").mkdir()
    shelf.dist.symlink_to(elsewhere / "out")
    said = shelf.run("build")
    assert said.exit_code == 0, said.output
    assert [*shelf.states] == ["2024-06-05", "2024-05-22"]
    assert shelf.dist.is_symlink()
    assert (elsewhere / ".copydesk/builds.sqlite3").is_file()
    assert "nothing changed" in shelf.run("build", "--explain").output


def test_where_dist_is_a_disk_of_its_own_the_message_says_what_to_do(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mounting takes rights that a test may not have: the system's answer is put in its place."""
    before = shelf.everything

    def busy(_one: Path, _other: Path) -> bool:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))

    monkeypatch.setattr(copydesk.writing.swap, "_exchange", busy)
    said = shelf.run("build")
    assert said.exit_code == 3
    assert "a disk is mounted there" in said.output
    assert "let `dist` be a link to a folder on it" in said.output
    assert shelf.everything == before


@pytest.mark.parametrize("place", ["loop", "deep"])
def test_a_link_that_leads_nowhere_is_named(shelf: Shelf, place: str) -> None:
    shelf.dist.rename(shelf.root / "before")
    shelf.dist.symlink_to("dist" if place == "loop" else "issues/2024-05-22.yaml/dist")
    said = shelf.run("build")
    assert said.exit_code == 3, said.output
    assert "error W005" in said.output


def test_a_pipe_in_place_of_a_file_ends_no_build_in_waiting(shelf: Shelf) -> None:
    page = shelf.package() / "email.html"
    expected = page.read_bytes()
    page.unlink()
    os.mkfifo(page)
    os.mkfifo(shelf.root / "issues/2024-07-03.yaml")
    said = subprocess.run(BUILD, cwd=shelf.root, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    assert page.read_bytes() == expected


@pytest.mark.parametrize("name", ["index.json", "index.html", "feed.atom"])
def test_a_pipe_in_place_of_the_archive_ends_none_either(shelf: Shelf, name: str) -> None:
    (shelf.dist / name).unlink()
    os.mkfifo(shelf.dist / name)
    said = subprocess.run(BUILD, cwd=shelf.root, capture_output=True, text=True, check=False, timeout=60)
    assert said.returncode == 0, said.stderr
    assert (shelf.dist / name).is_file()
