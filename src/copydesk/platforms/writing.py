"""A message with open slots -> the message that a platform takes in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape

from copydesk.message import Message
from copydesk.platforms.declaration import REFUSED, Escape, Platform
from copydesk.platforms.language import Part, acted_on
from copydesk.platforms.postal import place_of
from copydesk.platforms.sheets import apart
from copydesk.slots import fill_slots

_GO = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@dataclass(frozen=True, slots=True)
class Written:
    """A message in a platform's own form, and the words that the form has no way to write, by their part."""

    html: str
    text: str
    subject: str
    preheader: str
    unwritable: tuple[tuple[str, str], ...] = ()


def write(message: Message, platform: Platform, slots: Mapping[str, str]) -> Written:
    """A message, its slots still open, as a platform takes it in.

    `slots` are the briefing's own addresses, which stand where the platform has no tag.
    """
    parts: dict[str, tuple[str, Part]] = {
        "HTML": (message.html, "html"),
        "text": (message.text, "text"),
        "subject": (message.envelope.subject, "line"),
        "preheader": (message.envelope.preheader, "line"),
    }
    found = (
        (name, words) for name, (text, part) in parts.items() for words in _refused(text, platform, part)
    )
    return Written(
        _html(message.html, platform, slots),
        _text(message.text, platform, slots),
        _escaped(message.envelope.subject, platform, "line"),
        _escaped(message.envelope.preheader, platform, "line"),
        tuple(dict.fromkeys(found)),
    )


def _html(html: str, platform: Platform, slots: Mapping[str, str]) -> str:
    own = {name: _escaped(escape(value), platform, "html") for name, value in slots.items()}
    return _filled(_rewritten(html, platform), platform, own, slots, markup=True)


def _rewritten(html: str, platform: Platform) -> str:
    if not platform.comments and _escaped(html, platform, "html") == html:
        return html
    pieces = apart(html)
    pieces[::2] = [_escaped(piece, platform, "html") for piece in pieces[::2]]
    if platform.comments:
        form = platform.comments.write
        pieces[1::2] = [_wrapped(piece, form) for piece in pieces[1::2]]
    return "".join(pieces)


def _text(text: str, platform: Platform, slots: Mapping[str, str]) -> str:
    own = {name: _escaped(value, platform, "text") for name, value in slots.items()}
    return _filled(_escaped(text, platform, "text"), platform, own, slots, markup=False)


def _filled(
    part: str, platform: Platform, own: Mapping[str, str], slots: Mapping[str, str], *, markup: bool
) -> str:
    tags = {name: tag.write for name, tag in platform.written.items()}
    if "address" in tags and (place := place_of(slots.get("address", ""), part, markup=markup)):
        part = part[: place.start()] + tags["address"] + part[place.end() :]
    return fill_slots(part, {**own, **tags})


def _wrapped(piece: str, form: str) -> str:
    """A comment in the form that a platform leaves alone; a style sheet as it is."""
    if not piece.startswith("<!--"):
        return piece
    return form.replace("{comment}", piece.translate(_GO))


def _rules(platform: Platform, part: Part) -> list[tuple[Escape, str]]:
    found = ((each, getattr(each, part)) for each in platform.escapes)
    return [(each, written) for each, written in found if written is not None]


def _escaped(text: str, platform: Platform, part: Part) -> str:
    """The text with all that the platform would act on escaped, in one pass, so that no escape is escaped."""
    rules = [
        (each, written)
        for each, written in _rules(platform, part)
        if written != REFUSED and re.search(each.find, text)
    ]
    if not rules:
        return text
    pattern = "|".join(f"({each.find})" for each, _ in rules)
    return re.sub(pattern, partial(_replaced, [written for _, written in rules]), text)


def _replaced(replacements: list[str], match: re.Match[str]) -> str:
    return replacements[(match.lastindex or 1) - 1]


def _refused(text: str, platform: Platform, part: Part) -> Iterator[str]:
    """What the platform would act on in a text, and has no way to write there: whole tags, where they are."""
    for each, written in _rules(platform, part):
        if written == REFUSED:
            for match in re.finditer(each.find, text):
                whole = acted_on(platform).match(text, match.start())
                yield whole[0] if whole else match[0]
