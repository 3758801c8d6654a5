"""How a text is written in YAML, where that changes what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.checks.registry import Finding, check_issue
from copydesk.diagnostic import Edit, Severity
from copydesk.issue import Fitted
from copydesk.late import late
from copydesk.manuscript import Copy

_PARTED = late(r"\n[ \t]*\r?\n|\n[ \t]*- ")
"""Where a text goes on with a new paragraph, or with an item of a list."""


@check_issue("T205", Severity.ERROR)
def without_bar(fitted: Fitted) -> Iterator[Finding]:
    """A text of several paragraphs, or with a list, stands without `|`.

    YAML joins its lines then: paragraphs and lists run together.

    Instead of `text:`
    write      `text: |`
    """
    source = fitted.document.source
    for copy in fitted.chosen(("prose",)):
        if not copy.text.style and _PARTED.search(source, copy.text.start, copy.text.end):
            yield Finding(
                "This text stands without `|`: its paragraphs and lists run together.",
                "Put `|` after the colon, and the text on the next line, two blanks further in.",
                0,
                1,
                copy=copy,
                written=_with_bar(source, copy),
            )


def _with_bar(source: str, copy: Copy) -> tuple[Edit, ...]:
    """The bar behind the colon; text that begins there moves to the next line, as far in as its others."""
    start, end = copy.text.start, copy.text.end
    opening = source[:start].rstrip(" ")
    if opening.endswith(":"):
        further_in = re.search(r"\n([ ]+)(?=\S)", source[start:end])
        return (Edit(len(opening), start, f" |\n{further_in[1]}"),) if further_in else ()
    bar = source.rfind(":", 0, start) + 1
    return (Edit(bar, bar, " |"),) if not source[bar:start].strip() else ()
