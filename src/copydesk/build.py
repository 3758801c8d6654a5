"""One issue -> its folder in dist/, whole or not at all. The only module that writes files."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from errno import ENOTDIR
from pathlib import Path

from copydesk.diagnostic import Diagnostic, Refused, Severity, Span, has_errors
from copydesk.document import Document
from copydesk.examine import examine
from copydesk.inspection.remarks import remarks
from copydesk.issue import Fitted, Issue
from copydesk.packing import pack
from copydesk.swap import swap
from copydesk.targets import LIGHT
from copydesk.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one source: its folder and files where it was built, and what was found."""

    source: str
    folder: Path | None
    files: Mapping[str, int]
    """The size of each file, in bytes."""
    changed: bool
    diagnostics: tuple[Diagnostic, ...]


Before = Callable[[Path], AbstractContextManager[None]]
"""Is told the folder of a package that is about to be written, and surrounds the step that puts it there."""


def build(
    paths: Iterable[Path],
    workspace: Workspace,
    light: bool | None = None,
    before: Before = lambda _: nullcontext(),
) -> Iterator[Built]:
    """Build each source into dist/, one after the other. A fault in one does not stop the next.

    With `light`, also without remote content; None leaves it to the briefing, and to what is there.
    """
    taken: dict[Path, str] = {}
    for path in paths:
        name = workspace.shown(path)
        try:
            yield _build(path, workspace, taken, light, before)
        except Refused as refusal:
            yield Built(name, None, {}, changed=False, diagnostics=refusal.diagnostics)


def _build(
    path: Path, workspace: Workspace, taken: dict[Path, str], light: bool | None, before: Before
) -> Built:
    fitted = examine(path, workspace)
    name = fitted.document.path
    try:
        folder, files = _packed(fitted, workspace, taken, light)
        changed = write_folder(folder, files, before)
    except Refused as refusal:
        found = (*fitted.diagnostics, *refusal.diagnostics)
        return Built(name, None, {}, changed=False, diagnostics=found)
    sizes = {each: len(content) for each, content in files.items()}
    found = (*fitted.diagnostics, *_remarks(files, fitted, workspace))
    return Built(name, folder, sizes, changed=changed, diagnostics=found)


def _remarks(files: Mapping[str, bytes], fitted: Fitted, workspace: Workspace) -> tuple[Diagnostic, ...]:
    """What clients will make of a message that was built."""
    if fitted.issue is None:
        return ()
    html = files["email.html"].decode()
    return remarks(html, fitted.issue, fitted.document.path, workspace.library)


def _packed(
    fitted: Fitted, workspace: Workspace, taken: dict[Path, str], light: bool | None
) -> tuple[Path, dict[str, bytes]]:
    """Where an issue's package belongs, and its files. Raises Refused where it is not to be built."""
    document, issue = fitted.document, fitted.issue
    if issue is None or has_errors(fitted.diagnostics):
        raise Refused
    folder = place_of(issue, workspace)
    if taken.setdefault(folder, document.path) != document.path:
        raise Refused(_twice(document, taken[folder]))
    if light is None:
        light = issue.briefing.light or (folder / LIGHT).is_dir()
    return folder, pack(document, issue, workspace, light=light)


def place_of(issue: Issue, workspace: Workspace) -> Path:
    """The folder that an issue's package belongs in."""
    return workspace.dist / issue.slug / issue.envelope.date.isoformat()


def _twice(document: Document, other: str) -> Diagnostic:
    node = document.node(("date",))
    span = document.span(node.start, node.end) if node else Span()
    message = f"{other} has the same briefing and date: both would be written to one folder."
    return document.report(span, "W003", message, "Change the date of one of them.")


def write_folder(folder: Path, files: Mapping[str, bytes], before: Before = lambda _: nullcontext()) -> bool:
    """Write a folder so that at each moment it is there as it was, or as it is to be.

    `before` surrounds the step where anything changes, which is returned. Raises Refused where it cannot be
    written; then it is as it was.
    """
    if _holds(folder, files):
        return False
    if folder.exists() and not folder.is_dir():
        raise _unwritable(folder, NotADirectoryError(ENOTDIR, "a file stands where the folder is to be"))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        _fill(draft, files)
        with before(folder):
            swap(draft, folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        _discard(draft)
    return True


def _fill(draft: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder by their place in it, `platforms/listmonk/body.html`; all may read them."""
    for name, content in files.items():
        place = draft / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        place.chmod(0o644)
    for within in (draft, *(each for each in draft.rglob("*") if each.is_dir())):
        within.chmod(0o755)


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
        raise _unwritable(path, error) from error
    draft = Path(name)
    try:
        os.close(handle)
        draft.write_bytes(content)
        draft.chmod(0o600 if private else 0o644)
        draft.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        _discard(draft)


def take_away(path: Path) -> None:
    """Take a file away that is not to be there. Raises Refused where it has to stay."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error


def _discard(path: Path) -> None:
    """Take away what is left of a draft, if anything is."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _holds(folder: Path, files: Mapping[str, bytes]) -> bool:
    try:
        there = {each.relative_to(folder).as_posix() for each in folder.rglob("*") if not each.is_dir()}
        return there == files.keys() and all(
            (folder / name).read_bytes() == content for name, content in files.items()
        )
    except OSError:
        return False


def _unwritable(path: Path, error: OSError) -> Refused:
    reason = error.strerror or str(error)
    return Refused(
        Diagnostic(
            str(path),
            Span(),
            Severity.ERROR,
            "W005",
            f"This cannot be written: {reason}.",
            "What was there before is there still. Mend the disk or the permissions, and build again.",
        )
    )


def there(path: Path, message: str, mend: str) -> Refused:
    """That something is not written, because something is there already."""
    return Refused(Diagnostic(str(path), Span(), Severity.ERROR, "W004", message, mend))
