"""What a package holds for mailing systems, proven by what each of them does with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from functools import cache

from copydesk.diagnostic import Diagnostic
from copydesk.library import Library
from copydesk.platforms.declaration import Platform
from copydesk.platforms.delivery import page
from copydesk.platforms.given import FILES, Given, Proven, of_package
from copydesk.platforms.proof import prove
from copydesk.platforms.reading import platforms
from copydesk.report import joined
from copydesk.targets import MANIFEST
from copydesk.targets.manifest import Manifest
from copydesk.verify.notice import PARTS, hidden
from copydesk.verify.taken import MEND, Taken
from copydesk.workspace import shipped

PLACE = "platforms/"
OWN = (*PARTS, MANIFEST)
"""What a platform's files are held against."""
MAX_PART = 500_000
"""The largest part that is looked through, in characters: a request holds the page and the text, escaped."""
OPENERS = ("{{", "{%", "{#", "://")
MAX_OPENED = 500
"""The most of each in one part: from each, a language looks on to where it might end. Ours have 60 or so."""
TOO_LARGE = (
    f"This file is too large to be proved: {MAX_PART:,} characters are the most, and {MAX_OPENED} each of "
    f"{', '.join(f'`{each}`' for each in OPENERS)}."
)


@cache
def known() -> dict[str, Platform]:
    """The platforms that come with copydesk: a package proves nothing about itself."""
    return platforms(Library((shipped(),), shipped().parent))


def of_platforms(taken: Taken, manifest: Manifest) -> Iterator[Diagnostic]:
    """Where a mailing system would deliver something else than the message that is proven beside it."""
    there = {file.split("/")[1] for file in taken.files if file.startswith(PLACE) and file.count("/") > 1}
    for name in sorted(there ^ manifest.platforms.keys()):
        yield taken.fault("K004", f"Manifest and files do not name the same: `{name}`.", MEND, PLACE + name)
    for name in sorted(there & manifest.platforms.keys()):
        yield from _of_platform(taken, manifest, name)


def _of_platform(taken: Taken, manifest: Manifest, name: str) -> Iterator[Diagnostic]:
    if name not in known():
        what = f"What is for `{name}` cannot be proved: copydesk knows {joined(list(known()))}."
        yield taken.fault(
            "K010", what, "Prove it where its platform file is, or do not use it.", PLACE + name
        )
        return
    if large := _too_large(taken, name):
        yield from (taken.fault("K006", TOO_LARGE, MEND, file) for file in large)
        return
    try:
        given, proven = of_package(name, taken.files, asdict(manifest))
    except (KeyError, UnicodeDecodeError) as error:
        yield taken.fault("K004", f"A part for it is missing, or no UTF-8: {error}.", MEND, PLACE + name)
        return
    others = {other: each for other, each in known().items() if other != name}
    faults = prove(known()[name], given, proven, others)
    for fault in faults:
        yield taken.fault(fault.code, fault.message, MEND, PLACE + name)
    if not faults and (why := _unseen(manifest, name, given, proven)):
        yield taken.fault("M101", why, MEND, PLACE + name)


def _unseen(manifest: Manifest, name: str, given: Given, proven: Proven) -> str:
    """Why a reader would not see the legal notice: a second proof, of the delivered page itself.

    email.html has been proven before.
    """
    delivered = page(known()[name], given, proven)
    return "" if delivered == proven.html else hidden(delivered, manifest)


def _too_large(taken: Taken, name: str) -> list[str]:
    files = (*(f"{PLACE}{name}/{file}" for file in FILES), *OWN)
    return [file for file in files if _is_too_large(taken.files.get(file, b""))]


def _is_too_large(content: bytes) -> bool:
    text = content.decode("utf-8", "replace")
    return len(text) > MAX_PART or any(text.count(each) > MAX_OPENED for each in OPENERS)
