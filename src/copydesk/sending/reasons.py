"""Why a message was not sent, in words: what servers answer, and what they do not offer."""

from __future__ import annotations

import re
from enum import Enum

from copydesk.sending.outcome import Failure
from copydesk.sending.recipient import Recipient
from copydesk.sending.server import Server

LONGEST = 300
"""The characters of a server's answer that are shown."""

NAMES = "COPYDESK_SMTP_USER and COPYDESK_SMTP_PASSWORD"
_LOGIN = f"The server may ask for a login: set {NAMES} in the environment."
_AGAIN = "Type the command again later: nothing is sent twice."


class Step(Enum):
    """What is refused: why, whether that holds for every recipient, and what to do."""

    GREETING = "The server refuses the conversation", True, "Ask those who run it, or use another server."
    HELLO = "The server refuses this computer", True, "Ask those who run it, or use another server."
    STARTTLS = "The server does not encrypt", True, _AGAIN
    LOGIN = "The server refuses the login", True, f"Look up {NAMES}; some servers want an app password."
    SENDER = "The server refuses the sender", True, _LOGIN
    RECIPIENT = "The server refuses this address", False, "Look up how it is written."
    MESSAGE = "The server refuses the message", False, "It may be taken for spam, or its sender for forged."


def refusal(step: Step, code: int, said: bytes) -> Failure:
    """A server's refusal in words, with its own."""
    why, is_for_all, mend = step.value
    answer = shown(code, said)
    if not 400 <= code < 600:
        return Failure("What answers there is no mail server.", "Look up its name and port.", is_for_all=True)
    if 400 <= code < 500:
        return Failure(f"{why} for now: `{answer}`.", _AGAIN, is_for_all=is_for_all)
    if _is_too_large(step, answer):
        mend = "Use another server, or shorten the issue."
        return Failure(f"The message is too large for the server: `{answer}`.", mend, is_for_all=True)
    return Failure(f"{why}: `{answer}`.", mend, is_for_all=is_for_all)


def _is_too_large(step: Step, answer: str) -> bool:
    """Whether it is the message that has no room (RFC 1870, section 6.1; RFC 3463, section 3.4).

    After the message, 552 alone is one recipient's full mailbox: RFC 5321, section 4.2.2.
    """
    return bool(re.match(r"5\d\d 5\.3\.4\b", answer)) or (step is Step.SENDER and answer.startswith("552"))


def shown(code: int, said: bytes) -> str:
    """A server's answer on one line, without what would move a terminal's cursor."""
    words = " ".join(said.decode("utf-8", "replace").replace("`", "'").split())
    line = f"{code} {''.join(each for each in words if each.isprintable())}".strip()
    return line if len(line) <= LONGEST else f"{line[:LONGEST]} ..."


def is_late(error: BaseException) -> bool:
    """Whether a time was up; smtplib says so only by what stands behind its own error."""
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)


def broken(error: BaseException, *, is_for_all: bool = False) -> Failure:
    """A conversation that ended, or stood still, before the message was handed over."""
    what = "The server stopped answering" if is_late(error) else "The connection broke"
    return Failure(f"{what} before the message was handed over.", _AGAIN, is_for_all=is_for_all)


def unprotected(server: Server) -> Failure:
    """A server beyond this computer that offers no encryption."""
    why = f"The server {server} offers no encryption: on the way, everybody could read the message."
    mend = "Use another port or server; or say that you want it so, with `--unencrypted`."
    return Failure(why, mend, is_for_all=True)


def open_password(server: Server) -> Failure:
    """A login that would go over the network as it is."""
    why = f"The password would go to {server} unencrypted, and was not sent."
    mend = (
        f"Use a server with STARTTLS or TLS; or, if it wants no login, take {NAMES} out of the environment."
    )
    return Failure(why, mend, is_for_all=True)


def no_login(server: Server) -> Failure:
    """A server that takes no login, or none with a password."""
    why = f"The server {server} takes no login with a password."
    mend = f"Look up its port; or, if it wants no login, take {NAMES} out of the environment."
    return Failure(why, mend, is_for_all=True)


def unreadable(recipient: Recipient) -> Failure:
    """An address with letters that the server cannot read."""
    why = f"The server takes no address with letters beyond ASCII, such as `{recipient.address}`."
    return Failure(why, "Use another address of this person, or another server.")
