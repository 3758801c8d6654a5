"""The pictures that README shows, of a message and of the desk: `make pictures` takes them in the system's Chromium.

The photo is drawn, in docs/pictures/photo.svg: those of the example issues lead nowhere.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from .browsers import chromium, page
from .conftest import ROOT
from .desks import editor, preview
from .messages import message

FOLDER = ROOT / "docs" / "pictures"
VIEWS = {"desk-light.png": (820, 1180, False), "phone-dark.png": (390, 1180, True)}
"""Each picture: the width and height of its window in CSS pixels, and whether it is the dark scheme."""


def take(browser: Browser, folder: Path) -> None:
    """Take each picture into a folder."""
    photo = (FOLDER / "photo.svg").read_text("utf-8")
    for name, (width, height, dark) in VIEWS.items():
        with page(browser, width=width, dark=dark, photo=photo) as shown:
            shown.set_content(message("example")["email.html"])
            shown.set_viewport_size({"width": width, "height": height})
            shown.screenshot(path=folder / name)
    take_desk(browser, folder / "preview.png", photo)


def take_desk(browser: Browser, place: Path, photo: str) -> None:
    """Take the desk with an issue that has faults, one of them chosen."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "issues").mkdir()
        for path in sorted((ROOT / "issues").glob("*.yaml")):
            faulty = path.read_text("utf-8").replace("Finding Perspective", "Finding Perspectives")
            (Path(folder) / "issues" / path.name).write_text(faulty.replace(" -- ", " \u2014 ", 2), "utf-8")
        with preview(Path(folder)) as address, editor(browser, address, photo=photo) as shown:
            shown.locator("#problems .go").first.click()
            shown.wait_for_timeout(500)
            shown.screenshot(path=place)


if __name__ == "__main__":
    with chromium() as found:
        take(found, FOLDER)
    sys.exit()
