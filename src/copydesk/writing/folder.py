"""A folder of files, written where nobody looks yet."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

Files = Mapping[str, bytes]
"""Files by their place in a folder, `platforms/listmonk/body.html`."""


def fill(folder: Path, files: Files) -> None:
    """Make a folder with these files, which all may read. Raises OSError."""
    folder.mkdir(parents=True)
    for within in sorted({(folder / name).parent for name in files}):
        within.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        place = folder / name
        place.write_bytes(content)
        place.chmod(0o644)
    for within in (folder, *(each for each in folder.rglob("*") if each.is_dir())):
        within.chmod(0o755)


def discard(path: Path) -> None:
    """Take away what is there, if anything is. Raises OSError where something has to stay."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
