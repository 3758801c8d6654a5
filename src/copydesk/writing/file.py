"""One file, written whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from copydesk.diagnostic import Diagnostic, Refused, Severity, Span


def write_file(path: Path, content: bytes, *, new: bool = False, private: bool = False) -> None:
    """Write one file, whole or not at all. With `new`, refuses to replace one that is there.

    A `private` one, and a folder made for it, is its owner's alone. Raises Refused where it cannot be written.
    """
    if new and path.exists():
        raise there(path, "This file is there already.", "Choose another name, or move it away.")
    try:
        path.parent.mkdir(mode=0o700 if private else 0o777, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise unwritable(path, error) from error
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(handle)
        draft.chmod(0o600 if private else 0o644)
        draft.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        draft.unlink(missing_ok=True)


def write_anew(path: Path, content: bytes) -> None:
    """Write a file, which all may read, into a folder of a tree where nobody looks yet.

    What is there is not opened: another tree may have the very same file. Raises OSError.
    """
    path.unlink(missing_ok=True)
    path.write_bytes(content)
    path.chmod(0o644)


def unwritable(path: Path, error: OSError) -> Refused:
    """That something could not be written, and why."""
    reason = error.strerror or str(error)
    mend = "Mend the disk or the permissions, and build again."
    if error.errno == errno.EBUSY:
        reason = "a disk is mounted there, and cannot be exchanged for another folder"
        mend = f"Mount it elsewhere, let `{path.name}` be a link to a folder on it, and build again."
    return Refused(
        Diagnostic(
            str(path),
            Span(),
            Severity.ERROR,
            "W005",
            f"This cannot be written: {reason}.",
            f"What was there before is there still. {mend}",
        )
    )


def there(path: Path, message: str, mend: str) -> Refused:
    """That something is not written, because something is there already."""
    return Refused(Diagnostic(str(path), Span(), Severity.ERROR, "W004", message, mend))
