"""What is almost a link: it would be printed as it is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.checks.leftovers import marked_words
from copydesk.checks.registry import Finding, check
from copydesk.diagnostic import Severity
from copydesk.late import late
from copydesk.manuscript import Copy

_WEB = r"(?:https?://|www\.)"
_NEAR_MISS = late(
    r"\[(?:[^\[\]\n]|\n(?![ \t]*\n))+\]"
    rf"(?:(?:[ \t]+|[ \t]*\n[ \t]*)\({_WEB}[^)\n]*\)"  # a blank between the words and the address
    rf"|\({_WEB}[^)\s]*\s+[^)\n]*\)"  # a blank within the address
    rf"|\({_WEB}[^)\s]*(?=\s|$)"  # no closing parenthesis
    r"|\([^()\n]*(?::/|\w\.\w)[^()\n]*\))"  # anything else like an address
)

_OPENED = late(r"\[")


@check("L103", Severity.ERROR, on=("prose",))
def near_miss(copy: Copy) -> Iterator[Finding]:
    """A link is almost one, and would be printed as it is typed.

    Between the words and their address there is no blank, and none within the address.

    Instead of `[the report] (https://www.rferl.org/a/1.html)`
    write      `[the report](https://www.rferl.org/a/1.html)`
    """
    for match in almost_links(copy):
        yield Finding(
            "This is almost a link, and would be printed as it stands.",
            "Write `[words](https://...)`, without a blank before the address or in it.",
            *match.span(),
        )


def almost_links(copy: Copy) -> list[re.Match[str]]:
    """What is almost a link in a copy: nothing where its field holds no links."""
    if copy.field.type != "prose":
        return []
    links = {link.start for link in copy.prose.links}
    if links.issuperset(match.start() for match in _OPENED.finditer(copy.text.value)):
        return []
    return [match for match in _NEAR_MISS.finditer(copy.text.value) if match.start() not in links]


@check("L104", Severity.ERROR, on=("prose",))
def picture(copy: Copy) -> Iterator[Finding]:
    """A picture is written into a text.

    Text holds links, *emphasis* and **strong words**. `![words](address)` would come out as an
    exclamation mark and a link. A photo has fields of its own.
    """
    for link in copy.prose.links:
        before = copy.text.value[: link.start]
        if before.endswith("!") and not before.endswith(("\\!", "!!")) and copy.text.value[link.start] == "[":
            yield Finding(
                "A picture cannot stand in a text.",
                "Take it out. If the exclamation mark ends a sentence, put a blank behind it.",
                link.start - 1,
                link.end,
            )


_BARE = late(
    r"(?:https?://|www\.)"
    r"(?<![\w</@.]https://)(?<![\w</@.]http://)(?<![\w</@.]www\.)"
    r"(?<!\]\(https://)(?<!\]\(http://)(?<!\]\(www\.)"
    r"[^\s<>()\[\]]+[^\s<>()\[\].,;:!?\"'’”]"
)


@check("L112", Severity.WARNING, on=("prose", "line"))
def bare(copy: Copy) -> Iterator[Finding]:
    """An address stands in the text, and is no link.

    Instead of `See https://www.rferl.org/a/1.html.`
    write      `See [the report](https://www.rferl.org/a/1.html).`
    """
    text = copy.text.value
    found = list(_BARE.finditer(text)) if "://" in text or "www." in text else []
    said = _linked(copy) if found else []
    for match in found:
        if not any(start <= match.start() < end for start, end in said):
            mend = "Write `[words](address)`."
            yield Finding("This address is text and no link.", mend, match.start(), match.end())


def _linked(copy: Copy) -> list[tuple[int, int]]:
    """The places of what is a link in a copy, or is said to be none."""
    if copy.field.type != "prose":
        return [match.span() for match in marked_words(copy)]
    links = [(link.start, link.end) for link in copy.prose.links]
    return links + [match.span() for match in almost_links(copy)]
