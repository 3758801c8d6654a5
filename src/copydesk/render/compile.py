"""MJML -> HTML, through mjml-python."""

from __future__ import annotations

import re

from mjml import mjml2html

from copydesk.diagnostic import Diagnostic, Refused, Severity, Span

_LEFT_OVER = re.compile(r"</?(mj-?[a-z-]*)\b")


def compile_mjml(markup: str) -> str:
    """The HTML of a whole MJML document, its conditional comments in place.

    Raises Refused where the renderer refuses it, or lets a tag through that it does not know.
    """
    try:
        html = mjml2html(markup, fonts={})
    except ValueError as error:
        raise _refuse(f"The MJML of this message cannot be compiled: {error}.") from error
    if left_over := _LEFT_OVER.search(html):
        raise _refuse(f"`<{left_over[1]}>` is no tag that mjml-python knows.")
    return html


def _refuse(message: str) -> Refused:
    return Refused(
        Diagnostic("components", Span(), Severity.ERROR, "R002", message, "Mend the component that draws it.")
    )
