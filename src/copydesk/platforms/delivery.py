"""Whether a platform delivers the proven message: what it makes of its files, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import zip_longest

from copydesk.platforms.declaration import Platform
from copydesk.platforms.given import Fault, Given, Proven
from copydesk.platforms.language import Part, Unread, delivered
from copydesk.platforms.postal import place_of
from copydesk.platforms.sheets import apart

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SAFE = re.compile(r"&#(37|42|64|91|92|93|123|124|125);")
"""Character references that mean the same as the letter, wherever copy stands: % * @ [ \\ ] { | }."""
_BUILD = "Mend the tags and escapes in the platform's file."


def undelivered(platform: Platform, given: Given, proven: Proven) -> Iterator[Fault]:
    """What a reader would get otherwise than it was proven."""
    pairs: tuple[tuple[str, str, str, Part], ...] = (
        ("HTML", given.html, proven.html, "html"),
        ("text", given.text, proven.text, "text"),
        ("subject", given.subject, proven.subject, "line"),
        ("preheader", given.preheader, proven.preheader, "line"),
    )
    for name, written, wanted, part in pairs:
        try:
            found = delivered(written, platform, part, _values(platform, proven, part))
        except Unread as unread:
            yield unwritable(platform, name, str(unread))
        else:
            if found != wanted:
                yield from _otherwise(platform, name, _plain(found, part), _plain(wanted, part))


def page(platform: Platform, given: Given, proven: Proven) -> str:
    """The HTML that a reader gets, its comments as the platform delivers them. Raises Unread where it has none."""
    return delivered(given.html, platform, "html", _values(platform, proven, "html"))


def unwritable(platform: Platform, name: str, words: str) -> Fault:
    """That the platform would take words of the copy for a tag."""
    shown = " ".join(words.split())
    shown = shown if len(shown) < 60 else f"{shown[:50]}..."
    what = f"{platform.name} would act on `{shown}` in the {name}, and has no way to write it as words."
    mend = f"Write it otherwise, or name the briefing's `platforms` without {platform.name}."
    return Fault("M202", what, mend, words)


def _values(platform: Platform, proven: Proven, part: Part) -> Mapping[str, str]:
    """What the platform's tags stand for in the proven message."""
    if part == "line":
        return {}
    found = {}
    for name, tag in platform.written.items():
        value = proven.slots.get(name, "")
        whole = proven.html if part == "html" else proven.text
        place = place_of(value, whole, markup=part == "html") if name == "address" else None
        found[tag.write] = place[0] if place else escape(value) if part == "html" else value
    return found


def _otherwise(platform: Platform, name: str, found: str, wanted: str) -> Iterator[Fault]:
    if found == wanted:
        return
    if _COMMENT.findall(found) != _COMMENT.findall(wanted):
        what = f"{platform.name} would not deliver every conditional comment: Outlook would fall apart."
        yield Fault("M204", what, f"Say in the platform's file how {platform.name} keeps one: `comments`.")
    else:
        what = (
            f"{platform.name} would deliver another {name} than the proven one, {_difference(found, wanted)}."
        )
        yield Fault("M205", what, _BUILD)


def _plain(text: str, part: Part) -> str:
    """HTML with letters for character references in its copy, where that changes nothing; text as it is."""
    if part != "html":
        return text
    pieces = apart(text)
    pieces[::2] = [_SAFE.sub(lambda match: chr(int(match[1])), piece) for piece in pieces[::2]]
    return "".join(pieces)


def _difference(found: str, wanted: str) -> str:
    """Where two texts part, in words."""
    at = next(number for number, (one, other) in enumerate(zip_longest(found, wanted)) if one != other)
    return f"`{found[max(0, at - 10) : at + 20]}` for `{wanted[max(0, at - 10) : at + 20]}`"
