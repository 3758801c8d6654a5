"""README shows the message as it is: two pictures, taken by a command, small enough to be kept."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .conftest import ROOT
from .pictures import FOLDER, VIEWS, take


def size(picture: Path) -> tuple[int, int]:
    """The width and height of a PNG file, as its header says them."""
    return struct.unpack(">II", picture.read_bytes()[16:24])


@pytest.mark.parametrize("name", VIEWS)
def test_a_picture_is_shown_and_is_small(name: str) -> None:
    assert f"docs/pictures/{name}" in (ROOT / "README.md").read_text("utf-8")
    assert size(FOLDER / name) == VIEWS[name][:2]
    assert (FOLDER / name).stat().st_size < 150_000


def test_the_command_takes_them_anew(browser: Browser, tmp_path: Path) -> None:
    """Letters differ from one machine to the next, and so the files do: their sizes and the scheme stay."""
    take(browser, tmp_path)
    assert {path.name: size(path) for path in tmp_path.iterdir()} == {
        name: view[:2] for name, view in VIEWS.items()
    }
