"""Slots: where a mailing system puts an address of its own. None is left open, and no copy holds one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.checks.links import reserved
from copydesk.diagnostic import Refused
from copydesk.slots import MARK, SLOTS, address, fill_slots, left_open

from .conftest import ISSUE, Desk

VALUES = {name: f"https://example.org/{name}?a=1&b=2" for name in SLOTS}


def test_a_slot_is_an_address_that_nobody_can_have() -> None:
    """`.invalid` is reserved by RFC 2606."""
    assert [address(name) for name in SLOTS] == [
        "https://slot.invalid/unsubscribe",
        "https://slot.invalid/browser",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at https://slot.invalid/browser.", "at https://example.org/browser?a=1&b=2."),
        ('<a href="https://slot.invalid/unsubscribe">', '<a href="https://example.org/unsubscribe?a=1&b=2">'),
        ("HTTPS://SLOT.INVALID/browser", "https://example.org/browser?a=1&b=2"),
        ("http://slot.invalid/browser", "https://example.org/browser?a=1&b=2"),
        ("slot.invalid", "slot.invalid"),
        ("nothing", "nothing"),
    ],
)
def test_each_slot_is_filled(text: str, expected: str) -> None:
    assert fill_slots(text, VALUES) == expected


@pytest.mark.parametrize(
    "text", ["https://slot.invalid/", "https://slot.invalid/other", "http://slot.invalid"]
)
def test_a_slot_without_a_value_is_an_error(text: str) -> None:
    with pytest.raises(KeyError):
        fill_slots(text, VALUES)


PIECES = [
    "h",
    "ttp",
    "http",
    "HTTPS",
    "httpſ",
    "s",
    ":",
    "/",
    "//",
    "://",
    "slot",
    "ſLOT",
    ".",
    "ınvalıd",
    "INVALİD",
]
PIECES += [
    "https://slot.invalid",
    "HttpS://SLOT.iNVALID/",
    "http://slot.invalid//",
    "browser",
    "unsubscribe",
    "é",
    " ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_a_slot_is_found_whatever_case_it_is_written_in_and_whatever_stands_around_it(text: str) -> None:
    names = [found[1] for found in MARK.finditer(text)]
    assert left_open(text) == (names[0] if names else None)
    if unknown := [name for name in names if name not in VALUES]:
        with pytest.raises(KeyError, match=repr(unknown[0])):
            fill_slots(text, VALUES)
    else:
        assert fill_slots(text, VALUES) == MARK.sub(lambda found: VALUES[found[1]], text)


@pytest.mark.parametrize(
    "copy",
    [
        "See [this](https://slot.invalid/unsubscribe).",
        "See <https://slot.invalid/browser>.",
        "See https://slot.invalid/unsubscribe for more.",
        "See [this](HTTP://Slot.Invalid/unsubscribe).",
    ],
)
def test_a_copy_that_holds_a_slot_is_refused_at_its_place(desk: Desk, copy: str) -> None:
    """It would be replaced like one of the layout's own."""
    with pytest.raises(Refused) as caught:
        desk.pack(ISSUE.replace("The terminal stands empty.", copy))
    (found,) = [each for each in caught.value.diagnostics if each.code == "L102"]
    assert found.span.line == ISSUE[: ISSUE.index("The terminal")].count("\n") + 1
    assert "reserved for the mailing system" in found.message
    assert reserved.__doc__


def test_a_title_that_holds_a_slot_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused) as caught:
        desk.pack(ISSUE.replace("A Harbor And Its Lenders", "See https://slot.invalid/unsubscribe"))
    assert "L102" in [each.code for each in caught.value.diagnostics]


def test_a_component_that_draws_an_unknown_slot_is_refused(desk: Desk) -> None:
    desk.write(
        "components/sign-off/sign-off.mjml.j2",
        '<mj-section><mj-column><mj-text><a href="https://slot.invalid/forward">Forward</a>{{ name }}</mj-text></mj-column></mj-section>',
    )
    with pytest.raises(Refused) as caught:
        desk.pack()
    assert [each.code for each in caught.value.diagnostics] == ["M102"]
    assert "`forward`" in caught.value.diagnostics[0].message
