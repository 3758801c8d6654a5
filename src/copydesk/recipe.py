"""What a package is made of, part by part: it is built anew when one of them is another, and only then."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from copydesk.briefing import Briefing
from copydesk.issue import Issue
from copydesk.leaves import LEAVES
from copydesk.library import ENVELOPE, LAYOUT, Library

Recipe = Mapping[str, str]
"""The sha256 of each part, in hexadecimal, by its name."""

HOUSE_STYLE = "house-style.yaml"
_SAMPLE = "sample.yaml"
"""What a component shows in the gallery, and nowhere else."""
_DRAWN = re.compile(r"""\bdraw\(\s*(?:(["'])(?P<name>[\w-]+)\1|(?P<any>))""")
_TAKEN = re.compile(
    r"""\{%[-+]?\s*(?:include|import|extends|from)\s+(?:(["'])(?P<place>[^"']+)\1|(?P<any>))"""
)


def recipe(issue: Issue, library: Library) -> dict[str, str]:
    """The parts that the package of an issue is made of, besides its source."""
    used = (part.component.name for part in issue.parts)
    return _parts((LAYOUT, ENVELOPE, *used), issue.slug, issue.briefing, library)


def frame(slug: str, library: Library) -> dict[str, str]:
    """The parts that any issue of a briefing can be made of, and what it is checked against.

    Raises Refused where the briefing does not fit.
    """
    briefing = library.briefing(slug).briefing
    used = (section.component for section in briefing.sections)
    style = {HOUSE_STYLE: _sum(library, HOUSE_STYLE)}
    return {**_parts((LAYOUT, ENVELOPE, *used), slug, briefing, library), **style}


def of_archive(library: Library) -> str:
    """The sha256 of all that the pages and the feeds of an archive are drawn with, in hexadecimal."""
    parts = [_sum(library, f"{name}/") for name in sorted(_reached("archive", library))]
    briefings = [_sum(library, f"briefings/{slug}.yaml") for slug in library.slugs]
    return sha256("\n".join([copydesk_itself(), *parts, *briefings]).encode()).hexdigest()


def _parts(components: Iterable[str], slug: str, briefing: Briefing, library: Library) -> dict[str, str]:
    names = sorted(set().union(*(_reached(name, library) for name in components)))
    platforms = library.platforms if briefing.platforms is None else briefing.platforms
    files = (f"briefings/{slug}.yaml", *(f"platforms/{name}.yaml" for name in platforms))
    return {
        "copydesk": copydesk_itself(),
        **{f"components/{name}": _sum(library, f"{name}/") for name in names},
        **{f"components/{file}": _sum(library, file) for file in files},
    }


@lru_cache(maxsize=512)
def _sum(library: Library, place: str) -> str:
    """The sha256 of a file, or of all files of a component but its sample."""
    found = (
        f"{name}\0{each}\n"
        for name, each in library.sums.items()
        if name == place or (place.endswith("/") and name.startswith(place) and not name.endswith(_SAMPLE))
    )
    return sha256("".join(found).encode()).hexdigest()


@lru_cache(maxsize=512)
def _reached(name: str, library: Library) -> frozenset[str]:
    """A component with all that its faces draw or take from others, however deep."""
    passed: set[str] = set()
    left = [name]
    while left:
        each = left.pop()
        if each not in passed:
            passed.add(each)
            left += _near(each, library)
    return frozenset(passed)


def _near(name: str, library: Library) -> Iterator[str]:
    """The components that one names: as the kind of a field, or in a template; all, where it may be any."""
    if name in library.names:
        yield from {each.kind for each in library.fields_of(name).values()} - LEAVES.keys()
    for place in library.sums:
        path = (
            library.find(place) if place.startswith(f"{name}/") and place.endswith((".j2", ".css")) else None
        )
        text = path.read_text("utf-8") if path else ""
        for found in (*_DRAWN.finditer(text), *_TAKEN.finditer(text)):
            told = found.groupdict()
            known = told.get("name") or (told.get("place") or "").partition("/")[0]
            yield from [known] if known else library.names


def named(shown: str) -> str:
    """How a package names its source: nobody is told where it lies outside of the workspace."""
    return Path(shown).name if Path(shown).is_absolute() else shown


@cache
def copydesk_itself() -> str:
    """The sha256 of copydesk's own code."""
    root = Path(__file__).parent
    total = sha256()
    for path in sorted(root.rglob("*.py")):
        total.update(
            f"{path.relative_to(root).as_posix()}\0{sha256(path.read_bytes()).hexdigest()}\n".encode()
        )
    return total.hexdigest()
