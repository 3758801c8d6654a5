"""What the inbox shows: subject, preheader, date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import PurePath

from copydesk.checks.registry import Finding, check_issue
from copydesk.diagnostic import Severity
from copydesk.issue import Fitted

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@check_issue("E101", Severity.WARNING)
def preheader(fitted: Fitted) -> Iterator[Finding]:
    """The inbox has nothing to show behind the subject.

    Behind the subject, inboxes show the preheader; an issue without one shows its standfirst. Without
    both, they show what stands first in the message, such as the words `View in browser`.
    """
    copies = {copy.path: copy for copy in fitted.copy}
    written = fitted.document.plain()
    if any(get_close_matches(key, written, 1, 0.7) for key in ("preheader", "standfirst")):
        return  # misspelt: that is said elsewhere
    if ("preheader",) not in copies and ("standfirst",) not in copies and ("title",) in copies:
        yield Finding(
            "There is neither a standfirst nor a preheader: the inbox shows what stands first in the message.",
            "Add a line `standfirst:` or `preheader:` with one sentence.",
            copy=copies[("title",)],
        )


@check_issue("E102", Severity.WARNING)
def date_in_name(fitted: Fitted) -> Iterator[Finding]:
    """The date of an issue is not the one in its file's name.

    One of the two was forgotten when the file was copied from an earlier issue.
    """
    named = _DATE.match(PurePath(fitted.document.path).name)
    copy = fitted.at("date")
    written = _DATE.search(copy.text.value) if copy else None
    if named and written and written[0] != named[0]:
        yield Finding(
            f"The file's name says {named[0]}.",
            "Mend the date, or rename the file.",
            *written.span(),
            copy=copy,
        )
