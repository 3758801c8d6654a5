"""fit(): a document and its briefing -> an issue, or what stands in the way."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from copydesk.briefing import Briefing, Section
from copydesk.diagnostic import Diagnostic, Edit, Fix, Refused, has_errors
from copydesk.document import Document, Text
from copydesk.faults import Path, diagnose
from copydesk.fields import Field, FieldsOf, Form, Values, inner
from copydesk.house import NO_STYLE
from copydesk.issue import Envelope, Fitted, Issue, Part
from copydesk.library import Library
from copydesk.manuscript import Manuscript, manuscript
from copydesk.shapes import Fault
from copydesk.structure import Structure, structure
from copydesk.wording import Facts, facts_of, fill, named, replace, unknown_facts


def fit(document: Document, library: Library) -> Fitted:
    """Fit a document into the briefing that it names. Never raises: see `.diagnostics`."""
    found = list(document.diagnostics)
    issue: Issue | None = None
    copy = Manuscript()
    frame: Structure | None = None
    house = NO_STYLE
    try:
        house = library.house_style
        frame = _structure(document, library)
        copy = manuscript(document.root, frame)
        values, faults = frame.form.fit(document.plain())
        found += _fixed(document, frame, faults)
        found += diagnose(document, _open(frame, faults), frame.within, frame.homes)
        found += _unknown(document, "author", frame.loaded.briefing.authors)
        if not has_errors(tuple(found)):
            issue = _issue(document, frame, values)
    except Refused as refusal:
        found += refusal.diagnostics
    return Fitted(document, issue, copy, tuple(found), frame, house)


def _structure(document: Document, library: Library) -> Structure:
    if document.root is None:
        raise Refused
    slug = _named(document, "briefing")
    if not slug:
        raise Refused(*_without_briefing(document, library))
    if unknown := tuple(_unknown(document, "briefing", library.slugs)):
        raise Refused(*unknown)
    if unknown := tuple(_unknown(document, "edition", library.briefing(slug).briefing.editions)):
        raise Refused(*unknown)
    return _sound(library, slug, _named(document, "edition"))


@lru_cache(maxsize=64)
def _sound(library: Library, slug: str, edition: str) -> Structure:
    """The structure of a briefing whose wording names no fact that there is not. Raises Refused."""
    found = structure(library, slug, edition)
    if unknown := tuple(unknown_facts(found.loaded)):
        raise Refused(*unknown)
    return found


def _named(document: Document, key: str) -> str:
    """The name behind a key; empty where there is none."""
    node = document.node((key,))
    return node.value.strip() if isinstance(node, Text) else ""


def _unknown(document: Document, key: str, names: Collection[str]) -> Iterator[Diagnostic]:
    """That the name behind a key is none of those that there are."""
    name, node = _named(document, key), document.node((key,))
    if name and name not in names and isinstance(node, Text):
        near = get_close_matches(name, names, 1, 0.7)
        yield document.report(
            document.place(node),
            "S118",
            f"There is no {key} `{name}`.",
            f"Write one of: {', '.join(names)}." if names else "Delete the line.",
            fix=Fix(f"Write `{near[0]}`", (Edit(*document.edges(node), near[0]),)) if near else None,
        )


def _without_briefing(document: Document, library: Library) -> Iterator[Diagnostic]:
    """That an issue does not say which briefing it is one of: missing, misspelt, empty, or no text."""
    fields = {"briefing": Field(type="line", required=True, doc="Which briefing this is an issue of.")}
    plain = document.plain()
    near = get_close_matches("briefing", plain, 1, 0.7)
    _, faults = Form("briefing", fields, library.fields_of).fit({key: plain[key] for key in near})
    for each in diagnose(document, faults, lambda _: fields):
        yield each._replace(mend=f"{each.mend} The briefings are: {', '.join(library.slugs)}.")


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
    facts = facts_of(frame.loaded, values, _named(document, "author") or briefing.author)
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
    return _filled(frame, section, tuple((name, facts[name]) for name in _facts_in(section)))


@lru_cache(maxsize=256)
def _facts_in(section: Section) -> tuple[str, ...]:
    return named(section.wording)


@lru_cache(maxsize=256)
def _filled(frame: Structure, section: Section, named_facts: tuple[tuple[str, str], ...]) -> Values:
    """The same, with the facts that are named: they are the same in every issue of most sections."""
    form, facts = frame.wordings[section.key], dict(named_facts)
    filled = {
        key: fill(value, facts, form.fields[key], frame.fields_of) for key, value in section.wording.items()
    }
    values, faults = form.fit({key: value for key, value in filled.items() if value})
    if faults:
        raise Refused(*diagnose(frame.loaded.document, _in_briefing(frame, section, faults), lambda _: None))
    return values


def _in_briefing(frame: Structure, section: Section, faults: list[Fault]) -> list[Fault]:
    """The same faults, as a whole at the places of the wording in the briefing."""
    return [
        fault._replace(
            path=(*frame.wording_path(section, str(fault.path[0])), *fault.path[1:]),
            start=0,
            end=None,
        )
        for fault in faults
    ]


def whole(values: Values, fields: Mapping[str, Field], fields_of: FieldsOf) -> Values:
    """The same values, with None for each field that was not written, at every depth."""
    return {key: _whole_value(values.get(key), field, fields_of) for key, field in fields.items()}


def _whole_value(value: Any, field: Field, fields_of: FieldsOf) -> Any:
    if isinstance(value, list):
        return [_whole_value(item, Field(type=field.of), fields_of) for item in value]
    if isinstance(value, dict):
        return whole(value, inner(field, fields_of), fields_of)
    return value
