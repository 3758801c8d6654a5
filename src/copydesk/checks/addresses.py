"""Addresses: whose tracking they carry, who wraps them, and which stand twice."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from copydesk.addresses import unwrapped, without_tracking
from copydesk.checks.registry import Finding, check, check_issue
from copydesk.diagnostic import Severity
from copydesk.issue import Fitted
from copydesk.manuscript import Copy


@lru_cache(maxsize=1024)
def addresses_of(copy: Copy) -> tuple[tuple[str, int, int], ...]:
    """Each address in a copy, and where it stands."""
    value = copy.text.value
    if copy.field.type in ("url", "image"):
        text = value.strip()
        return ((text, value.index(text), value.index(text) + len(text)),)
    found = ((link.address, value.rfind(link.address, link.start, link.end)) for link in copy.prose.links)
    return tuple((address, start, start + len(address)) for address, start in found if start >= 0)


@check("L105", Severity.WARNING, on=("prose", "url"))
def tracking(copy: Copy) -> Iterator[Finding]:
    """A link carries somebody else's tracking tail.

    The mailing system adds its own; a copied `utm_` credits another campaign with our reader.

    Instead of `https://www.rferl.org/a/1.html?utm_source=x`
    write      `https://www.rferl.org/a/1.html`
    """
    for found, start, end in addresses_of(copy):
        clean = without_tracking(found)
        if clean != found:
            yield Finding(
                "This address carries somebody else's tracking.",
                f"Write `{clean}`.",
                start,
                end,
                replacement=clean,
            )


@check("L106", Severity.WARNING, on=("prose", "url"))
def wrapped(copy: Copy) -> Iterator[Finding]:
    """An address is wrapped by Google or Outlook.

    It leads through somebody else's server, which learns who reads what, and may stop working.

    Instead of `https://www.google.com/url?q=https://www.rferl.org/a/1.html`
    write      `https://www.rferl.org/a/1.html`
    """
    for found, start, end in addresses_of(copy):
        inner = unwrapped(found)
        if inner:
            yield Finding(
                "This address is wrapped by another service.",
                f"Write `{inner}`.",
                start,
                end,
                replacement=inner,
            )


@check("L107", Severity.WARNING, on=("prose", "url"))
def not_secure(copy: Copy) -> Iterator[Finding]:
    """An address begins with `http://`.

    On its way, anybody can read along and change the page. Nearly every site answers to `https://`.

    Instead of `http://www.rferl.org/a/1.html`
    write      `https://www.rferl.org/a/1.html`
    """
    for found, start, _ in addresses_of(copy):
        if found.lower().startswith("http://"):
            yield Finding(
                "This address begins with `http://`.",
                "Write `https://`.",
                start,
                start + len("http"),
                replacement="https",
            )


@check_issue("L108", Severity.WARNING)
def twice(fitted: Fitted) -> Iterator[Finding]:
    """An address stands twice in an issue.

    Two different texts that lead to one page are nearly always a slip of copy and paste.
    """
    seen: dict[str, tuple[Copy, int]] = {}
    for copy in fitted.copy:
        if copy.field.type in ("prose", "url"):
            for found, start, end in addresses_of(copy):
                if found in seen:
                    yield Finding(
                        f"This address stands on line {_line(fitted, *seen[found])} already.",
                        "Check which of the two is meant.",
                        start,
                        end,
                        copy=copy,
                    )
                seen.setdefault(found, (copy, start))


def _line(fitted: Fitted, copy: Copy, start: int) -> int:
    offset, _ = fitted.document.edges(copy.text, start, start + 1)
    return fitted.document.position(offset)[0]
