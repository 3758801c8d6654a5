"""A message knows its links and images, and fills its slots as each part needs it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from copydesk.issue import Fitted
from copydesk.message import Message, Reference, references

from .conftest import ISSUE


@pytest.mark.parametrize(
    ("markup", "links", "images"),
    [
        ('<a href="https://a.example/">one</a>', [("one", "https://a.example/")], []),
        ("<a href=x>one\n <b>two</b></a>", [("one two", "x")], []),
        ('<a href="x?a=1&amp;b=2">fish &amp; chips</a>', [("fish & chips", "x?a=1&b=2")], []),
        ('<img src="p.jpg" alt="A quay">', [], [("A quay", "p.jpg")]),
        ('<mj-image src="p.jpg" alt="A quay" />', [], [("A quay", "p.jpg")]),
        ('<a href="x"><img src="p.jpg" alt="A quay"></a>', [("A quay", "x")], [("A quay", "p.jpg")]),
        ("<!-- <a href=x>one</a> -->", [], []),
        ("<a href=x>one</a>, <a href=y>two</a>", [("one", "x"), ("two", "y")], []),
    ],
    ids=["link", "nested", "entities", "image", "mjml", "linked-image", "comment", "two"],
)
def test_links_and_images_of_a_section(
    markup: str, links: list[tuple[str, str]], images: list[tuple[str, str]]
) -> None:
    assert references("lead", markup) == (
        [Reference("lead", *each) for each in links],
        [Reference("lead", *each) for each in images],
    )


def test_slots_are_escaped_in_html_and_as_they_are_in_text(fitted: Callable[[str], Fitted]) -> None:
    issue = fitted(ISSUE).issue
    assert issue
    slot = "https://slot.invalid/unsubscribe"
    link = Reference("unsubscribe", "Unsubscribe", slot)
    message = Message(issue, f'<a href="{slot}">', slot, "", (link,), ()).filled(
        {"unsubscribe": 'https://example.org/?a=1&b="2"'}
    )
    assert message.html == '<a href="https://example.org/?a=1&amp;b=&quot;2&quot;">'
    assert message.text == 'https://example.org/?a=1&b="2"'
    assert message.links[0].address == 'https://example.org/?a=1&b="2"'


def test_a_slot_without_a_value_names_itself(fitted: Callable[[str], Fitted]) -> None:
    issue = fitted(ISSUE).issue
    assert issue
    message = Message(issue, "", "https://slot.invalid/unsubscribe", "", (), ())
    with pytest.raises(KeyError, match="unsubscribe"):
        message.filled({"browser": "https://example.org/"})
