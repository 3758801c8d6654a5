"""Message: what render makes and targets write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

from copydesk.issue import Envelope, Issue
from copydesk.markup import plain_page
from copydesk.slots import fill_slots


@dataclass(frozen=True, slots=True)
class Reference:
    """An address in a message: the section that it stands in, its words, and where it leads."""

    section: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Message:
    """One issue as it is sent.

    `html` and `text` are the two parts of the e-mail, `web` the page for "view in browser". Slots
    are still open in `html` and `text` as render makes them, and filled once a platform is known.
    """

    issue: Issue
    html: str
    text: str
    web: str
    links: tuple[Reference, ...]
    images: tuple[Reference, ...]
    pieces: Mapping[str, str] = field(default_factory=dict)
    """The HTML that each section brings into the e-mail, in order, by its key; what stands around them all, the
    head with its style too, is under an empty key, first."""

    @property
    def sections(self) -> dict[str, int]:
        """The bytes of HTML that each section brings into the e-mail, in order; no style of the head."""
        return {key: len(piece.encode()) for key, piece in self.pieces.items() if key}

    def filled(self, values: Mapping[str, str]) -> Message:
        """The message with its slots filled. Raises KeyError with the name of one that has no value."""
        in_html = {name: escape(value) for name, value in values.items()}
        return replace(
            self,
            html=fill_slots(self.html, in_html),
            text=fill_slots(self.text, values),
            web=fill_slots(self.web, in_html),
            links=tuple(replace(link, address=fill_slots(link.address, values)) for link in self.links),
            pieces={key: fill_slots(piece, in_html) for key, piece in self.pieces.items()},
        )

    @property
    def envelope(self) -> Envelope:
        """What the inbox shows."""
        return self.issue.envelope


_IMAGES = ("img", "mj-image")


def references(section: str, markup: str) -> tuple[list[Reference], list[Reference]]:
    """The links and the images in the markup of a section, in reading order."""
    if not markup.strip():
        return [], []
    tree = plain_page(f"<div>{markup}</div>")
    return (
        [Reference(section, _words(link), link.get("href", "")) for link in tree.iter("a")],
        [Reference(section, each.get("alt", ""), each.get("src", "")) for each in tree.iter(*_IMAGES)],
    )


def _words(link: Any) -> str:
    """The words of a link, those of its pictures among them."""
    return " ".join("".join(_said(link)).split())


def _said(element: Any) -> Iterator[str]:
    if element.tag in _IMAGES:
        yield element.get("alt", "")
    elif isinstance(element.tag, str):
        yield element.text or ""
    for within in element:
        yield from _said(within)
        yield within.tail or ""
