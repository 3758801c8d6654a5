"""What a message weighs, by section, and where Gmail would cut it once links lead through a mailing system."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from copydesk.checks.finished import CLIPPED, size_of
from copydesk.message import Message

TRACKED = 200
"""Bytes of an address that leads through a mailing system: an assumption, for want of a platform's own."""
STYLE_LIMIT = 16_384
"""Bytes of style, all of it together, from which on Gmail drops a `<style>` (hteumeuleu/email-bugs#90,
hteumeuleu/caniemail#144)."""

_LINK = re.compile(r"""<a\s[^>]*?\bhref=(["'])(https?:.*?)\1""", re.IGNORECASE | re.DOTALL)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--\[if (?!!mso).*?<!\[endif\]-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Weight:
    """The bytes of a message: as it is, and once each of its links has a mailing system's address."""

    html: int
    text: int
    style: int
    """Within all `<style>` together, those for Outlook alone left out."""
    sections: Mapping[str, int]
    """The HTML of each section, in order."""
    around: int
    """The HTML that stands around the sections: the head with its style, the frame of the page."""
    address: int
    """The bytes of a link's address that the forecast reckons with."""
    tracked: int
    """The HTML with such links."""
    cut: str
    """The section within which Gmail would cut the message then; empty where it would not."""


def weight(message: Message, address: int = TRACKED) -> Weight:
    """What a message weighs; `address` is the length, in bytes, that a mailing system gives to a link."""
    whole = size_of(message)
    tracked = forecast(message.html, address)
    return Weight(
        html=whole,
        text=len(message.text.encode()),
        style=sum(len(sheet.encode()) for sheet in _STYLE.findall(_COMMENT.sub("", message.html))),
        sections=message.sections,
        around=whole - sum(message.sections.values()),
        address=address,
        tracked=tracked,
        cut=_cut(message, address) if tracked > CLIPPED else "",
    )


def forecast(html: str, address_bytes: int) -> int:
    """The bytes of some HTML once the address of each link to the web has so many bytes.

    Links that write an e-mail stay as they are: no mailing system counts them.
    """
    return len(html.encode()) + _grown([unescape(found[1]) for found in _LINK.findall(html)], address_bytes)


def _grown(addresses: list[str], address: int) -> int:
    return sum(address - len(each.encode()) for each in addresses)


def _cut(message: Message, address: int) -> str:
    """The section in which the last byte that Gmail shows stands, if what is around stands before them all."""
    reached = size_of(message) - sum(message.sections.values())
    for section, size in message.sections.items():
        links = [link.address for link in message.links if link.section == section]
        reached += size + _grown([each for each in links if each.startswith("http")], address)
        if reached > CLIPPED:
            return section
    return next(reversed(tuple(message.sections)), "")
