"""A preview desk as an editor starts it: the command itself, in a workspace of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, FrameLocator, Page

from tests.conftest import ISSUE

NAME = "2024-05-22.yaml"
PREVIOUS = ISSUE.replace("2024-05-22", "2024-05-08").replace(
    "A Harbor And Its Lenders", "A Road And Its Tolls"
)
EXPECTED = re.compile(r"ERR_NAME_NOT_RESOLVED|img-src 'none'|status of 40[49]")
"""What the browser says of pictures that it cannot or may not load, and of a mend that is refused."""


@contextmanager
def preview(root: Path, *options: str, opening: bool = False, **environment: str) -> Iterator[str]:
    """The address of a desk that shows the workspace in a folder, on a port that was free."""
    browser = "--open" if opening else "--no-open"
    command = [sys.executable, "-m", "copydesk", "preview", browser, "--port", "0", *options]
    with subprocess.Popen(
        command,
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
    ) as running:
        assert running.stdout
        said = running.stdout.readline()
        found = re.search(r"http://\S+/", said)
        assert found, said
        try:
            yield found[0]
        finally:
            running.send_signal(signal.SIGINT)
            _, complained = running.communicate(timeout=10)
            assert (running.returncode, complained) == (0, ""), complained


@contextmanager
def editor(
    browser: Browser,
    address: str,
    *,
    width: int = 1440,
    height: int = 900,
    dark: bool = False,
    photo: str = "",
) -> Iterator[Page]:
    """The desk's page in a browser, once its message is there. What it says on the console fails the test.

    With a `photo`, an SVG, each picture of the message is that.
    """
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    if photo:
        context.route("https://**", lambda route: route.fulfill(content_type="image/svg+xml", body=photo))
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda line: None if EXPECTED.search(line.text) else said.append(line.text))
    page.goto(address)
    page.wait_for_selector("body[data-settled]")
    yield page
    context.close()
    assert said == [], said


def message(page: Page, frame: str = "desktop") -> FrameLocator:
    """The page of the message in one of the desk's frames."""
    return page.frame_locator(f"#{frame}")


def background(page: Page) -> str:
    """The color behind the message, as a browser computes it."""
    return str(message(page).locator("body").evaluate("body => getComputedStyle(body).backgroundColor"))
