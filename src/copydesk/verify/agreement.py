"""index.json, index.html and the feeds of a dist/ folder against its packages: never ahead of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from copydesk.archive.feed import ATOM, as_page, identity, moment
from copydesk.archive.page import SCRIPT, unseen
from copydesk.archive.shelf import Shelved
from copydesk.checks.finished import in_page
from copydesk.diagnostic import Diagnostic, Refused, Severity, Span
from copydesk.markup import page, xml
from copydesk.prose import Prose
from copydesk.reading import read_bytes
from copydesk.targets.index import Entry, Index
from copydesk.targets.strict import strict
from copydesk.verify.proof import Proven, wording

MAX_BYTES = 200_000_000
"""The largest archive that is read: an issue takes about 2,000 bytes of it."""

_MEND = "Build it again: `copydesk build`."
_SAME = ("briefing", "date", "edition", "language", "title", "subject", "canonical")

Packages = Mapping[str, Proven]
"""Packages by their folder in dist/."""


def disagreements(dist: Path, name: str, packages: Packages) -> Iterator[Diagnostic]:
    """What the archive in a folder says of its packages that is not so; nothing where there is no archive."""
    looks = {"index.json": _index, "index.html": _page, "feed.atom": _feed}
    there = [path for path in (*map(dist.joinpath, looks), *dist.glob("*/feed.atom")) if path.exists()]
    for path in sorted(there):
        shown = f"{name}/{path.relative_to(dist).as_posix()}"
        report = partial(Diagnostic, shown, Span(), Severity.ERROR)
        try:
            data = read_bytes(path, shown, MAX_BYTES)
            for what in looks[path.name](data, packages):
                yield report("K008", what, _MEND)
        except Refused as refusal:
            yield from refusal.diagnostics
        except (ValueError, RecursionError) as error:
            yield report("K004", f"This file cannot be read: {error}.", _MEND)


def unready(dist: Path, name: str) -> Iterator[Diagnostic]:
    """The packages that index.json says are not to be sent, with the reason."""
    try:
        entries = strict(Index, read_bytes(dist / "index.json", name, MAX_BYTES)).packages
    except (Refused, ValueError):
        return
    for each in entries:
        if not each.ready:
            mend = "Ask the desk that builds the packages."
            yield Diagnostic(
                f"{name}/{each.folder}", Span(), Severity.NOTE, "K009", f"Not ready: {each.reason}", mend
            )


def _index(data: bytes, packages: Packages) -> Iterator[str]:
    entries = strict(Index, data).packages
    named = {each.folder for each in entries}
    if len(named) < len(entries):
        yield "A package is named twice."
    for each in entries:
        if what := _unlike(each, packages.get(each.folder)):
            yield f"`{each.folder}` is named, and {what}."
    for folder in packages.keys() - named:
        yield f"`{folder}` is not named."


def _unlike(entry: Entry, package: Proven | None) -> str:
    if package is None:
        return "is not there"
    if package.digest != entry.digest:
        return "its manifest has another digest"
    manifest = package.manifest
    other = [key for key in _SAME if manifest and getattr(manifest, key) != getattr(entry, key)]
    return f"has another `{other[0]}`" if other else ""


def _page(data: bytes, packages: Packages) -> Iterator[str]:
    markup = data.decode("utf-8").replace(f"<script>{SCRIPT}</script>", "", 1)
    yield from _missing_notice(packages, partial(unseen, markup))
    for link in page(markup).iter("a"):
        folder, _, file = link.get("href", "").rpartition("/")
        if file == "web.html" and folder not in packages:
            yield f"`{folder}` is linked, and is not there."


def _feed(data: bytes, packages: Packages) -> Iterator[str]:
    known = {identity(each): each for each in _shelved(packages)}
    for entry in xml(data).iter(f"{{{ATOM}}}entry"):
        name, title, updated, content = (
            entry.findtext(f"{{{ATOM}}}{key}") or "" for key in ("id", "title", "updated", "content")
        )
        package = known.get(name)
        if package is None:
            yield f"The entry `{name}` is of no package that is there."
        elif (title, updated) != (package.manifest.title, moment(package.manifest.date)):
            yield f"The entry `{name}` has another title or date than its package."
        yield from _missing_notice(packages, partial(in_page, as_page(content)))


def _shelved(packages: Packages) -> Iterator[Shelved]:
    for folder, each in packages.items():
        if each.manifest:
            yield Shelved(folder, each.manifest, each.digest)


def _missing_notice(packages: Packages, why: partial[str]) -> Iterator[str]:
    """That the legal notice is not whole and visible, in the words and the address of none of the packages."""
    found = [why(words) for words in _wordings(packages.values())]
    if found and "" not in found:
        yield f"The legal notice is not whole and visible: {found[0]}."


def _wordings(packages: Iterable[Proven]) -> list[Prose]:
    manifests = {
        (each.manifest.language, each.manifest.legal_notice): each.manifest
        for each in packages
        if each.manifest
    }
    found = []
    for manifest in manifests.values():
        try:
            found.append(wording(manifest))
        except ValueError:
            continue
    return found
