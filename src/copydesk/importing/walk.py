"""One walk through the elements of a page: its paragraphs with their styles, its photos, its dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from copydesk.importing.block import Block, Kind, Photo, Run
from copydesk.importing.flow import Flow
from copydesk.importing.furniture import is_beside, is_furniture
from copydesk.importing.links import Links
from copydesk.importing.page import HIDDEN
from copydesk.languages import language

_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
        "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
"""The elements that words run through. Any other begins a paragraph, and ends one."""
_HEADING = re.compile(r"h[1-6]")
_ITEMS = (Kind.ITEM, Kind.NUMBERED)
_STANDFIRST = frozenset({"dek", "intro", "standfirst"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WEIGHT = re.compile(r"font-weight\s*:\s*(bold|[6-9]00|normal|[1-5]00)")
_SLANT = re.compile(r"font-style\s*:\s*(italic|oblique|normal)")
_SMALLEST = 100
"""Pixels: a narrower picture is an icon."""


@dataclass
class Walk:
    """Reads elements one after the other."""

    links: Links
    language: str = "en"
    """That of the page: what is in it does not say so."""
    flow: Flow = field(default_factory=Flow)
    photos: list[Photo] = field(default_factory=list)
    dates: list[Block] = field(default_factory=list)
    beside: list[Block] = field(default_factory=list)
    """Where something was left out that stood among the text, with its words."""

    def read(self, element: Any, style: Run) -> None:
        """All that an element holds."""
        if not isinstance(element.tag, str) or is_furniture(element):
            return
        if is_beside(element):
            words = " ".join(element.text_content().split())
            self.beside += [replace(self.flow.here, text=words)] if words else []
        elif element.tag == "img":
            self._picture(element)
        elif element.tag == "br":
            self.flow.break_line()
        elif element.tag == "time" and self._date(element):
            return
        elif element.tag in _INLINE:
            self._inside(element, self._styled(element, style))
        else:
            self._paragraph(element, style)

    def _inside(self, element: Any, style: Run) -> None:
        self.flow.add(element.text or "", style)
        for child in element:
            self.read(child, style)
            self.flow.add(child.tail or "", style)

    def _paragraph(self, element: Any, style: Run) -> None:
        self.flow.end()
        before = self.flow.kind, self.flow.level
        blocks, photos, paragraphs = len(self.flow.blocks), len(self.photos), len(self.flow.paragraphs)
        self._become(element)
        self._inside(element, style)
        self.flow.end()
        self.flow.kind, self.flow.level = before
        if element.tag == "figcaption":
            self._caption(blocks)
        elif element.tag == "figure":
            self.photos[photos:] = _merged(self.photos[photos:])
        elif self.flow.kind in _ITEMS and element.tag != "li" and len(self.flow.paragraphs) > paragraphs:
            self.flow.kind = Kind.PARAGRAPH
        elif element.tag == "p" and len(self.flow.paragraphs) == paragraphs:
            self.photos[photos:] = [replace(photo, alone=True) for photo in self.photos[photos:]]

    def _become(self, element: Any) -> None:
        """What the paragraphs in an element are; where it does not say, what they are around it."""
        if _HEADING.fullmatch(element.tag):
            self.flow.kind, self.flow.level = Kind.HEADING, int(element.tag[1])
        elif element.tag == "li":
            is_numbered = element.getparent() is not None and element.getparent().tag == "ol"
            self.flow.kind = Kind.NUMBERED if is_numbered else Kind.ITEM
        elif _STANDFIRST.intersection((element.get("class") or "").split()):
            self.flow.kind = Kind.STANDFIRST

    def _styled(self, element: Any, style: Run) -> Run:
        if element.tag == "a" and element.get("href") is not None:
            words = " ".join(element.text_content().split())
            address = self.links.address(element.get("href"), words, self.flow.here) if words else ""
            style = replace(style, address=address)
        if given := (element.get("lang") or "").strip():
            style = replace(style, language=given if self._is_foreign(given) else "")
        if element.tag in ("b", "strong"):
            style = replace(style, strong=True)
        if element.tag in ("em", "i"):
            style = replace(style, emphasis=True)
        given = (element.get("style") or "").lower()
        if weight := _WEIGHT.search(given):
            style = replace(style, strong=weight[1] == "bold" or weight[1] in ("600", "700", "800", "900"))
        if slant := _SLANT.search(given):
            style = replace(style, emphasis=slant[1] != "normal")
        return style

    def _is_foreign(self, tag: str) -> bool:
        primary = tag.lower().partition("-")[0]
        return language(tag) is not None and primary != self.language.lower().partition("-")[0]

    def _date(self, element: Any) -> bool:
        """Note the day that an element gives; whether that is all that its paragraph holds."""
        day = _DAY.match(element.get("datetime") or "")
        parent = element.getparent()
        if day:
            self.dates.append(replace(self.flow.here, text=day[0]))
        around = (parent.text or "") + (element.tail or "") if parent is not None else ""
        return bool(day) and parent is not None and len(parent) == 1 and not around.strip()

    def _picture(self, element: Any) -> None:
        """Note a photo: its address, where it has one on the web, and its alternative text."""
        if any(_is_small(element.get(side)) for side in ("width", "height")):
            return
        given = [element.get(name) or "" for name in ("data-src", "data-original", "src")]
        found = [self.links.whole(each) for each in given if each and not each.startswith("data:")]
        alt = " ".join(HIDDEN.sub("", element.get("alt") or "").split())
        is_figure = any(each.tag in ("figure", "picture") for each in element.iterancestors())
        if alt or is_figure or not any(given):
            address = next(filter(None, found), "")
            self.photos.append(
                Photo(self.flow.here, address if not address.startswith("mailto:") else "", alt)
            )

    def _caption(self, count: int) -> None:
        """Take the paragraphs since a count as a caption; outside of a figure, as the last photo's."""
        taken = self.flow.blocks[count:]
        del self.flow.blocks[count:]
        if taken:
            self.photos.append(Photo(_joined(taken)))
            if len(self.photos) > 1 and not self.photos[-2].address:
                self.photos[-2:] = _merged(self.photos[-2:])


def _merged(photos: list[Photo]) -> list[Photo]:
    """One photo of what a figure says of it, in whatever order."""
    if not photos:
        return []
    at = next((photo.at for photo in photos if photo.at.text), photos[0].at)
    pictured = next((photo for photo in photos if photo.address or photo.alt), photos[0])
    return [replace(pictured, at=at)]


def _joined(blocks: list[Block]) -> Block:
    runs = tuple(run for block in blocks for run in (Run(" "), *block.runs))[1:]
    return replace(
        blocks[0], text="".join(run.words for run in runs), styled=runs, kind=Kind.PARAGRAPH, level=0
    )


def _is_small(side: str | None) -> bool:
    return side is not None and side.isascii() and side.isdigit() and int(side[:6]) < _SMALLEST
