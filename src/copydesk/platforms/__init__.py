"""Mailing systems: their merge tags, escapes and limits as data, and what a message becomes for each.

Pure: an open message and a platform make files, and nothing is proven by what made it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from copydesk.message import Message
from copydesk.platforms.declaration import Platform
from copydesk.platforms.delivery import unwritable
from copydesk.platforms.given import Fault, Given, Proven, called, values_of
from copydesk.platforms.proof import prove
from copydesk.platforms.request import filled
from copydesk.platforms.writing import Written, write


@dataclass(frozen=True, slots=True)
class Handed:
    """What a mailing desk hands a platform: files by their name, facts for the manifest, and faults."""

    files: Mapping[str, bytes]
    facts: Mapping[str, Any]
    faults: tuple[Fault, ...]


def proven(message: Message, slots: Mapping[str, str]) -> Proven:
    """A message that is proven, its slots filled, as platforms are held against it."""
    envelope = message.envelope
    return Proven(
        html=message.html,
        text=message.text,
        subject=envelope.subject,
        preheader=envelope.preheader,
        sender_name=envelope.sender_name,
        sender_address=envelope.sender_address,
        name=called(message.issue.slug, envelope.date.isoformat()),
        slots=slots,
    )


def hand(message: Message, neutral: Proven, platforms: Mapping[str, Platform]) -> dict[str, Handed]:
    """What each platform is handed of a message whose slots are open, by the platform's name."""
    return {
        name: _handed(message, neutral, platform, {key: platforms[key] for key in platforms if key != name})
        for name, platform in platforms.items()
    }


def _handed(message: Message, neutral: Proven, platform: Platform, others: Mapping[str, Platform]) -> Handed:
    written = write(message, platform, neutral.slots)
    given = _given(written, platform, neutral)
    if written.unwritable:
        faults = tuple(unwritable(platform, *each) for each in written.unwritable)
    else:
        faults = prove(platform, given, neutral, others)
    return Handed(given.files, _facts(given, platform), faults)


def _given(written: Written, platform: Platform, neutral: Proven) -> Given:
    given = Given(written.html, written.text, "", written.subject, written.preheader)
    request = filled(platform.request, values_of(given, neutral))
    return Given(written.html, written.text, request, written.subject, written.preheader)


def _facts(given: Given, platform: Platform) -> dict[str, Any]:
    return {
        "call": platform.call.write,
        "body": platform.call.body,
        "files": sorted(given.files),
        "subject": given.subject,
        "preheader": given.preheader,
        "tags": {name: tag.write for name, tag in platform.written.items()},
        "headers": dict(platform.headers.template),
        "limits": {name: limit.most for name, limit in platform.limits.known.items()},
        "add": {field: what.strip() for field, what in platform.add.items()},
        "notes": list(platform.notes),
        "unconfirmed": list(platform.unconfirmed()),
    }
