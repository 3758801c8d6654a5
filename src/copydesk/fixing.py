"""Fixes: edits of a source that change what they mean to change, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from copydesk.diagnostic import Diagnostic, Edit, Fix, Severity
from copydesk.document import Document, Step, Text, texts
from copydesk.patching import edited

Examine = Callable[[bytes], tuple[Document, tuple[Diagnostic, ...]]]
"""Reads a source and gives its document, with all that is found in it."""
Leaves = dict[tuple[Step, ...], Text]
"""The texts of a document by their path."""

MOST_FIXES = 500
"""The most fixes that are made in one call."""
_MARK = "\ufeff"


State = tuple[bytes, Document, tuple[Diagnostic, ...]]
"""A source, its document, and all that is found in it."""


def mended(source: bytes, examine: Examine) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The source with every fix that holds, and the diagnostics that were mended.

    Line ends, comments and layout stay. The result is a fixed point: to mend it again changes nothing.
    """
    done: list[Diagnostic] = []
    refused: set[tuple[str, Fix]] = set()
    state: State = (source, *examine(source))
    while len(done) < MOST_FIXES:
        chosen = next((each for each in state[2] if each.fix and (each.code, each.fix) not in refused), None)
        if chosen is None or chosen.fix is None:
            break
        if after := proved(state, chosen, examine):
            state = after
            done.append(chosen)
            refused.clear()
        else:
            refused.add((chosen.code, chosen.fix))
    return state[0], tuple(done)


def proved(state: State, chosen: Diagnostic, examine: Examine) -> State | None:
    """What becomes of a source with the fix of one diagnostic, if that fix holds.

    It holds if the file, read anew, has the same structure, differs in nothing but the values that the
    fix is about, no longer has the fault, and has no error in place of a warning.
    """
    source, document, found = state
    if chosen.fix is None:
        return None
    changed = apply(source, document, chosen.fix)
    after, left = examine(changed)
    holds = _holds(document, after, chosen.fix) and _is_gone(chosen, found, left)
    return (changed, after, left) if holds else None


def apply(source: bytes, document: Document, fix: Fix) -> bytes:
    """The source with the edits of a fix; a byte order mark stays."""
    mark = _MARK if source.decode("utf-8", "replace").startswith(_MARK) else ""
    return (mark + edited(document.source, fix.edits)).encode()


def _is_gone(chosen: Diagnostic, found: tuple[Diagnostic, ...], left: tuple[Diagnostic, ...]) -> bool:
    """Whether a fault is gone, and no error came in its place. Behind an error, others may have waited."""
    is_fewer = sum(each.code == chosen.code for each in left) < sum(
        each.code == chosen.code for each in found
    )
    return is_fewer and (chosen.severity is Severity.ERROR or _errors(left) <= _errors(found))


def _errors(found: tuple[Diagnostic, ...]) -> int:
    return sum(each.severity is Severity.ERROR for each in found)


def _holds(before: Document, after: Document, fix: Fix) -> bool:
    """Whether nothing but the values under the edits changed."""
    if before.root is None:
        return len(after.diagnostics) < len(before.diagnostics)
    if after.root is None or len(after.diagnostics) > len(before.diagnostics):
        return False
    old, new = dict(texts(before.root)), dict(texts(after.root))
    if any(not text.style and new[path].style in ("'", '"') for path, text in old.items() if path in new):
        return False  # marks that belonged to the words have become YAML's
    touched = {path for path, text in old.items() if any(_within(edit, text) for edit in fix.edits)}
    if old.keys() != new.keys():
        return _renamed(old, new)
    beside = {path for path, text in old.items() if any(_leads_to(edit, text, before) for edit in fix.edits)}
    return all(
        _same(new[path], text) or (path in beside and new[path].value.split() == text.value.split())
        for path, text in old.items()
        if path not in touched
    )


def _renamed(old: Leaves, new: Leaves) -> bool:
    """Whether the texts are the same, in the same order, with a key of another name."""
    return len(old) == len(new) and all(map(_same, old.values(), new.values()))


def _same(one: Text, other: Text) -> bool:
    """Whether two texts say the same: the line break at the end of a text behind `|` says nothing."""
    return one.value.rstrip("\n") == other.value.rstrip("\n")


def _leads_to(edit: Edit, text: Text, document: Document) -> bool:
    """Whether an edit changes how a text is written: it stands right before it."""
    return edit.end <= text.start and not document.source[edit.end : text.start].strip()


def _within(edit: Edit, text: Text) -> bool:
    return text.start <= edit.start and edit.end <= text.end
