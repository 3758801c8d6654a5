"""Addresses as they were meant: out of the wrapping of a mail service, without a tracking tail."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import SplitResult, parse_qs, urldefrag, urlsplit, urlunsplit

from copydesk.leaves import is_web_address

_TRACKING = re.compile(
    r"(?:utm_[a-z]+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|si|ref_src|__twitter_impression|yclid)",
    re.IGNORECASE,
)


def parts_of(found: str) -> SplitResult:
    """The parts of an address; all of them empty where it is none, as with `https://[::1`."""
    try:
        return urlsplit(found)
    except ValueError:
        return urlsplit("")


def is_within(host: str, hosts: Iterable[str]) -> bool:
    """Whether a host is one of these, or below one of them, as `www.rferl.org` is below `rferl.org`."""
    return any(f".{host}".endswith(f".{each}") for each in hosts)


def without_place(found: str) -> str:
    """An address without the place on its page that it names."""
    try:
        return urldefrag(found)[0]
    except ValueError:
        return found


def without_tracking(found: str) -> str:
    """An address without the parts of its query that tell one campaign from another."""
    parts = parts_of(found)
    pairs = [pair for pair in parts.query.split("&") if pair]
    kept = [pair for pair in pairs if not _TRACKING.fullmatch(pair.split("=")[0])]
    if len(kept) == len(pairs):
        return found
    return urlunsplit(parts._replace(query="&".join(kept)))


def unwrapped(found: str) -> str:
    """The address that Google or Outlook wrapped in one of its own; empty where none is wrapped."""
    parts = parts_of(found)
    host = parts.hostname or ""
    if (host.startswith("www.google.") or host == "google.com") and parts.path == "/url":
        names = "q", "url"
    elif host.endswith(".safelinks.protection.outlook.com"):
        names = "url", "url"
    else:
        return ""
    query = parse_qs(parts.query)
    inner = (query.get(names[0]) or query.get(names[1]) or [""])[0]
    return inner if is_web_address(inner) else ""
