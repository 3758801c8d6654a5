"""lighten(): the same message in fewer bytes. What it shows, and what Outlook is told, stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from copydesk.render.columns import fill_sections, join_texts
from copydesk.render.comments import join_comments
from copydesk.render.declarations import shorten_styles
from copydesk.render.sheets import shorten_sheets

STEPS: tuple[Callable[[Any], None], ...] = (
    shorten_styles,
    fill_sections,
    join_texts,
    join_comments,
    shorten_sheets,
)
"""What happens to the tree of a page, in this order."""


def lighten(tree: Any) -> None:
    """Make a page one of fewer bytes: the same words, links and conditional comments, in the same places."""
    for step in STEPS:
        step(tree)
