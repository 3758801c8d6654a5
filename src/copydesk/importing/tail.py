"""From the sign-off on: wording that the briefing holds, and what is left of the page."""

from __future__ import annotations

from copydesk.importing.block import Block, Blocks
from copydesk.importing.fixed import Fixed, Phrase
from copydesk.importing.looks import folded
from copydesk.importing.remarks import Remarks


def read_tail(blocks: Blocks, fixed: Fixed, remarks: Remarks) -> Blocks:
    """The paragraphs behind the last story that are not the briefing's own: an issue has no place for them.

    The biography is left out too: it stands under the author's name, in the author's own box.
    """
    stray: list[Block] = []
    seen: set[str] = set()
    named = ""
    for block in blocks:
        phrases = fixed.of(block)
        if phrases:
            named = block.text if _is_name(phrases) and seen - {phrases[0].section} else ""
            seen.update(phrase.section for phrase in phrases if not _is_name(phrases))
            _compare_cadence(block, phrases, fixed, remarks)
        elif named and _is_about(block, named):
            _leave_biography(block, remarks)
            named = ""
        else:
            stray.append(block)
            keep_aside(block, remarks)
    return tuple(stray)


def _is_name(phrases: list[Phrase]) -> bool:
    return any(phrase.field == "name" for phrase in phrases)


def _is_about(block: Block, name: str) -> bool:
    """Whether a paragraph begins with the name of whom it is about, or with a part of the name."""
    return block.folded.startswith(tuple(folded(name).split()))


def _compare_cadence(block: Block, phrases: list[Phrase], fixed: Fixed, remarks: Remarks) -> None:
    briefing = fixed.frame.loaded.briefing
    if any(phrase.cadence == briefing.cadence for phrase in phrases):
        return
    remarks.note(
        "I013",
        block,
        f"The page calls the briefing {briefing.cadences[phrases[0].cadence].word}; "
        f"the briefing says {briefing.cadences[briefing.cadence].word}.",
        "Nothing is to do: every issue takes the rhythm from the briefing.",
    )


def _leave_biography(block: Block, remarks: Remarks) -> None:
    remarks.note(
        "I013",
        block,
        f"The biography “{block.brief}” was left out: the briefing holds its author's own.",
        "If the page's is the better one, have the briefing changed.",
    )


def keep_aside(block: Block, remarks: Remarks) -> None:
    """Say that a paragraph has no place in an issue."""
    remarks.note(
        "I012",
        block,
        f"An issue has no place for “{block.brief}”; it stands in a comment at the end.",
        "Move it to where it belongs, or delete the comment.",
    )
