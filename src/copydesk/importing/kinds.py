"""What a file is, seen from its bytes: a text, a page, a Word file, or what cannot be imported."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

SAVE_AS = "Open it in Word or LibreOffice, save it as .docx, and import that."
_MAGIC = (
    (
        b"\xd0\xcf\x11\xe0",
        "This is a Word file of the old kind (.doc), or one that needs a password.",
        SAVE_AS,
    ),
    (b"{\\rtf", "This is a Rich Text file (.rtf).", SAVE_AS),
    (
        b"%PDF",
        "This is a PDF.",
        "Import the Word file that it was made of; or copy its text into a text file, and import that.",
    ),
)
_IMAGES = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\0\x18ftyp", b"\0\0\0\x1cftyp",
    b"\0\0\0\x20ftyp", b"RIFF",
)  # fmt: skip
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_WEB_ARCHIVE = re.compile(rb"(?:[A-Za-z-]+:[^\n]*\n|[ \t][^\n]*\n){1,20}?MIME-Version:", re.IGNORECASE)


class Form(StrEnum):
    """The forms of a file that are imported."""

    TEXT = "text"
    HTML = "html"
    WORD = "docx"


class NotImportable(Exception):
    """Why a file is none that can be imported, and what to do about it."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.message, self.mend = message, mend


def form_of(data: bytes, name: str) -> Form:
    """What the bytes of a file are; its name is asked only of text. Raises NotImportable."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xfe\xff"):
        raise NotImportable("This file is empty.", "Look whether it was saved, and import it again.")
    for magic, message, mend in _MAGIC:
        if data.startswith(magic):
            raise NotImportable(message, mend)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_package(data)
    if data.startswith(_IMAGES) and b"\0" in data[:512]:
        raise NotImportable(
            "This is a picture.",
            "Import a text, a page or a Word file; a photo's address stands under `photo`.",
        )
    if _WEB_ARCHIVE.match(data[:2000]):
        raise NotImportable(
            "This is a web archive (.mhtml), or an e-mail.",
            "Save the page again as “Webpage, HTML only”; or copy its text into a text file, and import that.",
        )
    is_named = name.lower().endswith((".html", ".htm", ".xhtml"))
    return Form.HTML if is_named or _HTML.match(_plain(data[:4000])) else Form.TEXT


def _plain(data: bytes) -> bytes:
    """The beginning of a file without what UTF-16 puts between its letters."""
    return data.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")


def _of_package(data: bytes) -> Form:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {part.filename for part in package.infolist()}
    except Exception as error:
        raise broken() from error
    if any(re.fullmatch(r"word/document[^/]*\.xml", name) for name in names):
        return Form.WORD
    if "content.xml" in names:
        raise NotImportable("This is an OpenDocument file (.odt).", SAVE_AS)
    raise NotImportable(
        "This is an archive, and no Word file.", "If a Word file is packed in it, unpack that and import it."
    )


def broken() -> NotImportable:
    """A Word file that is damaged."""
    return NotImportable(
        "This file is damaged: a part of it is missing, or is not what Word writes.",
        "Fetch it once more; or open it in Word, save it under another name, and import that.",
    )
