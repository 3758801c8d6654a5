"""The tree of an HTML page, as the checks of a message and the import of a page read it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from lxml import etree, html


def page(markup: str) -> Any:
    """The tree of a page that is well made, such as our own. Raises ValueError where there is nothing in it."""
    try:
        return html.document_fromstring(markup)
    except etree.ParserError as error:
        raise ValueError("there is nothing in it") from error


def plain_page(markup: str) -> Any:
    """The same tree, of elements without the methods that lxml gives those of HTML: they are passed through faster."""
    tree = etree.fromstring(markup, _PLAIN) if markup.strip() else None
    if tree is None:
        raise ValueError("there is nothing in it")
    return tree


_PLAIN = etree.HTMLParser()


def foreign_page(markup: str) -> tuple[Any, bool]:
    """The tree of anybody's page, and whether it was read to its end: libxml2 stops 256 elements deep.

    Nothing is fetched. The tree is None where there is not a single element or word.
    """
    return _foreign(markup, html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True))


def deep_page(markup: str) -> tuple[Any, bool]:
    """The same of plain elements, 2,048 deep, and with its comments, in which Outlook finds elements of its own."""
    return _foreign(f"<html>{markup}", etree.HTMLParser(encoding="utf-8", huge_tree=True))


def _foreign(markup: str, parser: Any) -> tuple[Any, bool]:
    data = markup.replace("\0", "\ufffd").encode("utf-8", "replace")
    try:
        tree = etree.fromstring(data, parser) if data.strip() else None
    except etree.XMLSyntaxError:
        tree = None
    return tree, not any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)


def sieved(markup: str, tag: str, is_kept: Callable[[Any], bool]) -> Any:
    """The tree of a page without those elements of a kind, in no other of it, that are not to be kept.

    They are taken out while the page is read, so that a long list never stands in the memory as a whole. Raises
    ValueError where there is nothing in the page.
    """
    parser: Any = etree.HTMLPullParser(("end",), tag=tag)
    behind = None
    for at in range(0, len(markup), _PORTION):
        parser.feed(markup[at : at + _PORTION])
        for _, element in parser.read_events():
            if next(element.iterancestors(tag), None) is None:
                _drop_unless(behind, is_kept)
                behind = element  # until something stands behind it, the parser may still write there
    try:
        tree = parser.close()
    except etree.XMLSyntaxError as error:
        raise ValueError("there is nothing in it") from error
    _drop_unless(behind, is_kept)
    return tree


_PORTION = 16_384
"""The characters that are read at once."""


def _drop_unless(element: Any, is_kept: Callable[[Any], bool]) -> None:
    if element is not None and not (element.tail or "").strip() and not is_kept(element):
        element.getparent().remove(element)


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


DOCTYPE = "<!doctype html>"


def written(tree: Any, *, in_lines: bool = False) -> str:
    """A page as HTML, from the tree of it; `in_lines` with line breaks where they show nothing."""
    return str(etree.tostring(tree, method="html", encoding="unicode", pretty_print=in_lines))
