"""What the desk lets in: its own page on this machine, and nobody else."""

from __future__ import annotations

import secrets
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hmac import compare_digest

HTTP = 80
LOCAL = ("127.0.0.1", "localhost", "[::1]")
TOKEN_HEADER = "x-copydesk-token"  # noqa: S105 - the name of a header

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the desk's own page may do: nothing but its own files, no script or style within it."""


def message_policy(*, images: bool) -> str:
    """What a shown message may do: have its styles and, with `images`, ask for its pictures."""
    pictures = "img-src http: https: data:" if images else "img-src 'none'"
    return f"default-src 'none'; style-src 'unsafe-inline'; {pictures}; sandbox allow-same-origin; frame-ancestors 'self'"


@dataclass(frozen=True)
class Guard:
    """Who may ask what of a desk on this host and port.

    `token` is known to the page alone, and every change of a file needs it. With a `password`, as on a
    network, the desk asks for it by HTTP's basic authentication (RFC 7617).
    """

    host: str
    port: int
    password: str = ""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    def refusal(self, method: str, headers: Mapping[str, str]) -> tuple[int, str] | None:
        """The status and the words with which a request is turned away; nothing where it may come in."""
        if headers.get("host", "") not in self._hosts:
            return 421, "This desk answers to its own address alone."
        origin = headers.get("origin")
        if origin is not None and origin not in {f"http://{host}" for host in self._hosts}:
            return 403, "Another site may not ask this desk."
        if self.password and not self._knows(headers.get("authorization", "")):
            return 401, "This desk wants its password; the name does not matter."
        if method not in ("GET", "HEAD") and not self._is_ours(headers.get(TOKEN_HEADER, "")):
            return 403, "Only the desk's own page may change a file."
        return None

    @property
    def _hosts(self) -> set[str]:
        names = LOCAL if self.host in LOCAL else (self.host, *LOCAL)
        bare = names if self.port == HTTP else ()  # browsers leave out the port that goes without saying
        return {*bare, *(f"{name}:{self.port}" for name in names)}

    def _is_ours(self, token: str) -> bool:
        return compare_digest(token.encode(), self.token.encode())

    def _knows(self, authorization: str) -> bool:
        try:
            given = b64decode(authorization.removeprefix("Basic "), validate=True).partition(b":")[2]
        except ValueError:
            return False
        return compare_digest(given, self.password.encode())
