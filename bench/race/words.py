"""Whether messages say the same: every word, link and picture in its order, and the title.

    python -m bench.race.words OURS.html THEIRS.html...

Blanks are not compared, nor the invisible characters with which a preheader is filled up: each tool has its own.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from typing import NamedTuple

from copydesk.markup import finder, page

_BLANK = {"Cc", "Cf", "Mn", "Zl", "Zp", "Zs"}
"""The categories of Unicode that fillers and blanks are of; none of the copy's own letters is."""


class Said(NamedTuple):
    """What a message says."""

    title: str
    words: str
    links: tuple[str, ...]
    pictures: tuple[tuple[str, str], ...]


def said(html: str) -> Said:
    """What the page of a message says to its readers, comments and styles left out."""
    tree = page(html)
    return Said(
        _dense(finder("string(//head/title)")(tree)),
        _dense("".join(finder("//body//text()[not(ancestor::style)]")(tree))),
        tuple(link.get("href") for link in tree.iter("a")),
        tuple((image.get("src"), image.get("alt")) for image in tree.iter("img")),
    )


def _dense(text: str) -> str:
    return "".join(letter for letter in text if unicodedata.category(letter) not in _BLANK)


def difference(ours: Said, theirs: Said) -> str:
    """Where the two part first; empty where they do not."""
    for part, one, other in zip(Said._fields, ours, theirs, strict=True):
        if one != other:
            pairs = zip(one, other, strict=False)
            at = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
            return f"{part}: {one[at : at + 40]!r} is {other[at : at + 40]!r} there"
    return ""


def main(ours: str, *theirs: str) -> None:
    mine = said(Path(ours).read_text("utf-8"))
    for path in theirs:
        if found := difference(mine, said(Path(path).read_text("utf-8"))):
            raise SystemExit(f"{Path(path).name} does not say the same, so there is no race. {found}.")


if __name__ == "__main__":
    main(*sys.argv[1:])
