"""What was meant to be replaced before the issue goes out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.checks.registry import Finding, check
from copydesk.diagnostic import Severity
from copydesk.issue import Copy

_PLACEHOLDER = re.compile(
    r"\b(?:TODO|TK|TKTK|FIXME|XXX+|TBD|TBC)\b|\blorem ipsum\b|\[(?:insert|link|name|date|tk)\b[^\]]*\](?!\()"
    r"|\b(?:headline|text|caption|link) goes here\b",
    re.IGNORECASE,
)
_LOUD = re.compile(r"\b(?:TODO|TK|TKTK|FIXME|XXX+|TBD|TBC)\b")


@check("T201", Severity.ERROR, on=("line", "label", "prose"))
def placeholder(copy: Copy) -> Iterator[Finding]:
    """A placeholder was left in.

    `TODO`, `TK`, `TBD`, `lorem ipsum` and the like mark what is still to come.
    """
    for match in _PLACEHOLDER.finditer(copy.text.value):
        if match[0].islower() or not match[0].isalpha() or _LOUD.fullmatch(match[0]):
            yield Finding(
                "A placeholder was left in.", "Write what belongs here.", match.start(), match.end()
            )


_EXAMPLE = re.compile(r"https?://(?:www\.)?example\.(?:com|org|net)\b", re.IGNORECASE)
