"""What follows the greeting -> the beginning, the sections under their headings, and the tail."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from copydesk.briefing import Section
from copydesk.importing.block import Block, Blocks
from copydesk.importing.fixed import Fixed, Phrase
from copydesk.importing.forms import is_box, is_heading, label_of, number_of
from copydesk.importing.looks import folded
from copydesk.importing.remarks import Remarks
from copydesk.structure import Structure


@dataclass(frozen=True, slots=True)
class Stretch:
    """A section on the page: its heading, if it has one, and what stands under it."""

    heading: Block | None
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of what follows the greeting."""

    beginning: Blocks
    """The rest of the opening, and the main story: up to the first section with a fixed heading."""
    sections: dict[str, Stretch]
    tail: Blocks
    """From the sign-off on."""

    @property
    def headings(self) -> dict[str, Block]:
        """The headings of the sections that have one on the page."""
        return {key: found.heading for key, found in self.sections.items() if found.heading}


def divide(rest: Blocks, fixed: Fixed, remarks: Remarks) -> Parts:
    """Cut what follows the greeting where the sections begin."""
    headed = tuple(section for section in fixed.bodies if "heading" in section.wording)
    cut = _tail(rest, headed, fixed)
    body = tuple(block for block in rest[:cut] if not _is_astray(block, fixed, remarks))
    starts = _starts(body, headed, fixed, has_tail=cut < len(rest))
    edges = sorted((*(at for at, _ in starts.values()), len(body)))
    sections = {}
    for key, (at, has_heading) in sorted(starts.items(), key=lambda start: start[1]):
        inside = body[at + has_heading : edges[edges.index(at) + 1]]
        sections[key] = Stretch(body[at] if has_heading else None, inside)
    return Parts(body[: edges[0]], sections, rest[cut:])


def first_label(blocks: Blocks, fixed: Fixed) -> int:
    """Where the first label stands: the one that the main story always begins with, or any other."""
    first = {folded(section.labels.first) for section in fixed.bodies[:1]} - {""}
    labels = [(at, found[0]) for at, block in enumerate(blocks) if (found := label_of(block, first))]
    known = (at for at, label in labels if folded(label) in first)
    return next(known, labels[0][0] if labels else len(blocks))


def _late(block: Block, fixed: Fixed) -> list[Phrase]:
    """The phrases that a paragraph is of sections behind the last story."""
    return [phrase for phrase in fixed.of(block) if phrase.section in fixed.late]


def _tail(rest: Blocks, headed: Collection[Section], fixed: Fixed) -> int:
    """Where the sign-off begins: at fixed wording behind the last heading of a section."""
    keys = {section.key for section in headed}
    headings = [at for at, block in enumerate(rest) if fixed.headed(block) in keys]
    label = first_label(rest, fixed)
    begins = max(headings, default=label if label < len(rest) else -1)
    found = (
        (at, phrases[0])
        for at in range(begins + 1, len(rest))
        if len(rest[at].text.split()) > 2 and (phrases := _late(rest[at], fixed))
    )
    cut, phrase = next(found, (len(rest), None))
    if phrase and cut - 1 > begins and _is_variant(rest[cut - 1], phrase, fixed):
        return cut - 1
    return cut


def _is_variant(block: Block, phrase: Phrase, fixed: Fixed) -> bool:
    """Whether a paragraph is a variant of fixed wording of the section that a phrase belongs to."""
    wording = next(each for each in fixed.frame.sections if each.key == phrase.section).wording
    return any(
        other.section == phrase.section and len(other.words.split()) > 5 and other.is_near(block.folded)
        for field in wording
        for other in fixed.named(field, "")
    )


def _is_astray(block: Block, fixed: Fixed, remarks: Remarks) -> bool:
    """Whether a paragraph in mid-issue is fixed wording from the end of the briefing."""
    astray = bool(_late(block, fixed))
    if astray:
        remarks.note(
            "I013",
            block,
            f"“{block.brief}” is the briefing's own wording from another place; it is not written here.",
            "Nothing is to do: the briefing puts it where it belongs.",
        )
    return astray


_Start = tuple[int, bool]
"""Where a section begins, and whether a heading stands there."""


def _starts(body: Blocks, headed: tuple[Section, ...], fixed: Fixed, *, has_tail: bool) -> dict[str, _Start]:
    """Where each section begins: at its usual heading; failing that, where its form is seen."""
    starts: dict[str, _Start] = {}
    keys = [section.key for section in headed]
    for at, block in enumerate(body):
        if (key := fixed.headed(block)) in keys:
            starts.setdefault(key, (at, True))
    for number, section in enumerate(headed):
        before = [starts[key][0] for key in keys[:number] if key in starts]
        behind = [starts[key][0] for key in keys[number + 1 :] if key in starts]
        span = range(max(before, default=-1) + 1, min(behind, default=len(body)))
        if section.key not in starts and (number == 0 or keys[number - 1] in starts):
            start = _by_form(section, body, span, fixed.frame, has_tail=has_tail)
            starts |= {} if start is None else {section.key: start}
    return starts


def _by_form(
    section: Section, body: Blocks, span: range, frame: Structure, *, has_tail: bool
) -> _Start | None:
    """Where a section without its usual heading begins, seen from what follows."""
    items = frame.component(section).fields.get("items")
    headings = [at for at in span if is_heading(body[at]) and not number_of(body[at])]
    followed = [at for at in headings if at + 1 in span]
    if items is None:
        last = [at for at in followed if has_tail and not _is_label(body[at + 1])]
        return (last[-1], True) if last else None
    if "headline" in frame.fields_of(items.of):
        first = [at for at in span if _is_first(body[at])]
        heads = [(at - 1, True) if at - 1 in headings else (at, False) for at in first[:1]]
        return heads[0] if heads else None
    known = {folded(label) for each in frame.sections for label in each.labels.all}
    topics = [at for at in followed if _is_label(body[at + 1], known)]
    return (topics[0], True) if topics else None


def _is_first(block: Block) -> bool:
    number = number_of(block)
    return number is not None and number[0] <= 1 and (not number[0] or is_heading(number[1]))


def _is_label(block: Block, excluded: Collection[str] = ()) -> bool:
    found = label_of(block)
    return found is not None and not is_box(block) and folded(found[0]) not in excluded
