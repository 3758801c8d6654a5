"""What an editor hands on: a file that opens anywhere, and what desks paste."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect


def test_the_shared_file_opens_anywhere_and_asks_nobody(desk: Page, browser: Browser, tmp_path: Path) -> None:
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Share").click()
    assert download.value.suggested_filename == "china-in-eurasia-2024-05-22.html"
    place = tmp_path / "shared.html"
    download.value.save_as(place)
    context = browser.new_context(offline=True)
    shared = context.new_page()
    asked: list[str] = []
    shared.on("request", lambda request: asked.append(request.url))
    shared.goto(place.as_uri())
    for width in ("wide", "small"):
        frame = shared.frame_locator(f"iframe.{width}")
        expect(frame.locator("body")).to_contain_text("undesirable organization")
    expect(shared.locator("pre")).to_contain_text("A HARBOR AND ITS LENDERS", ignore_case=True)
    assert [url for url in asked if not url.startswith(("file:", "about:"))] == []
    context.close()


@pytest.mark.parametrize(
    ("button", "words"),
    [("HTML", "<!doctype html>"), ("Text", "[1] https://"), ("Subject", "A Harbor And Its Lenders")],
)
def test_what_desks_paste_is_copied(desk: Page, button: str, words: str) -> None:
    desk.get_by_role("button", name=button, exact=True).click()
    expect(desk.locator("#status")).to_contain_text("Copied")
    assert words in desk.evaluate("navigator.clipboard.readText()")
