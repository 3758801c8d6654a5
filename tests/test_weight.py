"""The e-mail is a quarter lighter, and more, than what official MJML and juice make of it, and looks the same."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from copydesk.checks.page import as_outlook
from copydesk.fitting import fit
from copydesk.issue import Issue
from copydesk.library import Library
from copydesk.reading import read
from copydesk.render import render

from .conftest import ROOT
from .looks import DESK, differences
from .weight import official

LIGHTER = 0.25
"""The least part by which ours is lighter."""


@pytest.fixture(scope="module", params=["2024-05-10", "2024-05-22"])
def issue(request: pytest.FixtureRequest, library: Library) -> Issue:
    """An example, in its briefing."""
    found = fit(read(ROOT / f"issues/{request.param}.yaml"), library).issue
    assert found
    return found


def alike(html: str) -> str:
    """Official HTML with mj-body's class where mjml-python has it: MJML 5 moved it from a div to body."""
    assert 'role="article"' in html
    return html.replace('role="article"', 'role="article" class="page"')


@pytest.mark.parametrize("minify", [False, True], ids=["as-it-comes", "minified"])
def test_it_is_a_quarter_lighter(issue: Issue, library: Library, minify: bool) -> None:
    ours, theirs = render(issue, library).html, official(issue, library, minify=minify)
    assert len(ours.encode()) < (1 - LIGHTER) * len(theirs.encode())


def test_it_looks_the_same(browser: Browser, issue: Issue, library: Library) -> None:
    """Every run of text and every picture, within 1 px, on a phone and on a desk, in light and in dark."""
    ours, theirs = render(issue, library).html, alike(official(issue, library))
    assert differences(browser, theirs, ours) == []


def test_it_looks_the_same_as_outlook_reads_it(browser: Browser, issue: Issue, library: Library) -> None:
    """The tables in conditional comments have the same widths."""
    ours, theirs = render(issue, library).html, alike(official(issue, library))
    assert differences(browser, as_outlook(theirs), as_outlook(ours), DESK) == []
