"""The tree of an HTML page, as the checks of a message and the import of a page read it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from lxml import etree, html


def page(markup: str) -> Any:
    """The tree of a page that is well made, such as our own. Raises ValueError where there is nothing in it."""
    try:
        return html.document_fromstring(markup)
    except etree.ParserError as error:
        raise ValueError("there is nothing in it") from error


def foreign_page(markup: str) -> tuple[Any, bool]:
    """The tree of anybody's page, and whether it was read to its end: libxml2 stops 256 elements deep.

    Nothing is fetched. The tree is None where there is not a single element or word.
    """
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    source = markup.replace("\0", "\ufffd").encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(source, parser=parser)
    except etree.ParserError:
        return None, True
    return tree, not any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)


def source(tree: Any) -> str:
    """A tree as the markup of a page."""
    return str(html.tostring(tree, encoding="unicode", doctype="<!doctype html>"))


def element_source(element: Any) -> str:
    """An element as XML: whatever of it is no markup holds neither `<` nor `>`."""
    return str(etree.tostring(element, encoding="unicode", with_tail=False))


def xml(data: bytes) -> Any:
    """The tree of an XML file from anywhere. Raises ValueError where it is none, or declares entities.

    Nothing is fetched, and nothing is put in place of anything.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree: Any = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"it is no XML: {error.msg}") from error
    if tree.getroottree().docinfo.doctype:
        raise ValueError("it declares a type of its own")
    return tree


@lru_cache(maxsize=512)
def finder(path: str) -> Any:
    """A function that finds, below an element, what an XPath names."""
    return etree.XPath(path)


def written(tree: Any, *, in_lines: bool = False) -> str:
    """A page as HTML, from the tree of it; `in_lines` with line breaks where they show nothing."""
    return str(etree.tostring(tree, method="html", encoding="unicode", pretty_print=in_lines))
