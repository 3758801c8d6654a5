"""The folder that a desk works in: issues/, components/ and dist/ side by side."""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter, itemgetter
from pathlib import Path

from copydesk.diagnostic import Diagnostic, Refused, Severity, Span
from copydesk.document import Text
from copydesk.library import Library
from copydesk.reading import read

MEMORY = 26
"""How many issues back a later one is held against: a year of a biweekly briefing."""
ENDINGS = (".yaml", ".yml")


def shipped() -> Path:
    """The components that come with copydesk: in the package, or beside src/ in a checkout."""
    packaged = Path(__file__).parent / "components"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "components"


@dataclass(frozen=True)
class Workspace:
    """A workspace by its root folder."""

    root: Path

    @property
    def issues(self) -> Path:
        """Where correspondents write."""
        return self.root / "issues"

    @property
    def components(self) -> Path:
        """Where designers and editors keep what differs from the shipped components."""
        return self.root / "components"

    @property
    def dist(self) -> Path:
        """Where packages are written."""
        return self.root / "dist"

    @cached_property
    def library(self) -> Library:
        """The workspace's own components before the shipped ones."""
        own = [self.components] if self.components.is_dir() else []
        return Library(tuple(dict.fromkeys([*own, shipped()])), self.root)

    def sources(self, paths: Iterable[Path] = ()) -> tuple[Path, ...]:
        """The issue files at these paths, folders searched through; without paths, all of issues/.

        Raises Refused where a path is not there.
        """
        chosen = tuple(paths) or (self.issues,)
        return tuple(dict.fromkeys(found for path in chosen for found in _sources(path, named=bool(paths))))

    @cached_property
    def _by_date(self) -> list[tuple[date, str]]:
        """Of thousands, in each process of a build: a path would take four times the memory of its name."""
        names = _within(str(self.issues.resolve())) if self.issues.is_dir() else ()
        return sorted((found, name) for name in names if (found := dated(Path(name))))

    def before(self, path: Path) -> tuple[Path, ...]:
        """The issues dated before this one by their names, the newest first: MEMORY at the most."""
        day = dated(path)
        if day is None:
            return ()
        until = bisect_left(self._by_date, day, key=itemgetter(0))
        return tuple(Path(each) for _, each in reversed(self._by_date[max(0, until - MEMORY) : until]))

    def last_date(self, briefing: str) -> date | None:
        """The newest date in the names of the issues of a briefing; those that cannot be read count."""
        dates = [found for path in self.sources() if (found := dated(path)) and _is_of(path, briefing)]
        return max(dates, default=None)

    def shown(self, path: Path) -> str:
        """A path as messages show it: relative to the workspace, with `/`."""
        return self.library.shown(path.resolve())


def _is_of(path: Path, briefing: str) -> bool:
    node = read(path).node(("briefing",))
    return not isinstance(node, Text) or node.value.strip() == briefing


def _sources(path: Path, *, named: bool) -> Iterator[Path]:
    if path.is_dir():
        found = [Path(each) for each in _within(str(path.resolve()))]
        if named and not found:
            raise Refused(
                Diagnostic(
                    str(path),
                    Span(),
                    Severity.ERROR,
                    "W001",
                    "There is no issue in this folder.",
                    _hint(path),
                )
            )
        yield from found
    elif path.exists():
        yield path.resolve()
    else:
        raise Refused(
            Diagnostic(
                str(path), Span(), Severity.ERROR, "W001", "There is no such file or folder.", _hint(path)
            )
        )


def _within(folder: str) -> Iterator[str]:
    """The issue files in a folder, however deep, in order."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=attrgetter("name"))
    except OSError as error:
        what = f"This folder cannot be read: {error.strerror or error}."
        mend = "Look up its permissions."
        raise Refused(Diagnostic(folder, Span(), Severity.ERROR, "Y001", what, mend)) from error
    for each in entries:
        if each.is_dir(follow_symlinks=False):
            yield from _within(each.path)
        elif each.name.endswith(ENDINGS) and each.is_file():
            yield each.path


def _hint(path: Path) -> str:
    near = sorted(each.name for each in path.parent.glob("[!.]*") if each.suffix in ENDINGS)
    return f"Beside it are: {', '.join(near[-5:])}." if near else "Look up its name; issues are in issues/."


def find(start: Path) -> Workspace:
    """The workspace that a folder belongs to: the nearest one upward with issues/ in it.

    Raises Refused where there is none.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "issues").is_dir():
            return Workspace(folder)
    raise Refused(
        Diagnostic(
            str(start),
            Span(),
            Severity.ERROR,
            "W002",
            "This folder belongs to no workspace: there is no issues/ in it, nor in a folder above it.",
            "Type `copydesk init` to make one here.",
        )
    )


def dated(path: Path) -> date | None:
    """The date that a file's name begins with, such as `2024-05-22.yaml`."""
    found = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", path.name)
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None
