"""What mrml writes against the rules of HTML, and what a page on the web needs beside a message, put right.

mrml gives a picture the height `auto`, which the attribute does not know, and a cell an attribute
`vertical-align`, which there is not: W3C's checker refuses both, and the style says the same.
"""

from __future__ import annotations

import re

_TAG = re.compile(r'<(?:img|td)\b(?:[^<>"]|"[^"]*")*>')
_INVALID = re.compile(r' (?:height="auto"|vertical-align="[^"]*")(?=[\s/>])')
_ARTICLE = re.compile(r'<div aria-label="[^"]*" aria-roledescription="email"([^<>]*) role="article"')


def mend_attributes(html: str) -> str:
    """The same HTML without the attributes of pictures and cells that HTML does not know."""
    return _TAG.sub(lambda tag: _INVALID.sub("", tag[0]), html) if _INVALID.search(html) else html


def as_web_page(html: str) -> str:
    """A message as a page of its own: what was an article within a mailbox is the main part of the page.

    Who listens to a page can then go straight to it (WCAG 2.2, success criterion 2.4.1).
    """
    return _ARTICLE.sub(r'<div\1 role="main"', html, count=1)
