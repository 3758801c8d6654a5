"""A second tree of the same files, made by links: to change it changes nothing in the first."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from copydesk.writing.folder import discard


def mirror(front: Path, back: Path) -> None:
    """Make `back` a tree of the very files in `front`, which is only read. Raises OSError.

    What is the same in both is left as it is, so that this costs a look at each name and nothing more. A file
    is to be replaced in it and never opened for writing: the other tree has the same. Pipes and the like, which
    hold nothing and would never end, are left out.
    """
    if back.is_symlink() or not back.is_dir() or not front.is_dir():
        discard(back)
        back.mkdir(parents=True)
    if not front.is_dir():
        return
    back.chmod(front.stat().st_mode & 0o7777)
    with os.scandir(front) as found:
        wanted = {each.name: each for each in found}
    with os.scandir(back) as found:
        there = {each.name: each for each in found}
    for name, each in there.items():
        if name not in wanted or not _is_same(wanted[name], each):
            discard(Path(each.path))
    for name, each in wanted.items():
        _reflect(each, back / name)


def _reflect(each: os.DirEntry[str], place: Path) -> None:
    if each.is_dir(follow_symlinks=False):
        mirror(Path(each.path), place)
    elif (each.is_symlink() or each.is_file()) and not os.path.lexists(place):
        _link(each.path, place)


def _is_same(one: os.DirEntry[str], other: os.DirEntry[str]) -> bool:
    """Whether two names are of one file, or of two folders."""
    if one.is_dir(follow_symlinks=False):
        return other.is_dir(follow_symlinks=False)
    return one.inode() == other.inode()


def _link(path: str, place: Path) -> None:
    try:
        os.link(path, place, follow_symlinks=False)
    except OSError:  # a disk without links, or a file that has as many as it may have
        shutil.copy2(path, place, follow_symlinks=False)
