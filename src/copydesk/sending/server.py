"""The mail server that a message is given to, and how the way to it is protected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address

TLS_PORT = 465
"""Where mail servers speak TLS from the first byte on: RFC 8314, section 3.3."""


class Protection(StrEnum):
    """How the conversation with a server is encrypted."""

    TLS = "with TLS"
    """From the first byte on."""
    STARTTLS = "with STARTTLS"
    OFFERED = "on this computer"
    """With STARTTLS where the server offers it: what stays on this computer, nobody overhears."""
    NONE = "without encryption"
    """Because the user said so."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a mail server is, and how it is spoken to."""

    host: str
    port: int
    protection: Protection

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Login:
    """A user's name and password; never shown."""

    user: str
    password: str

    def __repr__(self) -> str:
        return "Login(...)"


def server(place: str, *, tls: bool = False, unencrypted: bool = False) -> Server:
    """The server at HOST:PORT. Raises ValueError, in words, where this is no such place."""
    if "@" in place:
        # It is not shown: what stands before it may be a password.
        raise ValueError("Leave the login out: it is taken from the environment, and never from a command.")
    parts = re.fullmatch(r"(?:\[(?P<ip>[0-9A-Fa-f:.]+)\]|(?P<name>[^\s:/\[\]]+)):(?P<port>[0-9]{1,5})", place)
    if not parts or not 0 < int(parts["port"]) < 65536:
        raise ValueError(f"`{place}` is not a host and a port. Write it as in `mail.example.org:587`.")
    host, port = parts["ip"] or parts["name"], int(parts["port"])
    if not _is_host(host):
        raise ValueError(f"`{host}` cannot be the name of a server. Write it as in `mail.example.org:587`.")
    if unencrypted and (tls or port == TLS_PORT):
        raise ValueError(f"Port {port} is to be spoken to with TLS. Leave `--unencrypted` out.")
    return Server(host, port, _protection(host, port, tls=tls, unencrypted=unencrypted))


def _protection(host: str, port: int, *, tls: bool, unencrypted: bool) -> Protection:
    if tls or port == TLS_PORT:
        return Protection.TLS
    if unencrypted:
        return Protection.NONE
    return Protection.OFFERED if _is_here(host) else Protection.STARTTLS


def _is_host(host: str) -> bool:
    if ":" in host:
        return _is_address(host)
    try:
        return host.isprintable() and bool(host.encode("idna"))
    except UnicodeError:
        return False


def _is_address(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return False


def _is_here(host: str) -> bool:
    """Whether a host is this computer by its very address; `localhost` is, by RFC 6761, section 6.3."""
    return host.lower() == "localhost" or (_is_address(host) and ip_address(host).is_loopback)
