"""Whom a message goes to: addresses as a person types them, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

MOST = 100
"""The addresses of one call: `copydesk send` is for colleagues and tests, and no mailing system."""

_ATOM = r"[^\x00-\x20\x7f\"(),:;<>@\[\\\].]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+{_LABEL}")


@dataclass(frozen=True, slots=True)
class Recipient:
    """One address, its domain in ASCII and in small letters, as DNS has it."""

    address: str

    @property
    def key(self) -> str:
        """What two ways to write one address have in common."""
        return self.address.casefold()

    @property
    def needs_utf8(self) -> bool:
        """Whether the server has to take letters beyond ASCII: RFC 6531."""
        return not self.address.isascii()


def recipients(given: Iterable[str]) -> tuple[Recipient, ...]:
    """The recipients of these addresses, each once. Raises ValueError, in words, for one that is none."""
    found: dict[str, Recipient] = {}
    for each in map(_recipient, given):
        found.setdefault(each.key, each)
    if len(found) > MOST:
        raise ValueError(
            f"These are {len(found)} addresses, and {MOST} is the most: this is for colleagues and tests. "
            "Give the package in dist/ to a mailing system."
        )
    return tuple(found.values())


def _recipient(text: str) -> Recipient:
    address = text.strip()
    if not address.isprintable():
        raise ValueError("An address stands on one line, without invisible characters.")
    if "<" in address or '"' in address:
        raise ValueError(f"`{address}` is more than an address. Leave the name out: `name@example.org`.")
    if "," in address or ";" in address:
        raise ValueError(f"`{address}` is more than one address. Give each with a `--to` of its own.")
    local, _, domain = address.rpartition("@")
    host = _in_ascii(domain)
    if (
        not _LOCAL.fullmatch(local) or len(local.encode()) > 64 or len(host) > 253
    ):  # RFC 5321, section 4.5.3.1
        raise ValueError(f"`{address}` is not an e-mail address. Write it as in `name@example.org`.")
    if not _DOMAIN.fullmatch(host):
        raise ValueError(f"`{address}` leads to no mail server. Write it as in `name@example.org`.")
    return Recipient(f"{local}@{host}")


def _in_ascii(domain: str) -> str:
    """A domain as DNS has it; as it is where that is not certain, which no pattern takes.

    The standard library has the rules of 2003 (RFC 3490); where they change a name, as in `faß.de`, that of
    2008 is another one.
    """
    try:
        found = domain.lower().encode("idna")
        return found.decode("ascii") if found.decode("idna") == domain.lower() else domain
    except UnicodeError:
        return domain
