"""Whether the fallbacks that components declare are of use."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from functools import cache

from copydesk.briefing import Component
from copydesk.clients.looks import features_of
from copydesk.clients.support import Level, tests
from copydesk.diagnostic import Diagnostic, Refused, Severity, Span
from copydesk.gallery import exhibits
from copydesk.inspection.gaps import drawing
from copydesk.inspection.traits import traits
from copydesk.issue import Issue
from copydesk.library import Library
from copydesk.render.compose import LAYOUT


def declared(html: str, issue: Issue, library: Library) -> Iterator[Diagnostic]:
    """What is wrong with the fallbacks of the components that draw an e-mail.

    Whether one is used shows in the e-mail, or in the component's sample. The clients are those of
    all briefings that the components are for.
    """
    declaring = [each for each in drawing(issue, library) if each.fallbacks]
    if not declaring or not issue.briefing.clients:
        return
    clients, used = _clients(issue, library), _used(issue.slug, library)
    in_message = features_of(traits(html))
    samples = frozenset[str]().union(*used.values())
    for component in declaring:
        shown = samples if component.name == LAYOUT else used.get(component.name, frozenset())
        for key in component.fallbacks:
            if fault := _fault(key, clients, shown | in_message):
                yield _at(component, key, library, fault)


_Fault = tuple[Severity, str, str, str]
"""How bad a fallback is, its code, what is wrong, and how to mend it."""


def _fault(key: str, clients: Collection[str], used: Collection[str]) -> _Fault | None:
    feature = tests().features.get(key)
    if feature is None:
        near = get_close_matches(key, tests().features, 1)
        mend = f"Did you mean `{near[0]}`?" if near else "Its keys stand in the addresses of its pages."
        return Severity.ERROR, "C104", f"Can I email has no feature `{key}`.", mend
    if key not in used:
        return Severity.WARNING, "C102", f"The component does not use `{key}`.", "Delete the fallback."
    levels = {feature.of(client).level for client in clients}
    if not levels & {Level.NONE, Level.PART}:
        message = f"Every client that a briefing names supports `{key}` (tested {feature.tested})."
        return Severity.WARNING, "C103", message, "Delete the fallback."
    return None


def _at(component: Component, key: str, library: Library, fault: _Fault) -> Diagnostic:
    severity, code, message, mend = fault
    document, _ = library.declaration(component.name)
    name = document.key(("fallbacks", key))
    span = document.place(name) if name else Span()
    return document.report(span, code, message, mend, severity=severity)


def _clients(issue: Issue, library: Library) -> frozenset[str]:
    """The clients that any briefing names; of one that does not fit, others speak."""
    found = set(issue.briefing.clients)
    for slug in library.slugs:
        try:
            found.update(library.briefing(slug).briefing.clients)
        except Refused:
            continue
    return frozenset(found)


@cache
def _used(slug: str, library: Library) -> dict[str, frozenset[str]]:
    """The features that the sample of each component uses, by its name, the page around it too."""
    return {each.component.name: features_of(traits(each.html)) for each in exhibits(library, slug)}
