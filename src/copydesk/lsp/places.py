"""Places in a document <-> positions in an editor.

We count characters (code points) and end lines as YAML and editors do; an editor counts columns in
the units of the encoding that it and the server have agreed on: UTF-16 unless it offers another.
"""

from __future__ import annotations

from dataclasses import dataclass

from lsprotocol import types as lsp

from copydesk.diagnostic import Edit, Span
from copydesk.document import Document, Items, Mapping, Node
from copydesk.faults import Path

_MARK = "\ufeff"
_WIDTH = {"utf-8": 1, "utf-16": 2}
"""Bytes of a unit."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one document, as an editor counts them."""

    document: Document
    encoding: str = "utf-16"
    marked: bool = False
    """Whether the editor's text begins with a byte order mark, which the document is without."""

    def position(self, offset: int) -> lsp.Position:
        """The position of an offset into the source."""
        line, column = self.document.position(offset)
        return self._at(line, column)

    def range(self, start: int, end: int) -> lsp.Range:
        """The range between two offsets into the source."""
        return lsp.Range(self.position(start), self.position(end))

    def of_span(self, span: Span) -> lsp.Range:
        """The range of a span."""
        return lsp.Range(self._at(span.line, span.column), self._at(span.end_line, span.end_column))

    def edit(self, edit: Edit) -> lsp.TextEdit:
        """An edit of the source, as an editor makes it."""
        return lsp.TextEdit(self.range(edit.start, edit.end), edit.replacement)

    def offset(self, position: lsp.Position) -> int:
        """The offset into the source of a position; that of the line's end for one behind it."""
        start, end = self.document.stretch(position.line + 1)
        before = self._before(position.line + 1)
        for offset in range(start, end):
            if self._units(before + self.document.source[start:offset]) >= position.character:
                return offset
        return end

    def _at(self, line: int, column: int) -> lsp.Position:
        start, _ = self.document.stretch(line)
        before = self._before(line) + self.document.source[start : start + column - 1]
        return lsp.Position(line - 1, self._units(before))

    def _before(self, line: int) -> str:
        return _MARK if self.marked and line == 1 else ""

    def _units(self, text: str) -> int:
        width = _WIDTH.get(self.encoding)
        return len(text.encode(f"{self.encoding}{'-le' * (width == 2)}")) // width if width else len(text)


def path_at(document: Document, offset: int) -> Path:
    """The path of the innermost field or item that an offset stands in; empty where it is in none."""
    return _path(document.root, offset, ()) if document.root else ()


def _path(node: Node, offset: int, path: Path) -> Path:
    """The path below a node. A text ends where the next field begins: the later one is meant."""
    if isinstance(node, Mapping):
        for key, (name, value) in reversed(node.entries.items()):
            if name.start <= offset <= value.end:
                return _path(value, offset, (*path, key))
    elif isinstance(node, Items):
        for number, item in reversed([*enumerate(node.items)]):
            if item.start <= offset <= item.end:
                return _path(item, offset, (*path, number))
    return path
