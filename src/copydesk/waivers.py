"""Waivers: a comment above a field that says which check does not apply to it, and why.

# waive H105: The film is called so.
title: Once Upon a Time
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from copydesk.diagnostic import Diagnostic, Severity, Span
from copydesk.document import Document, Items, Mapping, Node, texts

_WAIVER = re.compile(
    r"^[ \t]*#[ \t]*waive[ \t]+(?P<code>\w+)[ \t]*(?::[ \t]*(?P<reason>[^\n]*))?$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Waiver:
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
    used: set[Waiver] = set()
    for each in found:
        waiver = next((one for one in waivers if _is_waived(each, one)), None)
        if waiver:
            used.add(waiver)
        else:
            yield each
    for one in waivers:
        yield from _faults(document, one, codes, is_used=one in used or one.code in passing)


def _is_waived(found: Diagnostic, waiver: Waiver) -> bool:
    within = waiver.first <= found.span.line <= waiver.last
    return within and found.code == waiver.code and found.severity is not Severity.ERROR


def _faults(
    document: Document, waiver: Waiver, codes: Collection[str], *, is_used: bool
) -> Iterator[Diagnostic]:
    def report(code: str, message: str, mend: str) -> Diagnostic:
        return document.report(waiver.span, code, message, mend, severity=Severity.WARNING)

    if waiver.code not in codes:
        yield report(
            "V101", f"There is no check `{waiver.code}`.", "Look up its code with `copydesk explain`."
        )
    elif not is_used:
        yield report(
            "V102",
            f"Nothing in the next field is waived by this: `{waiver.code}` finds nothing there.",
            "Delete the comment.",
        )
    if not waiver.reason:
        yield report("V103", "This waiver gives no reason.", f"Write `# waive {waiver.code}: ` and why.")


def _waivers(document: Document) -> Iterator[Waiver]:
    if document.root is None or "waive" not in document.source:
        return
    fields = sorted(_fields(document.root), key=lambda field: (field[0], -field[1]))
    written = [text for _, text in texts(document.root)]
    for match in _WAIVER.finditer(document.source):
        following = next((field for field in fields if field[0] >= match.end()), None)
        if following and not any(text.start <= match.start("code") < text.end for text in written):
            yield Waiver(
                match["code"],
                (match["reason"] or "").strip(),
                document.span(*match.span("code")),
                document.position(following[0])[0],
                document.position(following[1])[0],
            )


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
