"""MJML -> HTML, through mjml-python."""

from __future__ import annotations

import re

from mjml import mjml2html

from copydesk.diagnostic import Diagnostic, Refused, Severity, Span

_LEFT_OVER = re.compile(r"</?(mj-?[a-z-]*)\b")
_TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)
_VALUE = re.compile(r'"[^"]*"|\'[^\']*\'')
_DEBUGGED = re.compile(r"[^\x20-\x5b\x5d-\x7e]")
"""What Rust's debug strings, as which mrml writes the values of attributes, do not write as it is."""


def compile_mjml(markup: str, path: str = "components") -> str:
    """The HTML of a whole MJML document, its conditional comments in place.

    Raises Refused where the renderer refuses it, or lets a tag through that it does not know; the
    diagnostic names `path`.
    """
    try:
        html = mjml2html(_TAG.sub(_spelled, markup), fonts={})
    except ValueError as error:
        raise _refuse(path, f"This MJML cannot be compiled: {error}.") from error
    if left_over := _LEFT_OVER.search(html):
        raise _refuse(path, f"`<{left_over[1]}>` is no tag that mjml-python knows.")
    return html


def _spelled(tag: re.Match[str]) -> str:
    """A tag with such characters in its values as numbers, which come out of mrml as they went in."""
    return _VALUE.sub(lambda value: _DEBUGGED.sub(lambda letter: f"&#{ord(letter[0])};", value[0]), tag[0])


def _refuse(path: str, message: str) -> Refused:
    mend = "Mend the component: look for a misspelt tag, one that is not closed, or a bare `<` or `&`."
    return Refused(Diagnostic(path, Span(), Severity.ERROR, "R002", message, mend))
