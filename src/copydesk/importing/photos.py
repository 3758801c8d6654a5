"""The photo of an issue: which of a page's it is, and what its entry says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from math import inf

from copydesk.fields import Field
from copydesk.importing.block import Block, Blocks, Kind, Photo
from copydesk.importing.edges import Whole
from copydesk.importing.fixed import Fixed
from copydesk.importing.forms import is_heading, label_of
from copydesk.importing.inline import in_comment
from copydesk.importing.page import Page
from copydesk.importing.remarks import Remarks
from copydesk.importing.sections import Values
from copydesk.importing.yamltext import Entry

_ABOVE = 3
"""How many paragraphs above its title the photo of an issue can stand."""
_CAPTION = 300
"""The most characters of a paragraph that is taken for a caption: captions have up to 48 words."""
_TOP = 4
"""The last paragraph of a draft that stands at its top: title, standfirst, a note, the caption."""
_CREDIT = re.compile(r"\b(?:photo|picture|image|credit)\b[^:.]{0,20}:", re.IGNORECASE)


def captioned(page: Page, fixed: Fixed, remarks: Remarks) -> Page:
    """The page, a paragraph that reads like the caption of a picture without one taken for it."""
    firsts = {block.line: block for block in reversed(page.blocks)}
    taken: dict[int, Block] = {}
    for number, photo in enumerate(page.photos):
        block = firsts.get(photo.at.line) if photo.alone and not photo.address else None
        if block and _is_caption(block, fixed):
            taken[number] = firsts.pop(photo.at.line)
            remarks.note(
                "I006",
                block,
                f"“{block.brief}” stands under a picture; it is taken for its caption.",
                "If it is none, move it to where it belongs in the text.",
            )
    captions = set(map(id, taken.values()))
    return replace(
        page,
        photos=tuple(replace(each, at=taken.get(number, each.at)) for number, each in enumerate(page.photos)),
        blocks=tuple(block for block in page.blocks if id(block) not in captions),
    )


def _is_caption(block: Block, fixed: Fixed) -> bool:
    """Whether a paragraph reads like a caption: it names who took the photo, or is short and near the top."""
    if block.kind is not Kind.PARAGRAPH or is_heading(block) or len(block.text) > _CAPTION or fixed.of(block):
        return False
    is_greeting = any(each.is_near(block.folded) for each in fixed.everywhere("greeting"))
    is_above = block.line <= _TOP and not label_of(block) and not is_greeting
    return is_above or _CREDIT.search(block.text) is not None


def chosen(
    photos: tuple[Photo, ...], whole: Whole, tail: Blocks, remarks: Remarks
) -> tuple[Photo | None, tuple[Photo, ...]]:
    """The photo of an issue, and the others that stand in it; those elsewhere are said.

    What stands behind the sign-off is a portrait: it is never the issue's.
    """
    blocks = _all(whole)
    if not blocks:
        return None, ()
    begin, end = blocks[0].line - _ABOVE, blocks[-1].line if whole.behind else inf
    found = tuple(photo for photo in photos if begin <= photo.at.line <= end)
    for photo in photos:
        if not begin <= photo.at.line <= end:
            _leave_out(photo, remarks)
    own = next((each for each in found if not tail or each.at.line <= tail[0].line), None)
    return own, tuple(each for each in found if each is not own)


def _leave_out(photo: Photo, remarks: Remarks) -> None:
    remarks.note(
        "I002",
        photo.at,
        f"A photo outside of the issue was left out, “{_named(photo)}”.",
        "If it belongs to the issue, write its address and its words under `photo`.",
    )


def _named(photo: Photo) -> str:
    words = in_comment(photo.at) or photo.alt
    return Block(words, 1).brief if words else photo.address or "no words"


def set_aside(photos: tuple[Photo, ...], remarks: Remarks) -> tuple[str, ...]:
    """What a comment keeps of photos that an issue has no place for."""
    return tuple(_set_aside(photo, remarks) for photo in photos)


def _set_aside(photo: Photo, remarks: Remarks) -> str:
    words = in_comment(photo.at) or photo.alt
    remarks.note(
        "I012",
        photo.at,
        f"This photo is not taken for the issue's, “{_named(photo)}”; what is known of it stands in a comment at the end.",
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
        f"This is taken for the photo's caption. The photo's address is not {remarks.there.lower()}.",
        f"Fill it in under `{key}`, and take the `#` and the blank behind it away there.",
    )
    empty: Values = {name: "" for name, field in fields.items() if field.required}
    above = (
        f"The {remarks.source} does not give the photo's address. "
        "Fill it in, and take each `#` and the blank behind it away:"
    )
    return Entry(key, {**empty, "caption": (caption,)}, above=(above,), off=True)
