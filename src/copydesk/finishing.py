"""finish(): an issue -> the message as it is sent, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from copydesk.checks.finished import CLIPPED, heaviest, prove, size_of
from copydesk.diagnostic import Diagnostic, Refused, Severity, Span, has_errors
from copydesk.document import Document
from copydesk.issue import Fitted, Issue
from copydesk.library import Library
from copydesk.message import Message
from copydesk.platforms import Handed, hand, proven
from copydesk.platforms.reading import platforms
from copydesk.platforms.saying import diagnosed
from copydesk.render import render
from copydesk.render.pictures import without_pictures
from copydesk.report import joined
from copydesk.targets.hosts import hosts

NEAR = 0.8
"""The share of Gmail's clip from which on a message is close to it: mailing systems make links longer."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A message with its slots filled by the briefing's own addresses, and what makes it unfit to be sent."""

    message: Message
    slots: Mapping[str, str]
    faults: tuple[Diagnostic, ...]
    open: Message
    """The message with its slots still open, for the platforms."""


def finish(issue: Issue, library: Library, path: str) -> Finished:
    """Render an issue, fill its slots, and prove the message; `path` is its source.

    Raises Refused where a component is at fault.
    """
    slots = {
        "unsubscribe": issue.briefing.addresses.unsubscribe,
        "browser": issue.canonical,
        "address": issue.briefing.postal_address,
    }
    rendered = render(issue, library)
    message = _filled(rendered, slots, path)
    return Finished(message, slots, prove(message, path), rendered)


def finish_light(finished: Finished, path: str) -> Message:
    """The message without any remote content. Raises Refused where it is unfit to be sent as such."""
    message = replace(finished.message, html=without_pictures(finished.message.html), images=())
    faults = [each._replace(message=f"In the light version: {each.message}") for each in prove(message, path)]
    if contacted := hosts(message.html):
        what = f"Opening the light version contacts {joined(contacted)}."
        mend = "Take out of the components what is loaded from there."
        faults.append(Diagnostic(path, Span(), Severity.ERROR, "M123", what, mend))
    if faults:
        raise Refused(*faults)
    return message


def handed(
    finished: Finished, document: Document, library: Library
) -> tuple[dict[str, Handed], tuple[Diagnostic, ...]]:
    """What each of the briefing's platforms is handed of a message, and what speaks against it.

    Raises Refused where a platform's file does not fit.
    """
    chosen = platforms(library, finished.message.issue.briefing.platforms)
    found = hand(finished.open, proven(finished.message, finished.slots), chosen)
    faults = (fault for each in found.values() for fault in each.faults)
    return found, diagnosed(faults, document)


def proof(fitted: Fitted, library: Library) -> tuple[Diagnostic, ...]:
    """What there is to say of the message of an issue; that there is none where the issue has an error itself."""
    path = fitted.document.path
    if fitted.issue is None or has_errors(fitted.diagnostics):
        what = "The message was not made: the issue has errors."
        return (Diagnostic(path, Span(), Severity.NOTE, "M106", what, "Mend them first."),)
    try:
        finished = finish(fitted.issue, library, path)
        if fitted.issue.briefing.light and not finished.faults:
            finish_light(finished, path)
        at_platforms = () if finished.faults else handed(finished, fitted.document, library)[1]
    except Refused as refusal:
        return refusal.diagnostics
    return (*finished.faults, *at_platforms, *_remarks(finished.message, path))


def _filled(message: Message, slots: Mapping[str, str], path: str) -> Message:
    try:
        return message.filled(slots)
    except KeyError as error:
        what = f"A component draws the slot `{error.args[0]}`, and nothing fills it."
        mend = f"Draw one of: {', '.join(slots)}."
        raise Refused(Diagnostic(path, Span(), Severity.ERROR, "M102", what, mend)) from error


def _remarks(message: Message, path: str) -> Iterator[Diagnostic]:
    size = size_of(message)
    if NEAR * CLIPPED < size <= CLIPPED:
        what = f"The HTML has {size:,} bytes, and Gmail cuts it off behind {CLIPPED:,}."
        costs = heaviest(message.sections)
        yield Diagnostic(
            path, Span(), Severity.WARNING, "M104", f"{what} {costs}", "Leave room: tracked links are longer."
        )
    if others := _other_hosts(message):
        what = f"Opening the message contacts {joined(others)}, beside the hosts of its pictures."
        mend = "Take out of the components what is loaded from there."
        yield Diagnostic(path, Span(), Severity.NOTE, "M105", what, mend)


def _other_hosts(message: Message) -> list[str]:
    own = {urlsplit(image.address).netloc.rpartition("@")[2].lower() for image in message.images}
    return [host for host in hosts(message.html) if host not in own]
