"""What an editor sees of a message: as each of its readers gets it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import ISSUE, ROOT
from tests.desks import NAME, PREVIOUS, background, editor, message, preview
from tests.test_light import LAYOUT, LOADED

PHOTO = "photo:\n  image: https://example.org/a.jpg\n  alt: Five cranes\n  caption: At low tide.\n  credit: Staff\n"


def test_the_message_stands_in_both_widths_side_by_side(desk: Page) -> None:
    """Where there is no room, both are made smaller: what their page sees stays."""
    desk.set_viewport_size({"width": 1300, "height": 800})
    for name, width in (("desktop", 640), ("phone", 375)):
        box = desk.locator(f"#{name}").bounding_box()
        assert message(desk, name).locator("body").evaluate("() => innerWidth") == pytest.approx(
            width, abs=14
        )
        assert box
        assert box["x"] + box["width"] <= 1300 - 372


def test_the_message_is_shown_at_any_width(desk: Page) -> None:
    desk.locator("#width").fill("320")
    assert message(desk).locator("body").evaluate("() => innerWidth") == pytest.approx(320, abs=4)


def test_the_list_has_the_state_of_each_issue(desk: Page, root: Path) -> None:
    (root / "issues" / "2024-05-08.yaml").write_text(PREVIOUS.replace("title:", "titel:"))
    row = desk.locator("#issues li").nth(1)
    expect(row).to_contain_text("2024-05-08")
    expect(row).to_contain_text("1 error")
    expect(row).to_contain_text("words")


def test_the_inbox_shows_sender_subject_and_preheader_as_they_are_cut(desk: Page, source: Path) -> None:
    long = "A Harbor And Its Lenders And Everybody Else Who Ever Stood On The Quay In The Morning"
    source.write_text(ISSUE.replace("A Harbor And Its Lenders", long))
    phone = desk.locator("#inbox div").nth(2)
    expect(phone.locator(".subject")).to_have_text(re.compile("^A Harbor And Its Lenders.*\u2026$"))
    expect(phone.locator(".sender")).to_have_text("China In Eurasia | RFE/RL")
    expect(phone.locator(".preheader")).not_to_be_empty()


def test_the_colors_are_the_authors_or_forced_whatever_the_editors_own_are(
    browser: Browser, address: str, source: Path
) -> None:
    with editor(browser, address, dark=True) as desk:
        light = background(desk)
        desk.get_by_label("Dark", exact=True).check(force=True)
        expect(message(desk).locator("body")).not_to_have_css("background-color", light)
        desk.get_by_label("Forced", exact=True).check(force=True)
        expect(message(desk).locator("html")).to_have_css("filter", re.compile("invert"))


def narrow(desk: Page) -> Locator:
    """What @media makes narrower on a phone."""
    return message(desk, "phone").locator(".card > table > tbody > tr > td").first


def test_media_is_taken_away_and_style_stays(desk: Page) -> None:
    expect(narrow(desk)).to_have_css("padding-left", "20px")
    desk.get_by_label("No @media").check(force=True)
    expect(narrow(desk)).not_to_have_css("padding-left", "20px")
    expect(message(desk).locator("style")).not_to_have_count(0)


def test_style_is_taken_away(desk: Page) -> None:
    expect(message(desk).locator("style")).not_to_have_count(0)
    desk.get_by_label("No style").check(force=True)
    expect(message(desk).locator("style")).to_have_count(0)


def test_without_images_nobody_is_asked_for_them(desk: Page, source: Path) -> None:
    """The browser's own policy stands in the way, for a picture that comes with a later save, too."""
    failed: list[tuple[str, str | None]] = []
    desk.on("requestfailed", lambda request: failed.append((request.url.rpartition("/")[2], request.failure)))
    photo = "photo:\n  image: https://example.org/{}\n  alt: Five cranes\n  caption: At low tide.\n  credit: Staff\n"
    with desk.expect_event("requestfailed", lambda request: request.url.endswith("cranes.jpg")):
        source.write_text(ISSUE.replace("lead:\n", f"{photo.format('cranes.jpg')}lead:\n", 1))
    assert failed[0] != ("cranes.jpg", "csp")
    with desk.expect_event("requestfailed", lambda request: request.failure == "csp"):
        desk.get_by_label("No images").check(force=True)
    with desk.expect_event("requestfailed", lambda request: request.url.endswith("quay.jpg")):
        source.write_text(ISSUE.replace("lead:\n", f"{photo.format('quay.jpg')}lead:\n", 1))
    for frame in ("desktop", "phone"):
        expect(message(desk, frame).locator("img[src$='quay.jpg']")).to_have_count(1)
    assert {why for name, why in failed if name == "quay.jpg"} == {"csp"}


def test_the_text_part_and_the_web_version_are_shown(desk: Page) -> None:
    desk.keyboard.press("2")
    expect(desk.locator("#text")).to_contain_text("[1] https://example.org/loan")
    expect(desk.locator("#desktop")).to_be_hidden()
    desk.keyboard.press("3")
    expect(message(desk).locator("head link[rel=canonical]")).to_have_count(1)


def test_each_mailing_system_s_body_is_shown(desk: Page) -> None:
    desk.locator("#platform").select_option("mailchimp")
    expect(message(desk).locator("a[href='*|UNSUB|*']")).to_have_count(1)
    desk.keyboard.press("1")
    expect(message(desk).locator("a[href='*|UNSUB|*']")).to_have_count(0)
    assert desk.locator("#platform").input_value() == ""


def test_the_light_version_is_shown(desk: Page, source: Path) -> None:
    source.write_text(ISSUE.replace("lead:\n", f"{PHOTO}lead:\n", 1))
    expect(message(desk).locator("img")).to_have_count(1)
    desk.keyboard.press("4")
    expect(message(desk).locator("img")).to_have_count(0)
    expect(message(desk).get_by_text("Five cranes")).to_be_visible()


def test_keys_do_what_the_mouse_does(desk: Page, root: Path) -> None:
    (root / "issues" / "2024-05-08.yaml").write_text(PREVIOUS)
    expect(desk.locator("#issues a")).to_have_count(2)
    desk.keyboard.press("j")
    expect(message(desk).locator("body")).to_contain_text("A Road And Its Tolls")
    desk.keyboard.press("k")
    expect(message(desk).locator("body")).to_contain_text("A Harbor And Its Lenders")
    desk.keyboard.press("d")
    expect(desk.get_by_label("Dark", exact=True)).to_be_checked()
    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog")).to_be_visible()


def test_each_component_is_shown_with_its_fields_and_both_faces(desk: Page) -> None:
    desk.locator("summary").click()
    desk.get_by_role("link", name="story", exact=True).click()
    expect(desk.locator("#problems")).to_contain_text("headline")
    expect(desk.locator("#problems pre")).not_to_be_empty()
    expect(message(desk).locator("h3")).to_have_count(1)
    desk.keyboard.press("d")
    expect(desk.locator("#inbox")).to_be_hidden()


def test_all_toggles_hold_at_once_by_keyboard_and_through_saves(desk: Page, source: Path) -> None:
    """Dark as forced, without images, style and @media; and the message as it was when they are taken back."""
    body = message(desk).locator("body")
    for key in "ddism":
        desk.keyboard.press(key)
    expect(message(desk).locator("html")).to_have_css("filter", re.compile("invert"))
    expect(narrow(desk)).not_to_have_css("padding-left", "20px")
    with desk.expect_event("requestfailed", lambda request: request.failure == "csp"):
        source.write_text(ISSUE.replace("lead:\n", f"{PHOTO}lead:\n", 1))
    source.write_text(ISSUE.replace("It opens in June.", "It opens in July."))
    expect(body).to_contain_text("It opens in July.")
    for label in ("Forced", "No images", "No style", "No @media"):
        expect(desk.get_by_label(label, exact=True)).to_be_checked()
    expect(message(desk, "phone").locator("html")).to_have_css("filter", re.compile("invert"))
    expect(narrow(desk)).not_to_have_css("padding-left", "20px")
    for key in "dism":
        desk.keyboard.press(key)
    expect(message(desk).locator("html")).to_have_css("filter", "none")
    expect(narrow(desk)).to_have_css("padding-left", "20px")


def test_toggles_stay_for_the_next_issue_and_the_next_part(desk: Page, root: Path) -> None:
    (root / "issues" / "2024-05-08.yaml").write_text(PREVIOUS)
    expect(desk.locator("#issues a")).to_have_count(2)
    light = background(desk)
    for key in "ds3":
        desk.keyboard.press(key)
    expect(message(desk).locator("head link[rel=canonical]")).to_have_count(1)
    desk.keyboard.press("j")
    expect(message(desk).locator("body")).to_contain_text("A Road And Its Tolls")
    expect(message(desk).locator("head link[rel=canonical]")).to_have_count(1)
    expect(message(desk).locator("style")).to_have_count(0)
    desk.keyboard.press("s")
    expect(message(desk).locator("body")).not_to_have_css("background-color", light)


def test_a_part_that_cannot_be_had_says_why_in_its_place(browser: Browser, tmp_path: Path) -> None:
    """Whatever is toggled then; and the message comes back with the next choice, or the next save."""
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues" / NAME).write_text(ISSUE)
    layout = tmp_path / "components/layout/layout.mjml.j2"
    layout.parent.mkdir(parents=True)
    layout.write_text(LAYOUT.replace("</mj-head>", f"{LOADED}</mj-head>"))
    with preview(tmp_path) as address, editor(browser, address) as page:
        body = message(page).locator("body")
        page.keyboard.press("4")
        expect(body).to_contain_text("Opening the light version contacts icons.example and paper.example.")
        page.keyboard.press("i")
        page.keyboard.press("d")
        expect(body).to_contain_text("Opening the light version contacts")
        layout.write_text(LAYOUT)
        expect(body).to_contain_text("A Harbor And Its Lenders")
        layout.write_text(LAYOUT.replace("</mj-head>", f"{LOADED}</mj-head>"))
        page.keyboard.press("1")
        expect(body).to_contain_text("A Harbor And Its Lenders")


def test_a_component_that_cannot_be_drawn_says_why_in_its_place(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "issues").mkdir()
    face = tmp_path / "components/story/story.mjml.j2"
    face.parent.mkdir(parents=True)
    face.write_text("<mj-section>{{ nothing }}</mj-section>")
    with preview(tmp_path) as address, editor(browser, f"{address}#component/story") as page:
        expect(message(page).locator("body")).to_contain_text("nothing")
        expect(page.locator("#status")).to_have_text("This component cannot be drawn.")
        page.keyboard.press("i")
        face.write_text((ROOT / "components/story" / face.name).read_text())
        expect(message(page).locator("h3")).to_have_count(1)
        expect(page.locator("#status")).to_be_empty()
