"""Conditional comments, in which Outlook reads its tables."""

from __future__ import annotations

import re
from typing import Any

from copydesk.markup import finder

_WHOLE = re.compile(r"(\[if [^\]]*\]>)(.*)<!\[endif\]", re.DOTALL)
_END = "<![endif]"
_COMMENTS = finder("//comment()")


def join_comments(tree: Any) -> None:
    """Make one of conditional comments that stand side by side and speak to the same clients."""
    for comment in _COMMENTS(tree):
        while (joined := _joined(comment)) is not None:
            follower = comment.getnext()
            comment.text, comment.tail = joined, follower.tail
            comment.getparent().remove(follower)


def _joined(comment: Any) -> str | None:
    """The text of a comment and of the next one, as one; None where they are not to be joined."""
    follower = comment.getnext()
    if follower is None or follower.tag is not comment.tag or (comment.tail or "").strip():
        return None
    one, other = _WHOLE.fullmatch(comment.text or ""), _WHOLE.fullmatch(follower.text or "")
    if one is None or other is None or one[1] != other[1]:
        return None
    return f"{one[1]}{one[2]}{other[2]}{_END}"
