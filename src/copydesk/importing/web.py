"""An HTML page, saved or made of a Word file -> its paragraphs, in the form that a text has too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from copydesk.importing.block import Block, Kind, Photo, Run
from copydesk.importing.flow import MOST, Flow, TooMany
from copydesk.importing.kinds import NotImportable
from copydesk.importing.links import Links
from copydesk.importing.page import Page, sorted_out
from copydesk.importing.remarks import Remarks, stretch
from copydesk.importing.walk import Walk
from copydesk.leaves import is_web_address
from copydesk.markup import foreign_page
from copydesk.report import counted

_SAVED = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")
"""What a browser writes into a page that it saves."""
_COPY_TEXT = "Open it, copy the issue alone into a text file, and import that."


def read_html(markup: str, months: Sequence[str], remarks: Remarks) -> tuple[Page, tuple[str, ...]]:
    """The page, and the text of all its paragraphs. Raises NotImportable where it cannot be read to its end."""
    tree, is_whole = foreign_page(markup)
    if not is_whole:
        raise NotImportable(
            "This file nests its elements deeper than any browser writes them, and cannot be read to its end.",
            _COPY_TEXT,
        )
    if tree is None:
        return Page(()), ()
    address = _address(tree, markup)
    walk = Walk(Links(_base(tree, address), remarks), tree.get("lang") or "en")
    try:
        walk.read(_text_of(tree), Run(""))
        walk.flow.end()
    except TooMany as error:
        raise NotImportable(f"This file has more than {MOST:,} paragraphs.", _COPY_TEXT) from error
    _say_beside(walk.beside, remarks)
    blocks = (*_title(tree, walk.flow.blocks), *walk.flow.blocks)
    page = Page(
        (),
        Block(address, 1) if address else None,
        tuple(walk.dates or _published(tree)),
        tuple(walk.flow.hidden),
        tuple(_photos(walk, tree, blocks)),
    )
    return sorted_out(blocks, months, page), tuple(walk.flow.paragraphs)


def _text_of(tree: Any) -> Any:
    """The element that holds the text: the page's main part, where it says which that is."""
    main = [each for each in tree.iter("*") if each.tag == "main" or each.get("role") == "main"]
    bodies = list(tree.iter("body"))
    return main[0] if len(main) == 1 else bodies[0] if bodies else tree


def _address(tree: Any, markup: str) -> str:
    """The page's own address: what it says, or what the browser that saved it says."""
    saved = _SAVED.search(markup[:10_000])
    links = [each.get("href") or "" for each in tree.iter("link") if each.get("rel") == "canonical"]
    found = (*links, _meta(tree, "og:url"), saved[1] if saved else "")
    return next((each.strip() for each in found if is_web_address(each.strip())), "")


def _base(tree: Any, address: str) -> str:
    bases = (each.get("href") or "" for each in tree.iter("base"))
    return next((each for each in bases if is_web_address(each)), address)


def _meta(tree: Any, name: str) -> str:
    for each in tree.iter("meta"):
        if name in (each.get("property"), each.get("name")):
            return " ".join((each.get("content") or "").split())
    return ""


def _published(tree: Any) -> Iterator[Block]:
    if day := re.match(r"\d{4}-\d\d-\d\d", _meta(tree, "article:published_time")):
        yield Block(day[0], 1)


def _title(tree: Any, blocks: Sequence[Block]) -> Iterator[Block]:
    """The title, where it stands outside of the text."""
    if any(block.level == 1 for block in blocks):
        return
    headings = (" ".join(each.text_content().split()) for each in tree.iter("h1"))
    titles = (" ".join(each.text_content().split()) for each in tree.iter("title"))
    words = next(filter(None, (*headings, _meta(tree, "og:title"), *titles)), "")
    flow = Flow(kind=Kind.HEADING, level=1)
    flow.add(words, Run(""))
    flow.end()
    yield from flow.blocks[:1]


def _photos(walk: Walk, tree: Any, blocks: Sequence[Block]) -> Iterator[Photo]:
    """The photos; where none has an address, the first has the one that the page gives to other sites."""
    address = walk.links.whole(_meta(tree, "og:image"))
    lacks = address and not any(photo.address for photo in walk.photos)
    line = next((block.line for block in blocks if block.level == 1), 1)
    photos = walk.photos or ([Photo(Block("", line))] if lacks else [])
    for number, photo in enumerate(photos):
        yield replace(photo, address=address) if lacks and not number else photo


def _say_beside(beside: Sequence[Block], remarks: Remarks) -> None:
    if beside:
        remarks.note(
            "I023",
            stretch(beside[:1]),
            f"Left out, as the site's own: {counted(len(beside), 'part')} of the page, the first “{beside[0].brief}”.",
            "If one of them belongs to the issue, copy it from the page.",
        )
