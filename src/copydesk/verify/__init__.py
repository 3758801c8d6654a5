"""verify: packages are proven from their files alone, for desks that have neither source nor workspace.

Sums protect against accidents and against a slip of the hand. Whoever may change the files of a package
may change its sums too: the digest of its manifest, told on another way, is what tells such a package.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from copydesk.archive.places import is_day
from copydesk.diagnostic import Diagnostic, Refused, Severity, Span
from copydesk.verify.agreement import disagreements, unready
from copydesk.verify.packed import ENDINGS, take_packed
from copydesk.verify.proof import Proven, prove
from copydesk.verify.sums import CORE
from copydesk.verify.taken import shown, take_folder

DEPTH = 2
"""How deep packages lie in a dist/ folder: `<briefing>/<date>/`."""

_HOLDS = f"A package holds {CORE[0]} and manifest.json."


def places(path: Path) -> list[Path]:
    """The packages at a path: itself, if it is one, or those in the folder. Raises Refused without any."""
    if not path.is_dir():
        return [_packed(path)]
    found = [path] if _is_package(path) else list(_within(path, DEPTH))
    if not found:
        raise Refused(_fault(path, "There is no package in this folder.", _HOLDS))
    return found


def proven(path: Path) -> list[Proven]:
    """What is to be known of a package in a folder, or of those in an archive. Raises Refused where it has none."""
    name = shown(path.as_posix())
    taken = [take_folder(path, name)] if path.is_dir() else take_packed(path, name)
    if not taken:
        raise Refused(_fault(path, "There is no package in this archive.", _HOLDS))
    return [prove(each) for each in taken]


def said_of_all(path: Path, found: list[Proven]) -> Iterator[Diagnostic]:
    """What there is to say of the archive in a folder, of whose packages all were proven."""
    name = shown(path.as_posix())
    packages = {each.name.removeprefix(f"{name}/"): each for each in found}
    yield from disagreements(path, name, packages)
    yield from unready(path, name)


def _packed(path: Path) -> Path:
    if not path.exists():
        raise Refused(_fault(path, "There is no such file or folder.", "Look up its name."))
    if not path.is_file() or not path.name.endswith(ENDINGS):
        raise Refused(
            _fault(path, "This is no package.", f"Give a folder, or a file of: {', '.join(ENDINGS)}.")
        )
    return path


def _fault(path: Path, what: str, mend: str) -> Diagnostic:
    return Diagnostic(shown(path.as_posix()), Span(), Severity.ERROR, "W001", what, mend)


def _within(folder: Path, depth: int) -> Iterator[Path]:
    """The packages in a folder, hidden ones aside: those are drafts. The newest of a briefing come first."""
    for each in sorted(_folders(folder), reverse=True):
        if _is_package(each):
            yield each
        elif depth > 1:
            yield from _within(each, depth - 1)


def _folders(folder: Path) -> Iterator[Path]:
    try:
        yield from (each for each in folder.iterdir() if each.is_dir() and not each.name.startswith("."))
    except OSError as error:
        what = f"This folder cannot be read: {error.strerror or error}."
        fault = Diagnostic(
            shown(folder.as_posix()), Span(), Severity.ERROR, "Y001", what, "Look up its permissions."
        )
        raise Refused(fault) from error


def _is_package(folder: Path) -> bool:
    """Whether a folder is to be a package: it is called by its day, or holds a file that packages have."""
    return is_day(folder.name) or any((folder / name).exists() for name in CORE)


__all__ = ["Proven", "places", "proven", "said_of_all"]
