"""The declarations under components/: briefings, their sections, and the components that draw them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from dataclasses import field as default
from pathlib import Path
from typing import Annotated, Any, Literal

from copydesk.document import Document
from copydesk.fields import Field

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""How a briefing names the day on which it goes out, whatever its language."""


@dataclass(frozen=True)
class Bounds:
    """Fewest and most: characters of a line, paragraphs, items of a list, words, links, minutes."""

    min: int | None = None
    max: int | None = None

    def narrowed(self, field: Field) -> Field:
        """The same field within these bounds."""
        return replace(field, **{key: bound for key, bound in asdict(self).items() if bound is not None})


@dataclass(frozen=True)
class Labels:
    """The run-in labels that a section expects. Others may stand there too."""

    first: str = ""
    last: str = ""
    known: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every label that is known, in the order in which they usually stand."""
        return tuple(label for label in (self.first, *self.known, self.last) if label)


@dataclass(frozen=True)
class SectionChange:
    """What an edition changes in a section."""

    wording: dict[str, Any] = default(default_factory=dict)
    override: tuple[str, ...] = ()
    """Fixed wording that an issue may write itself."""
    limits: dict[str, Bounds] = default(default_factory=dict)
    optional: bool | None = None


@dataclass(frozen=True, eq=False)
class Section:
    """One slot of the fixed structure."""

    key: str
    component: str
    doc: str = ""
    optional: bool = False
    medium: Literal["", "mail", "web"] = ""
    """Where it is drawn: in both unless it names one."""
    wording: dict[str, Any] = default(default_factory=dict)
    """What the briefing fixes of the component's fields; `{title}` and the like are filled in."""
    override: tuple[str, ...] = ()
    limits: dict[str, Bounds] = default(default_factory=dict)
    labels: Labels = Labels()
    words: Bounds = Bounds()
    """Fewest and most words that are usual."""
    links: Bounds = Bounds()
    """Fewest and most links that are usual."""

    def changed(self, change: SectionChange) -> Section:
        """The section as an edition has it."""
        return replace(
            self,
            wording={**self.wording, **change.wording},
            override=self.override + change.override,
            limits={**self.limits, **change.limits},
            optional=self.optional if change.optional is None else change.optional,
        )

    def fields(self, component: Component) -> dict[str, Field]:
        """The component's fields within this section's limits."""
        return {
            key: self.limits[key].narrowed(each) if key in self.limits else each
            for key, each in component.fields.items()
        }

    def written(self, component: Component) -> dict[str, Field]:
        """The fields that an issue writes: those that the briefing does not fix."""
        return {
            key: replace(each, required=False) if key in self.wording else each
            for key, each in self.fields(component).items()
            if key not in self.wording or key in self.override
        }


@dataclass(frozen=True)
class Edition:
    """A special form of an issue, and what it may do otherwise."""

    doc: str = ""
    sections: dict[str, SectionChange] = default(default_factory=dict)


@dataclass(frozen=True)
class Cadence:
    """A rhythm: the word for it, how it is said of the inbox, and its length in days."""

    word: str
    rhythm: str
    days: int


@dataclass(frozen=True)
class Author:
    """Who writes the briefing."""

    name: str
    biography: str
    photo: str = ""
    page: str = ""


@dataclass(frozen=True)
class Sender:
    """Whom the message comes from: what its header says, on one line and with one address."""

    name: Annotated[str, "line"]
    address: Annotated[str, "email"]


@dataclass(frozen=True)
class Addresses:
    """Where the briefing's fixed links lead."""

    home: str
    issue: str
    subscribe: str
    unsubscribe: str
    legal_notice: str
    feed: str = ""
    """Where the briefing's feed.atom is published, if it is: the feed names it then."""


@dataclass(frozen=True)
class Calendar:
    """How a date is written: the names of the months, and a form such as `{month} {day}, {year}`."""

    months: tuple[str, ...]
    form: str


@dataclass(frozen=True, kw_only=True)
class Briefing:
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
    light: bool = False
    """Whether each package also has a version without pictures or other remote content."""
    minutes: Bounds = Bounds()
    """Fewest and most minutes that an issue usually takes to read."""
    author: str
    authors: dict[str, Author]
    addresses: Addresses
    theme: dict[str, str]
    sections: tuple[Section, ...]
    platforms: tuple[str, ...] | None = None
    """The mailing systems that the package is for; all that are known where the briefing names none."""
    editions: dict[str, Edition] = default(default_factory=dict)
    clients: tuple[str, ...] = ()
    """The mail clients that its readers use, by their names at Can I email: `outlook.windows`."""
    image_hosts: tuple[str, ...] = ()
    """The hosts that its pictures come from, with those below them; any, where none is named."""

    def sections_of(self, edition: str) -> tuple[Section, ...]:
        """The sections, in order, as an edition has them; the usual ones for an empty name."""
        changes = self.editions[edition].sections if edition else {}
        return tuple(
            section.changed(changes[section.key]) if section.key in changes else section
            for section in self.sections
        )


@dataclass(frozen=True)
class ComponentDeclaration:
    """A component.yaml."""

    doc: str
    fields: dict[str, Field] = default(default_factory=dict)
    fallbacks: dict[str, str] = default(default_factory=dict)
    """What a reader gets whose client does not support a feature, by its key at Can I email."""


@dataclass(frozen=True)
class Component:
    """What draws a section: its fields and the folder with its faces."""

    name: str
    folder: Path
    doc: str
    fields: Mapping[str, Field]
    fallbacks: Mapping[str, str] = default(default_factory=dict)


@dataclass(frozen=True)
class Loaded:
    """A briefing with the document that declares it, for positions."""

    slug: str
    briefing: Briefing
    document: Document
