"""Whom a message tells that it was opened: hosts, pixels, fonts and styles from elsewhere, links that track."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from copydesk.addresses import is_within, without_tracking
from copydesk.checks.page import Page, page_of
from copydesk.checks.sheet import declarations
from copydesk.targets.hosts import hosts

_SMALLEST = 3
"""Pixels from which on a picture is one: what is less is a pixel that counts readers."""
_SIZES = ("width", "height")


@dataclass(frozen=True, slots=True)
class Privacy:
    """What opening a message, and following its links, tells others."""

    hosts: tuple[str, ...]
    """Every host that opening it contacts."""
    foreign: tuple[str, ...]
    """Those among them that the briefing does not name as its own."""
    pixels: tuple[str, ...]
    """The addresses of pictures too small to be seen."""
    remote_style: tuple[str, ...]
    """What loads a font or a style from elsewhere, as it is written in the page."""
    tracking: tuple[str, ...]
    """The addresses of links that carry somebody's tracking."""

    @property
    def is_kept(self) -> bool:
        """Whether nobody learns of it but the briefing's own hosts."""
        return not (self.foreign or self.pixels or self.remote_style)


def privacy(html: str, own: Collection[str]) -> Privacy:
    """What a finished e-mail tells others, beside the hosts that are `own`; where none is named, any may be."""
    contacted = tuple(hosts(html))
    page = page_of(html)
    links = [link.get("href", "") for link in page.tree.iter("a")]
    return Privacy(
        hosts=contacted,
        foreign=tuple(each for each in contacted if not is_within(each, own)) if own else (),
        pixels=tuple(each.get("src", "") for each in page.tree.iter("img") if _is_pixel(each)),
        remote_style=tuple(_remote_style(page)),
        tracking=tuple(each for each in links if without_tracking(each) != each),
    )


def _is_pixel(image: Any) -> bool:
    """Whether a picture has a size that nobody sees, by its attributes or its style."""
    style = {each.name: each.value for each in declarations(image.get("style", ""))}
    sizes = [style.get(name, "").removesuffix("px") or image.get(name, "") for name in _SIZES]
    hidden = style.get("display") == "none" or style.get("visibility") == "hidden"
    return hidden or any(each.isdigit() and int(each) < _SMALLEST for each in sizes)


def _remote_style(page: Page) -> Iterator[str]:
    for rule in page.rules:
        if rule.condition and rule.condition.lower().startswith(("@import", "@font-face")):
            yield rule.condition
    for link in page.tree.iter("link"):
        if "stylesheet" in link.get("rel", "").lower():
            yield f'<link rel="stylesheet" href="{link.get("href", "")}">'
