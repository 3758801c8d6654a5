"""The outline of an issue: its sections, its stories by their headlines, its passages by their labels."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types as lsp

from copydesk.document import Document, Items, Mapping, Node, Text
from copydesk.lsp.places import Places

_NAMED_BY = ("headline", "label", "title", "name")
"""The fields that an item goes by, in the order in which they are looked for."""


def outline(document: Document, places: Places) -> list[lsp.DocumentSymbol]:
    """The symbols of a document, in its order."""
    return [
        lsp.DocumentSymbol(
            key or "?",
            lsp.SymbolKind.String if isinstance(value, Text) else lsp.SymbolKind.Namespace,
            places.range(name.start, max(name.end, value.end)),
            places.range(name.start, name.end),
            detail=_short(value.value) if isinstance(value, Text) else None,
            children=list(_within(value, places)),
        )
        for key, (name, value) in (document.root.entries.items() if document.root else ())
    ]


def _within(node: Node, places: Places) -> Iterator[lsp.DocumentSymbol]:
    """The items within a value, whatever field they stand in."""
    if isinstance(node, Mapping):
        for _, value in node.entries.values():
            yield from _within(value, places)
    elif isinstance(node, Items):
        for number, item in enumerate(node.items):
            name = _name(item)
            edges = (name.start, name.end) if name else (item.start, item.start)
            yield lsp.DocumentSymbol(
                (_short(name.value) if name else "") or f"{number + 1}.",
                lsp.SymbolKind.Key,
                places.range(item.start, max(item.end, edges[1])),
                places.range(*edges),
                children=list(_within(item, places)),
            )


def _name(item: Node) -> Text | None:
    """The text that an item goes by."""
    if isinstance(item, Text):
        return item
    entries = item.entries if isinstance(item, Mapping) else {}
    found = next((entries[key][1] for key in _NAMED_BY if key in entries), None)
    return found if isinstance(found, Text) else None


def _short(text: str) -> str:
    """The first line of a text, as long as an outline shows it."""
    line = next(iter(text.strip().splitlines()), "")
    return line if len(line) <= 60 else f"{line[:59]}…"
