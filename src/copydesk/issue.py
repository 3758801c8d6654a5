"""fit(): a document and its briefing -> an issue, or what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from copydesk.briefing import Briefing, Component, Library, Section
from copydesk.diagnostic import Diagnostic, Refused, has_errors
from copydesk.document import Document, Items, Node, Text
from copydesk.document import Mapping as Entries
from copydesk.faults import Path, diagnose
from copydesk.fields import Fault, Field, FieldsOf, Values, inner
from copydesk.leaves import LEAVES
from copydesk.structure import Structure, structure
from copydesk.wording import Facts, facts_of, fill, replace


@dataclass(frozen=True, slots=True)
class Envelope:
    """What an inbox shows before the message is opened."""

    subject: str
    preheader: str
    sender_name: str
    sender_address: str
    date: date


@dataclass(frozen=True, slots=True)
class Part:
    """One section of an issue with all its values, fixed and written; None where there is none."""

    section: Section
    component: Component
    values: Values


@dataclass(frozen=True, slots=True)
class Issue:
    """One dated instance of a briefing, whole."""

    slug: str
    briefing: Briefing
    edition: str
    envelope: Envelope
    title: str
    standfirst: str
    canonical: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """One written field: its path, its declaration, its section, and its text with its place."""

    path: Path
    field: Field
    section: Section | None
    text: Text


@dataclass(frozen=True, slots=True)
class Fitted:
    """What became of a document: its copy in any case, the issue only where all of it fits."""

    document: Document
    issue: Issue | None
    copy: tuple[Copy, ...]
    diagnostics: tuple[Diagnostic, ...]


def fit(document: Document, library: Library) -> Fitted:
    """Fit a document into the briefing that it names. Never raises: see `.diagnostics`."""
    found = list(document.diagnostics)
    issue: Issue | None = None
    copy: tuple[Copy, ...] = ()
    try:
        frame = _structure(document, library)
        copy = tuple(_copy(document.root, frame.fields, frame, (), None))
        values, faults = frame.form.fit(document.plain())
        found += [*_fixed(document, frame, faults), *diagnose(document, _open(frame, faults), frame.field)]
        if not has_errors(tuple(found)):
            issue = _issue(document, frame, values)
    except Refused as refusal:
        found += refusal.diagnostics
    return Fitted(document, issue, copy, tuple(found))


def _structure(document: Document, library: Library) -> Structure:
    if document.root is None:
        raise Refused
    slug = _named(document, "briefing", library.slugs)
    if not slug:
        raise Refused(
            document.report(
                document.span(0, 0),
                "S101",
                "`briefing` is missing: which briefing this is an issue of.",
                f"Add a line `briefing:` with one of: {', '.join(library.slugs)}.",
            )
        )
    editions = tuple(library.briefing(slug).briefing.editions)
    return structure(library, slug, _named(document, "edition", editions))


def _named(document: Document, key: str, names: tuple[str, ...]) -> str:
    """The name behind a key, which has to be one of those; empty where it is not given."""
    node = document.node((key,))
    if not isinstance(node, Text) or not node.value.strip():
        return ""
    if node.value.strip() not in names:
        raise Refused(
            document.report(
                document.place(node),
                "S118",
                f"There is no {key} `{node.value}`.",
                f"Write one of: {', '.join(names)}." if names else "Delete the line.",
            )
        )
    return node.value.strip()


def _copy(
    node: Node | None, fields: Mapping[str, Field], frame: Structure, path: Path, section: Section | None
) -> Iterator[Copy]:
    if not isinstance(node, Entries):
        return
    for key, field in fields.items():
        if key in node.entries:
            within = section or frame.section(key)
            yield from _copy_of(node.entries[key][1], field, frame, (*path, key), within)


def _copy_of(
    node: Node, field: Field, frame: Structure, path: Path, section: Section | None
) -> Iterator[Copy]:
    if isinstance(node, Items) and field.type == "list":
        for number, item in enumerate(node.items):
            yield from _copy_of(item, Field(type=field.of), frame, (*path, number), section)
    elif isinstance(node, Text) and field.type in LEAVES:
        yield Copy(path, field, section, node)
    else:
        yield from _copy(node, inner(field, frame.fields_of), frame, path, section)


def _is_fixed(frame: Structure, fault: Fault) -> bool:
    """Whether a fault is that an issue wrote what its briefing fixes."""
    section = frame.section(fault.path[0]) if fault.path else None
    if fault.kind != "extra_forbidden" or section is None:
        return False
    return len(fault.path) == 1 or (len(fault.path) == 2 and fault.path[1] in section.wording)


def _open(frame: Structure, faults: list[Fault]) -> list[Fault]:
    return [fault for fault in faults if not _is_fixed(frame, fault)]


def _fixed(document: Document, frame: Structure, faults: list[Fault]) -> Iterator[Diagnostic]:
    for fault in faults:
        key = document.key(fault.path)
        if _is_fixed(frame, fault) and key:
            editions = [
                name for name in frame.loaded.briefing.editions if _may_write(frame, name, fault.path)
            ]
            mend = "Delete it: the briefing holds its wording."
            if editions:
                mend += f" Only `edition: {editions[0]}` may write its own."
            yield document.report(
                document.place(key),
                "S117",
                f"`{fault.path[-1]}` is the same in every issue and is not written here.",
                mend,
            )


def _may_write(frame: Structure, edition: str, path: Path) -> bool:
    return structure(frame.library, frame.loaded.slug, edition).field(path) is not None


def _issue(document: Document, frame: Structure, values: Values) -> Issue:
    briefing = frame.loaded.briefing
    author = _named(document, "author", tuple(briefing.authors)) or briefing.author
    facts = facts_of(frame.loaded, values, author)
    return Issue(
        slug=frame.loaded.slug,
        briefing=briefing,
        edition=frame.edition,
        envelope=_envelope(briefing, values, facts),
        title=values["title"],
        standfirst=values.get("standfirst", ""),
        canonical=facts["canonical"],
        parts=tuple(_parts(frame, values, facts)),
    )


def _envelope(briefing: Briefing, values: Values, facts: Facts) -> Envelope:
    return Envelope(
        subject=values.get("subject") or replace(briefing.subject, facts),
        preheader=values.get("preheader") or values.get("standfirst", ""),
        sender_name=briefing.sender.name,
        sender_address=briefing.sender.address,
        date=values["date"],
    )


def _parts(frame: Structure, values: Values, facts: Facts) -> Iterator[Part]:
    for section in frame.sections:
        component = frame.component(section)
        found = {**_wording(frame, section, facts), **values.get(section.key, {})}
        if all(key in found for key, field in component.fields.items() if field.required):
            yield Part(section, component, whole(found, component.fields, frame.fields_of))


def _wording(frame: Structure, section: Section, facts: Facts) -> Values:
    """The fixed values of a section. Raises Refused, at the briefing's line, where they do not fit."""
    document = frame.loaded.document
    keys = [each.key for each in frame.loaded.briefing.sections]
    path: Path = ("sections", keys.index(section.key), "wording")
    form = frame.wordings[section.key]
    try:
        filled = {
            key: fill(value, facts, form.fields[key], frame.fields_of)
            for key, value in section.wording.items()
        }
    except KeyError as error:
        raise Refused(_unknown_fact(document, path, str(error.args[0]), facts)) from error
    values, faults = form.fit({key: value for key, value in filled.items() if value})
    if faults:
        placed = [Fault((*path, *fault.path), fault.kind, fault.message, fault.mend) for fault in faults]
        raise Refused(*diagnose(document, placed, lambda _: None))
    return values


def _unknown_fact(document: Document, path: Path, name: str, facts: Facts) -> Diagnostic:
    node = document.nearest(path)
    span = document.span(node.start, node.start) if node else document.span(0, 0)
    return document.report(
        span,
        "B004",
        f"There is no fact `{{{name}}}` that a wording could use.",
        f"Use one of: {', '.join(facts)}.",
    )


def whole(values: Values, fields: Mapping[str, Field], fields_of: FieldsOf) -> Values:
    """The same values, with None for each field that was not written, at every depth."""
    return {key: _whole_value(values.get(key), field, fields_of) for key, field in fields.items()}


def _whole_value(value: Any, field: Field, fields_of: FieldsOf) -> Any:
    if isinstance(value, list):
        return [_whole_value(item, Field(type=field.of), fields_of) for item in value]
    if isinstance(value, dict):
        return whole(value, inner(field, fields_of), fields_of)
    return value
