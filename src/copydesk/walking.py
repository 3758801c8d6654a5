"""One walk over the events of YAML: values with their places, and what no issue may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from copydesk.diagnostic import Diagnostic, Refused
from copydesk.document import Document, Items, Mapping, Node, Text
from copydesk.mending import ODD_BLANKS
from copydesk.mistakes import cut_off_at, own_meaning, second_document, seen
from copydesk.rewriting import explained

MAX_DEPTH = 12
"""The deepest nesting of lists and fields: a briefing needs seven."""
MAX_NODES = 20_000
"""The most values in one file: an issue has about 100."""
MAX_FOUND = 100
"""The most faults that are reported of one walk; what is left is said in the next run."""

_CUT_OFF = re.compile(r"[ \t]+#")
_ALL_CUT_OFF = re.compile(r"[ \t]+#(?=[^\s#])")
_ODD_BLANK = re.compile(f"[{ODD_BLANKS}]")


class Stop(NamedTuple):
    """Where YAML could not go on, in its own words, and the places in the source that it names."""

    problem: str
    places: tuple[int, ...]
    """The nearest to the mistake first: where it stopped, where what it could not end began, the last text."""


class Walk:
    """One walk over the events of a source, as it reads with some edits, within its bounds.

    All places are those of the source without the edits.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.patched = document.patched
        self.source = document.source
        self.events: Iterator[Any] = yaml.parse(self.patched.text, Loader=yaml.CBaseLoader)
        self.found: list[Diagnostic] = []
        self.fields: Mapping | None = None
        self.nodes = 0
        self.last = 0
        """Where the last scalar begins."""

    def run(self) -> Stop | None:
        """Walk as far as the YAML can be read; returns what stopped it short."""
        try:
            self.fields = self._document()
        except Refused as refusal:
            self.found += refusal.diagnostics
        except yaml.YAMLError as error:
            marks = (getattr(error, "problem_mark", None), getattr(error, "context_mark", None))
            places = (min(self._back(mark.index), len(self.source)) for mark in marks if mark)
            return Stop(str(getattr(error, "problem", error)), (*places, self.last))
        return None

    def _back(self, offset: int) -> int:
        return self.patched.back(offset) if self.patched.edits else offset

    def _document(self) -> Mapping | None:
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise self._refuse(
                0,
                0,
                "Y005",
                "This file is empty.",
                "`copydesk new` writes one with every section ready to fill.",
            )
        root = self._node(next(self.events), 0)
        next(self.events)
        event = next(self.events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise Refused(self._second(event.start_mark.index))
        if not isinstance(root, Mapping):
            line, _ = self.document.position(root.start)
            if mistake := seen(self.document.line(line)):
                raise Refused(explained(self.document, line, "Y012", mistake))
            raise self._refuse(
                root.start,
                root.start,
                "Y007",
                "This file holds no fields.",
                "Begin with lines such as `title: ...`.",
            )
        return root

    def _second(self, at: int) -> Diagnostic:
        line, _ = self.document.position(self._back(at))
        return explained(self.document, line, "Y006", second_document(self.document.line(line)))

    def _node(self, event: Any, depth: int) -> Node:
        start, end = self._back(event.start_mark.index), self._back(event.end_mark.index)
        self.nodes += 1
        if len(self.found) == MAX_FOUND:
            raise Refused
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            raise self._refuse(
                start,
                end,
                "Y008",
                "This file nests deeper, or holds more values, than any issue does.",
                "Look for a stray bracket or a wrong indentation here.",
            )
        marked = getattr(event, "anchor", None) or getattr(event, "tag", None)
        if marked:
            self.found.append(self._own_meaning(start))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(start, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(start, depth)
        if isinstance(event, yaml.ScalarEvent):
            self.last = start
            if marked and not event.style:
                return Text(self.source[start:end], start, end)
            self._note(event, start)
            return self._text(Text(event.value, start, end, event.style or ""))
        return Text("", start, end)

    def _own_meaning(self, start: int) -> Diagnostic:
        line, column = self.document.position(start)
        return explained(self.document, line, "Y009", own_meaning(self.document.line(line), column - 1))

    def _note(self, event: Any, start: int) -> None:
        if self.patched.edits:
            self.patched.places[start] = (event.start_mark.index, event.end_mark.index)

    def _text(self, text: Text) -> Text:
        """The text, whole even where YAML takes the end of its line for a comment."""
        cut_off = None
        if not text.style:
            cut_off = (_CUT_OFF if text.value else _ALL_CUT_OFF).match(self.source, text.end)
        if not cut_off:
            return text
        line, _ = self.document.position(text.end)
        first, end = self.document.stretch(line)
        mistake = cut_off_at(self.document.line(line), cut_off.end() - 1 - first)
        self.found.append(explained(self.document, line, "Y013", mistake))
        if not mistake.edits:
            self.document.unread.add(line)
        rest = self.source[text.end : end].rstrip()
        start = text.start if text.value else cut_off.end() - 1
        return Text((text.value + rest).lstrip(), start, text.end + len(rest))

    def _items(self, start: int, depth: int) -> Items:
        items = []
        event: Any = next(self.events)
        while not isinstance(event, yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
            event = next(self.events)
        end = items[-1].end if items else start + len("[]")
        return Items(tuple(items), start, end)

    def _mapping(self, start: int, depth: int) -> Mapping:
        entries: dict[str, tuple[Text, Node]] = {}
        end = start
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self.events), depth + 1)
            end = value.end
            odd = _ODD_BLANK.search(key.value) if isinstance(key, Text) else None
            if odd:
                self._add(
                    event,
                    "Y014",
                    f"This name holds a blank that is none to YAML (U+{ord(odd[0]):04X}), as Word or a web page makes it.",
                    "Delete it and type plain blanks.",
                )
            elif not isinstance(key, Text) or not key.value:
                self._add(event, "Y010", "A field needs a name before its colon.", "Write `name: text`.")
            elif key.value in entries:
                line, _ = self.document.position(entries[key.value][0].start)
                self._add(
                    event,
                    "Y011",
                    f"`{key.value}` stands twice; the first is on line {line}.",
                    "Keep one of them.",
                )
            else:
                entries[key.value] = (key, value)
        return Mapping(entries, start, end)

    def _fault(self, start: int, end: int, code: str, message: str, mend: str) -> Diagnostic:
        return self.document.report(self.document.span(start, end), code, message, mend)

    def _refuse(self, start: int, end: int, code: str, message: str, mend: str) -> Refused:
        return Refused(self._fault(start, end, code, message, mend))

    def _add(self, event: Any, code: str, message: str, mend: str) -> None:
        start, end = self._back(event.start_mark.index), self._back(event.end_mark.index)
        self.found.append(self._fault(start, end, code, message, mend))
