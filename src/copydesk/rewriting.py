"""How a document would be written with other words, or with a mistake mended."""

from __future__ import annotations

from collections.abc import Iterable

from copydesk.diagnostic import Diagnostic, Edit, Fix
from copydesk.document import Document, Text
from copydesk.mending import put_below
from copydesk.mistakes import Mistake
from copydesk.patching import edited


def as_written(text: Text, words: str) -> str:
    """Words as they have to be written within a scalar: escaped where it stands in quotation marks."""
    if text.style == "'":
        return words.replace("'", "''")
    return words.replace("\\", "\\\\").replace('"', '\\"') if text.style == '"' else words


def rewritten(document: Document, text: Text, edits: Iterable[Edit]) -> str:
    """The source of a scalar with edits within it."""
    moved = [Edit(each.start - text.start, each.end - text.start, each.replacement) for each in edits]
    return edited(document.source[text.start : text.end], moved)


def below(document: Document, text: Text) -> tuple[Edit, ...]:
    """The edits that put a scalar of one line under its field, behind `|`, where every sign is only text."""
    number, _ = document.position(text.start)
    edits = edits_of(document, number, Mistake("", "", 0, put_below(document.line(number))))
    stands_there = all(edit.end == text.start for edit in edits)
    return edits if stands_there and document.position(text.end)[0] == number else ()


def edits_of(document: Document, number: int, mistake: Mistake) -> tuple[Edit, ...]:
    """The edits that mend a mistake in a line, with the line breaks that the file has."""
    first, _ = document.stretch(number)
    line_break = "\r\n" if document.source.startswith("\r\n", document.stretch(1)[1]) else "\n"
    return tuple(
        Edit(first + start, first + end, text.replace("\n", line_break)) for start, end, text in mistake.edits
    )


def explained(document: Document, number: int, code: str, mistake: Mistake) -> Diagnostic:
    """A diagnostic on a mistake in a line, with the fix that mends it."""
    at = document.stretch(number)[0] + mistake.column
    edits = edits_of(document, number, mistake)
    fix = Fix(mistake.mend, edits) if edits else None
    return document.report(document.span(at, at + 1), code, mistake.message, mistake.mend, fix=fix)
