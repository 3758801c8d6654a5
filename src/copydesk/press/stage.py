"""Packages that were made: drafts beside dist/, until all of them are put into the tree that takes its place."""

from __future__ import annotations

from contextlib import ExitStack
from errno import ENOTDIR
from pathlib import Path

from copydesk.writing import Backstage, Files, discard, fill, unwritable


class Stage:
    """The drafts of one build. They are gone when it ends."""

    def __init__(self, dist: Path, backstage: Backstage) -> None:
        self._dist, self._backstage = dist, backstage
        self._stack = ExitStack()
        self._place: Path | None = None
        self._drafts: dict[str, Path] = {}

    def close(self) -> None:
        """Take the drafts away, and those of builds that were killed."""
        self._stack.close()
        self._backstage.sweep()

    @property
    def is_empty(self) -> bool:
        """Whether no package is there."""
        return not self._drafts

    def take(self, folder: Path, content: Files) -> None:
        """Write a package whose folder in dist/ is to be this one. Raises Refused where it cannot be written."""
        place = folder.relative_to(self._dist).as_posix()
        try:
            self._refuse_blocked(folder)
            if self._place is None:
                self._place = self._stack.enter_context(self._backstage.drafts())
            draft = self._place / place
            discard(draft)
            fill(draft, content)
        except OSError as error:
            raise unwritable(folder, error) from error
        self._drafts[place] = draft

    def _refuse_blocked(self, folder: Path) -> None:
        for each in (folder, folder.parent, self._dist):
            if each != self._dist and each.is_symlink():
                raise NotADirectoryError(ENOTDIR, "a link stands where the folder is to be")
            if each.exists() and not each.is_dir():
                raise NotADirectoryError(ENOTDIR, "a file stands where the folder is to be")

    def put(self, tree: Path) -> None:
        """Move the packages into a tree. Raises OSError, also where somebody took that tree away."""
        for place, draft in self._drafts.items():
            target = tree / place
            target.parent.mkdir(exist_ok=True)
            discard(target)
            draft.rename(target)
