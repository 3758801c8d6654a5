"""What is offered at the cursor: the fields that may still be written there, and the values that are known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lsprotocol import types as lsp

from copydesk.diagnostic import Refused
from copydesk.faults import Path
from copydesk.fields import Field
from copydesk.limits import described
from copydesk.lsp.cursor import Cursor, cursor
from copydesk.lsp.sheets import Sheet
from copydesk.offers import offers
from copydesk.skeleton import next_date
from copydesk.snippets import another, snippet
from copydesk.structure import Structure
from copydesk.workspace import dated


def completion(
    sheet: Sheet, position: lsp.Position, today: date, *, stops: bool
) -> Iterator[lsp.CompletionItem]:
    """What is offered at a position; with `stops`, as snippets that the editor leads through."""
    document = sheet.now()
    places = sheet.places(document)
    offset = places.offset(position)
    start, _ = document.stretch(position.line + 1)
    here = cursor(document.source, position.line, document.source[start:offset])
    structure = sheet.structure()
    if here is None or structure is None:
        return
    typed = places.range(offset - len(here.typed), offset)
    if here.is_value:
        blank = " " if document.source[start:offset].endswith(":") else ""
        for number, value in enumerate(_values(sheet, structure, here.path, today)):
            yield _item(value, blank + value, typed, number, lsp.CompletionItemKind.Value)
    else:
        yield from _fields(structure, here, typed, stops=stops)


def _fields(
    structure: Structure, here: Cursor, typed: lsp.Range, *, stops: bool
) -> Iterator[lsp.CompletionItem]:
    for number, (label, text, field) in enumerate(_names(structure, here)):
        body = text.replace("\n", "\n" + " " * here.dashed)
        found = _item(label, body if stops else _plain(body), typed, number, lsp.CompletionItemKind.Field)
        found.documentation = lsp.MarkupContent(lsp.MarkupKind.Markdown, described(field))
        if stops:
            found.insert_text_format = lsp.InsertTextFormat.Snippet
        yield found


def _item(
    label: str, text: str, typed: lsp.Range, number: int, kind: lsp.CompletionItemKind
) -> lsp.CompletionItem:
    return lsp.CompletionItem(
        label,
        kind=kind,
        sort_text=f"{number:02}",
        insert_text_mode=lsp.InsertTextMode.AdjustIndentation,
        text_edit=lsp.TextEdit(typed, text),
    )


def _names(structure: Structure, here: Cursor) -> Iterator[tuple[str, str, Field]]:
    """The fields that may be written here, or another item of a list: label, snippet, declaration."""
    field = structure.field(here.path)
    if field and field.type == "list":
        yield f"- {field.of.replace('-', ' ')}", another(structure, here.path, field), field
        return
    for key, each in structure.within(here.path).items():
        if key not in here.written:
            yield key, snippet(structure, (*here.path, key), each), each


def _values(sheet: Sheet, structure: Structure, path: Path, today: date) -> tuple[str, ...]:
    field = structure.field(path)
    if field is None:
        return ()
    if path == ("date",):
        return (_day(sheet, structure, today).isoformat(),)
    return offers(structure, path, field)


def _day(sheet: Sheet, structure: Structure, today: date) -> date:
    """The day of an issue: that in its file's name, else one cadence after the last issue."""
    try:
        last = sheet.workspace.last_date(structure.loaded.slug)
    except Refused:
        last = None
    return dated(sheet.path) or next_date(structure, last, today)


def _plain(text: str) -> str:
    """A snippet for an editor that knows none: its texts, without the stops."""
    return re.sub(r"\\([\\$}])", r"\1", re.sub(r"\$\d+|\$\{\d+:((?:[^\\}]|\\.)*)\}", r"\1", text))
