"""What the desk's page is told of an issue: what is wrong, where each paragraph stands, what it weighs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from copydesk.briefing import Section
from copydesk.checks.finished import CLIPPED, size_of
from copydesk.checks.rhythm import reading_minutes, texts_of
from copydesk.diagnostic import Diagnostic, Refused, Severity
from copydesk.document import Document
from copydesk.issue import Fitted
from copydesk.manuscript import WORDS, Copy
from copydesk.message import Message, Reference
from copydesk.preview.comparing import lines
from copydesk.preview.galleys import Galley
from copydesk.targets.hosts import hosts

Told = dict[str, Any]

INBOXES = (("Gmail, desktop", 70, 97), ("Outlook.com", 60, 35), ("Apple Mail, phone", 48, 99))
"""Inboxes with the characters that each shows of a subject and of a preheader: subjects of the two desktops
from theorchardagency.com.au, "Subject Line Length And Open Rates", their preheaders from themarketer.com, "How
Long Should Your Preview Texts Be"; the phone, an iPhone 14, from emailtooltester.com, "Email Subject Lines".
Letters differ in width, so all of it is about so many."""


def row(galley: Galley) -> Told:
    """An issue in the list: its title, date and state."""
    fitted = galley.fitted
    title = fitted.at("title") if fitted else None
    day = fitted.at("date") if fitted else None
    return {
        "title": title.text.value if title else "",
        "date": day.text.value if day else "",
        "words": sum(copy.prose.length for copy in fitted.copy if copy.field.type == "prose")
        if fitted
        else 0,
        "errors": _count(galley, Severity.ERROR),
        "warnings": _count(galley, Severity.WARNING),
    }


def told(galley: Galley, platforms: list[str]) -> Told:
    """All that the page shows of an issue at once, but for the message itself; `platforms` are its mailing systems."""
    fitted = galley.fitted
    return {
        **row(galley),
        "revision": galley.revision,
        "current": galley.is_current,
        "path": galley.name,
        "file": str(galley.path),
        "envelope": _envelope(galley),
        "platforms": platforms,
        "source": fitted.document.source.splitlines() if fitted else [],
        "places": list(_places(fitted)) if fitted else [],
        "sections": [_section(fitted, each) for each in _sections(fitted)] if fitted else [],
        "problems": [problem(each, number, galley.name) for number, each in enumerate(galley.diagnostics)],
    }


def reasons(refusal: Refused) -> list[str]:
    """Why something cannot be had, each with the file that is at fault."""
    return [f"{each.path}: {each.message}" for each in refusal.diagnostics]


def weighed(message: Message) -> Told:
    """What a message weighs, where its links lead, and whom it asks for something."""
    return {
        "bytes": size_of(message),
        "clip": CLIPPED,
        "cut": cut_at(message.html),
        "text": len(message.text.encode()),
        "sections": [{"section": key, "bytes": cost} for key, cost in message.sections.items()],
        "links": [_reference(each) for each in message.links],
        "images": [_reference(each) for each in message.images],
        "hosts": hosts(message.html),
    }


def cut_at(html: str) -> str:
    """The first paragraph that Gmail does not show; empty where it shows all."""
    shown = lines(html.encode()[:CLIPPED].decode("utf-8", "ignore"))
    whole = lines(html)
    return whole[len(shown) - 1] if shown and len(html.encode()) > CLIPPED else ""


def _count(galley: Galley, severity: Severity) -> int:
    return sum(each.severity is severity for each in galley.diagnostics)


def _envelope(galley: Galley) -> Told | None:
    if galley.issue is None:
        return None
    envelope = galley.issue.envelope
    return {
        "sender": envelope.sender_name,
        "address": envelope.sender_address,
        "subject": envelope.subject,
        "preheader": envelope.preheader,
        "inboxes": [
            {"name": name, "subject": subject, "preheader": preheader} for name, subject, preheader in INBOXES
        ],
    }


def _sections(fitted: Fitted) -> tuple[Section, ...]:
    return fitted.structure.sections if fitted.structure else ()


def _section(fitted: Fitted, section: Section) -> Told:
    words = sum(copy.prose.length for copy in texts_of(fitted, section))
    return {
        "key": section.key,
        "words": words,
        "minutes": reading_minutes(words) if words else 0,
        "least": section.words.min,
        "most": section.words.max,
    }


def _places(fitted: Fitted) -> Iterator[Told]:
    """Each paragraph as the message shows it, with where it stands in the source."""
    for copy in fitted.copy:
        if copy.field.type in WORDS:
            yield from _paragraphs(fitted.document, copy)


def _paragraphs(document: Document, copy: Copy) -> Iterator[Told]:
    section = copy.section.key if copy.section else ""
    for paragraph in copy.prose.paragraphs:
        start = min(paragraph.start, max(len(copy.text.value) - 1, 0))
        span = document.place(copy.text, start, start + 1)
        yield {"words": paragraph.plain(), "line": span.line, "column": span.column, "section": section}


def problem(found: Diagnostic, number: int, path: str) -> Told:
    """One diagnostic, with its number among those of the issue at `path`; -1 where it is none of them."""
    span = found.span
    return {
        "number": number,
        "code": found.code,
        "severity": str(found.severity),
        "message": found.message,
        "mend": found.mend,
        "line": span.line,
        "column": span.column,
        "end": [span.end_line, span.end_column],
        "fix": found.fix.title if found.fix else "",
        "here": found.path == path,
        "path": found.path,
    }


def _reference(found: Reference) -> Told:
    return {"section": found.section, "words": found.words, "address": found.address}
