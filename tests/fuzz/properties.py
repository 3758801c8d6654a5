"""What holds for whatever stands in a file, and how often it is tried."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from copydesk import formats, report
from copydesk.diagnostic import Diagnostic, Severity
from copydesk.document import Document, texts
from copydesk.examine import examine_text
from copydesk.fixing import mended
from copydesk.manual import manual
from copydesk.workspace import Workspace

from . import grammar, slips

DESK = Workspace(Path("/nowhere"))
"""A desk with the shipped components and no other issue: nothing is read from the disk."""
SOURCE = DESK.issues / "2024-05-22.yaml"


def examine(data: bytes) -> tuple[Document, tuple[Diagnostic, ...]]:
    """What is found in the bytes of an issue."""
    fitted = examine_text(data, SOURCE, DESK)
    return fitted.document, fitted.diagnostics


PAGES = {code: page.text for code, page in manual().items()}


def ends_in_diagnostics(data: bytes) -> None:
    """Whatever stands in a file ends in diagnostics that can be shown, and never in a traceback."""
    document, found = examine(data)
    for each in found:
        _is_sound(each, document)
    _can_be_shown(found, document)


def _is_sound(found: Diagnostic, document: Document) -> None:
    span = found.span
    assert found.path == "issues/2024-05-22.yaml"
    assert (span.line, span.column) <= (span.end_line, span.end_column), found
    for line, column in ((span.line, span.column), (span.end_line, span.end_column)):
        assert 1 <= line <= document.position(len(document.source))[0], found
        assert 1 <= column <= len(document.line(line)) + 1, found
    assert found.message.endswith((".", "?")), found
    assert found.mend.endswith((".", "?")), found
    for edits in (found.fix.edits,) if found.fix else ():
        edges = [edge for edit in sorted(edits) for edge in (edit.start, edit.end)]
        assert edges == sorted(edges), found
        assert edges, found
        assert 0 <= edges[0] <= edges[-1] <= len(document.source), found


def _can_be_shown(found: tuple[Diagnostic, ...], document: Document) -> None:
    shown = [report.text(each, lambda _path, number: document.line(number)) for each in found]
    log = formats.sarif(found, PAGES, "0.1.0", lambda _path, offset: document.position(offset))
    for each in (*shown, formats.as_json(found), formats.github(found), log, report.summary(found, 1)):
        each.encode()
    assert len(json.loads(log)["runs"][0]["results"]) == len(found)


def mends_for_good(data: bytes) -> None:
    """What a machine mends is mended once and for all, makes no new error, and loses no text besides."""
    document, found = examine(data)
    after, done = mended(data, examine)
    assert mended(after, examine) == (after, ())
    if not done:
        assert after == data
        return
    changed, left = examine(after)
    if not any(each.severity is Severity.ERROR for each in done):  # behind an error, others may have waited
        assert _errors(left) <= _errors(found)
    assert not _emptied(document, changed)
    kept = Counter(text.value for _, text in texts(changed.root)) if changed.root else Counter()
    assert not _untouched(document, (*found, *done)) - kept
    assert not _lost(_comments(document), _comments(changed), {each.code for each in done})


def keeps_every_mark(data: bytes) -> None:
    """Where only curly marks are made straight, the texts say the same, mark by mark."""

    def curly(source: bytes) -> tuple[Document, tuple[Diagnostic, ...]]:
        document, found = examine(source)
        return document, tuple(each for each in found if each.code == "P101")

    before, _ = curly(data)
    after, _ = mended(data, curly)
    changed, _ = curly(after)
    if before.root and changed.root:
        assert _straight(before) == _straight(changed)


def _straight(document: Document) -> list[list[str]]:
    """The words of each text, every mark straight."""
    values = [text.value for _, text in texts(document.root)] if document.root else []
    return [value.translate(_STRAIGHT).split() for value in values]


_STRAIGHT = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")


def _errors(found: tuple[Diagnostic, ...]) -> int:
    return sum(each.severity is Severity.ERROR for each in found)


def _emptied(before: Document, after: Document) -> list[object]:
    """The texts in which something could be read, and now nothing can."""
    old, new = (dict(texts(document.root)) if document.root else {} for document in (before, after))
    return [
        path
        for path, text in old.items()
        if path in new and _shows(text.value) and not _shows(new[path].value)
    ]


def _shows(value: str) -> bool:
    return any(letter.isprintable() and not letter.isspace() for letter in value)


def _untouched(document: Document, found: tuple[Diagnostic, ...]) -> Counter[str]:
    """The texts on whose lines nothing is to mend by machine."""
    lines = {line for each in found if each.fix for line in range(each.span.line, each.span.end_line + 1)}
    return Counter(
        text.value
        for _, text in (texts(document.root) if document.root else ())
        if lines.isdisjoint(range(document.position(text.start)[0], document.position(text.end)[0] + 1))
    )


def _lost(before: Counter[str], after: Counter[str], codes: set[str]) -> list[str]:
    """The comments that are gone. Where an invisible line break was mended (Y012), what it cut off joins its own."""
    joined = [*(after - before)] if "Y012" in codes else []
    return [each for each in before - after if not any(now.startswith(each) for now in joined)]


def _comments(document: Document) -> Counter[str]:
    """The lines that are a comment, of a file that can be read."""
    written = (
        [(text.start, text.end) for _, text in texts(document.root)] if document.root else [(0, 1_000_000)]
    )
    return Counter(
        match[0].strip()
        for match in re.finditer(r"^[ \t]*#[^\r\n\x85\u2028\u2029]*", document.source, flags=re.MULTILINE)
        if not any(start <= match.start() <= end for start, end in written)
    )


@dataclass(frozen=True)
class Trial:
    """A property, what it is tried on, and how many times `make fuzz` does."""

    holds: Callable[[bytes], None]
    on: st.SearchStrategy[bytes]
    times: int


def _utf8(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    @st.composite
    def source(draw: st.DrawFn) -> bytes:
        return draw(strategy).encode("utf-8", "surrogatepass")

    return source()


TRIALS = {
    "bytes end in diagnostics": Trial(ends_in_diagnostics, slips.encoded, 35_000),
    "YAML ends in diagnostics": Trial(ends_in_diagnostics, _utf8(grammar.yaml), 25_000),
    "slips end in diagnostics": Trial(ends_in_diagnostics, _utf8(slips.mutated), 20_000),
    "prose ends in diagnostics": Trial(ends_in_diagnostics, _utf8(slips.with_prose), 20_000),
    "YAML is mended for good": Trial(mends_for_good, _utf8(grammar.yaml), 4_000),
    "slips are mended for good": Trial(mends_for_good, _utf8(slips.mutated), 4_000),
    "prose is mended for good": Trial(mends_for_good, _utf8(slips.with_prose), 4_000),
    "marks stay the words' own": Trial(keeps_every_mark, _utf8(grammar.yaml), 4_000),
}
