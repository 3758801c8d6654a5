"""index.json, index.html and the feeds of a dist/ folder against its packages: never ahead of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from copydesk.archive.feed import ATOM, as_page, identity, moment
from copydesk.archive.page import SCRIPT, sifted
from copydesk.archive.shelf import Shelved, shelve
from copydesk.checks.finished import in_page
from copydesk.diagnostic import Diagnostic, Refused, Severity, Span
from copydesk.markup import page, xml
from copydesk.prose import Prose
from copydesk.reading import read_bytes
from copydesk.targets.described import strict
from copydesk.targets.index import Entry, Index
from copydesk.targets.manifest import file_of
from copydesk.verify.notice import wording
from copydesk.verify.proof import FAULTS, Proven

MAX_BYTES = 200_000_000
"""The largest archive that is read: an issue takes about 2,000 bytes of it."""

_MEND = "Build it again: `copydesk build`."
_SAME = ("briefing", "date", "edition", "language", "title", "subject", "canonical")

Packages = Mapping[str, Proven]
"""Packages by their folder in dist/."""
Files = Mapping[str, bytes]
"""The files of the archive by their place in dist/."""


def disagreements(dist: Path, name: str, packages: Packages) -> Iterator[Diagnostic]:
    """What the archive in a folder says of its packages that is not so; nothing where there is no archive."""
    found = [path for path in (*map(dist.joinpath, _LOOKS), *dist.glob("*/feed.atom")) if path.exists()]
    beside: dict[str, bytes] = {}
    for path in sorted(found):
        place = path.relative_to(dist).as_posix()
        try:
            beside[place] = read_bytes(path, f"{name}/{place}", MAX_BYTES)
        except Refused as refusal:
            yield from refusal.diagnostics
    if "index.html" in beside and "index.json" not in beside:
        what = "It is missing: which packages are ready is not known."
        yield Diagnostic(f"{name}/index.json", Span(), Severity.ERROR, "K008", what, _MEND)
    for place in beside:
        report = partial(Diagnostic, f"{name}/{place}", Span(), Severity.ERROR)
        try:
            for what in _LOOKS[Path(place).name](place, beside, packages):
                yield report("K008", what, _MEND)
        except FAULTS as error:
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


def _index(place: str, beside: Files, packages: Packages) -> Iterator[str]:
    found = strict(Index, beside[place])
    named = {each.folder for each in found.packages}
    if len(named) < len(found.packages):
        yield "A package is named twice."
    for each in found.packages:
        if what := _unlike(each, packages.get(each.folder)):
            yield f"`{each.folder}` is named, and {what}."
    for folder in sorted(packages.keys() - named):
        yield f"`{folder}` is not named."
    for file, expected in found.files.items():
        if file not in beside or file_of(beside[file]) != expected:
            yield f"`{file}` is {'another than it says' if file in beside else 'missing'}."


def _unlike(entry: Entry, package: Proven | None) -> str:
    if package is None:
        return "is not there"
    if package.digest != entry.digest:
        return "its manifest has another digest"
    manifest = package.manifest
    other = [key for key in _SAME if manifest and getattr(manifest, key) != getattr(entry, key)]
    return f"has another `{other[0]}`" if other else ""


def _page(place: str, beside: Files, packages: Packages) -> Iterator[str]:
    markup = beside[place].decode("utf-8").replace(f"<script>{SCRIPT}</script>", "", 1)
    yield from _missing_notice(packages, partial(in_page, sifted(markup)))
    for link in page(markup).iter("a"):
        folder, _, file = link.get("href", "").rpartition("/")
        if file == "web.html" and folder not in packages:
            yield f"`{folder}` is linked, and is not there."


def _feed(place: str, beside: Files, packages: Packages) -> Iterator[str]:
    known = {identity(each): each for each in _shelved(packages)}
    for entry in xml(beside[place]).iter(f"{{{ATOM}}}entry"):
        name, title, updated, content = (
            entry.findtext(f"{{{ATOM}}}{key}") or "" for key in ("id", "title", "updated", "content")
        )
        package = known.get(name)
        if package is None:
            yield f"The entry `{name}` is of no package that is there."
        elif (title, updated) != (package.title, moment(package.date)):
            yield f"The entry `{name}` has another title or date than its package."
        yield from _missing_notice(packages, partial(in_page, as_page(content)))


def _shelved(packages: Packages) -> Iterator[Shelved]:
    for folder, each in packages.items():
        if each.manifest:
            yield shelve(folder, each.manifest, each.digest)


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


_LOOKS = {"index.json": _index, "index.html": _page, "feed.atom": _feed}
"""What looks at each file of an archive."""
