"""The message as a browser shows it."""

from __future__ import annotations

from playwright.sync_api import Browser

from .browsers import page
from .conftest import Desk


def test_nothing_runs_off_the_side_of_a_small_phone(browser: Browser, desk: Desk) -> None:
    with page(browser, width=320) as shown:
        shown.set_content(desk.pack()["email.html"].decode())
        widths = shown.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths == [320, 320]
