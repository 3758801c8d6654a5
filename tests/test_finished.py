"""The last proof before a message is written: what it refuses, and what it lets pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from copydesk.checks.finished import CLIPPED, prove
from copydesk.checks.gmail import STYLES
from copydesk.checks.page import Page
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


def with_sheet(message: Message, sheet: str) -> Message:
    return replace(message, html=message.html.replace("</head>", f"<style>{sheet}</style></head>"))


@pytest.mark.parametrize(("more", "expected"), [(0, []), (1, ["M121"])])
def test_more_style_than_gmail_reads_is_refused(message: Message, more: int, expected: list[str]) -> None:
    """All sheets count together, in bytes; what only Outlook reads does not."""
    full = message.filled(SLOTS)
    taken = sum(len(each.text or "") for each in Page(full.html).tree.iter("style"))
    rule = f".é{'x' * (STYLES - taken - len('.é{color:red}') - 1 + more)}{{color:red}}"
    outlook = f"<!--[if mso]><style>.y{{color:red}}{' ' * STYLES}</style><![endif]--></head>"
    heavy = with_sheet(full, rule)
    assert codes(replace(heavy, html=heavy.html.replace("</head>", outlook))) == expected


def test_an_at_rule_in_another_is_refused(message: Message) -> None:
    """Gmail drops the whole sheet."""
    nested = "@media (max-width: 639px) { @supports (display: grid) { .x { color: #000000 } } }"
    (found,) = prove(with_sheet(message.filled(SLOTS), nested), "issues/test.yaml")
    assert (found.code, found.message) == (
        "M121",
        "Gmail drops a style sheet with an @-rule in another: `@media (max-width: 639px) @supports (display: grid)`.",
    )


@pytest.mark.parametrize("character", ["\x92", "\x85", "\x7f"])
def test_a_character_that_has_gmail_cut_off_is_refused(message: Message, character: str) -> None:
    full = message.filled(SLOTS)
    html = full.html.replace("The Ferry", f"The Ferry{character}")
    (found,) = prove(replace(full, html=html), "issues/test.yaml")
    assert found.code == "M122"
    assert "stands in the HTML: it has Gmail cut the message off" in found.message
    assert found.mend.endswith("The Ferry`.")


def test_letters_of_every_script_are_none_of_those(message: Message) -> None:
    full = message.filled(SLOTS)
    html = full.html.replace("The Ferry", "Ćé ’ © \u00a0 五 \u06cc\u200c\u0627 \U0001f600")
    assert codes(replace(full, html=html)) == []


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
