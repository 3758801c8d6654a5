"""read(): a YAML file into a document, or what is wrong with its YAML."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from copydesk.diagnostic import Diagnostic, Refused, Severity, Span
from copydesk.document import Document, Items, Mapping, Node, Text
from copydesk.mistakes import ODD_BLANKS, Mistake, is_late, masked, seen, translated

MAX_BYTES = 1_000_000
"""The largest source that is read: an issue has about 15,000 bytes."""
MAX_DEPTH = 12
"""The deepest nesting of lists and fields: a briefing needs seven."""
MAX_NODES = 20_000
"""The most values in one file: an issue has about 100."""
MAX_MISTAKES = 20
"""The most control characters, or mistakes in the YAML, that are reported at once."""

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_CUT_OFF = re.compile(r"[ \t]+#")
_ALL_CUT_OFF = re.compile(r"[ \t]+#(?=[^\s#])")
_ODD_BLANK = re.compile(f"[{ODD_BLANKS}]")


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
    document = Document(name, data[:MAX_BYTES].decode("utf-8", "replace").removeprefix("\ufeff"))
    document.sha256 = hashlib.sha256(data).hexdigest()
    try:
        _measure(document, data)
        document.root = _fields(document)
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
    controls = islice(_UNPRINTABLE.finditer(document.source), MAX_MISTAKES)
    found = [
        document.report(
            document.span(*match.span()),
            "Y004",
            f"There is an invisible control character here (U+{ord(match[0]):04X}).",
            "Delete it.",
        )
        for match in controls
    ]
    if found:
        raise Refused(*found)


def _fields(document: Document) -> Mapping | None:
    """The fields of a file; None where there is a mistake in its YAML.

    Behind a mistake that is understood, its line is masked and reading begins anew, so that each is
    reported in one run.
    """
    source = document.source
    mistakes: dict[int, Diagnostic] = {}
    while True:
        walk = _Walk(document, source)
        error = walk.run()
        if error is None:
            break
        line, mistake = _suspect(document, error, walk.last, mistakes)
        if mistake is None or len(mistakes) == MAX_MISTAKES:
            mistakes = mistakes or {0: _unexplained(document, error)}
            break
        first, last = document.stretch(line)
        at = first + mistake.column
        mistakes[line] = document.report(document.span(at, at + 1), "Y012", mistake.message, mistake.mend)
        source = source[:first] + masked(source[first:last]) + source[last:]
    document.diagnostics += [*walk.found, *(mistakes[line] for line in sorted(mistakes))]
    return None if mistakes else walk.fields


def _suspect(
    document: Document, error: yaml.YAMLError, last: int, known: Collection[int]
) -> tuple[int, Mistake | None]:
    """The line that holds the mistake, and what it is: not always the line that YAML names."""
    for offset in (*_marks(document, error), last):
        line, _ = document.position(offset)
        mistake = None if line in known else seen(document.line(line))
        if mistake:
            return line, mistake
    return 0, None


def _marks(document: Document, error: yaml.YAMLError) -> list[int]:
    """Where YAML says that it stopped, and where it began what it could not end."""
    marks = (getattr(error, "problem_mark", None), getattr(error, "context_mark", None))
    return [min(mark.index, len(document.source)) for mark in marks if mark]


def _unexplained(document: Document, error: yaml.YAMLError) -> Diagnostic:
    """A mistake that only the YAML library's own words speak of."""
    problem = str(getattr(error, "problem", error))
    marks = _marks(document, error) or [0]
    at = marks[-1] if is_late(problem) else marks[0]
    return document.report(document.span(at, at), "Y012", *translated(problem))


class _Walk:
    """One walk over the events of a YAML text, within its bounds."""

    def __init__(self, document: Document, source: str) -> None:
        self.document = document
        self.source = source
        self.events: Iterator[Any] = yaml.parse(source, Loader=yaml.CBaseLoader)
        self.found: list[Diagnostic] = []
        self.fields: Mapping | None = None
        self.nodes = 0
        self.last = 0
        """Where the last scalar begins."""

    def run(self) -> yaml.YAMLError | None:
        """Walk as far as the YAML can be read; returns what stopped it short."""
        try:
            self.fields = self._document()
        except Refused as refusal:
            self.found += refusal.diagnostics
        except yaml.YAMLError as error:
            return error
        return None

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
            self._add(
                event,
                "Y006",
                "A second document begins here.",
                "Delete the line `---`: one file is one issue.",
            )
        if not isinstance(root, Mapping):
            if mistake := seen(self.document.line(self.document.position(root.start)[0])):
                raise self._refuse(root.start, root.start, "Y012", mistake.message, mistake.mend)
            raise self._refuse(
                root.start,
                root.start,
                "Y007",
                "This file holds no fields.",
                "Begin with lines such as `title: ...`.",
            )
        return root

    def _node(self, event: Any, depth: int) -> Node:
        start, end = event.start_mark.index, event.end_mark.index
        self.nodes += 1
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            raise self._refuse(
                start,
                end,
                "Y008",
                "This file nests deeper, or holds more values, than any issue does.",
                "Look for a stray bracket or a wrong indentation here.",
            )
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            self._add(
                event,
                "Y009",
                f"`{self.source[start]}` has a meaning of its own in YAML, and none in an issue.",
                "If it belongs to the text, put `|` after the colon and the text on the next line; else delete it.",
            )
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(start, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(start, depth)
        if isinstance(event, yaml.ScalarEvent):
            self.last = start
            return self._text(Text(event.value, start, end, event.style or ""))
        return Text("", start, end)

    def _text(self, text: Text) -> Text:
        """The text, whole even where YAML takes the end of its line for a comment."""
        cut_off = None
        if not text.style:
            cut_off = (_CUT_OFF if text.value else _ALL_CUT_OFF).match(self.source, text.end)
        if not cut_off:
            return text
        self.found.append(
            self._fault(
                cut_off.end() - 1,
                cut_off.end(),
                "Y013",
                "This ` #` cuts the text off: YAML takes the rest of the line for a comment.",
                "Put `|` after the colon and the text on the next line. If it is a comment, give it its own line.",
            )
        )
        line, _ = self.document.position(text.end)
        _, end = self.document.stretch(line)
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
        self.found.append(self._fault(event.start_mark.index, event.end_mark.index, code, message, mend))
