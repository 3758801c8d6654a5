"""Where an issue begins on a page, and where it ends: other articles can stand around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from copydesk.importing.block import Block, Blocks, Kind
from copydesk.importing.fixed import Fixed
from copydesk.importing.looks import folded
from copydesk.importing.remarks import Remarks, stretch
from copydesk.report import counted

_REACH = 3
"""How far before the greeting of a page without a title the photo's caption can stand."""


@dataclass(frozen=True, slots=True)
class Whole:
    """One issue on a page: its title, what stands between it and the greeting, the greeting, the rest."""

    title: Block | None
    front: Blocks
    greeting: Block | None
    rest: Blocks


def locate(blocks: Blocks, fixed: Fixed, remarks: Remarks) -> Whole | None:
    """The first issue on a page; None where there is none of this briefing."""
    prefix = title_prefix(fixed)
    greeting = _greeting(blocks, fixed)
    if greeting is None:
        return _without_greeting(blocks, fixed, prefix, remarks)
    begin = _begin(blocks, 0, greeting, fixed, prefix)
    end = _end(blocks, greeting, fixed, prefix)
    _leave_out(blocks[:begin], fixed, remarks)
    if blocks[end:]:
        remarks.note(
            "I014",
            stretch(blocks[end:]),
            "A second issue begins here; it was left out.",
            "Import it by itself, from a file that holds it alone.",
        )
    title, front = _title(blocks[begin:greeting], fixed, prefix)
    return Whole(title, front, blocks[greeting], blocks[greeting + 1 : end])


def title_prefix(fixed: Fixed) -> re.Pattern[str]:
    """What a title of the briefing begins with."""
    words = fixed.frame.loaded.briefing.title_prefix.split()
    return re.compile(r"\s*".join(map(re.escape, words)) + r"\s*(?=\S)" if words else "(?!)", re.IGNORECASE)


def _greeting(blocks: Blocks, fixed: Fixed) -> int | None:
    """Where the greeting stands: the briefing's own; failing that, a variant of it."""
    known = tuple(fixed.everywhere("greeting"))
    name = folded(fixed.frame.loaded.briefing.name)
    exact = next(_greetings(blocks, fixed), None)
    if exact is not None:
        return exact
    named = (at for at, block in enumerate(blocks) if name in block.folded and not fixed.of(block))
    return next((at for at in named if any(each.is_near(blocks[at].folded) for each in known)), None)


def _greetings(blocks: Blocks, fixed: Fixed) -> Iterator[int]:
    """Where a paragraph opens with the briefing's own greeting."""
    own = tuple(phrase.words for phrase in fixed.everywhere("greeting"))
    return (at for at, block in enumerate(blocks) if block.folded.startswith(own))


def _begin(blocks: Blocks, first: int, greeting: int, fixed: Fixed, prefix: re.Pattern[str]) -> int:
    """Where the issue with a greeting begins, not before `first`: at its title, or its photo's caption."""
    reach = range(greeting - 1, max(first, greeting - _REACH) - 1, -1)
    titles = (at for at in range(greeting - 1, first - 1, -1) if _is_title(blocks[at], fixed, prefix))
    captions = (at for at in reach if blocks[at].twice)
    names = (at for at in reach if fixed.of(blocks[at]))
    alone = first if greeting - first <= _REACH else greeting
    return next(titles, next(captions, next(names, alone)))


def _end(blocks: Blocks, greeting: int, fixed: Fixed, prefix: re.Pattern[str]) -> int:
    """Where the next issue begins; the end of the page if there is none."""
    following = next((at for at in _greetings(blocks, fixed) if at > greeting), None)
    if following is None:
        return len(blocks)
    return max(_begin(blocks, greeting + 1, following, fixed, prefix), greeting + 1)


def _is_title(block: Block, fixed: Fixed, prefix: re.Pattern[str]) -> bool:
    """Whether a paragraph is a title: by its words, or because its source says so."""
    return prefix.match(block.text) is not None or (block.level == 1 and not fixed.of(block))


def _title(front: Blocks, fixed: Fixed, prefix: re.Pattern[str]) -> tuple[Block | None, Blocks]:
    if front and _is_title(front[0], fixed, prefix):
        return front[0], front[1:]
    return None, front


def _without_greeting(
    blocks: Blocks, fixed: Fixed, prefix: re.Pattern[str], remarks: Remarks
) -> Whole | None:
    """The issue of a page that has no greeting, if other words on it are the briefing's own."""
    titled = next((at for at, block in enumerate(blocks) if prefix.match(block.text)), None)
    introduced = next((at for at, block in enumerate(blocks) if _is_introduction(block, fixed)), None)
    headings = {fixed.headed(block) for block in blocks} - {""}
    if titled is None and introduced is None and len(headings) < 2:
        return None
    if titled is None:
        titled = _said_title(blocks, fixed, prefix)
    begin = next((at for at in (titled, introduced) if at is not None), 0)
    _leave_out(blocks[:begin], fixed, remarks)
    title, rest = _title(blocks[begin:], fixed, prefix)
    front = _above(rest) if title else 0
    remarks.warn(
        "I005",
        title or (rest[0] if rest else None),
        "There is no greeting on this page.",
        "Check where the opening ends: the briefing's own greeting will stand over it.",
    )
    return Whole(title, rest[:front], None, rest[front:])


def _said_title(blocks: Blocks, fixed: Fixed, prefix: re.Pattern[str]) -> int | None:
    """Where the title stands that a source says is one, before the first heading of the briefing's."""
    first = next((at for at, block in enumerate(blocks) if fixed.headed(block)), len(blocks))
    return next((at for at in range(first) if _is_title(blocks[at], fixed, prefix)), None)


def _above(rest: Blocks) -> int:
    """How many paragraphs under a title are the photo's caption or the standfirst."""
    for number, block in enumerate(rest):
        if block.kind is not Kind.STANDFIRST and (number or not block.twice):
            return number
    return len(rest)


def _is_introduction(block: Block, fixed: Fixed) -> bool:
    return any(phrase.field == "introduction" for phrase in fixed.of(block))


def _leave_out(blocks: Blocks, fixed: Fixed, remarks: Remarks) -> None:
    others = [block for block in blocks if not fixed.of(block)]
    if others:
        remarks.note(
            "I002",
            stretch(others),
            f"Left out before the issue: {counted(len(others), 'paragraph')}, from “{others[0].brief}” on.",
            "If one of them belongs to the issue, copy it from the page.",
        )
