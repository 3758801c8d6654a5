"""read(): a YAML file into values that remember where they stood."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from copydesk.diagnostic import Diagnostic, Fix, Severity, Span
from copydesk.patching import Patched
from copydesk.scalars import Placed, replay

Step = str | int
_LINE = re.compile(r"\r\n|\r|\n")


class Text(NamedTuple):
    """A scalar: its value, where its source starts and ends, and the form it is written in."""

    value: str
    start: int
    end: int
    style: str = ""


class Items(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    start: int
    end: int


class Mapping(NamedTuple):
    """Fields: each key with its value."""

    entries: dict[str, tuple[Text, Node]]
    start: int
    end: int


Node = Text | Items | Mapping


@dataclass(slots=True)
class Document:
    """One source file: its text, its values, and what was wrong in reading it."""

    path: str
    source: str
    data: bytes = b""
    """What the file holds, to the byte."""
    root: Mapping | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unread: set[int] = field(default_factory=set)
    """The lines (from 1) whose text could not be read: nothing can be said of what stands there."""
    patched: Patched = field(default_factory=lambda: Patched(""))
    """The source with the edits that let its reading go on behind a mistake; without any, not used."""
    _lines: list[int] = field(default_factory=list)
    _offsets: dict[int, list[int]] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        """Of the file's bytes, in hexadecimal."""
        from hashlib import sha256  # noqa: PLC0415 - it loads OpenSSL, and a check needs no digest

        return sha256(self.data).hexdigest()

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column, both from 1, of an offset into the source."""
        if not self._lines:
            self._lines = [0, *(match.end() for match in _LINE.finditer(self.source))]
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets into the source."""
        return Span(*self.position(start), *self.position(max(start, end)))

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end."""
        return self.source[slice(*self.stretch(number))]

    def stretch(self, number: int) -> tuple[int, int]:
        """The offsets of a line, counted from 1, without its end; those of nothing where it is not there."""
        self.position(0)
        if number > len(self._lines):
            return len(self.source), len(self.source)
        first = self._lines[number - 1]
        end = _LINE.search(self.source, first)
        return first, end.start() if end else len(self.source)

    def node(self, path: tuple[Step, ...]) -> Node | None:
        """The value at a path such as `("stories", "items", 0, "headline")`."""
        found: Node | None = self.root
        for step in path:
            found = _child(found, step)
        return found

    def nearest(self, path: tuple[Step, ...]) -> Node | None:
        """The value at a path, or at the longest beginning of it that is there."""
        while path and self.node(path) is None:
            path = path[:-1]
        return self.node(path)

    def key(self, path: tuple[Step, ...]) -> Text | None:
        """The key that a value stands behind."""
        parent = self.node(path[:-1])
        if isinstance(parent, Mapping) and path and path[-1] in parent.entries:
            return parent.entries[str(path[-1])][0]
        return None

    def edges(self, text: Text, start: int = 0, end: int | None = None) -> tuple[int, int]:
        """The offsets in the source of `text.value[start:end]`; of all the scalar without them."""
        offsets = [] if end is None and start == 0 else self._placed(text)
        if not offsets:
            return text.start, text.end
        last = len(offsets) - 1 if end is None else min(end, len(offsets) - 1)
        first = min(start, last)
        if first == last:
            return offsets[first], offsets[first]
        final = offsets[last - 1]
        escaped = text.style in ("'", '"') and self.source[final] in ("'", "\\")
        letter = 2 if self.source.startswith("\r\n", final) else 1
        return offsets[first], offsets[last] if escaped else final + letter

    def knows(self, text: Text) -> bool:
        """Whether the place of each character of a scalar is known, so that a part of it can be changed."""
        return bool(self._placed(text))

    def _placed(self, text: Text) -> list[int]:
        """The offset of each character of a scalar and of its end; none where they are not known."""
        if text.start not in self._offsets:
            placed = self._replayed(text)
            known = "".join(letter for letter, _ in placed) == text.value
            last = text.end - (text.style in ("'", '"'))
            self._offsets[text.start] = [*(at for _, at in placed), last] if known else []
        return self._offsets[text.start]

    def _replayed(self, text: Text) -> Placed:
        """Each character of a scalar with its offset; of one that was read with edits, by way of those."""
        if text.start not in self.patched.places:
            return replay(self.source, text.start, text.end, text.style)
        start, end = self.patched.places[text.start]
        placed = replay(self.patched.text, start, end, text.style)
        return [(letter, self.patched.back(offset)) for letter, offset in placed]

    def place(self, text: Text, start: int = 0, end: int | None = None) -> Span:
        """The span in the source of `text.value[start:end]`; of all the scalar without them."""
        return self.span(*self.edges(text, start, end))

    def report(
        self,
        span: Span,
        code: str,
        message: str,
        mend: str = "",
        *,
        severity: Severity = Severity.ERROR,
        fix: Fix | None = None,
    ) -> Diagnostic:
        """A diagnostic that stands in this document."""
        return Diagnostic(self.path, span, severity, code, message, mend, fix)

    def plain(self) -> dict[str, Any]:
        """The values alone, as dict, list and str."""
        return (
            {} if self.root is None else {key: _plain(node) for key, (_, node) in self.root.entries.items()}
        )


def _child(node: Node | None, step: Step) -> Node | None:
    if isinstance(node, Mapping) and step in node.entries:
        return node.entries[str(step)][1]
    if isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def _plain(node: Node) -> Any:
    match node:
        case Text(value):
            return value
        case Items(items):
            return [_plain(item) for item in items]
        case Mapping(entries):
            return {key: _plain(value) for key, (_, value) in entries.items()}


def texts(node: Node, path: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], Text]]:
    """Every text within a node, in order, with its path."""
    if isinstance(node, Text):
        yield path, node
    elif isinstance(node, Items):
        for number, item in enumerate(node.items):
            yield from texts(item, (*path, number))
    else:
        for key, (_, value) in node.entries.items():
            yield from texts(value, (*path, key))
