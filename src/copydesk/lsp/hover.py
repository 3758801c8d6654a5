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
from copydesk.languages import language
from copydesk.limits import described, limits
from copydesk.lsp.places import Places, path_at
from copydesk.manuscript import WORDS
from copydesk.prose import Prose, parse
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
    if isinstance(node, Text) and (marked := _marked(document, field, node, offset)):
        words.insert(0, marked[0])
        edges = marked[1]
    said = lsp.MarkupContent(lsp.MarkupKind.Markdown, "\n\n".join(words))
    return lsp.Hover(said, places.range(*edges))


def _marked(document: Document, field: Field, node: Text, offset: int) -> tuple[str, tuple[int, int]] | None:
    """What the link, or the foreign words, at an offset into the source say, and where they stand."""
    for said, *place in _marks(parse(node.value), field) if field.type in WORDS else ():
        start, end = document.edges(node, *place)
        if start <= offset < end:
            return said, (start, end)
    return None


def _marks(prose: Prose, field: Field) -> Iterator[tuple[str, int, int]]:
    for link in prose.links if field.type == "prose" else ():
        yield f"Leads to {link.address}", link.start, link.end
    for each in prose.foreign:
        if found := language(each.tag):
            yield f"Words in {found.name}", each.start, each.end


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
