"""axe-core in a browser: what in a page keeps somebody from reading it, at every width, scheme and with images off."""

from __future__ import annotations

from functools import cache
from typing import Any

from playwright.sync_api import Browser, Page

from copydesk.checks.legible import contrast
from copydesk.checks.sheet import Color, color_of

from .browsers import page
from .conftest import ROOT

AXE = ROOT / "tests/checkers/node_modules/axe-core/axe.min.js"
VIEWS = tuple((width, scheme) for width in (320, 600, 1200) for scheme in ("light", "dark"))
IN_A_MAILBOX = {rule: {"enabled": False} for rule in ("landmark-one-main", "region")}
"""The two rules that a message cannot keep: the main part of a page in a mailbox is the mailbox's."""


@cache
def _axe() -> str:
    assert AXE.is_file(), "axe-core is not installed. Type: make test"
    return AXE.read_text("utf-8")


def violations(
    browser: Browser,
    html: str,
    *,
    mailed: bool,
    views: tuple[tuple[int, str], ...] = VIEWS,
    images: tuple[bool, ...] = (True, False),
) -> list[str]:
    """What axe finds in a page, and what it is not sure of, each with the view it is found in."""
    found = []
    for loaded in images:
        with page(browser, images=loaded, scripts=True) as shown:
            shown.set_content(html)
            shown.evaluate(_axe())
            for width, scheme in views:
                shown.set_viewport_size({"width": width, "height": 900})
                shown.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                view = f"{width} {scheme}, images {'on' if loaded else 'off'}"
                found += [f"{each} at {view}" for each in _found(shown, mailed=mailed)]
    return found


def barriers(shown: Page) -> list[str]:
    """What axe finds in a page as it stands in the browser, but for the pages within it.

    What it is not sure of is left out: words that are scrolled under something else, and the frames.
    """
    shown.evaluate(_axe())
    results = shown.evaluate("axe.run({ resultTypes: ['violations'], iframes: false })")
    return [
        f"{each['id']} in {node['html'][:120]}" for each in results["violations"] for node in each["nodes"]
    ]


def _found(shown: Page, *, mailed: bool) -> list[str]:
    options: dict[str, Any] = {"resultTypes": ["violations", "incomplete"]}
    if mailed:
        options["rules"] = IN_A_MAILBOX
    results = shown.evaluate("options => axe.run(options)", options)
    return [
        f"{each['id']} in {node['html'][:120]}"
        for each in (*results["violations"], *results["incomplete"])
        for node in each["nodes"]
    ]


def unread(shown: Page) -> list[tuple[str, float]]:
    """The words that stand for a picture and are too pale to be read where it is not loaded, with their contrast."""
    inks = shown.evaluate(_INKS)
    found = [
        (each["alt"], contrast(_color(each["ink"]), _color(each["ground"])), each["large"]) for each in inks
    ]
    return [(alt, ratio) for alt, ratio, large in found if ratio < (3 if large else 4.5)]


def _color(value: str) -> Color:
    found = color_of(value)
    assert found
    return found


_INKS = """() => [...document.images].map(image => {
    const style = getComputedStyle(image);
    let around = image;
    while (getComputedStyle(around).backgroundColor == 'rgba(0, 0, 0, 0)') around = around.parentElement;
    const size = parseFloat(style.fontSize);
    return {
        alt: image.alt, ink: style.color, ground: getComputedStyle(around).backgroundColor,
        large: size >= 24 || (size >= 18.66 && style.fontWeight >= 700),
    };
})"""
"""The color of each picture's words and of what they stand on; axe reads no words of pictures. Large type
is what WCAG 2.2 calls so: 24 px, or 18.66 px in bold."""
