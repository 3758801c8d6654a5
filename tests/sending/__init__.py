"""What the tests of `copydesk send` share: whom it is sent to, and what is there afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from click.testing import Result

from tests.conftest import Desk

from .postoffice import Office

Send = Callable[..., Result]
ANN, BO, CY = "ann@example.org", "bo@example.org", "cy@example.org"
LOGIN = {"COPYDESK_SMTP_USER": "desk", "COPYDESK_SMTP_PASSWORD": "s3cret-word"}
FAR = "127.1"
"""This machine by a name that does not look like it: what holds for servers elsewhere holds for it."""


def to(*addresses: str) -> list[str]:
    return [word for address in addresses for word in ("--to", address)]


def mails(office: Office) -> list[EmailMessage]:
    """The messages that were taken, without a defect in any part."""
    found = [message_from_bytes(envelope.content, policy=default) for envelope in office.taken]
    for mail in found:
        assert [part.defects for part in mail.walk()] == [[], [], []]
    return found  # type: ignore[return-value]


def record(desk: Desk) -> dict[str, Any]:
    """What is recorded of each address."""
    (place,) = (desk.root / ".copydesk" / "sent").glob("*.json")
    found: dict[str, Any] = json.loads(place.read_bytes())
    return {address: entry["fate"] for address, entry in found["addresses"].items()}
