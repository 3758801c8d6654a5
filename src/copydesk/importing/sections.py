"""The paragraphs of a section -> the values of its fields, cut as its component declares them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

from copydesk.briefing import Section
from copydesk.fields import Field
from copydesk.importing.block import Block, Blocks
from copydesk.importing.forms import freed, heading_as_label, is_box, is_heading, label_of, number_of, rank_of
from copydesk.importing.looks import folded, is_short_sentence
from copydesk.importing.remarks import Remarks
from copydesk.structure import Structure

Value: TypeAlias = "bool | str | Blocks | list[Value] | dict[str, Value]"
"""What an issue writes: a switch, a line, the paragraphs of a prose, a list, or fields."""
Values = dict[str, Value]


@dataclass(frozen=True)
class Cutter:
    """Cuts the paragraphs of one section."""

    frame: Structure
    section: Section
    remarks: Remarks

    def cut(self, blocks: Blocks) -> tuple[Values, Blocks]:
        """The section's values, and the paragraphs that none of its fields takes."""
        fields = self.frame.component(self.section).fields
        items = fields.get("items")
        if items is None:
            return self._story(blocks, fields), ()
        inner = self.frame.fields_of(items.of)
        counted = "headline" in inner
        blocks = blocks if counted else tuple(map(freed, blocks))
        marks = self._headlines(blocks) if counted else self._labels(blocks)
        found: list[Value] = [
            self._counted(part, inner) if counted else self._labeled(part) for part in _parts(blocks, marks)
        ]
        return ({"items": found} if found else {}), blocks[: marks[0]] if marks else blocks

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(map(folded, self.section.labels.all))

    def _headlines(self, blocks: Blocks) -> list[int]:
        """Where a story begins: at the number that is due; without numbers, at each heading."""
        found: list[int] = []
        for at, block in enumerate(blocks):
            number = number_of(block)
            if number and number[0] in (0, len(found) + 1):
                found.append(at)
        return found or self._highest(blocks)

    def _highest(self, blocks: Blocks) -> list[int]:
        """Where the headings stand, without those that are labels, or stand below others."""
        heads = {
            at: rank_of(block)
            for at, block in enumerate(blocks)
            if is_heading(block) and not (block.level and label_of(block, self._known))
        }
        return [at for at, rank in heads.items() if rank == min(heads.values())]

    def _counted(self, blocks: Blocks, fields: Mapping[str, Field]) -> Values:
        number = number_of(blocks[0])
        headline = number[1] if number else blocks[0]
        return {"headline": headline.text, **self._story(blocks[1:], fields)}

    def _labels(self, blocks: Blocks) -> list[int]:
        return [
            at
            for at, block in enumerate(blocks)
            if self._label(block) and not is_box(block, self._known) and not block.twice
        ]

    def _label(self, block: Block) -> tuple[str, Block] | None:
        """A label: within a section, any heading is one."""
        return label_of(block, self._known) or (heading_as_label(block) if block.level else None)

    def _labeled(self, blocks: Blocks) -> Values:
        label, rest = self._label(blocks[0]) or ("", blocks[0])
        self._ask_about(blocks[0], label)
        return {"label": label, "text": (*((rest,) if rest.text else ()), *self._prose(blocks[1:]))}

    def _story(self, blocks: Blocks, fields: Mapping[str, Field]) -> Values:
        """A story: its text, the line that leads over to the passages, the passages."""
        marks = self._passages(blocks, fields)
        values: Values = {}
        text = blocks[: marks[0]] if marks else blocks
        if marks and "bridge" in fields and (bridge := self._bridge(text, fields["bridge"])):
            text = text[:-1]
            values["bridge"] = bridge
        if text:
            values = {"text": self._prose(text), **values}
        if marks:
            values["passages"] = [self._labeled(part) for part in _parts(blocks, marks)]
        return values

    def _passages(self, blocks: Blocks, fields: Mapping[str, Field]) -> list[int]:
        """Where a passage begins. Known labels come first where the section allows only so many."""
        if "passages" not in fields:
            return []
        marks = self._labels(blocks)
        first = [at for at in marks if self._name(blocks[at]) == folded(self.section.labels.first)]
        marks = [at for at in marks if not first or at >= first[0]]
        most = fields["passages"].max or len(marks)
        by_rank = sorted(marks, key=lambda at: self._name(blocks[at]) not in self._known)
        return sorted(by_rank[:most])

    def _name(self, block: Block) -> str:
        found = self._label(block)
        return folded(found[0]) if found else ""

    def _bridge(self, text: Blocks, field: Field) -> str:
        last = text[-1] if len(text) > 1 else None
        if last is None or last.twice or last.is_item or is_heading(last) or label_of(last, self._known):
            return ""
        if not is_short_sentence(last.text, field.max or 80):
            return ""
        self.remarks.note(
            "I008",
            last,
            f"“{last.brief}” is taken for the line that leads over to the passages.",
            "If it is none, move it from `bridge` to the end of `text`.",
        )
        return last.text

    def _prose(self, blocks: Blocks) -> Blocks:
        for block in blocks:
            self._ask_about_odd(block)
        return blocks

    def _ask_about(self, block: Block, label: str) -> None:
        if self._known and folded(label) not in self._known:
            self.remarks.note(
                "I009",
                block,
                f"“{label}” is taken for a label; it is none of the usual ones here.",
                "If it is none, write it into the paragraph, with its colon.",
            )

    def _ask_about_odd(self, block: Block) -> None:
        if block.twice:
            self.remarks.note(
                "I017",
                block,
                f"“{block.brief}” is printed twice on the page, as a photo's caption is; it is kept once, as text.",
                "Delete it, if it belongs to a photo.",
            )
        elif is_heading(block) or is_box(block, self._known) or label_of(block, self._known):
            self.remarks.note(
                "I010",
                block,
                f"“{block.brief}” looks like a heading, a label or a promotion; it is kept as a paragraph.",
                "Delete it, if it does not belong to the text.",
            )


def _parts(blocks: Blocks, marks: list[int]) -> Iterator[Blocks]:
    """The paragraphs from each mark up to the next."""
    for at, end in pairwise([*marks, len(blocks)]):
        yield blocks[at:end]
