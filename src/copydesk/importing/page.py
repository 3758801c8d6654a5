"""The text of a published page -> its paragraphs, without what the page puts around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from copydesk.importing.block import Block, Blocks, Photo
from copydesk.importing.looks import folded

_CHROME = frozenset(
    {
        "16x9 image", "accessibility links", "breaking news", "code has been copied to your clipboard.",
        "direct link", "embed", "lg", "load more", "md", "no media source currently available",
        "please wait", "pop-out player", "print", "see all", "share", "skip to main content",
        "skip to main navigation", "skip to search", "sm", "the code has been copied to your clipboard.",
        "the url has been copied to your clipboard", "xs", "xs sm md lg",
    }
)  # fmt: skip
"""Lines that the site puts on every page, folded."""
_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}"
_CHROME_FORMS = re.compile(rf"{_CLOCK}(?: {_CLOCK})*|sorry! no content for .*|[-*_=•·|~# ]+", re.DOTALL)
_BULLETS = "•*-·–— "
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_LINE = re.compile(r"\r\n|\r|\n")
PIECE = re.compile("[^\v\f\x1c-\x1e\x85\u2028\u2029]+")
"""What stands between two characters that end a line without beginning one."""
HIDDEN = re.compile("[^\t\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What cannot stand in YAML."""


@dataclass(frozen=True, slots=True)
class Page:
    """The paragraphs of a page, and what was set apart from them."""

    blocks: Blocks
    address: Block | None = None
    """The page's own address, where the first line holds nothing else."""
    dates: Blocks = ()
    """Lines that hold a date and nothing else."""
    hidden: Blocks = ()
    """Lines that lost a control character, which cannot stand in YAML."""
    photos: tuple[Photo, ...] = ()
    """The photos, where the source has any."""


def read(text: str, months: Sequence[str]) -> Page:
    """Cut a text into its paragraphs, one a line; `months` are the months' names in its language."""
    everything = tuple(_pieces(text))
    hidden = tuple(block for block, lost in everything if lost)
    lines = tuple(block for block, _ in everything if block.text)
    address = lines[0] if lines and _ADDRESS.fullmatch(lines[0].text) else None
    return sorted_out(lines[1:] if address else lines, months, Page((), address, (), hidden))


def sorted_out(blocks: Blocks, months: Sequence[str], page: Page) -> Page:
    """A page with all of these paragraphs that are none of the site's, one that stands twice only once."""
    day = _bare_date(months)
    dates = tuple(block for block in blocks if day.fullmatch(block.folded))
    return replace(page, blocks=tuple(_once(_kept(blocks, dates))), dates=(*dates, *page.dates))


def _pieces(text: str) -> Iterator[tuple[Block, bool]]:
    """Every piece of every line; whether a control character was taken out of it."""
    for number, line in enumerate(_LINE.split(text), start=1):
        for piece in PIECE.finditer(line):
            words = HIDDEN.sub("", piece[0].replace("\t", " "))
            column = piece.start() + len(words) - len(words.lstrip()) + 1
            lost = HIDDEN.search(piece[0].strip("\ufeff")) is not None
            yield Block(words.strip(), number, column), lost


def _bare_date(months: Sequence[str]) -> re.Pattern[str]:
    month = "|".join(re.escape(folded(name)) for name in months)
    day = rf"(?:(?:{month}) \d{{1,2}},? \d{{4}}|\d{{1,2}}\.? (?:{month}),? \d{{4}}|\d{{4}}-\d\d-\d\d)"
    return re.compile(rf"(?:\w+:?,? )?{day}(?:,? \d{{1,2}}:\d\d(?: ?[a-z]{{2,4}})?)?")


def _kept(blocks: Blocks, dates: Blocks) -> Iterator[Block]:
    dated = set(dates)
    for block in blocks:
        bare = block.folded.lstrip(_BULLETS)
        if bare and bare not in _CHROME and not _CHROME_FORMS.fullmatch(bare) and block not in dated:
            yield block


def _once(blocks: Iterator[Block]) -> Iterator[Block]:
    """The same paragraphs, one that is printed twice in a row only once."""
    waiting: Block | None = None
    for block in blocks:
        if waiting and block.folded == waiting.folded:
            waiting = replace(waiting, twice=True)
            continue
        if waiting:
            yield waiting
        waiting = block
    if waiting:
        yield waiting
