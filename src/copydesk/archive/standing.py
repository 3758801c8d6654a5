"""Whether the packages in dist/ are what their issues say now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from copydesk.archive.shelf import Shelved
from copydesk.targets.index import Entry, State

REASONS: Mapping[State, str] = {
    "ready": "",
    "errors": "Its issue has errors now, and was not built again.",
    "changed": "Its issue was changed, and not built since.",
    "moved": "Its issue is built into another folder now.",
    "gone": "Its issue is no longer in the workspace.",
}


@dataclass(frozen=True)
class Standing:
    """What is known of the sources of packages after a build."""

    outcome: Mapping[str, str]
    """What became of each source that was built: the folder of its package, empty where there is none."""
    sources: Mapping[str, Path]
    """The issues of the workspace, by the names that manifests give them."""
    last: Mapping[str, Entry]
    """The entries of the index as it was, by their folders."""
    sum_of: Callable[[Path], str]
    """The sha256 of a source; empty where it cannot be read."""

    def entries(self, shelf: Iterable[Shelved]) -> list[Entry]:
        """An entry for each package, in their order."""
        found = list(shelf)
        current = {each.source for each in found if self._is_current(each)}
        built = set(self.outcome.values())
        return [_entry(each, self._state(each, built, current)) for each in found]

    def _state(self, each: Shelved, built: set[str], current: set[str]) -> State:
        name = each.source
        if each.folder in built:
            return "ready"
        if name in self.outcome:
            return "moved" if self.outcome[name] else "errors"
        if not self._sum(name):
            return "gone"
        if not self._is_current(each):
            return "moved" if name in current else "changed"
        return "errors" if self._had_errors(each) else "ready"

    def _had_errors(self, each: Shelved) -> bool:
        """Whether its issue had errors when it was built last: it has them until it is built again."""
        last = self.last.get(each.folder)
        return last is not None and (last.state, last.digest) == ("errors", each.digest)

    def _is_current(self, each: Shelved) -> bool:
        return self._sum(each.source) == each.source_sha256

    def _sum(self, name: str) -> str:
        """The sha256 of a source; empty where there is none."""
        return self.sum_of(self.sources[name]) if name in self.sources else ""


def _entry(package: Shelved, state: State) -> Entry:
    return Entry(
        folder=package.folder,
        briefing=package.briefing,
        date=package.date,
        edition=package.edition,
        language=package.language,
        title=package.title,
        subject=package.subject,
        canonical=package.canonical,
        source=package.source,
        digest=package.digest,
        ready=state == "ready",
        state=state,
        reason=REASONS[state],
    )
