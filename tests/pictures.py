"""The pictures of a message that README shows: `make pictures` takes them in the system's Chromium.

The photo is drawn, in docs/pictures/photo.svg: those of the example issues lead nowhere.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser

from .browsers import chromium, page
from .conftest import ROOT
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


if __name__ == "__main__":
    with chromium() as found:
        take(found, FOLDER)
    sys.exit()
