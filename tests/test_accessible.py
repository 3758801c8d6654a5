"""Everybody can read a message: on a phone and a desk, in the light and the dark, without images, by ear."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from .accessibility import unread, violations
from .browsers import page
from .conftest import ROOT
from .messages import MESSAGES, PARTS, message

ORDER = ROOT / "tests" / "snapshots" / "reading-order"
WRITE = os.environ.get("COPYDESK_SNAPSHOTS") == "write"
KEPT = [("whole", "email.html"), ("whole", "web.html"), ("right-to-left", "email.html")]
"""The messages whose reading order is kept."""

Change = Callable[[str], str]


def without(pattern: str, count: int = 1) -> Change:
    return lambda html: re.sub(pattern, "", html, count=count)


def with_(old: str, new: str) -> Change:
    return lambda html: html.replace(old, new, 1)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", ["whole", "example", "right-to-left"])
def test_axe_finds_nothing_in_any_view(browser: Browser, name: str, part: str) -> None:
    assert violations(browser, message(name)[part], mailed=part == "email.html") == []


@pytest.mark.parametrize(
    ("rule", "scheme", "change"),
    [
        # A class on a card does not reach the white that the table within it has inline.
        ("color-contrast", "dark", without(r",\s*\.card > table\b")),
        ("color-contrast", "light", lambda html: html.replace("color:#B54700", "color:#EA6802")),
        ("image-alt", "light", without(r'(?<=class="photo quiet" )src="[^"]*" alt="[^"]*"')),
        ("heading-order", "light", with_("<h3", "<h6")),
        ("link-name", "light", with_(">View in browser<", "><")),
        ("html-has-lang", "light", without(r' lang="en"')),
        ("valid-lang", "light", with_('role="article" lang="en"', 'role="article" lang="english"')),
        ("document-title", "light", without(r"<title>.*?</title>")),
        ("list", "light", with_("<ul ", '<ul><p>x</p></ul><ul ')),
    ],
)  # fmt: skip
def test_a_fault_is_found(browser: Browser, rule: str, scheme: str, change: Change) -> None:
    html = change(message("whole")["email.html"])
    found = violations(browser, html, mailed=True, views=((600, scheme),), images=(True,))
    assert {each.split(" ")[0] for each in found} == {rule}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_words_that_stand_for_a_picture_can_be_read(browser: Browser, scheme: str) -> None:
    with page(browser, dark=scheme == "dark", images=False) as shown:
        shown.set_content(message("whole")["email.html"])
        assert unread(shown) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pale_words_that_stand_for_a_picture_are_found(browser: Browser, scheme: str) -> None:
    pale = re.sub("#595F66|#A9ADB3", "#888888", message("whole")["email.html"])
    with page(browser, dark=scheme == "dark", images=False) as shown:
        shown.set_content(pale)
        assert unread(shown)


def test_a_page_on_the_web_has_a_main_part(browser: Browser) -> None:
    """Or else who listens has to go through all of it from the top."""
    web = message("second")["web.html"]
    web = web.replace('role="main"', "")
    found = violations(browser, web, mailed=False, views=((600, "light"),), images=(True,))
    assert {each.split(" ")[0] for each in found} == {"landmark-one-main", "region"}


def wider(browser: Browser, pages: Mapping[str, str]) -> list[str]:
    """The pages that have to be moved sideways on a phone that is 320 px wide."""
    found = []
    with page(browser, width=320) as shown:
        for name, html in pages.items():
            shown.set_content(html)
            if shown.evaluate("document.documentElement.scrollWidth > 320"):
                found.append(name)
    return found


def test_nothing_has_to_be_moved_sideways_on_a_phone(browser: Browser) -> None:
    pages = {f"{name} {part}": message(name)[part] for name in MESSAGES for part in PARTS}
    assert wider(browser, pages) == []


def test_a_page_that_is_too_wide_is_found(browser: Browser) -> None:
    html = message("example")["email.html"]
    pages = {
        "a long heading": html.replace("<h2", '<h2 style="white-space:nowrap"'),
        "as it is": html,
        "a fixed width": html.replace("max-width:640px", "width:640px"),
    }
    assert wider(browser, pages) == ["a long heading", "a fixed width"]


LAYOUT = "[...document.querySelectorAll('table')].filter(each => each.getAttribute('role') != 'presentation').length"


@pytest.mark.parametrize(
    ("change", "counted"), [(str, 0), (with_('role="presentation"', ""), 1)], ids=["as it is", "one of them"]
)
def test_no_table_is_read_as_a_table(browser: Browser, change: Change, counted: int) -> None:
    with page(browser) as shown:
        shown.set_content(change(re.sub(r"<!--.*?-->", "", message("whole")["email.html"])))
        assert shown.evaluate(LAYOUT) == counted


DIRECTIONS = """[...new Set([...document.querySelectorAll('h1, h2, h3, p, li')]
    .map(each => getComputedStyle(each)).map(each => `${each.direction} ${each.textAlign}`))]"""


@pytest.mark.parametrize(("name", "directions"), [("second", ["ltr left"]), ("right-to-left", ["rtl right"])])
def test_every_paragraph_runs_in_the_direction_of_its_briefing(
    browser: Browser, name: str, directions: list[str]
) -> None:
    with page(browser) as shown:
        shown.set_content(message(name)["email.html"])
        assert shown.evaluate(DIRECTIONS) == directions


def test_a_paragraph_that_runs_the_other_way_is_found(browser: Browser) -> None:
    with page(browser) as shown:
        shown.set_content(message("right-to-left")["email.html"].replace("<p ", '<p dir="ltr" ', 1))
        assert len(shown.evaluate(DIRECTIONS)) == 2


FOREIGN = """[...document.querySelectorAll('span[lang]')]
    .map(each => `${each.lang} ${getComputedStyle(each).direction} ${getComputedStyle(each).unicodeBidi}`)"""


@pytest.mark.parametrize("part", PARTS)
def test_foreign_words_say_their_language_and_run_in_its_direction_apart_from_the_rest(
    browser: Browser, part: str
) -> None:
    with page(browser) as shown:
        shown.set_content(message("whole")[part])
        assert shown.evaluate(FOREIGN) == ["zh ltr normal", "fa rtl isolate", "zh ltr normal"]


def reading_order(browser: Browser, html: str) -> str:
    """What a screen reader reads, in its order."""
    with page(browser) as shown:
        shown.set_content(html)
        return f"{shown.locator('body').aria_snapshot()}\n"


def kept(name: str, part: str) -> Path:
    return ORDER / f"{name}-{Path(part).stem}.yaml"


@pytest.mark.parametrize(("name", "part"), KEPT)
def test_it_is_read_out_in_the_order_that_somebody_last_looked_at(
    browser: Browser, name: str, part: str
) -> None:
    """`COPYDESK_SNAPSHOTS=write` writes the order anew, as it does the faces of the components."""
    order = reading_order(browser, message(name)[part])
    path = kept(name, part)
    if WRITE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(order, "utf-8", newline="\n")
    assert path.is_file(), f"write it with COPYDESK_SNAPSHOTS=write: {path.name}"
    assert order == path.read_text("utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda html: html.replace("A Bridge", "x").replace("The Ferry", "A Bridge").replace("x", "The Ferry"),
        with_("<h1", '<h1 aria-hidden="true"'),
        with_("<h2", "<h3"),
        without(r'role="presentation"', count=0),
    ],
    ids=["two items change places", "one part is silent", "a heading is lower", "tables are tables"],
)
def test_another_order_is_found(browser: Browser, change: Change) -> None:
    changed = change(message("whole")["email.html"])
    assert reading_order(browser, changed) != kept("whole", "email.html").read_text("utf-8")


def test_no_order_is_kept_of_what_is_not_read() -> None:
    assert {path.name for path in ORDER.iterdir()} == {kept(name, part).name for name, part in KEPT}
