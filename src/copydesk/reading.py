"""read(): a YAML file into a document, or what is wrong with its YAML."""

from __future__ import annotations

from pathlib import Path

from copydesk.diagnostic import Diagnostic, Refused, Severity, Span
from copydesk.document import Document
from copydesk.recovering import recovered

MAX_BYTES = 250_000
"""The largest source that is read: an issue has about 15,000 bytes, and Gmail shows 102,000 of its message."""


def read(path: Path, name: str | None = None) -> Document:
    """Read a YAML file; `name` is how diagnostics call it (default: the path).

    Raises Refused where the file cannot be opened.
    """
    name = name or str(path)
    return parse(read_bytes(path, name, MAX_BYTES + 1), name)


def read_bytes(path: Path, name: str, most: int) -> bytes:
    """The first bytes of a file, at most so many. Raises Refused where it cannot be opened."""
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        message = f"This file cannot be read: {error.strerror or error}."
        mend = "Look up its name and its permissions."
        raise Refused(Diagnostic(name, Span(), Severity.ERROR, "Y001", message, mend)) from error


def parse(data: bytes, name: str) -> Document:
    """Parse the bytes of a YAML file. Never raises: what is wrong is in `.diagnostics`."""
    document = Document(name, data[:MAX_BYTES].decode("utf-8", "replace").removeprefix("\ufeff"), data)
    try:
        _measure(document, data)
        document.root = recovered(document)
    except Refused as refusal:
        document.diagnostics += refusal.diagnostics
    return document


def _measure(document: Document, data: bytes) -> None:
    """Refuse what is no text, or too much of it."""
    if len(data) > MAX_BYTES:
        raise Refused(
            document.report(
                document.span(0, 0),
                "Y002",
                f"This file is larger than {MAX_BYTES:,} bytes.",
                "An issue is text alone: keep pictures and attachments elsewhere.",
            )
        )
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = len(data[: error.start].decode("utf-8").removeprefix("\ufeff"))
        raise Refused(
            document.report(
                document.span(at, at + 1),
                "Y003",
                "This file is not encoded in UTF-8.",
                "Save it again as UTF-8, from the editor's encoding menu.",
            )
        ) from error
