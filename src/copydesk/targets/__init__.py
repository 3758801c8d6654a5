"""Targets: a message -> the files of its package. Pure; build owns the disk."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from copydesk.message import Message
from copydesk.targets.eml import eml
from copydesk.targets.manifest import Source, manifest

TARGETS: Mapping[str, Callable[[Message], bytes]] = {
    "email.html": lambda message: message.html.encode(),
    "email.txt": lambda message: message.text.encode(),
    "message.eml": eml,
    "web.html": lambda message: message.web.encode(),
}
"""The files of a package, each with what writes it. The manifest and the sums come on top."""

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
LIGHT = "light/"
"""The folder of the version without remote content. Its text is `email.txt`, which loads nothing anyhow."""


def light_files(message: Message) -> dict[str, bytes]:
    """The files of a message without remote content, by their place in the package."""
    return {LIGHT + name: TARGETS[name](message) for name in ("email.html", "message.eml")}


def package(
    message: Message,
    source: Source,
    slots: Mapping[str, str],
    more: Mapping[str, bytes] | None = None,
    *,
    platforms: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, bytes]:
    """The files of a message's package by their place in it.

    `slots` are the values that the message's slots were filled with, `more` the files that are made
    elsewhere, such as those of the platforms, and `platforms` what the manifest says of those.
    """
    files = {**{name: target(message) for name, target in TARGETS.items()}, **(more or {})}
    files[MANIFEST] = manifest(message, files, source, slots, platforms or {})
    files[SUMS] = _sums(files)
    return files


def _sums(files: Mapping[str, bytes]) -> bytes:
    """The sums in the form that `sha256sum -c` takes."""
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return "".join(lines).encode()
