"""What stands before the first labeled passage: the opening's notes, then the main story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from copydesk.importing.block import Block, Blocks, Kind, Photo
from copydesk.importing.edges import Whole
from copydesk.importing.fixed import Fixed
from copydesk.importing.forms import is_heading
from copydesk.importing.parts import Stretch, first_label
from copydesk.importing.remarks import Remarks

_OF_ITSELF = ("newsletter", "this briefing", "edition of", "podcast", "subscribe")
"""What a note speaks of and a story does not. Only where no heading parts the two is it asked."""
_STANDFIRST = 220


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands around the greeting, on the page."""

    standfirst: Block | None
    caption: Block | None
    """The photo's, on a page that does not give the photo itself."""
    before: Blocks
    greeting: Block | None
    between: Blocks
    """From the greeting to the introduction; all notes where there is no introduction."""
    introduction: Block | None
    after: Blocks
    podcast: Blocks
    photo: Photo | None = None


def begin(
    whole: Whole, beginning: Blocks, photo: Photo | None, fixed: Fixed, remarks: Remarks
) -> tuple[Opening, Stretch]:
    """The opening of an issue, and its main story."""
    window = first_label(beginning, fixed)
    introduced = _introduction(beginning[:window], fixed)
    story, has_heading = _story(beginning, window, introduced, fixed, remarks)
    podcast = tuple(block for block in beginning[:story] if _is_podcast(block, fixed))
    standfirst, caption, before = _front(whole.front, photo, fixed)
    opening = Opening(
        standfirst,
        caption,
        before,
        whole.greeting,
        _without(beginning[: story if introduced is None else introduced], podcast),
        None if introduced is None else beginning[introduced],
        () if introduced is None else _without(beginning[introduced + 1 : story], podcast),
        podcast,
        photo,
    )
    return opening, Stretch(beginning[story] if has_heading else None, beginning[story + has_heading :])


def _introduction(window: Blocks, fixed: Fixed) -> int | None:
    """Where the correspondent's introduction stands, the briefing's own or a variant of it."""
    own = tuple(fixed.everywhere("introduction"))
    exact = (at for at, block in enumerate(window) if any(each.words == block.folded for each in own))
    near = (at for at, block in enumerate(window) if any(each.is_near(block.folded) for each in own))
    return next(exact, next(near, None))


def _story(
    blocks: Blocks, window: int, introduced: int | None, fixed: Fixed, remarks: Remarks
) -> tuple[int, bool]:
    """Where the main story begins, and whether it does so with a heading."""
    behind = 0 if introduced is None else introduced + 1
    heading = next((at for at in range(behind, window) if _is_over_text(blocks, at, fixed)), None)
    if heading is not None:
        return heading, True
    story = behind
    while story < window and (_is_podcast(blocks[story], fixed) or speaks_of_itself(blocks[story])):
        story += 1
    if story < len(blocks):
        remarks.note(
            "I007",
            blocks[story],
            "The main story has no heading; it is taken to begin here.",
            "Move what is a note of the opening to `opening`, and what is not to `lead`.",
        )
    return story, False


def _is_over_text(blocks: Blocks, at: int, fixed: Fixed) -> bool:
    """Whether a heading stands at a place, and running text under it."""
    if not _is_title(blocks[at]) or _is_podcast(blocks[at], fixed):
        return False
    return not any(_is_title(block) or _is_podcast(block, fixed) for block in blocks[at + 1 : at + 2])


def _is_title(block: Block) -> bool:
    return is_heading(block) and not block.twice


def _is_podcast(block: Block, fixed: Fixed) -> bool:
    """Whether a paragraph is the heading over the podcast's links, or a row of such links."""
    if any(block.folded == each.words for each in fixed.everywhere("podcast_heading")):
        return True
    names = {name for each in fixed.everywhere("podcast_links") for name in each.words.split(" | ")}
    row = block.folded.split(" | ")
    return len(row) > 1 and bool(names.intersection(row))


def speaks_of_itself(block: Block) -> bool:
    """Whether a paragraph speaks of the briefing, as a note does."""
    return any(word in block.folded for word in _OF_ITSELF)


def _without(blocks: Sequence[Block], others: Blocks) -> Blocks:
    return tuple(block for block in blocks if block not in others)


def _is_masthead(block: Block, fixed: Fixed) -> bool:
    """Whether a paragraph is wording of the briefing from elsewhere than the opening: a name, a byline."""
    openings = {each.section for each in (*fixed.everywhere("greeting"), *fixed.everywhere("introduction"))}
    return any(phrase.section not in openings for phrase in fixed.of(block))


def _front(front: Blocks, photo: Photo | None, fixed: Fixed) -> tuple[Block | None, Block | None, Blocks]:
    """The standfirst, the photo's caption and the notes that stand between title and greeting.

    The caption is what is printed twice; failing that, the first paragraph if it is no note.
    """
    blocks = tuple(block for block in front if not _is_masthead(block, fixed))
    said = next((block for block in blocks if block.kind is Kind.STANDFIRST), None)
    if said:
        return said, None, _without(blocks, (said,))
    if photo:
        is_one = blocks and not speaks_of_itself(blocks[0]) and len(blocks[0].text) <= _STANDFIRST
        return (blocks[0], None, blocks[1:]) if is_one else (None, None, blocks)
    doubled = next((at for at, block in enumerate(blocks) if block.twice), None)
    if doubled is None:
        doubled = 0 if blocks and not speaks_of_itself(blocks[0]) else None
    if doubled is None:
        return None, None, blocks
    above, caption, notes = blocks[:doubled], blocks[doubled], blocks[doubled + 1 :]
    if len(above) == 1 and len(above[0].text) <= _STANDFIRST:
        return above[0], caption, notes
    return None, caption, (*above, *notes)
