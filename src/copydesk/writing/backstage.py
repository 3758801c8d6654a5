"""The hidden folder beside dist/ in which its next state is made, before the two change places in one step."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from copydesk.writing.file import unwritable, write_file
from copydesk.writing.folder import discard
from copydesk.writing.mirror import mirror
from copydesk.writing.swap import settle, swap

HIDDEN = ".copydesk"


class Backstage:
    """Where the next state of one folder, `front`, is made; beside it, so that no disk lies between them.

    Raises Refused where that folder is a link to itself.
    """

    def __init__(self, front: Path) -> None:
        try:
            self.front = front.resolve()
        except RuntimeError as error:  # as Python up to 3.12 says it; later ones leave it to the first use
            raise unwritable(front, OSError(errno.ELOOP, os.strerror(errno.ELOOP))) from error
        self.folder = self.front.parent / HIDDEN
        self.back = self.folder / self.front.name
        self._drafts = self.folder / "drafts"

    @contextmanager
    def drafts(self) -> Iterator[Path]:
        """A folder for drafts, which is gone afterwards. Raises OSError."""
        self._open()
        with ExitStack() as stack:
            with _held(self._drafts):  # a folder that nobody holds yet would be swept away
                place = Path(tempfile.mkdtemp(dir=self._drafts))
                stack.enter_context(_held(place))
            try:
                yield place
            finally:
                with suppress(OSError):
                    discard(place)

    def sweep(self) -> None:
        """Take away the drafts of builds that were killed."""
        with suppress(OSError), _held(self._drafts):
            for each in self._drafts.iterdir():
                if _is_left(each):
                    discard(each)

    @contextmanager
    def scene(self) -> Iterator[Path]:
        """The back tree, as the front one is now, held so that no other build changes either. Raises OSError."""
        self._open()
        with _held(self._drafts):
            settle(self.back, self.front)
            mirror(self.front, self.back)
            yield self.back

    def change(self) -> None:
        """Let the back tree, once all of it is on the disk, take the place of the front one. Raises OSError.

        What stood in front is the back tree then: whoever reads in it still finds it whole, until the next build.
        """
        if self.front.exists() and not os.access(self.front, os.W_OK):
            raise PermissionError(13, "Permission denied")
        if sys.platform != "win32":
            os.sync()
        swap(self.back, self.front)
        _sync(self.front.parent, self.folder)

    def _open(self) -> None:
        self._drafts.mkdir(parents=True, exist_ok=True)
        if not (ignored := self.folder / ".gitignore").exists():
            write_file(ignored, b"*\n")


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold a folder until another lets go of it; a killed process does. Where there are no locks, nothing is held."""
    handle = _opened(folder)
    if handle is not None:
        _lock(handle, wait=True)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _is_left(folder: Path) -> bool:
    """Whether nobody holds a folder any more."""
    handle = _opened(folder)
    if handle is None:
        return False
    try:
        return _lock(handle, wait=False)
    finally:
        os.close(handle)


def _opened(folder: Path) -> int | None:
    try:
        return None if sys.platform == "win32" else os.open(folder, os.O_RDONLY)
    except OSError:
        return None


def _lock(handle: int, *, wait: bool) -> bool:
    if sys.platform == "win32":
        return False
    import fcntl  # noqa: PLC0415 - Windows has none

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True


def _sync(*folders: Path) -> None:
    """Have on the disk what these folders hold."""
    for folder in folders:
        if (handle := _opened(folder)) is not None:
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
