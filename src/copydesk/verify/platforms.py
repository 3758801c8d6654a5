"""What a package holds for mailing systems, proven by what each of them does with it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from copydesk.diagnostic import Diagnostic
from copydesk.library import Library
from copydesk.platforms.declaration import Platform
from copydesk.platforms.given import FILES, of_package
from copydesk.platforms.proof import prove
from copydesk.platforms.reading import platforms
from copydesk.report import joined
from copydesk.targets.manifest import Manifest
from copydesk.verify.notice import MAX_PAGE, PARTS, is_too_large
from copydesk.verify.sums import MANIFEST
from copydesk.verify.taken import MEND, Taken
from copydesk.workspace import shipped

PLACE = "platforms/"
OWN = (*PARTS, MANIFEST)
"""What a platform's files are held against; of the parts, the proof of the notice says that they are too large."""
TOO_LARGE = f"This file is too large to be proved: {MAX_PAGE:,} characters are the most."


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
        yield from (taken.fault("K006", TOO_LARGE, MEND, file) for file in large if file not in PARTS)
        return
    try:
        given, proven = of_package(name, taken.files, manifest.model_dump())
    except (KeyError, UnicodeDecodeError) as error:
        yield taken.fault("K004", f"A part for it is missing, or no UTF-8: {error}.", MEND, PLACE + name)
        return
    others = {other: each for other, each in known().items() if other != name}
    for fault in prove(known()[name], given, proven, others):
        yield taken.fault(fault.code, fault.message, MEND, PLACE + name)


def _too_large(taken: Taken, name: str) -> list[str]:
    files = (*(f"{PLACE}{name}/{file}" for file in FILES), *OWN)
    return [file for file in files if is_too_large(taken.files.get(file, b""))]
