"""The tree of an HTML page, as the checks of a message and the import of a page read it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from lxml import etree, html


def page(markup: str) -> Any:
    """The tree of a page that is well made, such as our own."""
    return html.document_fromstring(markup)


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


@lru_cache(maxsize=512)
def finder(path: str) -> Any:
    """A function that finds, below an element, what an XPath names."""
    return etree.XPath(path)


def written(tree: Any) -> str:
    """A page as HTML, from the tree of it."""
    return str(etree.tostring(tree, method="html", encoding="unicode"))
