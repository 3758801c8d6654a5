"""The photo of an issue: which of a page's it is, and what its entry says."""

from __future__ import annotations

from collections.abc import Mapping

from copydesk.fields import Field
from copydesk.importing.block import Block, Blocks, Photo
from copydesk.importing.edges import Whole
from copydesk.importing.inline import in_comment
from copydesk.importing.remarks import Remarks
from copydesk.importing.sections import Values
from copydesk.importing.yamltext import Entry

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


def photo_entry(key: str, fields: Mapping[str, Field], photo: Photo, remarks: Remarks) -> Entry:
    """The photo of a page that gives it; a comment where a part of it is missing."""
    values: Values = {name: "" for name, field in fields.items() if field.required}
    values |= {name: photo.address for name, field in fields.items() if field.type == "image"}
    values |= {"alt": photo.alt} if "alt" in fields else {}
    missing = [name for name, value in values.items() if not value]
    values |= {"caption": (photo.caption,)} if photo.caption else {}
    if not missing:
        return Entry(key, values)
    lacking = " and ".join(f"`{name}`" for name in missing)
    remarks.note(
        "I006",
        photo.at,
        f"A photo stands here; {lacking} of it cannot be taken from this file.",
        f"Fill it in under `{key}`, and take the `#` and the blank behind it away there.",
    )
    above = f"Fill in {lacking}, and take each `#` and the blank behind it away:"
    return Entry(key, values, above=(above,), off=True)


def caption_entry(key: str, fields: Mapping[str, Field], caption: Block, remarks: Remarks) -> Entry:
    """The photo of a page that gives nothing but its caption."""
    remarks.note(
        "I006",
        caption,
        "This is taken for the photo's caption. The photo's address is not on the page.",
        f"Fill it in under `{key}`, and take the `#` and the blank behind it away there.",
    )
    empty: Values = {name: "" for name, field in fields.items() if field.required}
    above = "The page does not give the photo's address. Fill it in, and take each `#` and the blank behind it away:"
    return Entry(key, {**empty, "caption": (caption,)}, above=(above,), off=True)
