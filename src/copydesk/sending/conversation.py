"""A conversation with a mail server, by RFC 5321: where sockets are opened, and the door of smtplib."""

from __future__ import annotations

import re
import smtplib
import ssl
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from copydesk.sending import reasons
from copydesk.sending.outcome import Failure, Fate, Outcome
from copydesk.sending.reasons import Step
from copydesk.sending.recipient import Recipient
from copydesk.sending.server import Login, Protection, Server
from copydesk.sending.unreached import unreached

BROKEN = (OSError, smtplib.SMTPException)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited, in seconds: for a connection, for an answer, and for that to the message itself.

    For the last one, RFC 5321 (section 4.5.3.2.6) asks for ten minutes: who leaves earlier does not know
    whether the message is delivered.
    """

    connection: float = 20
    answer: float = 120
    delivery: float = 600


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
            return reasons.broken(error, "before the message was handed over").outcome
        except BaseException:
            self.close()
            raise

    def leave(self) -> None:
        """Say good-bye."""
        if self._smtp:
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
        if self._smtp is None:
            smtp = self._greeted()
            try:
                self._introduce(smtp)
            except BaseException:
                smtp.close()
                raise
            self._smtp = smtp
        return self._smtp

    def _greeted(self) -> smtplib.SMTP:
        server, wait = self.server, self.patience.connection
        try:
            # The name that smtplib would give of this computer is nobody's business: see _introduce.
            if server.protection is Protection.TLS:
                context = ssl.create_default_context()
                return smtplib.SMTP_SSL(server.host, server.port, "localhost", timeout=wait, context=context)
            return smtplib.SMTP(server.host, server.port, "localhost", timeout=wait)
        except smtplib.SMTPConnectError as error:
            raise reasons.refusal(Step.GREETING, error.smtp_code, _bytes(error.smtp_error)) from error
        except (*BROKEN, UnicodeError) as error:
            raise unreached(error, server) from error

    def _introduce(self, smtp: smtplib.SMTP) -> None:
        """Say hello, encrypt, log in."""
        assert smtp.sock is not None
        smtp.sock.settimeout(self.patience.answer)
        smtp.local_hostname = _literal(smtp.sock.getsockname()[0])
        try:
            smtp.ehlo_or_helo_if_needed()
            self._encrypt(smtp)
            self._log_in(smtp)
        except smtplib.SMTPHeloError as error:
            raise reasons.refusal(Step.HELLO, error.smtp_code, _bytes(error.smtp_error)) from error
        except BROKEN as error:
            raise _for_all(reasons.broken(error, "before the message was handed over")) from error

    def _encrypt(self, smtp: smtplib.SMTP) -> None:
        wanted, offered = self.server.protection, smtp.has_extn("starttls")
        if wanted is Protection.STARTTLS and not offered:
            raise reasons.unprotected(self.server)
        if not offered or wanted not in (Protection.STARTTLS, Protection.OFFERED):
            return
        try:
            smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo_or_helo_if_needed()
        except smtplib.SMTPHeloError:
            raise
        except smtplib.SMTPResponseException as error:
            raise reasons.refusal(Step.STARTTLS, error.smtp_code, _bytes(error.smtp_error)) from error
        except ssl.SSLError as error:
            raise unreached(error, self.server) from error

    def _log_in(self, smtp: smtplib.SMTP) -> None:
        if self.login is None:
            return
        if not isinstance(smtp.sock, ssl.SSLSocket):
            raise reasons.open_password(self.server)
        try:
            smtp.login(self.login.user, self.login.password)
        except smtplib.SMTPAuthenticationError as error:
            said = _without(self.login, _bytes(error.smtp_error))
            raise reasons.refusal(Step.LOGIN, error.smtp_code, said) from error
        except (smtplib.SMTPServerDisconnected, OSError):
            raise
        except (smtplib.SMTPException, ValueError) as error:
            raise reasons.no_login(self.server) from error

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
        return Outcome(Fate.SENT) if 200 <= code < 300 else _UNKNOWN


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


def _without(login: Login, said: bytes) -> bytes:
    """A server's words, unless they hold the password, as it is or as it went over the line."""
    plain = f"\0{login.user}\0{login.password}"
    secrets = [login.password.encode(), b64encode(login.password.encode()), b64encode(plain.encode())]
    return b"" if any(secret in said for secret in secrets) else said


def _for_all(failure: Failure) -> Failure:
    outcome = failure.outcome
    return Failure(outcome.why, outcome.mend, is_for_all=True)


def _literal(address: str) -> str:
    """What this computer calls itself: the number that the server sees anyway (RFC 5321, section 4.1.3)."""
    return f"[IPv6:{address.partition('%')[0]}]" if ":" in address else f"[{address}]"


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()
