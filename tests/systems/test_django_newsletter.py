"""django-newsletter takes subject, HTML and text, and its readers get the message whole."""

from __future__ import annotations

from email.message import EmailMessage
from itertools import count
from pathlib import Path

import pytest

from .inbox import Inbox
from .newsletter import SITE, Site
from .package import Package, contents, lost

pytestmark = pytest.mark.systems
_NUMBERS = count(1)


@pytest.fixture(scope="module")
def delivered(
    package: Package, programs: Path, inbox: Inbox, tmp_path_factory: pytest.TempPathFactory
) -> EmailMessage:
    """What a reader gets of a package."""
    reader = f"subscriber-{next(_NUMBERS)}@example.net"
    site = Site(programs / "python", tmp_path_factory.mktemp("site"), inbox.port)
    site.submit(package, reader)
    return inbox.take(reader)


def test_a_reader_gets_both_parts_byte_for_byte_but_for_blank_lines_at_the_ends(
    delivered: EmailMessage, package: Package
) -> None:
    (_, text), (_, html) = contents(delivered)
    assert lost(package, html, text) == []
    assert html == package.html.strip()
    assert text == package.text.strip()


def test_the_two_parts_are_alternatives_the_text_first(delivered: EmailMessage) -> None:
    assert delivered.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in delivered.iter_parts()] == ["text/plain", "text/html"]


def test_the_subject_and_the_sender_are_ours(delivered: EmailMessage, package: Package) -> None:
    [sender] = delivered["From"].addresses
    assert delivered["Subject"] == package.subject
    assert (sender.display_name, sender.addr_spec) == (package.message.envelope.sender_name, package.sender)


def test_the_site_alone_says_how_to_leave_it(delivered: EmailMessage) -> None:
    """A header of ours beside it would send readers to the wrong place."""
    assert delivered.get_all("List-Unsubscribe") == [f"https://{SITE}/newsletter/briefing/unsubscribe/"]
