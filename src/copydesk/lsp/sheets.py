"""Sheets: the issues that are open in an editor, each with what was found in it last."""

from __future__ import annotations

import re
from asyncio import TimerHandle
from dataclasses import dataclass, field
from pathlib import Path

from copydesk.diagnostic import Refused
from copydesk.document import Document
from copydesk.issue import Fitted
from copydesk.lsp.places import Places
from copydesk.reading import parse
from copydesk.structure import Structure, structure
from copydesk.workspace import ENDINGS, Workspace, find

_BRIEFING = re.compile(r"^briefing[ ]*:", re.MULTILINE)


@dataclass(slots=True, eq=False)
class Sheet:
    """An open issue: its text as the editor has it, and what became of it."""

    uri: str
    path: Path
    workspace: Workspace
    encoding: str
    text: str = ""
    version: int | None = None
    timer: TimerHandle | None = None
    fitted: Fitted | None = None
    """What became of the text at version `examined`."""
    examined: int | None = None
    good: Fitted | None = None
    """What became of the last text whose YAML could be read."""

    @property
    def data(self) -> bytes:
        """The bytes that the file would have. A character that UTF-8 has none for is left to be found."""
        return self.text.encode("utf-8", "surrogatepass")

    def rest(self) -> None:
        """Let no examination begin that was put off."""
        if self.timer:
            self.timer.cancel()

    def take(self, fitted: Fitted, version: int | None) -> None:
        """Remember what became of a version of the text."""
        self.fitted, self.examined = fitted, version
        if fitted.document.root is not None and fitted.structure is not None:
            self.good = fitted

    def places(self, document: Document) -> Places:
        """How the editor counts in a document of this sheet."""
        return Places(document, self.encoding, marked=self.text.startswith("\ufeff"))

    def now(self) -> Document:
        """The text as it is at this moment, read and not checked."""
        return parse(self.data, str(self.path))

    def structure(self) -> Structure | None:
        """The structure that the text names; the last one known, or the first there is, where it names none."""
        library, slug, edition = self.workspace.library, self._named("briefing"), self._named("edition")
        if slug not in library.slugs:
            known = self.good.structure if self.good else None
            slug = known.loaded.slug if known else next(iter(library.slugs), "")
        if not slug:
            return None
        editions = library.briefing(slug).briefing.editions
        return structure(library, slug, edition if edition in editions else "")

    def _named(self, key: str) -> str:
        found = re.search(rf"^{key}[ ]*:[ ]*[\"']?([\w-]+)", self.text, re.MULTILINE)
        return found[1] if found else ""


@dataclass(slots=True)
class Sheets:
    """All open issues, and the workspaces that they belong to."""

    open: dict[str, Sheet] = field(default_factory=dict)
    _workspaces: dict[Path, Workspace] = field(default_factory=dict)

    def begin(self, uri: str, path: Path, text: str, encoding: str) -> tuple[Sheet | None, bool]:
        """The sheet of a file that is opened, and whether it is in a workspace; no sheet for another file."""
        workspace, is_home = self._workspace(path)
        if not _is_issue(path, text, workspace):
            return None, is_home
        self.open[uri] = Sheet(uri, path, workspace, encoding)
        return self.open[uri], is_home

    def refresh(self) -> None:
        """Forget the workspaces: their components or their issues may have changed on the disk."""
        self._workspaces.clear()
        for sheet in self.open.values():
            sheet.workspace, _ = self._workspace(sheet.path)
            sheet.examined = None

    def _workspace(self, path: Path) -> tuple[Workspace, bool]:
        try:
            found, is_home = find(path.parent), True
        except Refused:
            found, is_home = Workspace(path.parent), False
        return self._workspaces.setdefault(found.root, found), is_home


def _is_issue(path: Path, text: str, workspace: Workspace) -> bool:
    """Whether a file is an issue: it lies in issues/, or says which briefing it is an issue of."""
    if path.suffix not in ENDINGS or path.is_relative_to(workspace.components):
        return False
    return path.is_relative_to(workspace.issues) or bool(_BRIEFING.search(text))
