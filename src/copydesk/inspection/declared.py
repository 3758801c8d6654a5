"""Whether the fallbacks that components declare are of use."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from copydesk.briefing import Briefing, Component
from copydesk.clients.looks import features_of
from copydesk.clients.support import Level, caniemail
from copydesk.diagnostic import Diagnostic, Refused, Severity, Span
from copydesk.gallery import sample
from copydesk.inspection.gaps import drawing
from copydesk.inspection.traits import traits
from copydesk.issue import Issue
from copydesk.library import Library
from copydesk.render import render_component


def declared(html: str, issue: Issue, library: Library) -> Iterator[Diagnostic]:
    """What is wrong with the fallbacks of the components that draw an e-mail.

    Whether one is used shows in the e-mail, or in the component's sample. The clients are those of
    all briefings that the components are for.
    """
    declaring = [each for each in drawing(issue, library) if each.fallbacks]
    if not declaring or not issue.briefing.clients:
        return
    clients, in_message = _clients(issue, library), features_of(traits(html))
    for component in declaring:
        used = in_message | _in_sample(component, issue.briefing, library)
        for key in component.fallbacks:
            if fault := _fault(key, clients, used):
                yield _at(component, key, library, fault)


_Fault = tuple[Severity, str, str, str]
"""How bad a fallback is, its code, what is wrong, and how to mend it."""


def _fault(key: str, clients: Collection[str], used: Collection[str]) -> _Fault | None:
    feature = caniemail().features.get(key)
    if feature is None:
        near = get_close_matches(key, caniemail().features, 1)
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


def _in_sample(component: Component, briefing: Briefing, library: Library) -> frozenset[str]:
    """The features that a component's sample uses, with the page around it; none where it has no sample that fits."""
    if not library.find(f"{component.name}/sample.yaml"):
        return frozenset()
    try:
        return features_of(
            traits(render_component(component, sample(library, component), briefing, library)[0])
        )
    except Refused:
        return frozenset()
