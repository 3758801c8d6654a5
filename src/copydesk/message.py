"""Message: what render makes and targets write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape
from html.parser import HTMLParser

from copydesk.issue import Envelope, Issue
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


_HELD = re.compile(r"<(?:a|img|mj-image)\b", re.IGNORECASE)
"""What begins a link or an image: without any, there is nothing to read."""


class _Addresses(HTMLParser):
    """Collects the links and images of a markup."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[tuple[str, str]] = []
        self.images: list[tuple[str, str]] = []
        self._open: str | None = None
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        if tag in ("img", "mj-image"):
            self.images.append((found.get("alt", ""), found.get("src", "")))
            self._words += found.get("alt", "")
        elif tag == "a":
            self._open, self._words = found.get("href", ""), ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        self._words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open is not None:
            self.links.append((" ".join(self._words.split()), self._open))
            self._open = None


def references(section: str, markup: str) -> tuple[list[Reference], list[Reference]]:
    """The links and the images in the markup of a section, in reading order."""
    if not _HELD.search(markup):
        return [], []
    reader = _Addresses()
    reader.feed(markup)
    reader.close()
    return (
        [Reference(section, *found) for found in reader.links],
        [Reference(section, *found) for found in reader.images],
    )
