"""The system's Chromium, driven through Playwright, without a network: pages as readers see them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

COMMANDS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",  # a container has none of its own; the pages are ours
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window. `tests/needs.sh` installs it."""
    place = next(filter(None, map(shutil.which, COMMANDS)), None)
    assert place, f"one of these has to be installed: {', '.join(COMMANDS)}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=place, args=list(QUIET))
        yield browser
        browser.close()


@contextmanager
def page(
    browser: Browser,
    *,
    width: int = 600,
    dark: bool = False,
    images: bool = True,
    scripts: bool = False,
    photo: str = "",
) -> Iterator[Page]:
    """A page `width` CSS pixels wide that asks no server; with `images`, each is a grey picture, or `photo`."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        java_script_enabled=scripts,
    )
    _cut_off(context, images=images, photo=photo or _PICTURE)
    yield context.new_page()
    context.close()


def _cut_off(context: BrowserContext, *, images: bool, photo: str) -> None:
    context.route(
        "http*://**/*",
        lambda route: (
            route.fulfill(content_type="image/svg+xml", body=photo)
            if images and route.request.resource_type == "image"
            else route.abort()
        ),
    )


_PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" width="1100" height="620">
<rect width="100%" height="100%" fill="#8a97a3"/></svg>"""
