"""The sections that were recognized -> their entries in an issue's YAML, in the briefing's order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from copydesk.briefing import Section
from copydesk.fields import Field, inner
from copydesk.importing.block import Block, Blocks
from copydesk.importing.editions import Editions
from copydesk.importing.inline import in_comment
from copydesk.importing.parts import Stretch
from copydesk.importing.photos import caption_entry, photo_entry
from copydesk.importing.remarks import Remarks
from copydesk.importing.sections import Cutter, Value, Values
from copydesk.importing.yamltext import Entry
from copydesk.structure import Structure


@dataclass(frozen=True)
class Sections:
    """Writes the sections of one issue, in the edition that suits it."""

    editions: Editions
    edition: str
    found: Mapping[str, Stretch]
    remarks: Remarks

    @property
    def frame(self) -> Structure:
        """The structure of the briefing in this edition."""
        return self.editions.frame(self.edition)

    def entries(self, end: Block | None) -> Iterator[Entry]:
        """The sections in order; `end` is the last paragraph of the page."""
        bodies = {section.key for section in self.editions.fixed.bodies}
        opening = self.editions.opening
        for section in self.frame.sections:
            fields = self.frame.component(section).fields
            if "caption" in fields and opening.photo:
                yield photo_entry(section.key, fields, opening.photo, self.remarks)
            elif "caption" in fields and opening.caption:
                yield caption_entry(section.key, fields, opening.caption, self.remarks)
            elif section.key == self.editions.key:
                yield from self._opening(section)
            elif section.key in bodies:
                yield from self._body(section, end)

    @property
    def homeless(self) -> Blocks:
        """What stands on the page and has no section in this briefing."""
        opening, story = self.editions.opening, self.found.get("", Stretch(None, ()))
        has_photo = any("caption" in self.frame.component(each).fields for each in self.frame.sections)
        notes = (*opening.before, *opening.between, opening.introduction, *opening.after, *opening.podcast)
        found = (
            None if has_photo else opening.caption,
            *(() if self.editions.key else notes),
            story.heading,
            *story.blocks,
        )
        return tuple(block for block in found if block and not self.editions.fixed.of(block))

    def _opening(self, section: Section) -> Iterator[Entry]:
        values = self.editions.written(self.edition)
        rows = [block for block in self.editions.opening.podcast if not self.editions.fixed.of(block)]
        for block in rows:
            self.remarks.note(
                "I013",
                block,
                "The row of links to the podcast is not the briefing's; the briefing's is the one that is shown.",
                "If the page's is the better one, have the briefing changed.",
            )
        kept = [f"On the page: {in_comment(block)}" for block in rows]
        if self.editions.lacks_introduction(self.edition):
            self.remarks.note(
                "I019",
                self.editions.opening.greeting,
                "The page has no introduction of the correspondent; the briefing's will stand in the issue.",
                "If that is not wanted, have the briefing changed.",
            )
        refused = [key for key in ("greeting",) if key in values and not self._may_write(section, key)]
        for key in refused:
            kept += self._refused(section, key, self.editions.opening.greeting)
            del values[key]
        if values or kept:
            yield Entry(section.key if values else "", values, above=tuple(kept))

    def _may_write(self, section: Section, key: str) -> bool:
        return self.editions.may_write((section.key, key), self.edition)

    def _refused(self, section: Section, key: str, block: Block | None) -> list[str]:
        """The comment on wording of the page that the briefing has otherwise and does not give away."""
        if block is None:
            return []
        self.remarks.note(
            "I013",
            block,
            f"The briefing fixes `{key}` in `{section.key}`, in other words; the page's stand in a comment.",
            "Keep the briefing's, or have the briefing changed.",
        )
        return [f"On the page: {in_comment(block)}"]

    def _body(self, section: Section, end: Block | None) -> Iterator[Entry]:
        stretch = self.found.get(section.key, Stretch(None, ()))
        values, stray = Cutter(self.frame, section, self.remarks).cut(stretch.blocks)
        above = self._stray(section, stray)
        heading: Values = {}
        if stretch.heading and not self._is_fixed(section):
            if self._may_write(section, "heading"):
                heading = {"heading": stretch.heading.text}
            else:
                above += self._refused(section, "heading", stretch.heading)
        if values:
            self._say_missing(section, values, stretch)
            yield Entry(section.key, heading | values, above=tuple(above))
        elif self._is_needed(section):
            yield self._missing(section, heading, above, stretch.heading or end)
        elif above or heading:
            yield Entry(section.key if heading else "", heading, above=tuple(above))

    def _say_missing(self, section: Section, values: Values, stretch: Stretch) -> None:
        """Warn of the fields that a section needs and that its text does not give."""
        fields = inner(self.frame.fields.get(section.key), self.frame.fields_of)
        for key, field in fields.items():
            if field.required and key not in values:
                self.remarks.warn(
                    "I011",
                    stretch.blocks[-1] if stretch.blocks else stretch.heading,
                    f"`{key}` in `{section.key}` is not on the page: {_lowered(field.doc)}",
                    f"Add `{key}`, or look whether it stands among the text.",
                )

    def _is_fixed(self, section: Section) -> bool:
        """Whether the heading on the page is the edition's own."""
        differs = (section.key, "heading") in self.editions.overrides(self.edition)
        return "heading" in section.wording and not differs

    def _stray(self, section: Section, blocks: Blocks) -> list[str]:
        for block in blocks:
            self.remarks.note(
                "I012",
                block,
                f"“{block.brief}” stands before the first item of `{section.key}`; it is kept in a comment there.",
                "Move it to where it belongs, or delete the comment.",
            )
        return [in_comment(block) for block in blocks]

    def _is_needed(self, section: Section) -> bool:
        usual = self.editions.frame("")
        field = usual.fields.get(section.key)
        return field is not None and field.required

    def _missing(self, section: Section, heading: Values, above: list[str], at: Block | None) -> Entry:
        doc = section.doc or self.frame.component(section).doc
        self.remarks.warn(
            "I011",
            at,
            f"`{section.key}` is not on the page: {_lowered(doc)}",
            "Its fields stand in the YAML as a comment: fill them in, and take each `#` and the blank behind it away.",
        )
        fields = self.frame.fields.get(section.key)
        empty = _empty(inner(fields, self.frame.fields_of), self.frame)
        return Entry(section.key, heading | empty, above=(*above, f"Not on the page. {doc}"), off=True)


def _lowered(doc: str) -> str:
    return doc[:1].lower() + doc[1:]


def _empty(fields: Mapping[str, Field], frame: Structure) -> Values:
    """The required fields, with nothing in them."""
    return {key: _nothing(field, frame) for key, field in fields.items() if field.required}


def _nothing(field: Field, frame: Structure) -> Value:
    if field.type == "prose":
        return ()
    if field.type == "list":
        return [_empty(frame.fields_of(field.of), frame)] * (field.min or 1)
    return ""
