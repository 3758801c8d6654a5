"""import_file(): a text, a saved page or a Word file -> an issue in YAML, with each guess said.

Each is cut into paragraphs of one form, which are recognized by the briefing's own wording and structure,
and by what the source says of them: headings, lists, strong words, links.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from copydesk.diagnostic import Diagnostic, Refused
from copydesk.importing.beginning import begin
from copydesk.importing.edges import Whole, locate
from copydesk.importing.editions import Editions
from copydesk.importing.entries import Sections
from copydesk.importing.fixed import Fixed
from copydesk.importing.inline import in_comment
from copydesk.importing.losses import say_lost
from copydesk.importing.page import Page, read
from copydesk.importing.parts import divide
from copydesk.importing.photos import chosen, set_aside
from copydesk.importing.remarks import Remarks
from copydesk.importing.sources import LARGEST, Source, read_source
from copydesk.importing.tail import keep_aside, read_tail
from copydesk.importing.top import Top
from copydesk.importing.yamltext import Entry, write
from copydesk.library import Library
from copydesk.report import counted
from copydesk.structure import Structure, structure

__all__ = ["LARGEST_FILE", "Imported", "Options", "import_file", "import_text"]

LARGEST_FILE = max(LARGEST.values())
"""The most bytes of any file that is imported."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller knows of an issue: its briefing, and perhaps its date and title."""

    briefing: str = "china-in-eurasia"
    date: date | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """An issue in YAML, empty where nothing was recognized, and what there is to say about it."""

    yaml: str
    diagnostics: tuple[Diagnostic, ...]
    paragraphs: tuple[str, ...] | None = None
    """The paragraphs that the diagnostics' lines count; None where they do count lines."""


def import_file(data: bytes, name: str, library: Library, options: Options) -> Imported:
    """The issue that the bytes of a file hold: a text, an HTML page or a Word file (.docx).

    Which of them it is, the bytes say. Never raises: an error among the diagnostics says why the
    YAML is empty. Nothing is fetched, whatever the file asks for.
    """
    return _imported(lambda months, remarks: read_source(data, months, remarks), name, library, options)


def import_text(text: str, name: str, library: Library, options: Options) -> Imported:
    """The issue of a briefing that the text of a page holds; `name` is what diagnostics call the page.

    Never raises: an error among the diagnostics says why the YAML is empty.
    """
    return _imported(lambda months, _: Source(read(text, months)), name, library, options)


_Reader = Callable[[Sequence[str], Remarks], Source]


def _imported(reader: _Reader, name: str, library: Library, options: Options) -> Imported:
    remarks = Remarks(name)
    source = Source(Page(()), ())
    try:
        frame = structure(library, options.briefing, "")
        source = reader(frame.loaded.briefing.calendar.months, remarks)
        yaml = _import(source.page, frame, options, remarks)
    except Refused as refusal:
        return Imported("", (*remarks.ordered, *refusal.diagnostics), source.paragraphs)
    return Imported(yaml, remarks.ordered, source.paragraphs)


def _import(page: Page, frame: Structure, options: Options, remarks: Remarks) -> str:
    fixed = Fixed(frame)
    _say_hidden(page, remarks)
    whole = locate(page.blocks, fixed, remarks)
    if whole is None:
        remarks.refuse(
            "I001",
            f"This text holds no issue of the briefing {frame.loaded.briefing.name}.",
            "Copy the whole page, from its title to its end; or name another briefing.",
        )
        return ""
    yaml = write(_entries(page, whole, fixed, options, remarks))
    say_lost(whole, yaml, fixed, remarks)
    return yaml


def _entries(page: Page, whole: Whole, fixed: Fixed, options: Options, remarks: Remarks) -> list[Entry]:
    parts = divide(whole.rest, fixed, remarks)
    photo, others = chosen(page.photos, whole)
    opening, story = begin(whole, parts.beginning, photo, fixed, remarks)
    found = {fixed.main: story, **parts.sections}
    editions = Editions(fixed, opening, parts.headings)
    edition = editions.best()
    top = Top(editions, edition, remarks, options.date, options.title)
    sections = Sections(editions, edition, found, remarks)
    for block in sections.homeless:
        keep_aside(block, remarks)
    return [
        Entry(above=(f"Imported from {_last_step(remarks.name)}.",)),
        *top.entries(page, whole, found, parts.tail),
        *sections.entries(page.blocks[-1]),
        *_leftover(
            (
                *map(in_comment, (*sections.homeless, *read_tail(parts.tail, fixed, remarks))),
                *set_aside(others, remarks),
            )
        ),
    ]


def _last_step(name: str) -> str:
    """The last step of a path: the folders before it are nobody's business."""
    last = re.split(r"[/\\]", name)[-1]
    return "".join(letter if letter.isprintable() else " " for letter in last)


def _leftover(said: tuple[str, ...]) -> list[Entry]:
    """What no section takes, as a comment at the end."""
    return [Entry(above=("The page also says:", *said))] if said else []


def _say_hidden(page: Page, remarks: Remarks) -> None:
    if page.hidden:
        remarks.note(
            "I016",
            page.hidden[0],
            f"Invisible control characters were taken out of {counted(len(page.hidden), 'line')}; this is the first.",
            "Compare with the page.",
        )
