"""A folder takes the place of another in one step, and what stood there is kept until then."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from copydesk.writing.swap import _exchange, _replace, swap


def folder(path: Path, content: str) -> Path:
    path.mkdir()
    (path / "file").write_text(content)
    return path


def content(path: Path) -> str:
    return (path / "file").read_text()


def test_a_new_folder_is_put_where_nothing_stood(tmp_path: Path) -> None:
    swap(folder(tmp_path / "new", "new"), tmp_path / "place")
    assert content(tmp_path / "place") == "new"
    assert [each.name for each in tmp_path.iterdir()] == ["place"]


@pytest.mark.parametrize("change", [swap, _replace], ids=["system", "two-steps"])
def test_two_folders_change_places(tmp_path: Path, change: object) -> None:
    """In one step where the system can, in two elsewhere: the outcome is the same."""
    new, place = folder(tmp_path / "new", "new"), folder(tmp_path / "place", "old")
    change(new, place)  # type: ignore[operator]
    assert (content(place), content(new)) == ("new", "old")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["new", "place"]


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="only Linux and macOS can")
def test_this_system_exchanges_in_one_step(tmp_path: Path) -> None:
    assert _exchange(folder(tmp_path / "a", "1"), folder(tmp_path / "b", "2"))
    assert (content(tmp_path / "a"), content(tmp_path / "b")) == ("2", "1")


def test_names_beyond_ascii_are_exchanged_too(tmp_path: Path) -> None:
    new, place = folder(tmp_path / "гавань", "new"), folder(tmp_path / "五年 x", "old")
    swap(new, place)
    assert content(place) == "new"


@pytest.mark.parametrize("change", [swap, _replace], ids=["system", "two-steps"])
def test_what_stood_there_stays_where_the_new_folder_cannot_be_moved(tmp_path: Path, change: object) -> None:
    place = folder(tmp_path / "place", "old")
    with pytest.raises(OSError, match="No such file"):
        change(tmp_path / "missing", place)  # type: ignore[operator]
    assert content(place) == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["place"]
