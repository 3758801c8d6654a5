"""What is held against each other: the proven message, and what a platform is given of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formataddr
from typing import Any

FILES = ("body.html", "body.txt", "request.json")
"""The files of a platform, below platforms/<name>/ of a package."""


@dataclass(frozen=True, slots=True)
class Proven:
    """The message that passed the proof of the legal notice, as the package and its manifest hold it.

    `name` is what the platform may call it; `slots` are the briefing's own addresses in it, by the slot.
    """

    html: str
    text: str
    subject: str
    preheader: str
    sender_name: str
    sender_address: str
    name: str
    slots: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Given:
    """What a platform is given: its three files as text, and subject and preheader as it takes them."""

    html: str
    text: str
    request: str
    subject: str
    preheader: str

    @property
    def files(self) -> dict[str, bytes]:
        """The files, by their names below the platform's folder."""
        return dict(zip(FILES, (each.encode() for each in (self.html, self.text, self.request)), strict=True))


def of_package(name: str, files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> tuple[Given, Proven]:
    """What a package says of a platform, and the proven message in it: from its files, by their place, alone.

    Raises KeyError where a file or a fact is missing, UnicodeDecodeError where a file is no UTF-8.
    """
    facts = manifest["platforms"][name]
    html, text, request = (files[f"platforms/{name}/{file}"].decode() for file in FILES)
    proven = Proven(
        html=files["email.html"].decode(),
        text=files["email.txt"].decode(),
        subject=manifest["subject"],
        preheader=manifest["preheader"],
        sender_name=manifest["sender"]["name"],
        sender_address=manifest["sender"]["address"],
        name=called(manifest["briefing"], manifest["date"]),
        slots=manifest["slots"],
    )
    return Given(html, text, request, facts["subject"], facts["preheader"]), proven


def called(briefing: str, date: str) -> str:
    """What a platform calls a message, such as `china-in-eurasia 2024-05-22`: its list shows it to the desk."""
    return f"{briefing} {date}"


def values_of(given: Given, proven: Proven) -> dict[str, str]:
    """What the places of a request are filled with."""
    return {
        "html": given.html,
        "text": given.text,
        "subject": given.subject,
        "preheader": given.preheader,
        "name": proven.name,
        "sender": formataddr((proven.sender_name, proven.sender_address)),
        "sender_name": proven.sender_name,
        "sender_address": proven.sender_address,
    }


@dataclass(frozen=True, slots=True)
class Fault:
    """What speaks against what a platform is given: code, what is wrong, mend, and the words of the copy meant."""

    code: str
    message: str
    mend: str
    words: str = ""
