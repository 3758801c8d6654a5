"""What the tests share: the repository, its library, and small workspaces to build in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from copydesk.diagnostic import Diagnostic, Fix, Refused, Span, has_errors
from copydesk.examine import examine
from copydesk.fitting import fit
from copydesk.issue import Fitted
from copydesk.library import Library
from copydesk.packing import pack
from copydesk.reading import parse
from copydesk.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

settings.register_profile(
    "desk", max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("desk")

ISSUE = """\
briefing: china-in-eurasia
date: 2024-05-22
title: A Harbor And Its Lenders
standfirst: Five years on, who pays for the cranes?
lead:
  text: |
    The terminal stands empty.
  passages:
    - label: Finding Perspective
      text: |
        The loan was signed in a week, as [we reported](https://example.org/loan).
    - label: Why It Matters
      text: |
        Four more harbors were promised.
stories:
  items:
    - headline: A Railway Changes Its Gauge
      text: Engineers move one rail of two.
      passages:
        - label: What It Means
          text: Trains no longer stop at the border.
    - headline: The Minister Learns Mandarin
      text: He speaks it without notes.
      passages:
        - label: The Details
          text: His teacher was a radio announcer.
    - headline: A Dictionary Of Patience
      text: It was forty years in the making.
      passages:
        - label: What You Need To Know
          text: It ends with the word for patience.
across:
  items:
    - label: Tea And Sanctions
      text: A grower sells to both sides.
    - label: A Bridge
      text: It opens in June.
    - label: The Ferry
      text: It does not sail on Mondays.
    - label: Two Maps
      text: They differ by an island.
watch:
  text: |
    The court sits again in June.
"""
"""A small issue without a fault."""


def lengthy(size: int) -> str:
    """The text of a section that takes so many bytes of HTML in few letters: each `&` takes five."""
    word, most = "at" + "&" * 8 + " ", 800
    words = size // (len(word) + 4 * word.count("&"))
    return "\n\n".join("    " + word * min(most, words - at) for at in range(0, words, most))


def at(span: Span) -> str:
    """A span in short: `3:8-3:12` begins on line 3 in column 8 and ends before column 12."""
    return f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"


def reported(diagnostics: Iterable[Diagnostic]) -> list[tuple[str, str]]:
    """The code and the place of each diagnostic."""
    return [(each.code, at(each.span)) for each in diagnostics]


def mended(source: str, fixes: Iterable[Fix | None]) -> str:
    """The source with all that a machine can mend of it mended."""
    for edit in sorted((edit for fix in fixes if fix for edit in fix.edits), reverse=True):
        source = source[: edit.start] + edit.replacement + source[edit.end :]
    return source


@pytest.fixture(scope="session")
def library() -> Library:
    """The components that ship with copydesk."""
    return Library((ROOT / "components",), ROOT)


@pytest.fixture
def fitted(library: Library) -> Callable[[str], Fitted]:
    """Fits the text of an issue into its briefing."""
    return lambda text: fit(parse(text.encode(), "issues/test.yaml"), library)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An empty workspace that uses the shipped components."""
    (tmp_path / "issues").mkdir()
    return Workspace(tmp_path)


@dataclass(frozen=True)
class Desk:
    """A workspace in a folder of its own, for tests that change its components."""

    root: Path

    def write(self, place: str, text: str) -> Path:
        """Write a file at a place below the workspace."""
        path = self.root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    @property
    def workspace(self) -> Workspace:
        """The workspace as it is now: nothing of it is remembered from before."""
        return Workspace(self.root)

    def pack(self, issue: str = ISSUE) -> dict[str, bytes]:
        """The files of an issue's package. Raises Refused where the build would not write it."""
        path = self.write("issues/2024-05-22.yaml", issue)
        workspace = self.workspace
        fitted = examine(path, workspace)
        if fitted.issue is None or has_errors(fitted.diagnostics):
            raise Refused(*fitted.diagnostics)
        return pack(fitted.document, fitted.issue, workspace)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty workspace with the shipped components, to write into."""
    return Desk(tmp_path)


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The two whole editions; the test skips where they are not at hand."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the whole editions (../shared/seeds) are not at hand")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of a module: each opens pages of its own in it.

    Not for all modules: as long as it is open, Playwright keeps an event loop of this thread running.
    """
    from .browsers import chromium

    with chromium() as found:
        yield found
