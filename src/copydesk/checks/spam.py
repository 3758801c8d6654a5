"""Signs of spam in what an inbox shows: filters count them, and readers do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.checks.registry import Finding, check_issue
from copydesk.diagnostic import Severity
from copydesk.issue import Fitted
from copydesk.late import late
from copydesk.manuscript import Copy

_SHOWN = ("title", "subject", "standfirst", "preheader")
_REPLY = late(r"\s*(?:(?:re|fwd?)\s*:\s*)+", re.IGNORECASE)
_EXCLAIMED = late(r"!(?:\s*!)+")


def _shown(fitted: Fitted) -> Iterator[Copy]:
    return (copy for name in _SHOWN if (copy := fitted.at(name)))


@check_issue("E107", Severity.WARNING)
def capitals(fitted: Fitted) -> Iterator[Finding]:
    """A line of the inbox stands in capitals.

    Filters take it for spam (SpamAssassin's SUBJ_ALL_CAPS), and readers for shouting.

    Instead of `title: A HARBOR AND ITS LENDERS`
    write      `title: A Harbor And Its Lenders`
    """
    for copy in _shown(fitted):
        words = re.findall(r"[^\W\d_]{2,}", copy.text.value)
        if len(words) > 2 and all(word.isupper() for word in words):
            yield Finding(
                f"The {copy.path[-1]} stands in capitals.", "Write capitals and small letters.", copy=copy
            )


@check_issue("E108", Severity.WARNING)
def exclaimed(fitted: Fitted) -> Iterator[Finding]:
    """A line of the inbox has several exclamation marks in a row.

    Filters take it for spam, and readers for advertising.

    Instead of `title: A Harbor Opens!!!`
    write      `title: A Harbor Opens`
    """
    for copy in _shown(fitted):
        for match in _EXCLAIMED.finditer(copy.text.value):
            yield Finding(
                "Several exclamation marks stand here.", "Leave one, or none.", *match.span(), "!", copy
            )


@check_issue("E109", Severity.WARNING)
def reply(fitted: Fitted) -> Iterator[Finding]:
    """A subject looks like an answer to a message, or a message passed on.

    It is neither, and a reader who opens it for that feels tricked; filters count it, too.

    Instead of `subject: "Re: A Harbor And Its Lenders"`
    write      `subject: A Harbor And Its Lenders`
    """
    for copy in _shown(fitted):
        match = _REPLY.match(copy.text.value)
        if match:
            yield Finding(
                f"`{match[0].strip()}` looks like an answer.", "Delete it.", *match.span(), "", copy
            )
