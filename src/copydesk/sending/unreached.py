"""Why a server was not reached, in words: its name, the way to it, its certificate."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping

from copydesk.sending.outcome import Failure
from copydesk.sending.reasons import is_late
from copydesk.sending.server import Protection, Server

DISTRUST: Mapping[int, tuple[str, str]] = {
    9: ("is not valid yet", "Look whether this computer's clock is right."),
    10: ("has expired", "Tell those who run the server."),
    18: ("is signed by nobody but itself", ""),
    19: ("is signed by somebody unknown", ""),
    20: ("is signed by somebody unknown", ""),
    21: ("is signed by somebody unknown", ""),
    62: ("is made out to another name", "Write the server's name as its certificate has it."),
    64: ("is made out to another name", "Write the server's name instead of its number."),
}
"""What is wrong with a certificate, by OpenSSL's number for it (X509_V_ERR_..., openssl/x509_vfy.h)."""
_TRUST = "Ask those who run it for the certificate of who signs, and name its file in SSL_CERT_FILE."
_ONLINE = "Is this computer on the network?"
_TLS = "If the port wants TLS from the first byte on, add `--tls`."


def unreached(error: BaseException, server: Server) -> Failure:
    """A server that could not be connected to, that never greeted, or that cannot be trusted."""
    if isinstance(error, ssl.SSLCertVerificationError):
        why, mend = _distrusted(error, server)
    elif isinstance(error, ssl.SSLError):
        why, mend = _unencrypted(error, server)
    elif isinstance(error, socket.gaierror | UnicodeError):
        why, mend = _nameless(error, server)
    else:
        why, mend = _silent(error, server)
    return Failure(why, mend, is_for_all=True)


def _distrusted(error: ssl.SSLCertVerificationError, server: Server) -> tuple[str, str]:
    what, mend = DISTRUST.get(error.verify_code, (f"is not to be trusted ({error.verify_message})", ""))
    here = " Or add `--unencrypted`: it is this computer." if server.protection is Protection.OFFERED else ""
    return f"The certificate of {server} {what}: it may be somebody else's server.", f"{mend or _TRUST}{here}"


def _unencrypted(error: ssl.SSLError, server: Server) -> tuple[str, str]:
    reason = (error.reason or "no reason is given").lower().replace("_", " ")
    mend = "Ask those who run it."
    if server.protection is Protection.TLS:
        mend = "Port 587 is usual for STARTTLS; then leave `--tls` out."
    return f"No encrypted conversation with {server} comes about ({reason}).", mend


def _nameless(error: Exception, server: Server) -> tuple[str, str]:
    if getattr(error, "errno", None) == socket.EAI_AGAIN:
        return f"The name `{server.host}` cannot be looked up now.", _ONLINE
    return f"There is no server of the name `{server.host}`.", "Look up how it is written."


def _silent(error: BaseException, server: Server) -> tuple[str, str]:
    tls = "" if server.protection is Protection.TLS else _TLS
    if isinstance(error, ConnectionRefusedError):
        return f"No mail server answers at {server}.", "Look up its port: 587 and 465 are usual."
    if is_late(error):
        return f"The server {server} does not answer.", f"Look up its name and port. {tls}".strip()
    if isinstance(error, OSError) and error.strerror:
        return f"The server {server} cannot be reached: {error.strerror}.", _ONLINE
    return f"The server {server} broke off before it greeted.", tls or "Look up its port."
