"""Style sheets, without the blanks that nobody reads."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

_KEPT = re.compile(r"""(/\*.*?\*/|"[^"\n]*"|'[^'\n]*'|@[^{};"']*\{\s*)""", re.DOTALL)
"""Comments, what stands in quotes, and the conditions of @-rules, which clients read in one spelling."""
_BLANKS = re.compile(r"\s+")
_AROUND = re.compile(r" ?([{};,]) ?| (?=!)")
_COLON = re.compile(r": ")
_LAST = re.compile(r";(?=\})")
_MARK = re.compile(r"(?<=[{}%#])(?=[{}%#])")
"""Where a blank keeps `}}`, `%}` and `{#` apart: mailing systems take those for marks of their own."""


def shorten_sheets(tree: Any) -> None:
    """Write each style sheet at its shortest; a comment in it goes, what stands in quotes stays."""
    for sheet in tree.iter("style"):
        sheet.text = _short(sheet.text or "")


@lru_cache(maxsize=64)
def _short(sheet: str) -> str:
    parts = _KEPT.split(sheet)
    parts[1::2] = [_kept(part) for part in parts[1::2]]
    parts[::2] = [_plain(part) for part in parts[::2]]
    return _LAST.sub("", "".join(parts)).strip()


def _kept(part: str) -> str:
    if part.startswith("@"):
        return part.rstrip() + " "
    return "" if part.startswith("/*") else part


def _plain(text: str) -> str:
    short = _COLON.sub(":", _AROUND.sub(lambda found: found[1] or "", _BLANKS.sub(" ", text)))
    return _MARK.sub(" ", _LAST.sub("", short))
