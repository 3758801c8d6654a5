"""The finished message: its legal notice word for word and visible, no slot open, not too large."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.checks.page import Page
from copydesk.checks.sight import why_hidden
from copydesk.diagnostic import Diagnostic, Severity, Span
from copydesk.legal import words
from copydesk.message import Message
from copydesk.slots import MARK

CLIPPED = 102_000
"""Bytes of HTML behind which Gmail cuts a message off: about 102 KB, as users measured it
(hteumeuleu/email-bugs#41)."""

_NOTE = re.compile(r" \[\d+\]")


def prove(message: Message, path: str) -> tuple[Diagnostic, ...]:
    """What makes a message unfit to be sent; `path` is the source that the diagnostics name."""
    return tuple(
        Diagnostic(path, Span(), Severity.ERROR, code, what, mend) for code, what, mend in _faults(message)
    )


def _faults(message: Message) -> Iterator[tuple[str, str, str]]:
    for name, missing in (
        ("HTML", _in_page(message, message.html)),
        ("web version", _in_page(message, message.web)),
        ("text", _in_text(message)),
    ):
        if missing:
            yield "M101", f"The legal notice is not whole and visible in the {name}: {missing}", _MEND
    for name, part in (("HTML", message.html), ("web version", message.web), ("text", message.text)):
        if found := MARK.search(part):
            yield (
                "M102",
                f"The slot `{found[1]}` is still open in the {name}.",
                "Fill it for this mailing system.",
            )
    size = len(message.html.encode())
    if size > CLIPPED:
        yield (
            "M103",
            f"The HTML has {size:,} bytes: Gmail cuts it off behind {CLIPPED:,}.",
            "Shorten the issue.",
        )


_MEND = "No message goes out without it. Mend the component `legal-notice`, or the briefing's section of it."


def _in_text(message: Message) -> str:
    text = _NOTE.sub("", " ".join(message.text.split()))
    notice = " ".join(words(message.issue.briefing.language))
    return "" if notice in text else "its words are not there."


def _in_page(message: Message, markup: str) -> str:
    page = Page(markup)
    for paragraph in words(message.issue.briefing.language):
        elements = page.holding(paragraph)
        if not elements:
            return f"the words `{paragraph[:40]}...` are not there."
        reasons = [_hidden(page, element) for element in elements]
        if all(reasons):
            return f"`{paragraph[:40]}...` is hidden by {reasons[0]}."
    return _link(page, message)


def _hidden(page: Page, element: object) -> str:
    """Why an element, or anything in it, cannot be seen in one medium or another."""
    for each in element.iter("*"):  # type: ignore[attr-defined]
        for media in page.media:
            if reason := why_hidden(page.styles(each, media)):
                return f"{reason} ({media})" if media else reason
    return ""


def _link(page: Page, message: Message) -> str:
    address = message.issue.briefing.addresses.legal_notice
    last = page.holding(words(message.issue.briefing.language)[-1])
    if any(address == link.get("href") for element in last for link in element.iter("a")):
        return ""
    return "its link does not lead to the briefing's `legal_notice` address."
