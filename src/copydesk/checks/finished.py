"""The finished message: its legal notice word for word and visible, no slot open, not too large."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from copydesk.checks.gmail import dropped
from copydesk.checks.page import Line, Page, as_outlook, page_of
from copydesk.checks.sight import why_hidden
from copydesk.diagnostic import Diagnostic, Severity, Span
from copydesk.legal import notice
from copydesk.message import Message
from copydesk.prose import Prose, parse
from copydesk.report import joined
from copydesk.slots import left_open

CLIPPED = 102_000
"""Bytes of HTML behind which Gmail cuts a message off: about 102 KB, as users measured it
(hteumeuleu/email-bugs#41)."""

WIDTH = 78
"""The most columns of a line, but for one that holds a long word, such as an address."""
LONG_WORD = 50
_NUMBER = re.compile(r" \[\d+\]")
_MEND = "No message goes out without it. Mend the component `legal-notice`, or what is named here."


def prove(message: Message, path: str) -> tuple[Diagnostic, ...]:
    """What makes a message unfit to be sent; `path` is the source that the diagnostics name."""
    return tuple(
        Diagnostic(path, Span(), Severity.ERROR, code, what, mend) for code, what, mend in _faults(message)
    )


def size_of(message: Message) -> int:
    """The bytes that Gmail counts."""
    return len(message.html.encode())


def heaviest(costs: Mapping[str, int]) -> str:
    """The three sections that cost most, in words; nothing without any."""
    found = sorted(costs.items(), key=lambda cost: -cost[1])[:3]
    named = joined([f"`{section}` with {size:,}" for section, size in found])
    return f"The most of them are in {named}." if found else ""


def _faults(message: Message) -> Iterator[tuple[str, str, str]]:
    yield from unfit(message.html, message.web, message.text, _notice(message))
    size = size_of(message)
    if size > CLIPPED:
        yield (
            "M103",
            f"The HTML has {size:,} bytes: Gmail cuts it off behind {CLIPPED:,}. {heaviest(message.sections)}".strip(),
            "Shorten the issue.",
        )
    yield from dropped(message.html)


def unfit(html: str, web: str, text: str, words: Prose) -> Iterator[tuple[str, str, str]]:
    """Where the notice is not whole and visible in the parts of a message, or a slot is open: code, words, mend."""
    missing = {"HTML": in_page(html, words)}
    if not missing["HTML"]:
        missing["HTML as Outlook reads it"] = in_page(as_outlook(html), words)
    missing["web version"] = in_page(web, words)
    missing["text"] = _in_text(text, words)
    for name, why in missing.items():
        if why:
            yield "M101", f"The legal notice is not whole and visible in the {name}: {why}.", _MEND
    for name, part in (("HTML", html), ("web version", web), ("text", text)):
        if (slot := left_open(part)) is not None:
            what = f"The slot `{slot}` is still open in the {name}."
            yield "M102", what, "Fill it for this mailing system."


def _notice(message: Message) -> Prose:
    briefing = message.issue.briefing
    return parse(notice(briefing.language, briefing.addresses.legal_notice))


def in_page(markup: str, words: Prose) -> str:
    """Why the notice is not whole in a page, or may not be seen."""
    page = page_of(markup)
    lines = [line.words for line in page.lines]
    paragraphs = [paragraph.plain() for paragraph in words.paragraphs]
    rows = _rows(lines, paragraphs)
    reasons = [_unseen(page, page.lines[row : row + len(paragraphs)], words) for row in rows]
    if not rows:
        return _missing(lines, paragraphs)
    return "" if "" in reasons else reasons[0]


def _unseen(page: Page, lines: tuple[Line, ...], words: Prose) -> str:
    links = [link for line in lines for link in line.links]
    if links != [(link.words, link.address) for link in words.links]:
        return "its link does not lead to the briefing's `legal_notice` address"
    reason = why_hidden(page, lines)
    return f"it may be hidden by {reason}" if reason else ""


def _in_text(text: str, words: Prose) -> str:
    """Why the notice is not whole in the text, its address listed under a number."""
    blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text)]
    plain = [_NUMBER.sub("", block) for block in blocks]
    paragraphs = [paragraph.plain() for paragraph in words.paragraphs]
    numbers = {address: number for number, address in re.findall(r"^\[(\d+)\] (\S+)$", text, re.MULTILINE)}
    numbered = [f"{link.words} [{numbers.get(link.address)}]" for link in words.links]
    if any(len(line) > WIDTH and max(map(len, line.split())) < LONG_WORD for line in text.splitlines()):
        return f"a line has more than {WIDTH} columns"
    rows = [blocks[row : row + len(paragraphs)] for row in _rows(plain, paragraphs)]
    if not rows:
        return _missing(plain, paragraphs)
    if not any(all(link in " ".join(row) for link in numbered) for row in rows):
        return "its link has no number, or the `legal_notice` address is not listed under it"
    return ""


def _rows(lines: list[str], paragraphs: list[str]) -> list[int]:
    """Where in some lines the paragraphs stand one after the other, nothing between them."""
    count = len(paragraphs)
    return [row for row in range(len(lines) - count + 1) if lines[row : row + count] == paragraphs]


def _missing(lines: list[str], paragraphs: list[str]) -> str:
    for paragraph in paragraphs:
        if paragraph not in lines:
            return f"no paragraph reads just `{paragraph if len(paragraph) < 50 else paragraph[:40] + '...'}`"
    return "its paragraphs are out of order, or something stands between them"
