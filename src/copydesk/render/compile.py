"""MJML -> HTML, through mjml-python."""

from __future__ import annotations

import re

from mjml import mjml2html

from copydesk.diagnostic import Diagnostic, Refused, Severity, Span

_LEFT_OVER = re.compile(r"</?(mj-?[a-z-]*)\b")
_BECOMES_ATTRIBUTE = re.compile(r"""(?P<tag><[a-z][^<>]*>)(?P<title>(?<=<mj-title>)[^<]*)?""", re.IGNORECASE)
_VALUE = re.compile(r'"[^"]*"|\'[^\']*\'')
_DEBUGGED = re.compile(r"[^\x20-\x5b\x5d-\x7e]")
"""What Rust's debug strings, as which mrml writes the values of attributes, do not write as it is."""
_PADDING = re.compile(r"""(?<=\spadding=)(["'])[^"']*\1""")
_BARE_ZERO = re.compile(r"(?<![\w.])0(?![\w.%])")

_WHITE = "display:none;font-size:1px;color:#ffffff;"
"""How mrml hides the preheader. White on a light page is a mark of spam (HTML_FONT_LOW_CONTRAST of SpamAssassin
4.0.1, 0.7 points), and the preheader is as hidden without it."""


def compile_mjml(markup: str, path: str = "components") -> str:
    """The HTML of a whole MJML document, its conditional comments in place.

    Raises Refused where the renderer refuses it, or lets a tag through that it does not know; the
    diagnostic names `path`.
    """
    try:
        html = mjml2html(_BECOMES_ATTRIBUTE.sub(_spelled, markup), fonts={})
    except ValueError as error:
        raise _refuse(path, f"This MJML cannot be compiled: {error}.") from error
    if left_over := _LEFT_OVER.search(html):
        raise _refuse(path, f"`<{left_over[1]}>` is no tag that mjml-python knows.")
    return html.replace(_WHITE, _WHITE.removesuffix("color:#ffffff;"), 1)


def _spelled(found: re.Match[str]) -> str:
    """A tag with such characters in its values as numbers, which come out of mrml as they went in.

    The title is the label of the message too, and so an attribute.
    """
    tag = _PADDING.sub(_in_pixels, found["tag"])
    return _VALUE.sub(_numbers, tag) + _DEBUGGED.sub(_number, found["title"] or "")


def _in_pixels(padding: re.Match[str]) -> str:
    """A padding with a unit behind each 0: without one, mrml takes the whole of it for none.

    The cells that it gives to Outlook are then too wide.
    """
    return _BARE_ZERO.sub("0px", padding[0])


def _numbers(value: re.Match[str]) -> str:
    return _DEBUGGED.sub(_number, value[0])


def _number(letter: re.Match[str]) -> str:
    return f"&#{ord(letter[0])};"


def _refuse(path: str, message: str) -> Refused:
    mend = "Mend the component: look for a misspelt tag, one that is not closed, or a bare `<` or `&`."
    return Refused(Diagnostic(path, Span(), Severity.ERROR, "R002", message, mend))
