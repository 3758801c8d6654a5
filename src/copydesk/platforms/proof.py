"""The proof that a platform delivers what was proven: before anything is written, and of a package alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from copydesk.platforms.declaration import Platform
from copydesk.platforms.delivery import undelivered
from copydesk.platforms.given import Fault, Given, Proven, values_of
from copydesk.platforms.request import differences
from copydesk.slots import left_open

_DOCTYPE = re.compile(r"<!doctype html", re.IGNORECASE)
_AGAIN = "Build the issue again."


def prove(
    platform: Platform, given: Given, proven: Proven, others: Mapping[str, Platform]
) -> tuple[Fault, ...]:
    """What speaks against giving a platform these files; nothing where it delivers the proven message.

    `others` are platforms whose tags must not stand in them.
    """
    return (
        *_tags(platform, given, proven),
        *_foreign(platform, given, proven, others),
        *undelivered(platform, given, proven),
        *_head(platform, given),
        *_request(platform, given, proven),
        *_limits(platform, given, proven),
    )


def _tags(platform: Platform, given: Given, proven: Proven) -> Iterator[Fault]:
    for name, tag in platform.written.items():
        counts = given.html.count(tag.write), given.text.count(tag.write)
        if counts == (0, 0) and tag.required:
            what = f"The message draws the slot `{name}` nowhere, and mailing systems ask for it."
            yield Fault("M201", what, f"Draw `{{slot.{name}}}` in a section of the briefing.")
        elif counts not in ((0, 0), (1, 1)):
            what = (
                f"The tag `{tag.write}` of {platform.name} stands {counts[0]} times in the HTML and "
                f"{counts[1]} times in the text."
            )
            mend = f"Draw the slot `{name}` once in each: it is what {platform.name} fills."
            yield Fault("M201", what, mend)
    for part, content in (("HTML", given.html), ("text", given.text)):
        if (slot := left_open(content)) is not None:
            what = f"The slot `{slot}` is still open in the {part} for {platform.name}."
            yield Fault("M201", what, f"Draw one of: {', '.join(proven.slots)}.")


def _foreign(
    platform: Platform, given: Given, proven: Proven, others: Mapping[str, Platform]
) -> Iterator[Fault]:
    """Tags of other platforms that are no words of the copy."""
    own = {tag.write for tag in platform.written.values()}
    for other in others.values():
        for tag in other.written.values():
            found = 0 if tag.write in own else _count(tag.write, given)
            if found and found > _count(tag.write, proven):
                what = f"A tag of {other.name}, `{tag.write}`, stands in what is for {platform.name}."
                yield Fault("M203", what, f"{platform.name} would print it. {_AGAIN}")


def _count(words: str, message: Given | Proven) -> int:
    return message.html.count(words) + message.text.count(words)


def _head(platform: Platform, given: Given) -> Iterator[Fault]:
    if not _DOCTYPE.match(given.html):
        what = f"The HTML for {platform.name} does not begin with its doctype."
        yield Fault("M205", what, f"Without it, clients lay the message out in other ways. {_AGAIN}")


def _request(platform: Platform, given: Given, proven: Proven) -> Iterator[Fault]:
    values = values_of(given, proven)
    try:
        found = differences(json.loads(platform.request), json.loads(given.request), values)
    except ValueError:
        found = ["it is no JSON"]
    if found:
        what = f"The request for {platform.name} is not what its API takes: {', '.join(found)}."
        yield Fault("M207", what, _AGAIN)


def _limits(platform: Platform, given: Given, proven: Proven) -> Iterator[Fault]:
    in_bytes = {"html": given.html, "text": given.text, "request": given.request}
    in_characters = {"subject": given.subject, "preheader": given.preheader, "name": proven.name}
    sizes = {name: len(each.encode()) for name, each in in_bytes.items()}
    sizes |= {name: len(each) for name, each in in_characters.items()}
    for name, limit in platform.limits.known.items():
        if sizes[name] > limit.most:
            unit = "bytes" if name in in_bytes else "characters"
            called = name.replace("html", "HTML")
            what = f"The {called} has {sizes[name]:,} {unit}, and {platform.name} takes {limit.most:,}."
            mend = f"Shorten it, or name the briefing's `platforms` without {platform.name}."
            yield Fault("M206", what, mend)
