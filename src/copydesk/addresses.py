"""Addresses as they were meant: out of the wrapping of a mail service, without a tracking tail."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit, urlunsplit

from copydesk.leaves import is_web_address

_TRACKING = re.compile(
    r"(?:utm_[a-z]+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|si|ref_src|__twitter_impression|yclid)",
    re.IGNORECASE,
)


def without_tracking(found: str) -> str:
    """An address without the parts of its query that tell one campaign from another."""
    try:
        parts = urlsplit(found)
    except ValueError:
        return found
    pairs = [pair for pair in parts.query.split("&") if pair]
    kept = [pair for pair in pairs if not _TRACKING.fullmatch(pair.split("=")[0])]
    if len(kept) == len(pairs):
        return found
    return urlunsplit(parts._replace(query="&".join(kept)))


def unwrapped(found: str) -> str:
    """The address that Google or Outlook wrapped in one of its own; empty where none is wrapped."""
    try:
        parts = urlsplit(found)
    except ValueError:
        return ""
    query = parse_qs(parts.query)
    host = parts.hostname or ""
    if (host.startswith("www.google.") or host == "google.com") and parts.path == "/url":
        inner = (query.get("q") or query.get("url") or [""])[0]
    elif host.endswith(".safelinks.protection.outlook.com"):
        inner = query.get("url", [""])[0]
    else:
        return ""
    return inner if is_web_address(inner) else ""
