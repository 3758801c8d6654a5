"""Issues for a measurement: as many as are asked for, one cadence apart, no paragraph twice."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "issues" / "2024-05-10.yaml"
"""The example with about 1,800 words."""
FIRST = date(1990, 1, 3)
_TEXT = re.compile(r"(?m)^( {4,})(?![-\w]+:|- )(\S+) ")
_CAPTION = re.compile(r"(?m)^( +caption: \S+) ")
_NAMED = re.compile(r"(?m)^((?:title| +(?:- )?headline): .*)$")
_LINK = re.compile(r"\]\((https://[^)]*)\)")


def word(number: int) -> str:
    """A word for a number, in letters."""
    letters = ""
    while number:
        number, rest = divmod(number, 26)
        letters += chr(ord("a") + rest)
    return f"Q{letters}"


def write(folder: Path, count: int) -> list[Path]:
    """Write issues into a folder; returns their paths, the oldest first."""
    text = SOURCE.read_text("utf-8")
    paths = []
    for number in range(count):
        day = FIRST + timedelta(days=14 * number)
        issue = re.sub(r"(?m)^date: .*$", f"date: {day}", text)
        issue = _TEXT.sub(rf"\1\2 {word(number)} ", issue)
        issue = _CAPTION.sub(rf"\1 {word(number)} ", issue)
        issue = _NAMED.sub(rf"\1 {word(number)}", issue)
        issue = _LINK.sub(rf"](\1?n={number})", issue)
        paths.append(folder / f"{day}.yaml")
        paths[-1].write_text(issue, "utf-8")
    return paths
