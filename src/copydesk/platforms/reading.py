"""Platforms, read from components/platforms/ and held against what they may hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache

from copydesk.diagnostic import Diagnostic, Refused, Span
from copydesk.document import Document, Step, Text
from copydesk.library import Library
from copydesk.platforms.declaration import Platform
from copydesk.platforms.expression import unfit
from copydesk.platforms.language import acted_on
from copydesk.platforms.request import PLACES, places

Path = tuple[Step, ...]


def platforms(library: Library, names: tuple[str, ...] | None = None) -> dict[str, Platform]:
    """Platforms by their names; all that are known where none are given.

    Raises Refused where a platform's file does not fit.
    """
    return {name: platform(library, name) for name in meant(library, names)}


def meant(library: Library, names: tuple[str, ...] | None) -> tuple[str, ...]:
    """The names of the platforms that a briefing is for: all that are known where it names none."""
    return library.platforms if names is None else names


@lru_cache(maxsize=64)
def platform(library: Library, name: str) -> Platform:
    """A platform by its file's name. Raises Refused where there is none, or it does not fit."""
    document, declared = library.load(f"platforms/{name}.yaml", Platform, "B010")
    if found := tuple(_unfit(document, declared)):
        raise Refused(*found)
    return declared


def _unfit(document: Document, declared: Platform) -> Iterator[Diagnostic]:
    """What a platform's file says that cannot be."""
    wrong = [*_expressions(document, declared)]
    yield from wrong or _tags(document, declared)
    yield from _forms(document, declared)
    yield from _requests(document, declared)
    if declared.headers.by == "platform" and declared.headers.template:
        message = f"{declared.name} writes these headers itself: a second one would stand beside each."
        yield _at(document, ("headers", "template"), message, "Delete the template.")


def _expressions(document: Document, declared: Platform) -> Iterator[Diagnostic]:
    written: dict[Path, str] = {("acts_on", number): each for number, each in enumerate(declared.acts_on)}
    written |= {("escapes", number, "find"): each.find for number, each in enumerate(declared.escapes)}
    for path, expression in written.items():
        if wrong := unfit(expression):
            yield _at(document, path, *wrong)


def _tags(document: Document, declared: Platform) -> Iterator[Diagnostic]:
    for name, tag in declared.written.items():
        found = acted_on(declared).fullmatch(tag.write)
        if not found or found.groupdict().get("literal"):
            message = f"`{tag.write}` is no merge tag that {declared.name} acts on."
            mend = "Write it as the platform's documentation does, or say in `acts_on` what it looks like."
            yield _at(document, ("tags", name, "write"), message, mend)


def _forms(document: Document, declared: Platform) -> Iterator[Diagnostic]:
    if declared.comments and "{comment}" not in declared.comments.write:
        message = "The form of a conditional comment has no place for the comment."
        yield _at(document, ("comments", "write"), message, "Write `{comment}` where it goes.")
    for number, each in enumerate(declared.escapes):
        if each.html is each.text is each.line is None:
            message = "This says of no part how it is written there."
            mend = "Add `html`, `text` or `line`, with the replacement or with `refuse`."
            yield _at(document, ("escapes", number, "find"), message, mend)


def _requests(document: Document, declared: Platform) -> Iterator[Diagnostic]:
    try:
        json.loads(declared.request)
    except json.JSONDecodeError as error:
        place = (error.pos, error.pos + 1)
        yield _at(document, ("request",), f"The request is no JSON: {error.msg}.", "Mend it here.", place)
        return
    for match in places(declared.request):
        if match[1] not in PLACES:
            message = f"Nothing is filled in for `{match[0]}`."
            mend = f"Write one of: {', '.join(f'{{{name}}}' for name in PLACES)}."
            yield _at(document, ("request",), message, mend, match.span())


def _at(
    document: Document, path: Path, message: str, mend: str, part: tuple[int, int] | None = None
) -> Diagnostic:
    """A diagnostic at the text at a path, or at a part of it; at the key of what is more than a text."""
    node = document.node(path)
    text = node if isinstance(node, Text) else document.key(path)
    span = document.place(text, *(part or ())) if text else Span()
    return document.report(span, "B011", message, mend)
