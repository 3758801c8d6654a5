"""What a person sees: lines, colors, diagnostics with the line that they are about."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from copydesk.cli.place import workspace

if TYPE_CHECKING:
    from copydesk.diagnostic import Diagnostic

COLORS = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "note": {"fg": "cyan", "bold": True},
    "place": {"bold": True},
    "mend": {"fg": "green"},
    "line": {"fg": "bright_black"},
    "good": {"fg": "green", "bold": True},
}


def say(text: str = "", *, err: bool = False) -> None:
    """Print a line: in color on a terminal, without elsewhere or where NO_COLOR is set."""
    click.echo(text, err=err, color=False if os.environ.get("NO_COLOR") else None)


def give(text: str) -> None:
    """Print what a file may be made of: in UTF-8 wherever it goes."""
    click.echo(text.rstrip("\n").encode())


def paint(role: str, text: str) -> str:
    """The text in the color of its role."""
    return click.style(text, **COLORS[role])  # type: ignore[arg-type]


def show(diagnostics: Iterable[Diagnostic], *, err: bool = False) -> None:
    """Print diagnostics, a blank line after each."""
    from copydesk.report import text

    for diagnostic in diagnostics:
        say(text(diagnostic, line_of, paint) + "\n", err=err)


def show_counted(diagnostics: Iterable[Diagnostic], paragraphs: Sequence[str], *, err: bool = False) -> None:
    """Print diagnostics on a file that has paragraphs and no lines, each with its paragraph."""
    from copydesk.diagnostic import Span
    from copydesk.report import in_paragraphs, text

    def paragraph(_path: str, number: int) -> str:
        return "" if diagnostic.span == Span() else "".join(paragraphs[number - 1 : number])

    for diagnostic in diagnostics:
        say(text(diagnostic, paragraph, paint, in_paragraphs) + "\n", err=err)


def line_of(path: str, number: int) -> str:
    """A line of a file that a diagnostic names; empty where it cannot be read."""
    documents = click.get_current_context().find_root().meta.setdefault("copydesk.documents", {})
    if path not in documents:
        documents[path] = _document(path)
    return str(documents[path].line(number)) if documents[path] else ""


def position(path: str, offset: int) -> tuple[int, int]:
    """The line and column of an offset into a file that a diagnostic names."""
    line_of(path, 1)
    document = click.get_current_context().find_root().meta["copydesk.documents"][path]
    return document.position(offset) if document else (1, 1)


def _document(path: str) -> Any:
    from copydesk.diagnostic import Refused
    from copydesk.reading import read

    try:
        here = workspace().root / path
        return read(here if here.exists() else Path(path))
    except Refused:
        return None
