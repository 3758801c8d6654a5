"""The message as one recipient gets it: that of the package, under a head of its own."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import format_datetime, make_msgid

from copydesk.message import Message
from copydesk.sending.recipient import Recipient
from copydesk.targets.eml import mail

_USABLE = re.compile(r"(?:https?|mailto):[!-;=?-~]{1,900}")
"""What a mail client can follow: an address without a blank, an angle bracket, or a letter beyond ASCII.

It cannot be folded, and a line has 998 characters at the most: RFC 5322, section 2.1.1."""


def letter(message: Message, recipient: Recipient, now: datetime, unsubscribe: str) -> bytes:
    """The message to one recipient, who sees no other: as `message.eml` below Date, Message-ID, and To.

    `unsubscribe` stands in List-Unsubscribe (RFC 2369) where it is an address of the web or of mail.
    """
    domain = message.envelope.sender_address.rpartition("@")[2]
    head = [
        f"Date: {format_datetime(now)}",
        f"Message-ID: {make_msgid(domain=domain)}",
        f"To: {recipient.address}",
    ]
    if _USABLE.fullmatch(unsubscribe):
        head.append(f"List-Unsubscribe: <{unsubscribe}>")
    return "".join(f"{line}\r\n" for line in head).encode() + mail(message)
