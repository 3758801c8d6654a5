"""import_text(): the text of a published page -> an issue in YAML, with each guess said.

The page is cut into paragraphs, which are recognized by the briefing's own wording and structure.
Whatever else can be cut into paragraphs can be imported by the same rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from copydesk.diagnostic import Diagnostic, Refused
from copydesk.importing.beginning import begin
from copydesk.importing.block import Blocks
from copydesk.importing.edges import Whole, locate
from copydesk.importing.editions import Editions
from copydesk.importing.entries import Sections
from copydesk.importing.fixed import Fixed
from copydesk.importing.page import Page, read
from copydesk.importing.parts import divide
from copydesk.importing.remarks import Remarks
from copydesk.importing.tail import keep_aside, read_tail
from copydesk.importing.top import Top
from copydesk.importing.yamltext import Entry, write
from copydesk.library import Library
from copydesk.report import counted
from copydesk.structure import Structure, structure

__all__ = ["Imported", "Options", "import_text"]


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


def import_text(text: str, name: str, library: Library, options: Options) -> Imported:
    """The issue of a briefing that the text of a page holds; `name` is what diagnostics call the page.

    Never raises: an error among the diagnostics says why the YAML is empty.
    """
    remarks = Remarks(name)
    try:
        yaml = _import(text, structure(library, options.briefing, ""), options, remarks)
    except Refused as refusal:
        return Imported("", (*remarks.ordered, *refusal.diagnostics))
    return Imported(yaml, remarks.ordered)


def _import(text: str, frame: Structure, options: Options, remarks: Remarks) -> str:
    fixed = Fixed(frame)
    page = read(text, frame.loaded.briefing.calendar.months)
    _say_hidden(page, remarks)
    whole = locate(page.blocks, fixed, remarks)
    if whole is None:
        remarks.refuse(
            "I001",
            f"This text holds no issue of the briefing {frame.loaded.briefing.name}.",
            "Copy the whole page, from its title to its end; or name another briefing.",
        )
        return ""
    return write(_entries(page, whole, fixed, options, remarks))


def _entries(page: Page, whole: Whole, fixed: Fixed, options: Options, remarks: Remarks) -> list[Entry]:
    parts = divide(whole.rest, fixed, remarks)
    opening, story = begin(whole, parts.beginning, fixed, remarks)
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
        *_leftover((*sections.homeless, *read_tail(parts.tail, fixed, remarks))),
    ]


def _last_step(name: str) -> str:
    """The last step of a path: the folders before it are nobody's business."""
    last = re.split(r"[/\\]", name)[-1]
    return "".join(letter if letter.isprintable() else " " for letter in last)


def _leftover(blocks: Blocks) -> list[Entry]:
    """What no section takes, as a comment at the end."""
    said = tuple(block.text for block in blocks)
    return [Entry(above=("The page also says:", *said))] if said else []


def _say_hidden(page: Page, remarks: Remarks) -> None:
    if page.hidden:
        remarks.note(
            "I016",
            page.hidden[0],
            f"Invisible control characters were taken out of {counted(len(page.hidden), 'line')}; this is the first.",
            "Compare with the page.",
        )
