"""GNU Mailman 3 takes message.eml through its REST interface, and its readers get the message whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.message import EmailMessage
from itertools import count
from pathlib import Path

import pytest

from .inbox import Inbox
from .mailman import DOMAIN, Setting, running
from .package import Package, contents, lost

pytestmark = pytest.mark.systems

Deliver = Callable[..., EmailMessage]


@pytest.fixture(scope="session")
def deliver(programs: Path, inbox: Inbox, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deliver]:
    """Posts a package on a list of its own, with the settings given; what the list's reader gets."""
    numbers = count(1)
    with running(programs, tmp_path_factory.mktemp("mailman"), inbox.port) as mailman:

        def deliver(package: Package, *, draft: bool = False, **settings: Setting) -> EmailMessage:
            number = next(numbers)
            name, reader = f"briefing-{number}", f"reader-{number}@example.net"
            mailman.announce(name, package.sender, reader, **settings)
            mailman.post(name, package.files["message.eml"] if draft else package.mail(f"{name}@{DOMAIN}"))
            return inbox.take(reader)

        yield deliver


@pytest.fixture(scope="module")
def delivered(deliver: Deliver, package: Package) -> EmailMessage:
    """What a reader gets from a list as Mailman makes it."""
    return deliver(package, display_name="Briefing", subject_prefix="[Briefing] ")


def test_a_reader_gets_both_parts_byte_for_byte(delivered: EmailMessage, package: Package) -> None:
    (_, text), (_, html), _ = contents(delivered)
    assert lost(package, html, text) == []
    assert html == package.html
    assert text == package.text


def test_the_footer_of_the_list_is_a_part_of_its_own_behind_ours(delivered: EmailMessage) -> None:
    """The two faces of the message stay alternatives of each other."""
    assert delivered.get_content_type() == "multipart/mixed"
    ours, footer = delivered.iter_parts()
    assert ours.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in ours.iter_parts()] == ["text/plain", "text/html"]
    assert footer.get_content_type() == "text/plain"
    assert "Briefing mailing list" in footer.get_content()


def test_the_list_puts_its_name_before_the_subject(delivered: EmailMessage, package: Package) -> None:
    assert delivered["Subject"] == f"[Briefing] {package.subject}"


def test_the_sender_and_the_language_are_ours(delivered: EmailMessage, package: Package) -> None:
    [sender] = delivered["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (package.message.envelope.sender_name, package.sender)
    assert delivered["Content-Language"] == "en"


def test_the_list_alone_says_how_to_leave_it(delivered: EmailMessage) -> None:
    """A header of ours beside it would send readers to the wrong place."""
    [leave] = delivered.get_all("List-Unsubscribe")
    assert "-leave@" in leave


def test_the_draft_as_it_is_arrives_whole_too(deliver: Deliver, package: Package) -> None:
    """Mailman adds what it lacks, but for the recipient; that it is a draft goes along."""
    mail = deliver(package, draft=True)
    (_, text), (_, html), _ = contents(mail)
    assert (html, text) == (package.html, package.text)
    assert mail["Date"]
    assert mail["Message-ID"]
    assert mail["X-Unsent"] == "1"


def test_without_a_name_of_the_list_the_subject_is_ours(deliver: Deliver, package: Package) -> None:
    assert deliver(package, subject_prefix="")["Subject"] == package.subject


def test_a_list_that_lets_text_alone_through_puts_its_footer_below_every_word_of_ours(
    deliver: Deliver, package: Package
) -> None:
    mail = deliver(package, filter_content="true", pass_types=["multipart/alternative", "text/plain"])
    [(kind, text)] = contents(mail)
    ours, footer = text[: len(package.text)], text[len(package.text) :]
    assert kind == "text/plain"
    assert ours == package.text
    assert lost(package, package.html, ours) == []
    assert "mailing list" in footer.splitlines()[1]
