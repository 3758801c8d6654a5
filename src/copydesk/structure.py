"""A briefing in one edition: which sections stand in an issue, and which fields are written in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from copydesk.briefing import Component, Loaded, Section
from copydesk.faults import Path
from copydesk.fields import Field, Form, inner
from copydesk.library import ENVELOPE, Library

_SECTION = "section "
"""Begins the type of a field that holds what an issue writes in a section."""


@dataclass(frozen=True, eq=False)
class Structure:
    """The sections and fields that an issue of a briefing has."""

    loaded: Loaded
    edition: str
    library: Library

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections, in order."""
        return self.loaded.briefing.sections_of(self.edition)

    def section(self, key: object) -> Section | None:
        """The section that goes by a key."""
        return next((section for section in self.sections if section.key == key), None)

    def component(self, section: Section) -> Component:
        """What draws a section."""
        return self.library.component(section.component)

    @cached_property
    def fields(self) -> dict[str, Field]:
        """The fields at the top of an issue: those of the envelope, then one for each section."""
        return {**self.library.component(ENVELOPE).fields, **dict(self._sections())}

    def _sections(self) -> Iterator[tuple[str, Field]]:
        for section in self.sections:
            component = self.component(section)
            written = section.written(component)
            required = not section.optional and any(field.required for field in written.values())
            if written:
                doc = section.doc or component.doc
                yield section.key, Field(type=_SECTION + section.key, doc=doc, required=required)

    def fields_of(self, name: str) -> Mapping[str, Field]:
        """The fields of a component, or (`section stories`) of a section as it is written."""
        found = self._written.get(name)
        return self.library.fields_of(name) if found is None else found

    @cached_property
    def _written(self) -> dict[str, dict[str, Field]]:
        """The fields that an issue writes in each section, by the type that stands for the section."""
        return {f"{_SECTION}{each.key}": each.written(self.component(each)) for each in self.sections}

    @cached_property
    def form(self) -> Form:
        """The form that an issue has to fit."""
        return Form(f"{self.loaded.slug} {self.edition}".strip(), self.fields, self.fields_of)

    @cached_property
    def wordings(self) -> dict[str, Form]:
        """For each section, the form of the fields that its briefing fixes."""
        return {
            section.key: Form(section.key, self._fixed(section), self.fields_of) for section in self.sections
        }

    def _fixed(self, section: Section) -> dict[str, Field]:
        fields = self.component(section).fields
        return {key: replace(fields[key], required=False) for key in section.wording}

    def wording_path(self, section: Section, key: str) -> Path:
        """Where the briefing writes a fixed field of a section, for the edition or for all issues."""
        change = self.loaded.briefing.editions[self.edition].sections if self.edition else {}
        if section.key in change and key in change[section.key].wording:
            return ("editions", self.edition, "sections", section.key, "wording", key)
        number = [each.key for each in self.loaded.briefing.sections].index(section.key)
        return ("sections", number, "wording", key)

    def field(self, path: Path) -> Field | None:
        """The declaration of the field at a path into an issue."""
        found: Field | None = None
        fields: Mapping[str, Field] = self.fields
        for step in path:
            item = Field(type=found.of) if found and found.of else None
            found = item if isinstance(step, int) else fields.get(step)
            fields = inner(found, self.fields_of)
        return found

    def homes(self, name: str) -> tuple[str, ...]:
        """In words, the parts of an issue that a field of this name may stand in."""
        return tuple(dict.fromkeys(self._homes(name, self.fields, "the top of the issue")))

    def _homes(self, name: str, fields: Mapping[str, Field], place: str) -> Iterator[str]:
        if name in fields:
            yield place
        for key, field in fields.items():
            if field.type == "list":
                part = place if key == "items" else f"`{key}` in {place}"
                yield from self._homes(
                    name, inner(Field(type=field.of), self.fields_of), f"an item of {part}"
                )
            else:
                yield from self._homes(name, inner(field, self.fields_of), f"`{key}`")

    def within(self, path: Path) -> Mapping[str, Field]:
        """The fields that may stand in the value at a path into an issue."""
        return inner(self.field(path), self.fields_of) if path else self.fields


@lru_cache(maxsize=64)
def structure(library: Library, slug: str, edition: str) -> Structure:
    """The structure of a briefing in one edition, built once. Raises Refused without the briefing."""
    return Structure(library.briefing(slug), edition, library)
