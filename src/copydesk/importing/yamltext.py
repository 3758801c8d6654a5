"""Values -> the text of a YAML file, as a correspondent would write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from copydesk.importing.inline import prose
from copydesk.importing.sections import Value

_QUOTED = re.compile(
    r"[-?:](?: |$)|[,\[\]{}#&*!|>'\"%@`]|.*(?:: | #|:$)|(?!\d{4}-\d\d-\d\d$)(?:[\d.,:+_-]+|true|false|yes|no|on|off|null|y|n|~)$",
    re.IGNORECASE,
)
"""Lines that YAML, or a reader of YAML, would take for something else than text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A field at the top of an issue, with what a comment says above it."""

    key: str = ""
    """Empty for a comment that stands alone."""
    value: Value = ""
    above: tuple[str, ...] = ()
    off: bool = False
    """Whether the field itself is a comment, for somebody to take up."""


def write(entries: Iterable[Entry]) -> str:
    """The file; a blank line stands before each section."""
    lines: list[str] = []
    for entry in entries:
        if lines and (not entry.key or isinstance(entry.value, dict)):
            lines.append("")
        lines += _entry(entry)
    return "\n".join([*lines, ""])


def _entry(entry: Entry) -> Iterator[str]:
    for line in entry.above:
        yield f"# {' '.join(line.split())}".rstrip()
    if not entry.key:
        return
    for line in _field(entry.key, entry.value):
        yield f"# {line}".rstrip() if entry.off else line


def _field(key: str, value: Value) -> Iterator[str]:
    if isinstance(value, bool):
        yield f"{key}: {'yes' if value else 'no'}"
    elif isinstance(value, str):
        yield f"{key}: {scalar(value)}".rstrip()
    elif isinstance(value, tuple):
        yield f"{key}: |"
        for before, paragraph in zip((None, *value), value, strict=False):
            yield from ("",) if before and not (before.is_item and paragraph.is_item) else ()
            yield f"  {prose(paragraph)}"
    else:
        yield f"{key}:"
        for line in _items(value) if isinstance(value, list) else _fields(value):
            yield f"  {line}".rstrip()


def _fields(values: dict[str, Value]) -> Iterator[str]:
    for key, value in values.items():
        yield from _field(key, value)


def _items(values: list[Value]) -> Iterator[str]:
    for value in values:
        lines = _fields(value) if isinstance(value, dict) else iter([scalar(str(value))])
        yield f"- {next(lines)}"
        for line in lines:
            yield f"  {line}"


def scalar(text: str) -> str:
    """A line as YAML: bare where it can be, else in the quotes that need no escape."""
    if not _QUOTED.match(text):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
