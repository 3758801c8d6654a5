"""The bytes of a file -> its page, whatever kind of file it is; what it cannot be is said in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.diagnostic import Diagnostic, Refused, Severity, Span
from copydesk.importing.encodings import decoded
from copydesk.importing.kinds import Form, NotImportable, broken, form_of
from copydesk.importing.page import Page, read
from copydesk.importing.remarks import Remarks

LARGEST: dict[Form, int] = {Form.TEXT: 5_000_000, Form.HTML: 5_000_000, Form.WORD: 50_000_000}
"""The most bytes of a file that are imported. An edition has 25,000; a Word file holds photos, too."""


@dataclass(frozen=True, slots=True)
class Source:
    """A page, and the text of its paragraphs where it is they that diagnostics count, and no lines."""

    page: Page
    paragraphs: tuple[str, ...] | None = None


def read_source(data: bytes, months: Sequence[str], remarks: Remarks) -> Source:
    """The page that the bytes of a file hold. Raises Refused where they hold none."""
    try:
        return _read(data, months, remarks)
    except NotImportable as reason:
        raise Refused(
            Diagnostic(remarks.name, Span(), Severity.ERROR, "I024", reason.message, reason.mend)
        ) from reason


def _read(data: bytes, months: Sequence[str], remarks: Remarks) -> Source:
    form = form_of(data, remarks.name)
    if len(data) > LARGEST[form]:
        raise _too_large(f"This file has more than {LARGEST[form]:,} bytes.")
    if form is Form.WORD:
        return _from_html(_of_word(data), months, remarks)
    text, guess = decoded(data, declares=form is Form.HTML)
    if guess:
        remarks.note("I022", None, guess, "Look through its accents, dashes and quotation marks.")
    return _from_html(text, months, remarks) if form is Form.HTML else Source(read(text, months))


def _from_html(markup: str, months: Sequence[str], remarks: Remarks) -> Source:
    from copydesk.importing.web import read_html  # noqa: PLC0415 - a text needs no reader of pages

    return Source(*read_html(markup, months, remarks))


def _of_word(data: bytes) -> str:
    from copydesk.importing import word  # noqa: PLC0415 - the reader of Word files takes its time

    try:
        return word.to_html(data)
    except word.TooLarge as error:
        raise _too_large(
            f"The text of this file has, unpacked, more than {word.LARGEST_TEXT:,} bytes."
        ) from error
    except word.Broken as error:
        raise broken() from error


def _too_large(message: str) -> NotImportable:
    return NotImportable(message, "Import one issue by itself: copy it into a new file, without the rest.")
