"""What an editor writes for a field: its lines, with a stop for each text that is still to come.

The form is that of snippets in the Language Server Protocol, which the YAML language server takes too:
`$1` is where the cursor goes first, `${2:Why It Matters}` a text to type over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.faults import Path
from copydesk.fields import Field, inner
from copydesk.skeleton import bare, item
from copydesk.structure import Structure

_LATER = 99
"""The number of an item that follows others: no label is expected of it."""


def snippet(structure: Structure, path: Path, field: Field) -> str:
    """The field at a path into an issue, from its name on."""
    lines = bare(structure, field, path)
    if len(lines) == 1 and inner(field, structure.fields_of):
        return f"{lines[0]}\n  $1"
    return "\n".join(_stopped(lines))


def another(structure: Structure, path: Path, field: Field) -> str:
    """One more item of the list at a path, from its dash on."""
    return "\n".join(_stopped(item(structure, field, (*path, _LATER))))


def _stopped(lines: list[str]) -> Iterator[str]:
    """The lines, with a stop wherever something is to be written."""
    stops = 0
    for line, following in zip(lines, [*lines[1:], "end"], strict=True):
        name, _, value = line.partition(":")
        if value == " |" or _column(following) > _column(line) >= 0:
            yield line
            column = _column(line) + 2
            continue
        stops += 1
        if not line:
            yield f"{' ' * column}${stops}"
        elif value:
            yield f"{name}: ${{{stops}:{_literal(value.strip())}}}"
        else:
            yield f"{line} ${stops}"


def _column(line: str) -> int:
    """Where the name in a line stands, behind its blanks and its dash; -1 where it has none."""
    return len(line) - len(line.lstrip(" -")) if line else -1


def _literal(text: str) -> str:
    return re.sub(r"([\\$}])", r"\\\1", text)
