"""Where a message names the sender's postal address, so that a platform's own can stand there."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

_BETWEEN = r"(?:\s|<[^>]*>)*"


@lru_cache(maxsize=8)
def place_of(postal_address: str, part: str, *, markup: bool) -> re.Match[str] | None:
    """The address in a message's part, with the spans that hold its pieces.

    None unless it stands there once, and each of those spans ends in it. Several platforms ask it of one part.
    """
    words = [re.escape(escape(word) if markup else word) for word in postal_address.split()]
    between = _BETWEEN if markup else r"\s+"
    pattern = between.join(words)
    if markup:
        # Written out, for it is looked for by its first letter then, and ten times faster.
        pattern = rf"(?:<span[^>]*>{pattern}|{pattern})(?:</span>)?"
    found = list(re.finditer(pattern, part)) if words else []
    return found[0] if len(found) == 1 and _whole(found[0][0]) else None


def _whole(part: str) -> bool:
    return len(re.findall(r"<\w", part)) == part.count("</")
