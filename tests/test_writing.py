"""What stands in a folder changes in one step, and what another tree has of the same files is never touched."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

import pytest

from copydesk.writing import Backstage, discard, fill, mirror, write_anew

STATES = [{f"{name}.txt": f"{state}{name}".encode() * 500 for name in range(6)} for state in "ab"]


def tree(root: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    found = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def put(front: Path, files: dict[str, bytes]) -> None:
    """Change a folder in one step: a package in it, and a file that tells of it."""
    backstage = Backstage(front)
    with backstage.scene() as back:
        discard(back / "package")
        fill(back / "package", files)
        write_anew(back / "index", files["0.txt"])
        backstage.change()


class TestMirror:
    def test_the_files_are_the_very_same(self, tmp_path: Path) -> None:
        fill(tmp_path / "front", {"a": b"1", "within/b": b"2"})
        mirror(tmp_path / "front", tmp_path / "back")
        assert tree(tmp_path / "back") == {"a": b"1", "within/b": b"2"}
        assert (tmp_path / "back/within/b").samefile(tmp_path / "front/within/b")

    def test_what_is_other_in_the_back_tree_is_gone(self, tmp_path: Path) -> None:
        fill(tmp_path / "front", {"a": b"1", "b/c": b"2", "d": b"3"})
        fill(tmp_path / "back", {"a": b"old", "b": b"a file here", "d/e": b"a folder here", "f/g": b"more"})
        mirror(tmp_path / "front", tmp_path / "back")
        assert tree(tmp_path / "back") == tree(tmp_path / "front") == {"a": b"1", "b/c": b"2", "d": b"3"}
        assert sorted(each.name for each in (tmp_path / "back").iterdir()) == ["a", "b", "d"]

    def test_what_is_there_already_is_left_alone(self, tmp_path: Path) -> None:
        fill(tmp_path / "front", {"a": b"1", "within/b": b"2"})
        mirror(tmp_path / "front", tmp_path / "back")
        before = {
            path: path.stat().st_mtime_ns for path in [tmp_path / "back", *(tmp_path / "back").rglob("*")]
        }
        mirror(tmp_path / "front", tmp_path / "back")
        assert {path: path.stat().st_mtime_ns for path in before} == before

    def test_a_file_that_is_written_anew_in_one_tree_is_as_it_was_in_the_other(self, tmp_path: Path) -> None:
        fill(tmp_path / "front", {"a": b"1"})
        mirror(tmp_path / "front", tmp_path / "back")
        write_anew(tmp_path / "back/a", b"2")
        assert (tree(tmp_path / "front"), tree(tmp_path / "back")) == ({"a": b"1"}, {"a": b"2"})

    def test_without_a_front_nothing_is_left_in_the_back(self, tmp_path: Path) -> None:
        fill(tmp_path / "back", {"a": b"old"})
        mirror(tmp_path / "front", tmp_path / "back")
        assert tree(tmp_path / "back") == {}

    def test_a_link_is_taken_as_a_link(self, tmp_path: Path) -> None:
        fill(tmp_path / "front", {"a": b"1"})
        (tmp_path / "front/link").symlink_to("a")
        (tmp_path / "front/nowhere").symlink_to("no such file")
        for _ in range(2):
            mirror(tmp_path / "front", tmp_path / "back")
        assert (tmp_path / "back/link").readlink() == Path("a")
        assert (tmp_path / "back/nowhere").is_symlink()

    def test_on_a_disk_without_links_the_files_are_copied(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def without(*_: object, **__: object) -> None:
            raise OSError(95, "Operation not supported")

        monkeypatch.setattr(os, "link", without)
        fill(tmp_path / "front", {"a": b"1", "within/b": b"2"})
        mirror(tmp_path / "front", tmp_path / "back")
        assert tree(tmp_path / "back") == {"a": b"1", "within/b": b"2"}


class TestBackstage:
    def test_a_folder_that_was_not_there_is_there_in_one_step(self, tmp_path: Path) -> None:
        put(tmp_path / "dist", STATES[0])
        assert tree(tmp_path / "dist") == {
            "index": STATES[0]["0.txt"],
            **{f"package/{name}": content for name, content in STATES[0].items()},
        }

    def test_what_somebody_put_there_stays(self, tmp_path: Path) -> None:
        fill(tmp_path / "dist", {"README.md": b"mine", "notes/one": b"mine too"})
        put(tmp_path / "dist", STATES[0])
        put(tmp_path / "dist", STATES[1])
        assert (tmp_path / "dist/README.md").read_bytes() == b"mine"
        assert (tmp_path / "dist/notes/one").read_bytes() == b"mine too"

    def test_what_is_left_of_the_scene_without_a_change_changes_nothing(self, tmp_path: Path) -> None:
        put(tmp_path / "dist", STATES[0])
        before = tree(tmp_path / "dist")
        with Backstage(tmp_path / "dist").scene() as back:
            discard(back / "package")
            write_anew(back / "index", b"half")
        assert tree(tmp_path / "dist") == before
        put(tmp_path / "dist", STATES[0])
        assert tree(tmp_path / "dist") == before

    def test_drafts_are_gone_afterwards_and_those_of_the_dead_are_swept_away(self, tmp_path: Path) -> None:
        backstage = Backstage(tmp_path / "dist")
        with backstage.drafts() as living:
            fill(living / "china", {"a": b"1"})
            fill(living.parent / "left", {"a": b"of a build that was killed"})
            Backstage(tmp_path / "dist").sweep()
            assert [*living.parent.iterdir()] == [living]
            assert tree(living) == {"china/a": b"1"}
        assert [*living.parent.iterdir()] == []

    def test_git_is_told_to_leave_it_alone(self, tmp_path: Path) -> None:
        put(tmp_path / "dist", STATES[0])
        assert (tmp_path / ".copydesk/.gitignore").read_text() == "*\n"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there may be a moment between two states")
def test_who_looks_while_it_is_written_sees_one_whole_state(tmp_path: Path) -> None:
    """A mailing system may look at any moment: index and package are the old ones or the new ones, together."""
    front = tmp_path / "dist"
    put(front, STATES[0])
    done = threading.Event()
    seen: list[dict[str, bytes]] = []
    faults: list[str] = []
    turns = [0]

    def read() -> None:
        while not done.is_set():
            turn = turns[-1]
            try:
                handle = os.open(front, os.O_RDONLY | os.O_DIRECTORY)
            except OSError as error:
                faults.append(str(error))
                continue
            try:
                found = {name: _read(handle, name) for name in ("index", *_names(handle))}
                # The tree that was opened may be the one behind by now, which is worked on, or may have been
                # that and be in front again: such a look is none.
                if front.stat().st_ino == os.fstat(handle).st_ino and turn == turns[-1]:
                    seen.append(found)
            except FileNotFoundError:
                pass
            finally:
                os.close(handle)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 101):
        put(front, STATES[number % 2])
        turns.append(number)
    done.set()
    reader.join()
    assert faults == []
    assert len(seen) > 10
    whole = [
        {"index": state["0.txt"], **{f"package/{name}": each for name, each in state.items()}}
        for state in STATES
    ]
    assert [found for found in seen if found not in whole] == []


def _names(folder: int) -> Iterable[str]:
    package = os.open("package", os.O_RDONLY | os.O_DIRECTORY, dir_fd=folder)
    try:
        return [f"package/{name}" for name in os.listdir(package)]  # noqa: PTH208 - of the folder that was opened
    finally:
        os.close(package)


def _read(folder: int, name: str) -> bytes:
    file = os.open(name, os.O_RDONLY, dir_fd=folder)
    try:
        return os.read(file, 10_000)
    finally:
        os.close(file)
