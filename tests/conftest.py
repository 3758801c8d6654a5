"""What the tests share: the repository, its library, and small workspaces to build in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from copydesk.briefing import Library
from copydesk.document import parse
from copydesk.issue import Fitted, fit
from copydesk.workspace import Workspace

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

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


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The two whole editions; the test skips where they are not at hand."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the whole editions (../shared/seeds) are not at hand")
    return folder
