"""What Gmail makes of a page: style sheets that it drops, and characters behind which it cuts off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.checks.page import page_of

STYLES = 16_384
"""Bytes of style sheets that Gmail reads: beyond, it drops them (hteumeuleu/email-bugs#90)."""
_CONTROL = re.compile(r"[\x7f-\x9f]")
"""Gmail shows even a short message as cut off where one such character stands (hteumeuleu/email-bugs#41)."""


def dropped(html: str) -> Iterator[tuple[str, str, str]]:
    """Why Gmail drops something of the e-mail: code, what is wrong, and how to mend it."""
    page = page_of(html)
    size = sum(len((sheet.text or "").encode()) for sheet in page.tree.iter("style"))
    if size > STYLES:
        what = f"The style sheets have {size:,} bytes: Gmail drops what goes beyond {STYLES:,}."
        yield "M121", what, "Shorten the `head.css` of the components."
    if nested := next((rule for rule in page.rules if (rule.condition or "").count("@") > 1), None):
        what = f"Gmail drops a style sheet with an @-rule in another: `{nested.condition}`."
        yield "M121", what, "Write the two conditions as one, with `and`."
    if found := _CONTROL.search(html):
        what = f"The character {_number(found[0])} stands in the HTML: it has Gmail cut the message off."
        yield "M122", what, f"Delete it where it stands, behind `{html[: found.start()][-20:]}`."


def _number(character: str) -> str:
    return f"U+{ord(character):04X}"
