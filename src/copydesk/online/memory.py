"""The answers of earlier rounds, as a JSON file keeps them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import urlsplit

from copydesk.answer import Answer, Said

KEPT = {Said.FINE: 86_400, Said.MOVED: 86_400, Said.OFFLINE: 0, Said.PROXY: 0}
"""How long an answer is kept, in seconds: a good one a day, and one that is about us not at all."""
KEPT_ELSE = 3_600
MAX_BYTES = 10_000_000
"""The largest file that is read."""

Kept = Mapping[str, tuple[Answer, float]]
"""Answers by address, each with its time in seconds since 1970."""


def recalled(data: bytes, now: float) -> Kept:
    """The answers in the bytes of a file that still hold. Raises ValueError where it holds none."""
    try:
        found = {address: _entry(*each) for address, each in json.loads(data)["answers"].items()}
    except (AttributeError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise ValueError("these are no answers") from error
    return {address: each for address, each in found.items() if _holds(*each, now)}


def _entry(said: str, status: int, moved: str, at: float) -> tuple[Answer, float]:
    urlsplit(moved)  # raises ValueError where this is no address
    return Answer(Said(said), int(status), str(moved)), float(at)


def _holds(answer: Answer, at: float, now: float) -> bool:
    return 0 <= now - at < KEPT.get(answer.said, KEPT_ELSE)


def written(kept: Kept, now: float) -> bytes:
    """The bytes of a file that keeps the answers which still hold."""
    answers = {
        address: [each.said, each.status, each.moved, at]
        for address, (each, at) in sorted(kept.items())
        if _holds(each, at, now)
    }
    return json.dumps({"answers": answers}, ensure_ascii=False, indent=1).encode()
