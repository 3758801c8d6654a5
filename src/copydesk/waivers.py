"""Waivers: a comment above a field that says which check does not apply to it, and why.

# waive H105: The film is called so.
title: Once Upon a Time
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from copydesk.diagnostic import Diagnostic, Severity, Span
from copydesk.document import Document, Items, Mapping, Node, texts

_WAIVER = re.compile(
    r"^[ \t]*#[ \t]*waive[ \t]+(?P<codes>\w+(?:[ \t]*,[ \t]*\w+)*)[ \t]*(?::[ \t]*(?P<reason>[^\n]*))?$",
    re.MULTILINE | re.IGNORECASE,
)
_CODE = re.compile(r"\w+")


class Waiver(NamedTuple):
    """A check that does not apply to one field: its code, why, and the lines of the field."""

    code: str
    reason: str
    span: Span
    first: int
    last: int


def waive(
    document: Document,
    found: Iterable[Diagnostic],
    codes: Collection[str],
    passing: Collection[str] = (),
) -> Iterator[Diagnostic]:
    """The diagnostics that no waiver waives, and those of the waivers themselves.

    An error cannot be waived. `codes` are those of all checks, `passing` those among them that find
    now something and now nothing in the same words: a waiver of one need not be used.
    """
    waivers = tuple(_waivers(document))
    met: dict[Waiver, Severity] = {}
    for each in found:
        waiver = next((one for one in waivers if _is_meant(each, one)), None)
        if waiver:
            met[waiver] = each.severity
        if waiver is None or each.severity is Severity.ERROR:
            yield each
    for one in waivers:
        usual = Severity.NOTE if one.code in passing else None
        yield from _faults(document, one, codes, met.get(one, usual))


def _is_meant(found: Diagnostic, waiver: Waiver) -> bool:
    return waiver.first <= found.span.line <= waiver.last and found.code == waiver.code


def _faults(
    document: Document, waiver: Waiver, codes: Collection[str], met: Severity | None
) -> Iterator[Diagnostic]:
    def report(code: str, message: str, mend: str) -> Diagnostic:
        return document.report(waiver.span, code, message, mend, severity=Severity.WARNING)

    if waiver.code not in codes:
        yield report(
            "V101", f"There is no check `{waiver.code}`.", "Look up its code with `copydesk explain`."
        )
    elif met is Severity.ERROR:
        yield report(
            "V102",
            f"`{waiver.code}` is an error, which no waiver waives.",
            "Mend it, and delete the comment.",
        )
    elif met is None:
        yield report(
            "V102",
            f"Nothing in the next field is waived by this: `{waiver.code}` finds nothing there.",
            "Delete the comment.",
        )
    if not waiver.reason:
        yield report("V103", "This waiver gives no reason.", f"Write `# waive {waiver.code}: ` and why.")


def _waivers(document: Document) -> Iterator[Waiver]:
    if document.root is None or "waive" not in document.source.lower():
        return
    fields = sorted(_fields(document.root), key=lambda field: (field[0], -field[1]))
    written = [text for _, text in texts(document.root)]
    for match in _WAIVER.finditer(document.source):
        following = next((field for field in fields if field[0] >= match.end()), None)
        if following is None or any(text.start <= match.start("codes") < text.end for text in written):
            continue
        lines = (document.position(following[0])[0], document.position(following[1])[0])
        for code in _CODE.finditer(document.source, *match.span("codes")):
            span = document.span(*code.span())
            yield Waiver(code[0].upper(), (match["reason"] or "").strip(), span, *lines)


def _fields(node: Node) -> Iterator[tuple[int, int]]:
    """Where each field and each item of a list begins and ends."""
    if isinstance(node, Mapping):
        for key, value in node.entries.values():
            yield key.start, value.end
            yield from _fields(value)
    elif isinstance(node, Items):
        for item in node.items:
            yield item.start, item.end
            yield from _fields(item)
