"""A conversation with a mail server, by RFC 5321: one letter after the other."""

from __future__ import annotations

import re
import smtplib
from collections.abc import Callable
from contextlib import suppress

from copydesk.sending import reasons
from copydesk.sending.opening import BROKEN, Patience, opened
from copydesk.sending.outcome import Failure, Fate, Outcome
from copydesk.sending.reasons import Step
from copydesk.sending.recipient import Recipient
from copydesk.sending.server import Login, Server


class Conversation:
    """One connection, or one after the other where one breaks, for any number of recipients."""

    def __init__(self, server: Server, login: Login | None, patience: Patience) -> None:
        self.server, self.login, self.patience = server, login, patience
        self._smtp: smtplib.SMTP | None = None

    def deliver(
        self, sender: str, recipient: Recipient, letter: bytes, handing: Callable[[], None]
    ) -> Outcome:
        """Hand a letter over to the server.

        `handing` is called when all that is missing is the final dot: up to then, nothing is sent. What it
        raises keeps the letter from being sent.
        """
        try:
            smtp = self._connected()
            self._announce(smtp, sender, recipient, letter)
            return self._hand_over(smtp, letter, handing)
        except Failure as failure:
            self._begin_anew()
            return failure.outcome
        except BROKEN as error:
            self.close()
            return reasons.broken(error).outcome
        except BaseException:
            self.close()
            raise

    def leave(self) -> None:
        """Say good-bye."""
        if self._smtp and self._smtp.sock:
            self._smtp.sock.settimeout(self.patience.connection)
            with suppress(*BROKEN):
                self._smtp.quit()
        self.close()

    def close(self) -> None:
        """Break off: a letter whose final dot is missing is none (RFC 5321, section 4.1.1.10)."""
        if self._smtp:
            self._smtp.close()
        self._smtp = None

    def _begin_anew(self) -> None:
        """After a refusal; where the server has left, the next recipient gets a new connection."""
        try:
            if self._smtp:
                self._smtp.rset()
        except BROKEN:
            self.close()

    def _connected(self) -> smtplib.SMTP:
        self._smtp = self._smtp or opened(self.server, self.login, self.patience)
        return self._smtp

    @staticmethod
    def _announce(smtp: smtplib.SMTP, sender: str, recipient: Recipient, letter: bytes) -> None:
        """Say whom a letter is from, whom it is for, and that it comes now."""
        options = [f"SIZE={len(letter)}"] if smtp.has_extn("size") else []
        if recipient.needs_utf8:
            if not smtp.has_extn("smtputf8"):
                raise reasons.unreadable(recipient)
            options += ["SMTPUTF8", "BODY=8BITMIME"]
        _expect(Step.SENDER, smtp.mail(sender, options), 250)
        _expect(Step.RECIPIENT, smtp.rcpt(recipient.address), 250, 251)
        _expect(Step.MESSAGE, smtp.docmd("DATA"), 354)

    def _hand_over(self, smtp: smtplib.SMTP, letter: bytes, handing: Callable[[], None]) -> Outcome:
        smtp.send(re.sub(rb"(?m)^\.", b"..", letter))  # RFC 5321, section 4.5.2
        handing()
        try:
            assert smtp.sock is not None
            smtp.sock.settimeout(self.patience.delivery)
            smtp.send(b".\r\n")
            code, said = smtp.getreply()
            smtp.sock.settimeout(self.patience.answer)
        except BROKEN:
            self.close()
            return _UNKNOWN
        if 400 <= code < 600:
            raise reasons.refusal(Step.MESSAGE, code, said)
        if 200 <= code < 300:
            return Outcome(Fate.SENT)
        self.close()  # a late answer would be taken for that to the next recipient's MAIL
        return _UNKNOWN


_UNKNOWN = Outcome(
    Fate.UNKNOWN,
    "The message was handed over, and the connection ended without an answer: it may arrive, or not.",
    "Ask whether it arrived. It is not sent again by itself; `--again` sends it once more.",
)


def _expect(step: Step, answer: tuple[int, bytes], *wanted: int) -> None:
    """Raises Failure where a server answers otherwise, and SMTPServerDisconnected where that is no answer."""
    code, said = answer
    if code not in wanted:
        if not 400 <= code < 600:
            raise smtplib.SMTPServerDisconnected(f"no answer to make sense of: {code}")
        raise reasons.refusal(step, code, said)
