"""Which of a page's photos is the issue's own."""

from __future__ import annotations

from copydesk.importing.block import Block, Blocks, Photo
from copydesk.importing.edges import Whole
from copydesk.importing.inline import in_comment
from copydesk.importing.remarks import Remarks

_ABOVE = 3
"""How many paragraphs above its title the photo of an issue can stand."""


def chosen(photos: tuple[Photo, ...], whole: Whole) -> tuple[Photo | None, tuple[Photo, ...]]:
    """The photo of an issue, and the others that stand in it."""
    blocks = _all(whole)
    if not blocks:
        return None, ()
    within = range(blocks[0].line - _ABOVE, blocks[-1].line + 1)
    found = tuple(photo for photo in photos if photo.at.line in within)
    return (found[0], found[1:]) if found else (None, ())


def set_aside(photos: tuple[Photo, ...], remarks: Remarks) -> tuple[str, ...]:
    """What a comment keeps of photos that an issue has no place for."""
    return tuple(_set_aside(photo, remarks) for photo in photos)


def _set_aside(photo: Photo, remarks: Remarks) -> str:
    words = in_comment(photo.at) or photo.alt
    named = Block(words, 1).brief if words else photo.address or "no words"
    remarks.note(
        "I012",
        photo.at,
        f"An issue has no place for a second photo, “{named}”; what is known of it stands in a comment at the end.",
        "If it is the better one, write it into `photo`.",
    )
    return " ".join(filter(None, (photo.address, words)))


def _all(whole: Whole) -> Blocks:
    blocks = (whole.title, *whole.front, whole.greeting, *whole.rest)
    return tuple(block for block in blocks if block)
