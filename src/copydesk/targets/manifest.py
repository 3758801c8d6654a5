"""manifest.json: what a package holds, for the mailing systems and desks that take it in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from typing import Any, Literal

from copydesk.message import Message, Reference
from copydesk.targets.contents import headlines, labels
from copydesk.targets.described import described, schema_of, written
from copydesk.targets.hosts import hosts

RENDERERS = ("jinja2", "markdown-it-py", "mjml-python", "premailer")
"""The packages whose version can change the bytes of a message."""


@described
class Sender:
    """Whom the message comes from."""

    name: str
    address: str


@described
class Address:
    """A link or an image in the message."""

    section: str
    """The section that it stands in."""
    words: str
    """The words of the link, or the alternative text of the image."""
    address: str


@described
class File:
    """A file of the package."""

    bytes: int
    sha256: str
    """In hexadecimal."""


@described
class Source:
    """What the message was made of."""

    path: str
    """Relative to the workspace."""
    sha256: str
    made_of: dict[str, str]
    """The sha256 of each part that the message was made of beside it, by its name: of the files of each
    component, of the briefing, of each platform, and of copydesk itself. Another one makes another message."""


@described
class Platform:
    """What a mailing system is handed: its files are in platforms/<name>/ of the package."""

    call: str
    """The call of its API that takes `request.json` in, after what is named in `add` is added."""
    body: Literal["json", "form"]
    """How the body of the call is sent: as JSON, or each field as one of a form."""
    files: list[str]
    """In platforms/<name>/ of the package."""
    subject: str
    """As this platform takes it: its own syntax in the copy is written as words."""
    preheader: str
    """As this platform takes it."""
    tags: dict[str, str]
    """The merge tag that stands for each slot."""
    headers: dict[str, str]
    """The headers that the sender writes, none where the platform does. `{one_click}` is an https address of
    the sender's for each reader, which takes a POST (RFC 8058)."""
    limits: dict[str, int]
    """The most that it takes: bytes of html, text and request, characters of subject, preheader and name."""
    add: dict[str, str]
    """What the sender adds to the request: each field with what it is."""
    notes: list[str]
    unconfirmed: list[str]
    """What could not be confirmed about this platform."""


@described
class Manifest:
    """What a package of copydesk holds. Every other file of the package but SHA256SUMS is in `files`."""

    schema_version: Literal[1]
    briefing: str
    edition: str
    """The special form of the issue; empty for a usual one."""
    date: str
    """The day of the issue, as in 2024-05-22."""
    language: str
    """A language tag as in RFC 5646."""
    direction: Literal["ltr", "rtl"]
    title: str
    subject: str
    preheader: str
    sender: Sender
    canonical: str
    """The address of the issue on the web."""
    briefing_name: str
    """What readers call the briefing."""
    broadcaster: str
    legal_notice: str
    """Where the link of the legal notice leads: one of the broadcaster's own addresses."""
    standfirst: str
    headlines: list[str]
    """Of the stories, in reading order."""
    labels: list[str]
    """The run-in labels, in reading order."""
    links: list[Address]
    images: list[Address]
    sections: dict[str, int]
    """The bytes of email.html that each section brings in, by its key; the head and the frame are not in them."""
    hosts_contacted: list[str]
    """The hosts that a mail client asks for something as it opens the message."""
    light: bool
    """Whether `light/` holds the message without pictures: opening it contacts nobody. Its text is email.txt."""
    slots: dict[str, str]
    """The addresses, the postal one too, that a mailing system may put its own in place of: as they are now."""
    platforms: dict[str, Platform]
    """What each mailing system is handed, by its name."""
    files: dict[str, File]
    source: Source
    versions: dict[str, str]
    """Of copydesk and of the packages that made the message."""


def manifest(
    message: Message,
    files: Mapping[str, bytes],
    source: Source,
    slots: Mapping[str, str],
    platforms: Mapping[str, Mapping[str, Any]],
) -> bytes:
    """The manifest of a package with these files, as JSON with sorted keys."""
    issue, envelope = message.issue, message.envelope
    found = Manifest(
        schema_version=1,
        briefing=issue.slug,
        edition=issue.edition,
        date=envelope.date.isoformat(),
        language=issue.briefing.language,
        direction=issue.briefing.direction,
        title=issue.title,
        subject=envelope.subject,
        preheader=envelope.preheader,
        sender=Sender(name=envelope.sender_name, address=envelope.sender_address),
        canonical=issue.canonical,
        briefing_name=issue.briefing.name,
        broadcaster=issue.briefing.broadcaster,
        legal_notice=issue.briefing.addresses.legal_notice,
        standfirst=issue.standfirst,
        headlines=headlines(issue),
        labels=labels(issue),
        links=[_address(link) for link in message.links],
        images=[_address(image) for image in message.images],
        sections=dict(message.sections),
        hosts_contacted=hosts(message.html),
        light="light/email.html" in files,
        slots=dict(slots),
        platforms={name: Platform(**facts) for name, facts in platforms.items()},
        files={name: file_of(content) for name, content in files.items()},
        source=source,
        versions=versions(),
    )
    return written(found)


@cache
def versions() -> dict[str, str]:
    """The versions of copydesk and of the packages that make a message, by their names."""
    return {name: version(name) for name in ("copydesk", *RENDERERS)}


def schema() -> dict[str, Any]:
    """The JSON Schema of the manifest."""
    return schema_of(Manifest)


def _address(found: Reference) -> Address:
    return Address(section=found.section, words=found.words, address=found.address)


def file_of(content: bytes) -> File:
    """The size and the sum of a file."""
    return File(bytes=len(content), sha256=hashlib.sha256(content).hexdigest())
