"""Which lines of an issue bring in what a message uses: the format of a picture, the kind of a link, a list."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.clients.looks import Trait, features_of
from copydesk.inspection.traits import ending, scheme
from copydesk.issue import Fitted
from copydesk.manuscript import Copy
from copydesk.prose import Bullets


def lines(fitted: Fitted) -> dict[str, tuple[int, ...]]:
    """The lines of an issue, from 1, that bring in each feature, by its key."""
    found: dict[str, tuple[int, ...]] = {}
    for copy in fitted.chosen(("image", "url", "prose")):
        for trait, offset in _brought(copy):
            line = fitted.document.place(copy.text, offset, offset + 1).line
            for key in features_of([trait]):
                found[key] = tuple(dict.fromkeys((*found.get(key, ()), line)))
    return found


def _brought(copy: Copy) -> Iterator[tuple[Trait, int]]:
    """What a copy brings in beside its words, and where in it that stands."""
    address = copy.text.value.strip()
    if copy.field.type == "image":
        yield ("image", ending(address)), 0
    elif copy.field.type == "url":
        yield ("link", scheme(address)), 0
    else:
        yield from ((("link", scheme(link.address)), link.start) for link in copy.prose.links)
        lists = (block for block in copy.prose.blocks if isinstance(block, Bullets))
        yield from ((("element", "ul"), block.items[0].start) for block in lists)
