"""message.eml: the message as a mail client opens it, an unsent draft; and the mail that a server takes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.quoprimime import body_encode
from email.utils import formataddr

from copydesk.message import Message

UNSENT = b"X-Unsent: 1\r\n"
"""Has Outlook and Apple Mail open a file for sending."""

LONGEST = 68
"""The characters of a line that a name or a subject has, behind `Subject: `: RFC 5322, section 2.1.1."""

MAX_LINE = 74
"""With it, the standard library's encoded words have 75 characters at the most: RFC 2047, section 2."""
_LINE = 76
"""The most characters of a line in quoted-printable (RFC 2045, section 6.7)."""


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a mail is made of: headers as the manifest has them, and both parts as they are in their files."""

    subject: str
    sender_name: str
    sender_address: str
    language: str
    text: str
    html: str


def eml(message: Message) -> bytes:
    """The message as an unsent draft: there is no recipient and no date."""
    return unsent(_draft(message))


def mail(message: Message) -> bytes:
    """The message in the form of RFC 5322, without recipient and date: multipart/alternative, the text first."""
    return _mail(_draft(message))


def unsent(draft: Draft) -> bytes:
    """The bytes of message.eml, for a draft that need not come from a message."""
    return UNSENT + _mail(draft)


def _draft(message: Message) -> Draft:
    envelope, language = message.envelope, message.issue.briefing.language
    return Draft(
        envelope.subject,
        envelope.sender_name,
        envelope.sender_address,
        language,
        message.text,
        message.html,
    )


def _mail(draft: Draft) -> bytes:
    """The boundary comes from the content, so that the same message is the same bytes."""
    digest = hashlib.sha256((draft.html + draft.text).encode()).hexdigest()
    made = MIMEMultipart("alternative", boundary=f"=_{digest[:32]}")
    made["From"] = _sender(draft.sender_name, draft.sender_address)
    made["Subject"] = _words(draft.subject, "Subject")
    made["Content-Language"] = draft.language
    for kind, content in (("plain", draft.text), ("html", draft.html)):
        made.attach(_part(kind, content))
    return made.as_bytes(policy=compat32.clone(linesep="\r\n"))


def _sender(name: str, address: str) -> str:
    """A name and an address; `formataddr` would put a long name into one encoded word, however long."""
    line = " ".join(name.split())
    if _is_plain(line):
        return formataddr((line, address))
    return f"{_words(line, 'From')} <{address}>"


def _words(text: str, header: str) -> str:
    """One line, wholly encoded or not at all: half-encoded subjects differ from client to client."""
    line = " ".join(text.split())
    charset = "us-ascii" if _is_plain(line) else "utf-8"
    return Header(line, charset, MAX_LINE, header).encode()


def _is_plain(line: str) -> bool:
    """Whether a text goes as it is.

    What would itself be read as encoded, `=?utf-8?q?...?=`, is encoded too, and so is a word that is longer
    than a line: it could not be folded.
    """
    return line.isascii() and "=?" not in line and all(len(word) < LONGEST for word in line.split())


def _part(kind: str, content: str) -> MIMEText:
    part = MIMEText("", kind, "utf-8")
    part.replace_header("Content-Transfer-Encoding", "quoted-printable")
    part.set_payload(_quoted(content))
    return part


def _quoted(content: str) -> str:
    """The content in quoted-printable, in which no line begins with `From ` or with a dot.

    Mailboxes, and Mailman with them, write the one as `>From `; a dot alone ends a mail for some
    programs, and what stands behind it is lost (RFC 2049, section 3).
    """
    encoded = body_encode(content.encode().decode("latin-1"), maxlinelen=_LINE - len("=46") + len("F"))
    return re.sub(r"^(?:F(?=rom )|\.)", lambda found: f"={ord(found[0]):02X}", encoded, flags=re.MULTILINE)
