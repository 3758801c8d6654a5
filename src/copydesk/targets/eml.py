"""message.eml: the message as a mail client opens it, an unsent draft."""

from __future__ import annotations

import hashlib
import re
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.quoprimime import body_encode
from email.utils import formataddr

from copydesk.message import Message

_LINE = 76
"""The most characters of a line in quoted-printable (RFC 2045, section 6.7)."""


def eml(message: Message) -> bytes:
    """The message in the form of RFC 5322: multipart/alternative, the text first.

    The boundary comes from the content, so that the same message is the same bytes. `X-Unsent: 1`
    has Outlook and Apple Mail open it for sending; there is no recipient and no date.
    """
    envelope = message.envelope
    digest = hashlib.sha256((message.html + message.text).encode()).hexdigest()
    mail = MIMEMultipart("alternative", boundary=f"=_{digest[:32]}")
    mail["From"] = formataddr((envelope.sender_name, envelope.sender_address))
    mail["Subject"] = _subject(envelope.subject)
    mail["X-Unsent"] = "1"
    mail["Content-Language"] = message.issue.briefing.language
    for kind, content in (("plain", message.text), ("html", message.html)):
        mail.attach(_part(kind, content))
    return mail.as_bytes(policy=compat32.clone(linesep="\r\n"))


def _subject(subject: str) -> str:
    """One line, wholly encoded or not at all: half-encoded subjects differ from client to client.

    What would itself be read as encoded, `=?utf-8?q?...?=`, is encoded too.
    """
    line = " ".join(subject.split())
    charset = "us-ascii" if line.isascii() and "=?" not in line else "utf-8"
    return Header(line, charset, header_name="Subject").encode()


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
