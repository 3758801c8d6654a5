"""What a web page puts around its text: navigation, share rows, players, other articles."""

from __future__ import annotations

import re
from typing import Any

_WITHOUT_WORDS = frozenset(
    {
        "audio", "button", "canvas", "dialog", "embed", "footer", "form", "head", "iframe", "input", "link",
        "math", "menu", "meta", "nav", "noscript", "object", "option", "script", "select", "style", "svg",
        "template", "textarea", "title", "video",
    }
)  # fmt: skip
_ROLES = frozenset({"banner", "contentinfo", "dialog", "menu", "navigation", "search", "toolbar"})
_UNSEEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_BESIDE = frozenset(
    {"alsoread", "breadcrumb", "breadcrumbs", "comments", "cookie", "cookies", "player", "recommended",
     "related", "share", "sharing", "social"}
)  # fmt: skip
"""Words in the class of what many sites put beside an article."""
_WHOLE = frozenset({"html", "body", "main", "article"})


def is_furniture(element: Any) -> bool:
    """Whether an element belongs to the site, or is not seen."""
    if element.tag in _WHOLE:
        return False
    if element.tag in _WITHOUT_WORDS or element.get("role") in _ROLES or element.get("hidden") is not None:
        return True
    if element.tag == "header":
        return not _holds_title(element) and not _is_within_text(element)
    return element.get("aria-hidden") == "true" or bool(_UNSEEN.search(element.get("style") or ""))


def is_beside(element: Any) -> bool:
    """Whether an element stands among the text and is none of it, as links to other articles are."""
    if element.tag in _WHOLE:
        return False
    names = (element.get("class") or "").lower().replace("also-read", "alsoread")
    is_named = bool(_BESIDE.intersection(re.split(r"[\s_-]+", names)))
    return (is_named or element.tag == "aside") and not _holds_title(element)


def _holds_title(element: Any) -> bool:
    return next(element.iter("h1"), None) is not None


def _is_within_text(element: Any) -> bool:
    return any(each.tag in ("main", "article") for each in element.iterancestors())
