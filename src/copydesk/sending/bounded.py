"""smtplib, with an end to each answer: by itself it reads one for as long as a server goes on with it."""

from __future__ import annotations

import smtplib
from typing import IO, Any

MOST_LINES = 200
"""The lines of one answer; that to EHLO has one for each extension: RFC 5321, section 4.1.1.1."""


class _Lines:
    """The lines that a server says. Raises OSError, which smtplib takes for the end of the connection."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.left = file, MOST_LINES

    def readline(self, size: int) -> bytes:
        self.left -= 1
        if self.left < 0:
            raise OSError("the answer has no end")
        return self.file.readline(size)

    def close(self) -> None:
        self.file.close()


class Plain(smtplib.SMTP):
    """A conversation that begins unencrypted."""

    file: Any

    def getreply(self) -> tuple[int, bytes]:
        """The next answer, as in smtplib."""
        if self.file is None and self.sock:
            self.file = _Lines(self.sock.makefile("rb"))
        if self.file:
            self.file.left = MOST_LINES
        return super().getreply()


class Encrypted(Plain, smtplib.SMTP_SSL):
    """One that is encrypted from the first byte on."""
