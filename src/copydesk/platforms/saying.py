"""What speaks against handing a message to a platform -> diagnostics, at the copy that is meant where there is any."""

from __future__ import annotations

import re
from collections.abc import Iterable

from copydesk.diagnostic import Diagnostic, Span
from copydesk.document import Document
from copydesk.platforms.given import Fault


def diagnosed(faults: Iterable[Fault], document: Document) -> tuple[Diagnostic, ...]:
    """Each fault once, where its words stand first in the issue; at its beginning where they do not."""
    found = (document.report(_place(each, document), each.code, each.message, each.mend) for each in faults)
    return tuple(dict.fromkeys(found))


def _place(fault: Fault, document: Document) -> Span:
    """The words may bear the backslashes of prose, and stand in other lines than the text's."""
    pattern = r"\s+".join(r"\\?".join(map(re.escape, word)) for word in fault.words.split())
    found = re.search(pattern, document.source) if fault.words else None
    return document.span(*found.span()) if found else Span()
