"""HTML, taken apart into its copy and what is none: style sheets and comments."""

from __future__ import annotations

import re

_APART = re.compile(r"(<style\b.*?(?:</style>|\Z)|<!--.*?(?:-->|\Z))", re.DOTALL | re.IGNORECASE)
"""In a style sheet and in a conditional comment, a character reference stays one. One that is not closed
goes on to the end."""


def apart(html: str) -> list[str]:
    """The pieces of an HTML text: copy at the even places, style sheets and comments at the odd ones."""
    return _APART.split(html)
