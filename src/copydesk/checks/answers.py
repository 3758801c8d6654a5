"""What the servers say of the addresses, where they were asked: `copydesk check --online`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from copydesk.addresses import parts_of, without_place
from copydesk.answer import Answer, Said
from copydesk.checks.addresses import addresses_of
from copydesk.checks.registry import Finding, check_issue
from copydesk.diagnostic import Severity
from copydesk.issue import Fitted
from copydesk.leaves import is_web_address
from copydesk.manuscript import Copy

ASKED = ("prose", "url", "image")
"""The types of field whose addresses are asked for."""

Words = Mapping[Said, tuple[str, str]]
"""Message and mend for what an answer amounts to; `{status}` is the server's number for it."""
_LOOK_UP = "Open it in a browser, and write the address of the page that is meant."
_OPEN = "Open it in a browser. If it opens there for everybody, leave it as it is."
_TYPE_AGAIN = "Type the command again when it is mended."

_NO_PAGE: Words = {
    Said.GONE: ("The server says that there is no such page ({status}).", _LOOK_UP),
    Said.FAULTY: (
        "The server says, asked twice, that it has a fault ({status}).",
        "Open it in a browser. If it does not open there either, take the link out or look for another.",
    ),
    Said.NAMELESS: (
        "There is no server of this name.",
        "Look for a slip in the name, between `//` and the next `/`.",
    ),
}
_NO_ANSWER: Words = {
    Said.LATE: ("The server did not answer in time.", _OPEN),
    Said.UNTRUSTED: (
        "No secure connection to this server comes about: a browser warns its reader.",
        "Open it in a browser. If it warns, look for another page that says the same.",
    ),
    Said.REFUSED: ("The server does not let anybody in, or breaks off.", _OPEN),
    Said.LOST: ("The server sends on from one address to the next, without an end.", _LOOK_UP),
    Said.OFFLINE: ("This could not be asked for: this computer is not on the network.", _TYPE_AGAIN),
    Said.PROXY: ("This could not be asked for: the proxy of this computer does not answer.", _TYPE_AGAIN),
}
_NO_MACHINES: Words = {
    Said.CLOSED: ("The server does not answer machines ({status}), so nothing is known.", _OPEN),
}


@check_issue("N101", Severity.WARNING, online=True)
def no_page(fitted: Fitted) -> Iterator[Finding]:
    """A link leads to a page that is not there.

    The server was asked, by `copydesk check --online`, and says that it has no such page, or has a
    fault of its own each time; or there is no server of that name. A reader meets an error.

    Instead of `https://www.rferl.org/a/1.htm`
    write      `https://www.rferl.org/a/1.html`
    """
    yield from _told(fitted, _NO_PAGE)


@check_issue("N102", Severity.NOTE, online=True)
def moved(fitted: Fitted) -> Iterator[Finding]:
    """A page has moved for good.

    The server was asked, by `copydesk check --online`, and sends on to the page's new address. The old
    one works as long as somebody keeps the signpost up. A page that was moved to the front page is
    mostly one that is gone.

    Instead of `https://www.rferl.org/old/1.html`
    write      `https://www.rferl.org/new/1.html`
    """
    for link in _answered(fitted):
        if link.answer.said is Said.MOVED:
            yield _moved(fitted, link)


@check_issue("N103", Severity.WARNING, online=True)
def no_answer(fitted: Fitted) -> Iterator[Finding]:
    """A server gives no answer.

    It was asked, by `copydesk check --online`, and did not answer in time, let nobody in, showed no valid
    certificate, or sent on without an end. It may be a bad hour; a reader may meet the same.
    """
    yield from _told(fitted, _NO_ANSWER)


@check_issue("N104", Severity.NOTE, online=True)
def no_machines(fitted: Fitted) -> Iterator[Finding]:
    """A server does not answer machines.

    It was asked, by `copydesk check --online`, and turns programs away, as social networks and papers behind
    a paywall do. Nothing is wrong with the link as far as is known: only a person can tell.
    """
    yield from _told(fitted, _NO_MACHINES)


class _Answered(NamedTuple):
    """An address of the copy, where it stands (offsets into the copy's text), and the answer."""

    copy: Copy
    address: str
    start: int
    end: int
    answer: Answer

    def finding(self, message: str, mend: str, replacement: str | None = None) -> Finding:
        return Finding(message, mend, self.start, self.end, replacement, self.copy)


def _answered(fitted: Fitted) -> Iterator[_Answered]:
    for copy in fitted.copy if fitted.answers else ():
        for found, start, end in addresses_of(copy) if copy.field.type in ASKED else ():
            if answer := fitted.answers.get(without_place(found)):
                yield _Answered(copy, found, start, end, answer)


def _told(fitted: Fitted, words: Words) -> Iterator[Finding]:
    for link in _answered(fitted):
        if link.answer.said in words:
            message, mend = words[link.answer.said]
            yield link.finding(message.format(status=link.answer.status), mend)


def _moved(fitted: Fitted, link: _Answered) -> Finding:
    new = _kept_place(link.address, link.answer.moved)
    if _is_root(new) and not _is_root(link.address):
        return link.finding(
            "The server sends on to a front page: the page that is meant seems to be gone.", _LOOK_UP
        )
    replacement = new if _is_better(fitted, link.address, new) else None
    mend = f"Write `{new}`." if replacement else _LOOK_UP
    return link.finding("This page has moved for good.", mend, replacement)


def _kept_place(found: str, new: str) -> str:
    """The new address, at the place on the page that the old one names, fit to stand in parentheses."""
    place = parts_of(found).fragment
    whole = f"{new}#{place}" if place and not parts_of(new).fragment else new
    return whole.replace("(", "%28").replace(")", "%29")


def _is_root(address: str) -> bool:
    parts = parts_of(address)
    return bool(parts.netloc) and parts.path in ("", "/") and not parts.query


def _is_better(fitted: Fitted, found: str, new: str) -> bool:
    """Whether the new address is a whole one, no less secure, and no way back to the old one."""
    after = fitted.answers.get(without_place(new))
    insecure = found.startswith("https:") and not new.startswith("https:")
    return is_web_address(new) and not insecure and not (after and after.said is Said.MOVED)
