"""What a paragraph is: what its source says of it; failing that, what it looks like."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from copydesk.importing import looks
from copydesk.importing.block import Block, Kind
from copydesk.importing.looks import LONGEST_HEADING, folded

_LONGEST_LABEL = 40
"""Characters of a label that a source marks as one."""
_LOWEST = 7
"""The rank of a heading that its source does not call one."""
_END = re.compile(r"[\s:.]+$")
_CLOSED = (".", ":", ",", ";", "…")


def rank_of(block: Block) -> int:
    """How high a heading stands, from 1 (a title) to 7; 0 for what is no heading."""
    if block.level:
        return block.level
    if block.kind is not Kind.PARAGRAPH:
        return 0
    is_bold = 0 < len(block.text) <= LONGEST_HEADING and block.lead_in == block.text
    is_one = (is_bold and not block.text.endswith(_CLOSED)) or looks.is_heading(block.text)
    return _LOWEST if is_one else 0


def is_heading(block: Block) -> bool:
    """Whether a paragraph is a heading."""
    return rank_of(block) > 0


def number_of(block: Block) -> tuple[int, Block] | None:
    """The number that a headline opens with, and the headline behind it.

    The number is 0 where the source counts by itself, as Word does: it is then the one that is due.
    """
    if block.kind is Kind.NUMBERED:
        is_headline = looks.is_heading(block.text) or block.lead_in == block.text
        return (0, block) if is_headline and len(block.text) <= LONGEST_HEADING else None
    found = looks.number_of(block.text)
    return (found[0], block.cut(len(block.text) - len(found[1]))) if found else None


def label_of(block: Block, known: Collection[str] = ()) -> tuple[str, Block] | None:
    """The run-in label that a paragraph opens with, and what stands behind it.

    A heading that is a known label is a label (`known` is folded), with nothing behind it. Strong words
    are one where a colon or a point ends them, or what follows begins as a sentence does. An item of a
    list is none, unless it opens with a known one.
    """
    if block.level:
        return heading_as_label(block) if folded(_bare(block.text)) in known else None
    found = _bold_label(block, known) or _seen_label(block, known)
    return None if found and block.is_item and folded(found[0]) not in known else found


def _seen_label(block: Block, known: Collection[str]) -> tuple[str, Block] | None:
    seen = looks.label_of(block.text, known)
    return (seen[0], _behind(block, len(block.text) - len(seen[1]))) if seen else None


def _behind(block: Block, at: int) -> Block:
    """What stands behind a label: a paragraph, whatever the label stood in."""
    return replace(block.cut(at), kind=Kind.PARAGRAPH, level=0)


def freed(block: Block) -> Block:
    """An item of a list as a paragraph, if a strong label opens it."""
    return replace(block, kind=Kind.PARAGRAPH) if block.is_item and _bold_label(block, ()) else block


def heading_as_label(block: Block) -> tuple[str, Block] | None:
    """The label that a heading over a passage is; None where it is too long for one."""
    label = _bare(block.text)
    return (label, _behind(block, len(block.text))) if 0 < len(label) <= _LONGEST_LABEL else None


def _bold_label(block: Block, known: Collection[str]) -> tuple[str, Block] | None:
    lead = block.lead_in
    label, behind = _bare(lead), block.text[len(lead) :]
    if not 0 < len(label) <= _LONGEST_LABEL:
        return None
    rest = behind.lstrip()
    ends = lead.rstrip().endswith((":", ".")) or rest.startswith(":")
    begins = looks.is_heading(label) and rest[:1].isupper() and behind[:1].isspace()
    if folded(label) not in known and not (rest and (ends or begins)):
        return None
    return label, _behind(block, len(block.text) - len(rest.removeprefix(":")))


def _bare(words: str) -> str:
    return _END.sub("", words).strip()


def is_box(block: Block, known: Collection[str] = ()) -> bool:
    """Whether a paragraph only looks like a label."""
    return not block.level and not _bold_label(block, known) and looks.is_box(block.text, known)
