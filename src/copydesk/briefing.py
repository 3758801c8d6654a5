"""The declarations under components/: briefings, their sections, and the components that draw them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar

from copydesk.diagnostic import Diagnostic, Refused, Severity, Span, has_errors
from copydesk.document import Document, Step, read
from copydesk.faults import diagnose
from copydesk.fields import Declaration, Field, declare
from copydesk.legal import NOTICES

D = TypeVar("D", bound=Declaration)


class Bounds(Declaration):
    """Fewest and most: characters of a line, paragraphs of prose, items of a list."""

    min: int | None = None
    max: int | None = None


class Labels(Declaration):
    """The run-in labels that a section expects. Others may stand there too."""

    first: str = ""
    last: str = ""
    known: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every label that is known, in the order in which they usually stand."""
        return tuple(label for label in (self.first, *self.known, self.last) if label)


class SectionChange(Declaration):
    """What an edition changes in a section."""

    wording: dict[str, Any] = {}
    override: tuple[str, ...] = ()
    """Fixed wording that an issue may write itself."""
    limits: dict[str, Bounds] = {}
    optional: bool | None = None


class Section(Declaration):
    """One slot of the fixed structure."""

    key: str
    component: str
    doc: str = ""
    optional: bool = False
    medium: Literal["", "mail", "web"] = ""
    """Where it is drawn: in both unless it names one."""
    wording: dict[str, Any] = {}
    """What the briefing fixes of the component's fields; `{title}` and the like are filled in."""
    override: tuple[str, ...] = ()
    limits: dict[str, Bounds] = {}
    labels: Labels = Labels()

    def changed(self, change: SectionChange) -> Section:
        """The section as an edition has it."""
        return self.model_copy(
            update={
                "wording": {**self.wording, **change.wording},
                "override": self.override + change.override,
                "limits": {**self.limits, **change.limits},
                "optional": self.optional if change.optional is None else change.optional,
            }
        )

    def fields(self, component: Component) -> dict[str, Field]:
        """The component's fields within this section's limits."""
        return {
            key: each.model_copy(update=self.limits[key].model_dump(exclude_none=True))
            if key in self.limits
            else each
            for key, each in component.fields.items()
        }

    def written(self, component: Component) -> dict[str, Field]:
        """The fields that an issue writes: those that the briefing does not fix."""
        return {
            key: each.model_copy(update={"required": False}) if key in self.wording else each
            for key, each in self.fields(component).items()
            if key not in self.wording or key in self.override
        }


class Edition(Declaration):
    """A special form of an issue, and what it may do otherwise."""

    doc: str = ""
    sections: dict[str, SectionChange] = {}


class Cadence(Declaration):
    """A rhythm: the word for it, how it is said of the inbox, and its length in days."""

    word: str
    rhythm: str
    days: int


class Author(Declaration):
    """Who writes the briefing."""

    name: str
    biography: str
    photo: str = ""
    page: str = ""


class Sender(Declaration):
    """Whom the message comes from."""

    name: str
    address: str


class Addresses(Declaration):
    """Where the briefing's fixed links lead."""

    home: str
    issue: str
    subscribe: str
    unsubscribe: str
    legal_notice: str


class Calendar(Declaration):
    """How a date is written: the names of the months, and a form such as `{month} {day}, {year}`."""

    months: tuple[str, ...]
    form: str


class Briefing(Declaration):
    """The recurring product: its fixed structure and wording."""

    name: str
    language: str
    direction: Literal["ltr", "rtl"] = "ltr"
    title_prefix: str = ""
    subject: str = "{title}"
    broadcaster: str
    logo: str = ""
    sender: Sender
    postal_address: str
    calendar: Calendar
    cadence: str
    cadences: dict[str, Cadence]
    weekday: str
    author: str
    authors: dict[str, Author]
    addresses: Addresses
    theme: dict[str, str]
    sections: tuple[Section, ...]
    editions: dict[str, Edition] = {}

    def sections_of(self, edition: str) -> tuple[Section, ...]:
        """The sections, in order, as an edition has them; the usual ones for an empty name."""
        changes = self.editions[edition].sections if edition else {}
        return tuple(
            section.changed(changes[section.key]) if section.key in changes else section
            for section in self.sections
        )


class ComponentDeclaration(Declaration):
    """A component.yaml."""

    doc: str
    fields: dict[str, Field] = {}


@dataclass(frozen=True)
class Component:
    """What draws a section: its fields and the folder with its faces."""

    name: str
    folder: Path
    doc: str
    fields: Mapping[str, Field]


@dataclass(frozen=True)
class Loaded:
    """A briefing with the document that declares it, for positions."""

    slug: str
    briefing: Briefing
    document: Document


@dataclass(eq=False)
class Library:
    """The components and briefings of a workspace, before those that ship with copydesk.

    `roots` are components/ folders, the first one winning; `base` is what paths in diagnostics
    are shown relative to.
    """

    roots: tuple[Path, ...]
    base: Path
    _components: dict[str, Component] = field(default_factory=dict)
    _briefings: dict[str, Loaded] = field(default_factory=dict)

    def briefing(self, slug: str) -> Loaded:
        """A briefing by its file's name. Raises Refused where there is none, or it does not fit."""
        if slug not in self._briefings:
            document, declared = self._load(f"briefings/{slug}.yaml", Briefing, "B001")
            loaded = Loaded(slug, declared, document)
            self._refuse_unfit(loaded)
            self._briefings[slug] = loaded
        return self._briefings[slug]

    def component(self, name: str) -> Component:
        """A component by its folder's name. Raises Refused where there is none, or it does not fit."""
        if name not in self._components:
            place = f"{name}/component.yaml"
            _, declared = self._load(place, ComponentDeclaration, "B002")
            folder = self.find(place)
            self._components[name] = Component(
                name, folder.parent if folder else self.roots[0], declared.doc, declared.fields
            )
        return self._components[name]

    def fields_of(self, name: str) -> Mapping[str, Field]:
        """The fields of a component. Raises Refused where there is none."""
        return self.component(name).fields

    @cached_property
    def slugs(self) -> tuple[str, ...]:
        """The names of all briefings."""
        return tuple(sorted({path.stem for root in self.roots for path in root.glob("briefings/*.yaml")}))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all components."""
        found = {path.parent.name for root in self.roots for path in root.glob("*/component.yaml")}
        return tuple(sorted(found))

    @cached_property
    def digest(self) -> str:
        """The sha256 of every file under components/, in hexadecimal."""
        total = hashlib.sha256()
        for place in sorted({place for root in self.roots for place in _files(root)}):
            found = self.find(place)
            content = found.read_bytes() if found else b""
            total.update(f"{place}\0{hashlib.sha256(content).hexdigest()}\n".encode())
        return total.hexdigest()

    def find(self, place: str) -> Path | None:
        """The file at a place below components/, in the first root that has it."""
        return next((root / place for root in self.roots if (root / place).is_file()), None)

    def _load(self, place: str, kind: type[D], code: str) -> tuple[Document, D]:
        path = self.find(place)
        if path is None:
            raise Refused(
                Diagnostic(
                    f"components/{place}",
                    Span(),
                    Severity.ERROR,
                    code,
                    "There is no such file.",
                    self._known(kind),
                )
            )
        document = read(path, self.shown(path))
        declared, faults = declare(kind, document.plain())
        found = (*document.diagnostics, *diagnose(document, faults, lambda _: None))
        if declared is None or has_errors(found):
            raise Refused(*found)
        return document, declared

    def shown(self, path: Path) -> str:
        """A path as diagnostics show it."""
        return path.relative_to(self.base).as_posix() if path.is_relative_to(self.base) else str(path)

    def _known(self, kind: type[Declaration]) -> str:
        names = self.slugs if kind is Briefing else self.names
        return f"These are there: {', '.join(names)}."

    def _refuse_unfit(self, loaded: Loaded) -> None:
        if found := tuple(_unfit(self, loaded)):
            raise Refused(*found)


def _files(root: Path) -> Iterator[str]:
    for path in root.rglob("*"):
        if path.is_file() and not any(part.startswith((".", "__")) for part in path.relative_to(root).parts):
            yield path.relative_to(root).as_posix()


_Named = Iterator[tuple[tuple[Step, ...], str, Collection[str]]]
"""Places of names in a briefing, each with the name and the names that there are."""


def _unfit(library: Library, loaded: Loaded) -> Iterator[Diagnostic]:
    """What a briefing names that is not there."""
    document = loaded.document
    for path, name, names in (*_top_names(loaded.briefing), *_section_names(library, loaded.briefing)):
        if name not in names:
            node = document.nearest(path)
            span = document.span(node.start, node.end) if node else document.span(0, 0)
            mend = f"Write one of: {', '.join(names)}." if names else "Take it out."
            yield document.report(span, "B003", f"There is no `{name}` that this could mean.", mend)


def _top_names(briefing: Briefing) -> _Named:
    yield ("language",), briefing.language, NOTICES
    yield ("cadence",), briefing.cadence, briefing.cadences
    yield ("author",), briefing.author, briefing.authors
    keys = [section.key for section in briefing.sections]
    for name, edition in briefing.editions.items():
        for key in edition.sections:
            yield ("editions", name, "sections", key), key, keys


def _section_names(library: Library, briefing: Briefing) -> _Named:
    for number, section in enumerate(briefing.sections):
        fields = library.component(section.component).fields
        for kind in ("wording", "limits"):
            for key in getattr(section, kind):
                yield ("sections", number, kind, key), key, fields
        for key in section.override:
            yield ("sections", number, "override"), key, section.wording
