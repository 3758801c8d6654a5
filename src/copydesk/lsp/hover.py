"""What is said of a place: what its field is for, how much of it is written, and where a link leads."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types as lsp

from copydesk.briefing import Section
from copydesk.checks.rhythm import texts_of
from copydesk.document import Document, Items, Node, Text
from copydesk.faults import Path
from copydesk.fields import Field
from copydesk.issue import Fitted
from copydesk.limits import described, limits
from copydesk.lsp.places import Places, path_at
from copydesk.prose import Link, parse
from copydesk.report import counted


def hover(fitted: Fitted, places: Places, position: lsp.Position) -> lsp.Hover | None:
    """What is said of a position in an issue; None where there is nothing to say."""
    document, offset = fitted.document, places.offset(position)
    path = path_at(document, offset)
    while path and isinstance(path[-1], int):
        path = path[:-1]
    field = fitted.structure.field(path) if fitted.structure and path else None
    node, key = document.node(path), document.key(path)
    if field is None or node is None or key is None:
        return None
    words = [f"**{path[-1]}**: {described(field)}", *_written(fitted, path, field, node)]
    edges = (key.start, key.end)
    if isinstance(node, Text) and (link := _link(document, field, node, offset)):
        words.insert(0, f"Leads to {link.address}")
        edges = document.edges(node, link.start, link.end)
    said = lsp.MarkupContent(lsp.MarkupKind.Markdown, "\n\n".join(words))
    return lsp.Hover(said, places.range(*edges))


def _link(document: Document, field: Field, node: Text, offset: int) -> Link | None:
    """The link that an offset into the source stands in."""
    for link in parse(node.value).links if field.type == "prose" else ():
        start, end = document.edges(node, link.start, link.end)
        if start <= offset < end:
            return link
    return None


def _written(fitted: Fitted, path: Path, field: Field, node: Node) -> Iterator[str]:
    """How much is written so far, against what may be."""
    section = fitted.structure.section(path[0]) if fitted.structure else None
    if isinstance(node, Items):
        yield _of(len(node.items), "item", limits(field))
    elif isinstance(node, Text) and field.type in ("line", "label"):
        yield _of(len(node.value.strip()), "character", limits(field))
    elif isinstance(node, Text) and field.type == "prose":
        yield _of(parse(node.value).length, "word", "")
    if section and not (isinstance(node, Text) and field.type != "prose"):
        words = sum(copy.prose.length for copy in texts_of(fitted, section))
        yield f"In `{section.key}`: {_of(words, 'word', _usual(section))}"


def _of(number: int, noun: str, asked: str) -> str:
    """`61 of at most 110 characters`, or `61 characters`."""
    return f"{number:,} of {asked}." if asked else f"{counted(number, noun)}."


def _usual(section: Section) -> str:
    """The words that a section usually has."""
    least, most = section.words.min, section.words.max
    parts = (f"at least {least:,}" if least else "", f"at most {most:,}" if most else "")
    found = " and ".join(part for part in parts if part)
    return f"{found} words" if found else ""
