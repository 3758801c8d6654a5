"""The record of what was sent to whom, so that nothing is sent twice: a private file for each message.

It says that a message is on its way before the server has it in full, and that it was sent after the
server said so. Whatever ends the command in between, the record then says that it is not known.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from copydesk.diagnostic import Diagnostic, Refused, Severity, Span
from copydesk.reading import read_bytes
from copydesk.sending.outcome import Fate
from copydesk.sending.recipient import Recipient
from copydesk.sending.server import Server
from copydesk.writing import write_file

MAX_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one address: the fate of its message, when, and through which server."""

    fate: Fate
    at: str
    server: str


class Ledger:
    """What is known of one message, by its digest. Raises Refused where its file cannot be read or written."""

    def __init__(self, place: Path, shown: str, digest: str, subject: str) -> None:
        self.place, self.digest, self.subject = place, digest, subject
        self._entries = _recalled(place, shown, digest) if _is_there(place) else {}

    def known(self, recipient: Recipient) -> Entry | None:
        """What is known of an address; None where nothing was sent to it."""
        return self._entries.get(recipient.key)

    def note(self, recipient: Recipient, fate: Fate, server: Server) -> None:
        """Write down the fate of a message."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self.restore(recipient, Entry(fate, now, str(server)))

    def restore(self, recipient: Recipient, entry: Entry | None) -> None:
        """Write down what was known before, or that nothing was."""
        before = self._entries
        entries = {**before, recipient.key: entry}
        self._entries = {key: each for key, each in entries.items() if each}
        try:
            self._write()
        except Refused:
            # What cannot be written down is not handed over; what the server has taken, it has.
            self._entries = before if entry and entry.fate is Fate.UNKNOWN else self._entries
            raise

    def _write(self) -> None:
        ignored = self.place.parent / ".gitignore"
        if not _is_there(ignored):
            # Colleagues' addresses are no part of a workspace that others may see.
            write_file(ignored, b"*\n", private=True)
        addresses = {key: asdict(each) for key, each in sorted(self._entries.items())}
        record = {"message": self.digest, "subject": self.subject, "addresses": addresses}
        write_file(self.place, json.dumps(record, ensure_ascii=False, indent=1).encode(), private=True)


def _is_there(place: Path) -> bool:
    """Whether there is a file; one that cannot be looked for is there, and is then refused in words."""
    try:
        return place.exists()
    except OSError:
        return True


def _recalled(place: Path, shown: str, digest: str) -> dict[str, Entry]:
    try:
        return _entries(json.loads(read_bytes(place, shown, MAX_BYTES)), digest)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        what = "This record of what was sent cannot be understood, so that nothing is sent."
        mend = "Ask your colleagues whether they got the message; then delete the file."
        raise Refused(Diagnostic(shown, Span(), Severity.ERROR, "G001", what, mend)) from error


def _entries(record: Any, digest: str) -> dict[str, Entry]:
    if record["message"] != digest:
        raise ValueError("the record of another message")
    return {
        str(key): Entry(Fate(each["fate"]), str(each["at"]), str(each["server"]))
        for key, each in record["addresses"].items()
    }


@contextmanager
def alone(folder: Path, shown: str) -> Iterator[None]:
    """Keep a second command from sending at the same time. Raises Refused where one does.

    A file system that knows no locks, as some of a network, is taken without one.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        what = "Another `copydesk send` is at work in this workspace."
        mend = "Wait until it ends, and type the command again."
        raise Refused(Diagnostic(shown, Span(), Severity.ERROR, "G002", what, mend)) from error
    except OSError:
        pass
    try:
        yield
    finally:
        os.close(handle)
