"""Templates are compiled once for all processes of a user, and never run as somebody else left them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import ISSUE
from .shelves import Shelf

COUNT = """
import sys
from jinja2.environment import Environment
compile, counted = Environment.compile, []
def counting(self, source, name=None, *more, **others):
    counted.append(name)
    return compile(self, source, name, *more, **others)
Environment.compile = counting
from copydesk.cli import main
try:
    main(["build", "--jobs", "1"], prog_name="copydesk")
finally:
    print(*counted, file=sys.stderr)
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "desk").serve()
    shelf.write("issues/2024-05-22.yaml", ISSUE)
    return shelf


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The system's temporary folder, as the processes of these tests have it."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


def built(shelf: Shelf, kept: Path) -> list[str]:
    """The templates that a build in a new process compiles; it ends well, and makes all of it anew."""
    for path in (shelf.dist, shelf.root / ".copydesk"):
        subprocess.run(["rm", "-rf", path], check=True)
    done = subprocess.run(
        [sys.executable, "-c", COUNT],
        cwd=shelf.root,
        env=os.environ | {"TMPDIR": str(kept)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr.split()


def files(kept: Path) -> Iterator[Path]:
    return (path for path in kept.rglob("copydesk-*") if path.is_file())


def test_a_second_process_compiles_nothing_and_makes_the_same(shelf: Shelf, kept: Path) -> None:
    assert "lead/lead.mjml.j2" in built(shelf, kept)
    before = shelf.everything
    assert built(shelf, kept) == []
    assert shelf.everything == before
    assert [*shelf.root.rglob("copydesk-*")] == []


def test_a_template_that_changed_is_compiled_anew_and_no_other(shelf: Shelf, kept: Path) -> None:
    built(shelf, kept)
    shelf.write("components/lead/lead.txt.j2", "ANOTHER LEAD")
    assert built(shelf, kept) == ["lead/lead.txt.j2"]
    assert "ANOTHER LEAD" in (shelf.package() / "email.txt").read_text("utf-8")


@pytest.mark.parametrize("length", [0, 5, 20, 60, 200])
def test_what_was_cut_off_is_compiled_anew(shelf: Shelf, kept: Path, length: int) -> None:
    compiled = built(shelf, kept)
    before = shelf.everything
    for path in files(kept):
        path.write_bytes(path.read_bytes()[:length])
    assert sorted(built(shelf, kept)) == sorted(compiled)
    assert shelf.everything == before


def test_where_they_cannot_be_kept_they_are_compiled_each_time(shelf: Shelf, kept: Path) -> None:
    (kept / f"_jinja2-cache-{os.getuid()}").write_text("no folder")
    compiled = built(shelf, kept)
    assert compiled
    assert sorted(built(shelf, kept)) == sorted(compiled)
