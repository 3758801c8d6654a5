"""The archive of a tree of packages, renewed where something in it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from copydesk.archive.renewal import Renewal, last_index
from copydesk.archive.shelf import Recall, Shelved, nothing, shelved
from copydesk.archive.standing import Standing
from copydesk.diagnostic import Diagnostic, Severity, Span
from copydesk.targets.index import Entry
from copydesk.workspace import Workspace

_SAID = ("gone", "moved")


@dataclass(frozen=True)
class Archive:
    """The archive of a workspace, after a build of some sources."""

    workspace: Workspace
    outcome: Mapping[str, str]
    """What became of each source that was built, by the name that manifests give it: the folder of its package
    from dist/ on, empty where there is none."""
    sources: Mapping[str, Path]
    """All issues of the workspace, by those names."""
    sum_of: Callable[[Path], str]
    """The sha256 of a source."""
    recall: Recall = nothing

    def renew(self, tree: Path) -> tuple[tuple[Shelved, ...], tuple[Diagnostic, ...], bool]:
        """Write what changed of it in a tree of packages.

        Returns the packages, what there is to say of them and of it, and whether anything was written.
        """
        last = last_index(tree)
        standing = Standing(
            self.outcome,
            self.sources,
            {each.folder: each for each in last.packages} if last else {},
            self.sum_of,
        )
        shelf, faults = shelved(tree, self.recall)
        entries = standing.entries(shelf)
        renewal = Renewal(tree, self.workspace.library)
        said = (*faults, *_notes(entries), *renewal.write(shelf, entries))
        return tuple(shelf), said, renewal.changed


def _notes(entries: Iterable[Entry]) -> Iterator[Diagnostic]:
    for each in entries:
        if each.state in _SAID:
            what = f"{each.reason} It was `{each.source}`."
            mend = "Delete the folder if it is not to be sent."
            yield Diagnostic(f"dist/{each.folder}", Span(), Severity.NOTE, "K009", what, mend)
