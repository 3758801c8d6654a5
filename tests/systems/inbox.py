"""A mail server on this machine that keeps what it is handed, for tests that let something send."""

from __future__ import annotations

import socket
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from queue import Empty, Queue

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"


class Inbox:
    """What has arrived, by whom it is for."""

    def __init__(self) -> None:
        self.port = free_port()
        self._arrived: defaultdict[str, Queue[bytes]] = defaultdict(Queue)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        for recipient in envelope.rcpt_tos:
            self._arrived[recipient].put(envelope.original_content or b"")
        return "250 Kept"

    def take(self, recipient: str) -> EmailMessage:
        """The next mail for somebody, once it is there; fails if none comes within a minute."""
        try:
            return message_from_bytes(self._arrived[recipient].get(timeout=60), policy=default)  # type: ignore[return-value]
        except Empty:
            raise AssertionError(f"nothing arrived for {recipient}") from None


@contextmanager
def opened() -> Iterator[Inbox]:
    """An inbox that listens on a free port."""
    inbox = Inbox()
    controller = Controller(inbox, hostname=HOST, port=inbox.port)
    controller.start()
    try:
        yield inbox
    finally:
        controller.stop()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
