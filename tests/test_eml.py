"""message.eml is read back by the standard library as the message that was written."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import unquote

import pytest

from copydesk.issue import Fitted
from copydesk.message import Message
from copydesk.targets.eml import eml

from .conftest import ISSUE, ROOT, Desk

LONG = "A Harbor, Its Lenders, And The Ships That Never Came To The Quay That They Had Paid For Five Years Ago In Full"

SUBJECTS = {
    "ascii": "A Harbor And Its Lenders",
    "110-characters": LONG,
    "cyrillic": "Гавань и её кредиторы",
    "110-cyrillic": "Гавань и её кредиторы " * 5,
    "chinese": "五年过去，起重机由谁来付钱？" * 7,
    "emoji": "\U0001f469\u200d\U0001f4bb works",
    "mixed": "A Harbor, Гавань, 五年 And \U0001f600 In Eurasia",
    "curly": "China’s “No Limits” Partnership -- And Its Limits",
    "encoded-word": "=?utf-8?q?Not_this?=",
    "colon": "Subject: Bcc: someone@example.org",
    "quotes": "\"Quoted\" \\ and 'single'",
    "comma": "One, Two; <three@example.org> (four)",
    "one-word-of-1000": "x" * 1000,
}


@pytest.fixture
def message(fitted: Callable[[str], Fitted]) -> Message:
    issue = fitted(ISSUE).issue
    assert issue
    return Message(
        issue,
        "<!doctype html><p>Héllo 五年</p>\n.\nFrom me\n" + "x" * 3000,
        "Héllo\n.\nFrom me\n",
        "",
        (),
        (),
    )


def entitled(message: Message, subject: str) -> Message:
    envelope = replace(message.envelope, subject=subject)
    return replace(message, issue=replace(message.issue, envelope=envelope))


def parsed(data: bytes) -> EmailMessage:
    found = message_from_bytes(data, policy=default)
    assert isinstance(found, EmailMessage)
    assert [each.defects for each in found.walk()] == [[], [], []]
    return found


def contents(mail: EmailMessage) -> list[tuple[str, str]]:
    """Type and text of each part, its line ends as they are in the files."""
    return [
        (part.get_content_type(), str(part.get_content()).replace("\r\n", "\n")) for part in mail.iter_parts()
    ]


def header(data: bytes, name: str) -> str:
    found = re.search(rf"^{name}:((?:[^\r\n]|\r\n[ \t])*)".encode(), data, re.MULTILINE)
    assert found
    return found[1].decode("ascii")


def test_it_holds_the_text_and_then_the_html(message: Message) -> None:
    """A client shows the last part that it can."""
    mail = parsed(eml(message))
    assert mail.get_content_type() == "multipart/alternative"
    assert contents(mail) == [("text/plain", message.text), ("text/html", message.html)]
    assert {part.get_content_charset() for part in mail.iter_parts()} == {"utf-8"}


def test_it_is_an_unsent_draft_without_recipient_and_date(message: Message) -> None:
    mail = parsed(eml(message))
    assert mail["X-Unsent"] == "1"
    assert mail["From"] == "China In Eurasia | RFE/RL <StandishR@rferl.org>"
    assert mail["Content-Language"] == "en"
    assert not {"To", "Cc", "Bcc", "Date", "Message-ID", "List-Unsubscribe"} & set(mail.keys())


@pytest.mark.parametrize("subject", SUBJECTS.values(), ids=SUBJECTS)
def test_the_subject_is_encoded_wholly_or_not_at_all(message: Message, subject: str) -> None:
    data = eml(entitled(message, subject))
    assert parsed(data)["Subject"] == subject.strip()
    words = header(data, "Subject").split()
    encoded = [bool(re.fullmatch(r"=\?utf-8\?[bq]\?[^ ?]+\?=", word, re.IGNORECASE)) for word in words]
    assert all(encoded) or not any(encoded)
    assert max(map(len, words)) <= 75
    assert all(encoded) == (not subject.isascii() or "=?" in subject or len(subject) > 998)


@pytest.mark.parametrize(
    "name",
    [
        "China In Eurasia | RFE/RL",
        'The "Desk", And Others',
        "Китай в Евразии: " * 8,
        "五年 " * 40,
        "Reid’s Desk",
        "=?utf-8?q?x?=",
        "x" * 1000,
        "a\nBcc: x@example.org",
    ],
)
def test_the_sender_has_a_name_and_one_address_in_encoded_words_of_no_more_than_75_characters(
    message: Message, name: str
) -> None:
    """RFC 2047, section 2: a longer one is shown as it stands, or not at all."""
    envelope = replace(message.envelope, sender_name=name)
    data = eml(replace(message, issue=replace(message.issue, envelope=envelope)))
    assert len(parsed(data)["From"].addresses) == 1
    # The parser above reads words that go on into each other as apart: python/cpython issue 128110.
    shown, _, address = header(data, "From").replace("\r\n", "").strip().rpartition(" ")
    assert unquote(str(make_header(decode_header(shown)))) == " ".join(name.split())
    assert address == "<StandishR@rferl.org>"
    assert max(map(len, header(data, "From").split())) <= 75
    assert parsed(data)["Bcc"] is None


@pytest.mark.parametrize(
    "subject",
    ["One\rBcc: x@example.org", "One\nBcc: x@example.org", "One\r\n\r\n<b>", "One\x85Two", "One\u2028Two"],
)
def test_a_subject_cannot_bring_in_another_header(message: Message, subject: str) -> None:
    mail = parsed(eml(entitled(message, subject)))
    assert mail["Subject"] == " ".join(subject.split())
    assert mail["Bcc"] is None
    assert len(contents(mail)) == 2


def test_lines_end_and_are_as_long_as_mail_allows(message: Message) -> None:
    """RFC 5322, section 2.1.1: CRLF, and at most 998 octets."""
    data = eml(entitled(message, LONG))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert data.isascii()


@pytest.mark.parametrize("before", range(80))
def test_no_line_begins_as_mailboxes_and_mail_servers_would_change_it(message: Message, before: int) -> None:
    """Nor does one that quoted-printable broke; RFC 2045, section 6.7, has lines of 76 at most."""
    words = f"{'x' * before} From the quay.\nFrom me\n.\n..\n" + "x" * (80 - before) + ".\n"
    data = eml(replace(message, text=words, html=words))
    body = data.partition(b"\r\n\r\n")[2].split(b"\r\n")
    assert [line for line in body if line.startswith((b"From ", b".", b">From "))] == []
    assert max(map(len, body)) <= 76
    assert contents(parsed(data)) == [("text/plain", words), ("text/html", words)]


def test_the_same_message_is_the_same_bytes_and_another_one_is_not(message: Message) -> None:
    assert eml(message) == eml(message)
    boundary = parsed(eml(message)).get_boundary()
    assert boundary != parsed(eml(replace(message, text="Other"))).get_boundary()


def test_no_words_can_end_a_part(message: Message) -> None:
    boundary = parsed(eml(message)).get_boundary()
    attack = replace(message, text=f"--{boundary}--\n")
    assert contents(parsed(eml(attack)))[0] == ("text/plain", f"--{boundary}--\n")


@pytest.mark.parametrize("source", sorted((ROOT / "issues").glob("*.yaml")), ids=lambda path: path.stem)
def test_both_parts_are_the_files_of_the_package(desk: Desk, source: object) -> None:
    files = desk.pack(source.read_text("utf-8"))  # type: ignore[attr-defined]
    mail = parsed(files["message.eml"])
    assert contents(mail) == [
        ("text/plain", files["email.txt"].decode()),
        ("text/html", files["email.html"].decode()),
    ]
