"""Code actions: mend one fault, mend all that a machine can mend, or waive a check."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import accumulate

from lsprotocol import types as lsp

from copydesk.checks import CHECKS
from copydesk.diagnostic import Diagnostic, Edit, Severity
from copydesk.document import Document
from copydesk.examine import examine_text
from copydesk.fixing import mended
from copydesk.issue import Fitted
from copydesk.lsp.findings import within
from copydesk.lsp.places import Places, path_at
from copydesk.lsp.sheets import Sheet

FIX_ALL = "source.fixAll.copydesk"
QUICK_FIX = lsp.CodeActionKind.QuickFix
KINDS = [QUICK_FIX, FIX_ALL]


def actions(sheet: Sheet, fitted: Fitted, params: lsp.CodeActionParams) -> Iterator[lsp.CodeAction]:
    """What can be done about the faults in a range of a sheet."""
    places = sheet.places(fitted.document)
    wanted = [str(getattr(each, "value", each)) for each in params.context.only or []]
    if _is_wanted(QUICK_FIX.value, wanted):
        for found, shown in within(fitted, places, params.range):
            yield from _mends(sheet, places, found, shown)
            yield from _waivers(sheet, places, found, shown)
    if _is_wanted(FIX_ALL, wanted) and any(each.fix for each in fitted.diagnostics):
        title = "Mend all that a machine can mend in this file"
        yield lsp.CodeAction(title, kind=FIX_ALL, data={"uri": sheet.uri})


def _is_wanted(kind: str, wanted: list[str]) -> bool:
    """Whether an editor asks for a kind: for itself, for one that it is a sort of, or for anything."""
    return not wanted or any(kind == each or kind.startswith(f"{each}.") for each in wanted)


def _mends(
    sheet: Sheet, places: Places, found: Diagnostic, shown: lsp.Diagnostic
) -> Iterator[lsp.CodeAction]:
    if found.fix:
        edits = [places.edit(each) for each in found.fix.edits]
        yield lsp.CodeAction(
            found.fix.title,
            kind=QUICK_FIX,
            diagnostics=[shown],
            is_preferred=True,
            edit=lsp.WorkspaceEdit({sheet.uri: edits}),
        )


def _waivers(
    sheet: Sheet, places: Places, found: Diagnostic, shown: lsp.Diagnostic
) -> Iterator[lsp.CodeAction]:
    if found.code in CHECKS and found.severity is not Severity.ERROR:
        edit = places.edit(waiver(places.document, found))
        yield lsp.CodeAction(
            f"Waive {found.code} here, and say why",
            kind=QUICK_FIX,
            diagnostics=[shown],
            edit=lsp.WorkspaceEdit({sheet.uri: [edit]}),
        )


def waiver(document: Document, found: Diagnostic) -> Edit:
    """The comment that waives a diagnostic, above the field that it stands in: its reason is to be added."""
    start, end = document.stretch(found.span.line)
    path = path_at(document, start + found.span.column - 1)
    field = document.key(path) or document.nearest(path)
    first, _ = document.stretch(document.position(field.start if field else start)[0])
    line = document.source[first:end]
    indent = line[: len(line) - len(line.lstrip(" "))]
    newline = "\r\n" if "\r\n" in document.source else "\n"
    return Edit(first, first, f"{indent}# waive {found.code}: {newline}")


def mend_all(sheet: Sheet, fitted: Fitted) -> lsp.WorkspaceEdit:
    """The edits after which a file is as `copydesk check --fix` leaves it."""

    def examine(data: bytes) -> tuple[Document, tuple[Diagnostic, ...]]:
        found = examine_text(data, sheet.path, sheet.workspace)
        return found.document, found.diagnostics

    source, places = fitted.document.source, sheet.places(fitted.document)
    after, _ = mended(source.encode(), examine)
    edits = [places.edit(each) for each in changes(source, after.decode())]
    return lsp.WorkspaceEdit({sheet.uri: edits})


def changes(before: str, after: str) -> Iterator[Edit]:
    """The edits, line by line, that make one text of another: what they leave alone, the cursor stays in."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0, *accumulate(len(line) for line in old)]
    for kind, first, last, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Edit(starts[first], starts[last], "".join(new[begin:end]))
