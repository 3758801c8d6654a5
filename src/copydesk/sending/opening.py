"""How a conversation with a mail server begins: greeted, encrypted, logged in. Sockets are opened here."""

from __future__ import annotations

import smtplib
import ssl
from base64 import b64encode
from dataclasses import dataclass

from copydesk.sending import reasons
from copydesk.sending.bounded import Encrypted, Plain
from copydesk.sending.reasons import Step
from copydesk.sending.server import Login, Protection, Server
from copydesk.sending.unreached import unreached

BROKEN = (OSError, smtplib.SMTPException)
"""What is raised where a conversation ends, or stands still."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited, in seconds: for a connection, for an answer, and for that to the message itself.

    For the last one, RFC 5321 (section 4.5.3.2.6) asks for ten minutes: who leaves earlier does not know
    whether the message is delivered.
    """

    connection: float = 20
    answer: float = 120
    delivery: float = 600


def opened(server: Server, login: Login | None, patience: Patience) -> smtplib.SMTP:
    """A conversation in which letters can be handed over. Raises Failure, for every recipient."""
    smtp = _greeted(server, patience)
    try:
        _introduce(smtp, server, login, patience)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _greeted(server: Server, patience: Patience) -> smtplib.SMTP:
    place, wait = (server.host, server.port, "localhost"), patience.connection
    try:
        if server.protection is Protection.TLS:
            return Encrypted(*place, timeout=wait, context=ssl.create_default_context())
        return Plain(*place, timeout=wait)
    except smtplib.SMTPConnectError as error:
        raise reasons.refusal(Step.GREETING, error.smtp_code, _bytes(error.smtp_error)) from error
    except (*BROKEN, UnicodeError) as error:
        raise unreached(error, server) from error


def _introduce(smtp: smtplib.SMTP, server: Server, login: Login | None, patience: Patience) -> None:
    """Say hello, encrypt, log in."""
    assert smtp.sock is not None
    smtp.sock.settimeout(patience.answer)
    # The name of this computer, which smtplib would give, is nobody's business.
    smtp.local_hostname = _literal(smtp.sock.getsockname()[0])
    try:
        smtp.ehlo_or_helo_if_needed()
        _encrypt(smtp, server)
        _log_in(smtp, server, login)
    except smtplib.SMTPHeloError as error:
        raise reasons.refusal(Step.HELLO, error.smtp_code, _bytes(error.smtp_error)) from error
    except BROKEN as error:
        raise reasons.broken(error, is_for_all=True) from error


def _encrypt(smtp: smtplib.SMTP, server: Server) -> None:
    wanted, is_offered = server.protection, smtp.has_extn("starttls")
    if wanted is Protection.STARTTLS and not is_offered:
        raise reasons.unprotected(server)
    if not is_offered or wanted not in (Protection.STARTTLS, Protection.OFFERED):
        return
    try:
        smtp.starttls(context=ssl.create_default_context())
    except smtplib.SMTPResponseException as error:
        raise reasons.refusal(Step.STARTTLS, error.smtp_code, _bytes(error.smtp_error)) from error
    except ssl.SSLError as error:
        raise unreached(error, server) from error
    smtp.ehlo_or_helo_if_needed()


def _log_in(smtp: smtplib.SMTP, server: Server, login: Login | None) -> None:
    if login is None:
        return
    if not isinstance(smtp.sock, ssl.SSLSocket):
        raise reasons.open_password(server)
    try:
        smtp.login(login.user, login.password)
    except smtplib.SMTPAuthenticationError as error:
        said = _without(login, _bytes(error.smtp_error))
        raise reasons.refusal(Step.LOGIN, error.smtp_code, said) from error
    except smtplib.SMTPServerDisconnected:
        raise
    except (smtplib.SMTPException, ValueError) as error:
        raise reasons.no_login(server) from error


def _without(login: Login, said: bytes) -> bytes:
    """A server's words, unless they hold the password, as it is or as it went over the line."""
    plain = f"\0{login.user}\0{login.password}"
    secrets = [login.password.encode(), b64encode(login.password.encode()), b64encode(plain.encode())]
    return b"" if any(secret in said for secret in secrets) else said


def _literal(address: str) -> str:
    """What this computer calls itself: the number that the server sees anyway (RFC 5321, section 4.1.3)."""
    return f"[IPv6:{address.partition('%')[0]}]" if ":" in address else f"[{address}]"


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()
