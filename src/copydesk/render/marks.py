"""Where the sections of a message begin: marks that go through the chain, and are taken out at its end.

They are comments, which no copy can write, and which nothing else in the page is laid out by.
"""

from __future__ import annotations

import re
from functools import reduce

from markupsafe import Markup

_MARK = re.compile(r"<!--section ([\w-]*)-->")
_END = "<![endif]-->"
_WHOLE = re.compile(r"<!--(\[if [^\]]*\]>)(?:(?!-->).)*<!\[endif\]-->", re.DOTALL)


def mark(section: str) -> Markup:
    """What shows, in MJML, that a section begins; that the last one ends, with an empty name."""
    return Markup("<mj-raw><!--section {}--></mj-raw>").format(section)


def parted(html: str) -> dict[str, str]:
    """The parts of a page by the section that brings them in; what stands around them all under an empty name."""
    head, *rest = _MARK.split(html)
    found = dict(zip(rest[::2], rest[1::2], strict=True))
    return {"": head + found.pop("", ""), **found}


def without_marks(html: str) -> str:
    """The page as it is without marks: conditional comments on both sides of one become one, as elsewhere."""
    return reduce(_joined, filter(None, _MARK.split(html)[::2]), "")


def _joined(one: str, other: str) -> str:
    end, beginning = _WHOLE.fullmatch(one, one.rfind("<!--")), _WHOLE.match(other)
    if end and beginning and end[1] == beginning[1]:
        return one.removesuffix(_END) + other.removeprefix(f"<!--{beginning[1]}")
    return one + other
