"""The last proof before a message is written: what it refuses, and what it lets pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from copydesk.checks.finished import CLIPPED, prove
from copydesk.issue import Fitted
from copydesk.library import Library
from copydesk.message import Message
from copydesk.render import render

from .conftest import ISSUE

SLOTS = {"unsubscribe": "https://example.org/out", "browser": "https://example.org/web"}


@pytest.fixture
def message(library: Library, fitted: Callable[[str], Fitted]) -> Message:
    issue = fitted(ISSUE).issue
    assert issue
    return render(issue, library)


def codes(message: Message) -> list[str]:
    return [each.code for each in prove(message, "issues/test.yaml")]


def test_a_filled_message_passes(message: Message) -> None:
    assert prove(message.filled(SLOTS), "issues/test.yaml") == ()


def test_an_open_slot_is_refused_in_each_part(message: Message) -> None:
    found = prove(message, "issues/test.yaml")
    assert [(each.code, each.path) for each in found] == [("M102", "issues/test.yaml")] * 2
    assert [each.message for each in found] == [
        "The slot `browser` is still open in the HTML.",
        "The slot `browser` is still open in the text.",
    ]
    web = replace(message.filled(SLOTS), web=message.web.replace("</body>", "http://slot.invalid/x</body>"))
    assert codes(web) == ["M102"]


@pytest.mark.parametrize(("size", "expected"), [(CLIPPED, []), (CLIPPED + 1, ["M103"])])
def test_a_message_that_gmail_cuts_off_is_refused(message: Message, size: int, expected: list[str]) -> None:
    """The legal notice stands at its end."""
    full = message.filled(SLOTS)
    missing = size - len(full.html.encode())
    assert codes(replace(full, html=full.html.replace("</body>", "x" * missing + "</body>"))) == expected


def test_size_is_counted_in_bytes(message: Message) -> None:
    full = message.filled(SLOTS)
    assert codes(replace(full, html=full.html.replace("</body>", "五" * 30_000 + "</body>"))) == ["M103"]


@pytest.mark.parametrize("part", ["html", "web", "text"])
def test_each_part_is_proved(message: Message, part: str) -> None:
    full = message.filled(SLOTS)
    changed = replace(full, **{part: getattr(full, part).replace("imprisonment", "a letter")})
    (found,) = prove(changed, "issues/test.yaml")
    name = {"html": "HTML", "web": "web version", "text": "text"}[part]
    assert found.message == (
        f"The legal notice is not whole and visible in the {name}: "
        "no paragraph reads just `If you are in Russia or the Russia-contr...`."
    )


@pytest.mark.parametrize("part", ["html", "web"])
def test_a_page_without_anything_in_it_is_refused(message: Message, part: str) -> None:
    assert codes(replace(message.filled(SLOTS), **{part: "<p></p>"})) == ["M101"]
