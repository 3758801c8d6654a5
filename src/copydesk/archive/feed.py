"""feed.atom: the newest issues for feed readers, in the form of RFC 4287.

Every date comes from the issues and none from the clock, so that the same packages make the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from copydesk.archive.frames import Frames
from copydesk.archive.shelf import Shelved
from copydesk.checks.finished import in_page
from copydesk.diagnostic import Diagnostic, Refused, Severity, Span

MOST = 50
"""The most issues in a feed: readers keep what they have seen, and the page and index.json have all."""
ATOM = "http://www.w3.org/2005/Atom"

_YEAR = "2024"
"""The year in which the names of the feeds were made: a part of each, and never to be changed (RFC 4151)."""
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PAGE = (
    "<!doctype html><html><head><title>Entry</title></head>"
    '<body style="background:#ffffff;color:#000000;font-size:16px;line-height:24px">{}</body></html>'
)
"""An entry as a feed reader may show it, whose colors are its own."""


def feed(shelf: Iterable[Shelved], frames: Frames, slug: str = "") -> bytes:
    """The feed of some packages, at least one, the newest first; `slug` is the briefing that all are of.

    Raises Refused where a template is at fault, or the legal notice is not whole in an entry.
    """
    found = list(shelf)[:MOST]
    newest = found[0]
    briefing = frames.known.get(slug, frames.first)
    root = Element("feed", {"xmlns": ATOM, "xml:lang": newest.language})
    _add(root, "id", f"tag:{_authority(newest.sender)},{_YEAR}:feed/{quote(slug)}")
    _add(root, "title", newest.briefing_name if slug else frames.name)
    _add(root, "subtitle", frames.notice_of(slug).plain().replace("\n", " "))
    _add(root, "updated", moment(newest.date))
    _add(SubElement(root, "author"), "name", newest.broadcaster)
    if slug and briefing.addresses.feed:
        SubElement(root, "link", rel="self", type="application/atom+xml", href=briefing.addresses.feed)
    SubElement(root, "link", rel="alternate", type="text/html", href=briefing.addresses.home)
    for package in found:
        _entry(root, package, frames)
    indent(root)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, "unicode").encode() + b"\n"


def identity(package: Shelved) -> str:
    """The name of an issue, the same for good, whatever its address and wherever the feed is (RFC 4151)."""
    return f"tag:{_authority(package.sender)},{package.date}:{quote(package.briefing)}"


def as_page(content: str) -> str:
    """The content of an entry as the page that a feed reader may make of it."""
    return _PAGE.format(content)


def moment(day: str) -> str:
    """The beginning of a day, as feeds write it."""
    return f"{day}T00:00:00Z"


def _authority(address: str) -> str:
    domain = address.rpartition("@")[2].lower()
    try:
        return quote(domain.encode("idna"), safe=".-")
    except UnicodeError:
        return quote(domain, safe=".-")


def _entry(root: Element, package: Shelved, frames: Frames) -> None:
    entry = SubElement(root, "entry", {"xml:lang": package.language})
    _add(entry, "id", identity(package))
    _add(entry, "title", package.title)
    _add(entry, "published", moment(package.date))
    _add(entry, "updated", moment(package.date))
    _add(SubElement(entry, "author"), "name", package.broadcaster)
    SubElement(entry, "link", rel="alternate", type="text/html", href=package.canonical)
    _add(entry, "summary", package.standfirst or package.preheader or package.title)
    _add(entry, "content", frames.once(package.folder, partial(_content, package, frames)), type="html")


def _content(package: Shelved, frames: Frames) -> str:
    words = frames.notice_of(package.briefing)
    drawn = frames.composer.page(
        "archive/entry.html.j2",
        standfirst=package.standfirst,
        headlines=package.headlines,
        canonical=package.canonical,
        notice=words,
    )
    if reason := in_page(as_page(drawn), words):
        what = f"The legal notice is not whole and visible in the feed: {reason}."
        mend = "No feed is written without it. Mend the templates in `components/archive/`."
        raise Refused(Diagnostic("dist/feed.atom", Span(), Severity.ERROR, "M101", what, mend))
    return drawn


def _add(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = _NO_XML.sub("", text)
