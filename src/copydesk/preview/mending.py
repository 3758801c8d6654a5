"""A fix that is asked for on the page: written as `check --fix` writes it, and taken back again."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from copydesk.diagnostic import Diagnostic
from copydesk.document import Document
from copydesk.examine import examine_text
from copydesk.fixing import Examine, mended, proved
from copydesk.preview.galleys import Galley
from copydesk.reading import MAX_BYTES, read_bytes
from copydesk.workspace import Workspace
from copydesk.writing import write_file

CHANGED = "The file was changed in the meantime. Look at it again."


@dataclass(eq=False)
class Mender:
    """Mends files, and remembers what they were."""

    _before: dict[Path, list[tuple[bytes, bytes]]] = field(default_factory=dict)
    """For each file, what it was before each mend, and the digest of what it was after it."""

    def mend(self, galley: Galley, number: int, workspace: Workspace) -> str:
        """Mend the fault with this number among the issue's. Returns why it could not be, or nothing.

        Raises Refused where the file cannot be read or written.
        """
        source = read_bytes(galley.path, galley.name, MAX_BYTES + 1)
        found = galley.diagnostics[number] if 0 <= number < len(galley.diagnostics) else None
        if found is None or galley.fitted is None or galley.fitted.document.data != source:
            return CHANGED
        after = proved(
            (source, galley.fitted.document, galley.diagnostics), found, _examiner(galley, workspace)
        )
        if after is None:
            return "This mend does not hold here. Mend it by hand."
        self._write(galley.path, source, after[0])
        return ""

    def mend_all(self, galley: Galley, workspace: Workspace) -> str:
        """Mend all that a machine can mend, as `check --fix` does. Returns why nothing was, or nothing."""
        source = read_bytes(galley.path, galley.name, MAX_BYTES + 1)
        after, _ = mended(source, _examiner(galley, workspace))
        if after == source:
            return "There is nothing that a machine can mend."
        self._write(galley.path, source, after)
        return ""

    def undo(self, galley: Galley) -> str:
        """Put the file back as it was before its last mend. Returns why it could not be, or nothing."""
        kept = self._before.get(galley.path, [])
        if not kept:
            return "There is no mend to take back."
        before, digest = kept[-1]
        if sha256(read_bytes(galley.path, galley.name, MAX_BYTES + 1)).digest() != digest:
            return CHANGED
        kept.pop()
        write_file(galley.path, before)
        return ""

    def has_mended(self, galley: Galley) -> bool:
        """Whether there is a mend to take back: nobody has changed the file since."""
        kept = self._before.get(galley.path)
        return bool(kept and galley.fitted and sha256(galley.fitted.document.data).digest() == kept[-1][1])

    def _write(self, path: Path, before: bytes, after: bytes) -> None:
        write_file(path, after)
        self._before.setdefault(path, []).append((before, sha256(after).digest()))


def _examiner(galley: Galley, workspace: Workspace) -> Examine:
    def examine(data: bytes) -> tuple[Document, tuple[Diagnostic, ...]]:
        fitted = examine_text(data, galley.path, workspace)
        return fitted.document, fitted.diagnostics

    return examine
