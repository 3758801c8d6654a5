"""The folders of components: what they declare, found and held against each other."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property, partial, reduce
from pathlib import Path
from typing import TypeVar

from copydesk.briefing import (
    WEEKDAYS,
    Briefing,
    Component,
    ComponentDeclaration,
    Loaded,
    Section,
    SectionChange,
)
from copydesk.clients import clients
from copydesk.diagnostic import Diagnostic, Refused, Severity, Span, has_errors
from copydesk.document import Document, Step, Text
from copydesk.faults import diagnose
from copydesk.fields import Field, fields_within
from copydesk.house import HouseStyle
from copydesk.leaves import LEAVES
from copydesk.legal import HOSTS, NOTICES, leads_home
from copydesk.reading import read
from copydesk.shapes import declare

D = TypeVar("D")

ENVELOPE = "envelope"
"""The component whose fields stand at the top of an issue, outside any section."""
LAYOUT = "layout"
"""The component whose faces stand around those of all others."""
_ENVELOPE = {"briefing": "line", "edition": "line", "date": "date", "title": "line", "standfirst": "line",
             "subject": "line", "preheader": "line", "author": "line", "web": "url",
             "number": "number"}  # fmt: skip
"""The fields of the envelope that copydesk itself reads, with their types."""
_NEEDED = ("briefing", "date", "title")
_MANY = 40
"""Names that are too many to list where one of them is like the wrong one."""


@dataclass(eq=False)
class Library:
    """The components and briefings of a workspace, before those that ship with copydesk.

    `roots` are components/ folders, the first one winning; `base` is what paths in diagnostics
    are shown relative to.
    """

    roots: tuple[Path, ...]
    base: Path
    _components: dict[str, Component] = field(default_factory=dict)
    _declarations: dict[str, tuple[Document, ComponentDeclaration]] = field(default_factory=dict)
    _briefings: dict[str, Loaded] = field(default_factory=dict)

    def briefing(self, slug: str) -> Loaded:
        """A briefing by its file's name. Raises Refused where there is none, or it does not fit."""
        if slug not in self._briefings:
            document, declared = self.load(f"briefings/{slug}.yaml", Briefing, "B001")
            loaded = Loaded(slug, declared, document)
            self._refuse_unfit(loaded)
            self._briefings[slug] = loaded
        return self._briefings[slug]

    def component(self, name: str) -> Component:
        """A component by its folder's name. Raises Refused where there is none, or it does not fit."""
        if name not in self._components:
            document, declared = self.declaration(name)
            if found := tuple(_unfit_fields(self, name, declared, document)):
                raise Refused(*found)
            folder = self.find(f"{name}/component.yaml") or self.roots[0]
            self._components[name] = Component(
                name, folder.parent, declared.doc, declared.fields, declared.fallbacks
            )
        return self._components[name]

    def declaration(self, name: str) -> tuple[Document, ComponentDeclaration]:
        """A component.yaml, as it stands there. Raises Refused where there is none, or it does not fit."""
        if name not in self._declarations:
            self._declarations[name] = self.load(f"{name}/component.yaml", ComponentDeclaration, "B002")
        return self._declarations[name]

    def fields_of(self, name: str) -> Mapping[str, Field]:
        """The fields of a component. Raises Refused where there is none."""
        return self.component(name).fields

    @cached_property
    def house_style(self) -> HouseStyle:
        """The house styles of all roots as one, the first one winning. Raises Refused where one does not fit."""
        places = (root / "house-style.yaml" for root in self.roots)
        styles = (self._read(place, HouseStyle)[1] for place in places if place.is_file())
        return reduce(HouseStyle.over, styles, HouseStyle())

    @cached_property
    def slugs(self) -> tuple[str, ...]:
        """The names of all briefings."""
        return tuple(sorted({path.stem for root in self.roots for path in root.glob("briefings/*.yaml")}))

    @cached_property
    def platforms(self) -> tuple[str, ...]:
        """The names of all mailing systems that are known."""
        return tuple(sorted({path.stem for root in self.roots for path in root.glob("platforms/*.yaml")}))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all components."""
        found = {path.parent.name for root in self.roots for path in root.glob("*/component.yaml")}
        return tuple(sorted(found))

    @cached_property
    def sums(self) -> dict[str, str]:
        """The sha256 of every file under components/, in hexadecimal, by its place, in order."""
        from hashlib import sha256  # noqa: PLC0415 - it loads OpenSSL, and a check needs no sum

        places = sorted({place for root in self.roots for place in _files(root)})
        found = ((place, self.find(place)) for place in places)
        return {place: sha256(path.read_bytes()).hexdigest() for place, path in found if path}

    def find(self, place: str) -> Path | None:
        """The file at a place below components/, in the first root that has it."""
        return next((root / place for root in self.roots if (root / place).is_file()), None)

    def load(self, place: str, kind: type[D], code: str) -> tuple[Document, D]:
        """A declaration below components/, with its source. Raises Refused, with `code` where there is none."""
        path = self.find(place)
        if path is None:
            raise Refused(
                Diagnostic(
                    f"components/{place}",
                    Span(),
                    Severity.ERROR,
                    code,
                    "There is no such file.",
                    self._known(place),
                )
            )
        return self._read(path, kind)

    def _read(self, path: Path, kind: type[D]) -> tuple[Document, D]:
        document = read(path, self.shown(path))
        if document.root is None:
            raise Refused(*_begun(document, next(iter(fields_within(kind, ())))))
        declared, faults = declare(kind, document.plain())
        found = (*document.diagnostics, *diagnose(document, faults, partial(fields_within, kind)))
        if declared is None or has_errors(found):
            raise Refused(*found)
        return document, declared

    def shown(self, path: Path) -> str:
        r"""A path as diagnostics show it; a byte of its name that is no UTF-8 as `\xff`, so that it can be written."""
        shown, base = (
            os.fsencode(each).decode("utf-8", "backslashreplace") for each in (path, f"{self.base}{os.sep}")
        )
        return shown[len(base) :].replace(os.sep, "/") if shown.startswith(base) else shown

    def _known(self, place: str) -> str:
        kinds = {"briefings": self.slugs, "platforms": self.platforms}
        names = kinds.get(place.partition("/")[0], self.names)
        return f"These are there: {', '.join(names)}."

    def _refuse_unfit(self, loaded: Loaded) -> None:
        if found := tuple(_unfit(self, loaded)):
            raise Refused(*found)


def _begun(document: Document, first: str) -> Iterator[Diagnostic]:
    """What is said of a file that cannot be read, with the mend for one that is no issue."""
    mends = {
        "Y005": f"Copy another file of its kind into it, and change that: it begins with `{first}: ...`.",
        "Y007": f"Begin with lines such as `{first}: ...`.",
    }
    return (each._replace(mend=mends.get(each.code, each.mend)) for each in document.diagnostics)


def _files(root: Path) -> Iterator[str]:
    for path in root.rglob("*"):
        if path.is_file() and not any(part.startswith((".", "__")) for part in path.relative_to(root).parts):
            yield path.relative_to(root).as_posix()


_Place = tuple[Step, ...]


def _unfit(library: Library, loaded: Loaded) -> Iterator[Diagnostic]:
    """What a briefing names that is not there, and what it has twice."""
    briefing = loaded.briefing
    for path, name, names in (*_top_names(library, briefing), *_section_names(library, briefing)):
        if name not in names:
            yield _unknown(loaded.document, path, name, names)
    if not leads_home(briefing.addresses.legal_notice):
        message = "The link of the legal notice does not lead to the broadcaster."
        mend = f"Give it an `https://` address on {' or '.join(HOSTS)}."
        yield _at(loaded.document, ("addresses", "legal_notice"), "B009", message, mend)
    yield from _unfit_envelope(library)
    taken = set(library.component(ENVELOPE).fields)
    for number, section in enumerate(briefing.sections):
        if section.key in taken:
            message = f"`{section.key}` stands twice at the top of an issue."
            place = ("sections", number, "key")
            yield _at(loaded.document, place, "B005", message, "Give this section another key.")
        taken.add(section.key)
    if len(briefing.calendar.months) != 12:
        message = f"A year has 12 months, and here are {len(briefing.calendar.months)}."
        yield _at(loaded.document, ("calendar", "months"), "B006", message, "Write one name for each.")


_Named = Iterator[tuple[_Place, str, Collection[str]]]
"""Places of names in a briefing, each with the name and the names that there are."""


def _top_names(library: Library, briefing: Briefing) -> _Named:
    yield ("language",), briefing.language, NOTICES
    yield ("weekday",), briefing.weekday, WEEKDAYS
    yield ("cadence",), briefing.cadence, briefing.cadences
    yield ("author",), briefing.author, briefing.authors
    for number, client in enumerate(briefing.clients):
        yield ("clients", number), client, clients()
    for number, name in enumerate(briefing.platforms or ()):
        yield ("platforms", number), name, library.platforms


def _section_names(library: Library, briefing: Briefing) -> _Named:
    sections = {section.key: section for section in reversed(briefing.sections)}
    for number, section in enumerate(briefing.sections):
        yield ("sections", number, "component"), section.component, library.names
        yield from _names_within(library, section.component, section, ("sections", number))
    for name, edition in briefing.editions.items():
        for key, change in edition.sections.items():
            path = ("editions", name, "sections", key)
            yield path, key, sections
            if key in sections:
                yield from _names_within(library, sections[key].component, change, path)


def _names_within(library: Library, component: str, written: Section | SectionChange, path: _Place) -> _Named:
    """The names of a component's fields in what is written of a section, at a path."""
    if component not in library.names:
        return
    fields = library.component(component).fields
    for kind in ("wording", "limits"):
        for key in getattr(written, kind):
            yield (*path, kind, key), key, fields
    for number, key in enumerate(written.override):
        yield (*path, "override", number), key, fields


def _unfit_envelope(library: Library) -> Iterator[Diagnostic]:
    """The fields of the envelope without which, or with other types of which, no issue could be read."""
    document, declared = library.declaration(ENVELOPE)
    for name, kind in _ENVELOPE.items():
        field, needed = declared.fields.get(name), name in _NEEDED
        if needed if field is None else field.type != kind or (needed and not field.required):
            mend = f"Declare it with `type: {kind}`" + (" and `required: yes`." if needed else ".")
            yield _at(document, ("fields", name), "B008", f"Issues are read by their `{name}`.", mend)


def _unfit_fields(
    library: Library, name: str, declared: ComponentDeclaration, document: Document
) -> Iterator[Diagnostic]:
    """The fields of a component whose type there is not, or that hold the component itself."""
    for key, each in declared.fields.items():
        place: _Place = ("fields", key, "of" if each.type == "list" else "type")
        kind, kinds = each.kind, (*LEAVES, *library.names)
        if kind not in kinds:
            yield _unknown(document, place, kind, kinds)
        elif kind not in LEAVES and _holds(library, kind, name, set()):
            message = f"`{name}` would stand within itself, without end."
            yield _at(document, place, "B007", message, "Give the field another type.")


def _holds(library: Library, kind: str, name: str, passed: set[str]) -> bool:
    """Whether a component of this name stands in one of that kind, however deep."""
    if kind == name:
        return True
    if kind in passed or kind not in library.names:
        return False
    passed.add(kind)
    _, declared = library.declaration(kind)
    kinds = {each.kind for each in declared.fields.values()} - LEAVES.keys()
    return any(_holds(library, each, name, passed) for each in kinds)


def _unknown(document: Document, path: _Place, name: str, names: Collection[str]) -> Diagnostic:
    message = f"There is no `{name}` that this could mean." if name else "A name belongs here."
    mend = f"Write one of: {', '.join(names)}." if names else "Take it out."
    if near := get_close_matches(name, names, 1, 0.7):
        mend = f"Did you mean `{near[0]}`?" + ("" if len(names) > _MANY else f" {mend}")
    return _at(document, path, "B003", message, mend, of_key=path[-1] == name)


def _at(
    document: Document, path: _Place, code: str, message: str, mend: str, *, of_key: bool = False
) -> Diagnostic:
    """A diagnostic at a text; at the key of what is more than a text, or is `of_key`."""
    while document.node(path) is None:
        path = path[:-1]
    node, key = document.node(path), document.key(path)
    text = node if isinstance(node, Text) and not of_key else key
    return document.report(document.place(text) if text else Span(), code, message, mend)
