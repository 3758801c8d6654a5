"""What speaks against a message in the clients of its readers, as diagnostics."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from copydesk.clients import clients
from copydesk.clients.support import Level
from copydesk.diagnostic import Diagnostic, Severity, Span
from copydesk.inspection.gaps import Gap, gaps
from copydesk.inspection.privacy import Privacy, privacy
from copydesk.issue import Issue
from copydesk.library import LAYOUT, Library
from copydesk.report import joined

_FEW = 3
"""Clients and features that are named; more are counted."""
_DO_WITHOUT = "Write it another way, or have an editor declare in the component what readers get instead."
_DECLARE = "Do without it, or say under `fallbacks:` of the component what readers get instead."


def remarks(html: str, issue: Issue, path: str, library: Library) -> tuple[Diagnostic, ...]:
    """What a build has to say of a finished e-mail, each kind in one line; `copydesk inspect` says it in full."""
    bare = [gap for gap in gaps(html, issue, library) if _is_bare(gap)]
    return (*_summed_up(bare, path), *of_privacy(privacy(html, issue.briefing.image_hosts), path))


def _is_bare(gap: Gap) -> bool:
    return gap.level is Level.NONE and not gap.fallbacks


def _summed_up(bare: Collection[Gap], path: str) -> Iterator[Diagnostic]:
    if bare:
        names = few([f"`{gap.feature.title}`" for gap in bare], "other feature")
        whose = few(lacking(bare), "other client")
        message = f"{names} {'is' if len(bare) == 1 else 'are'} not supported by {whose}, and nothing is declared to stand in."
        yield Diagnostic(
            path, Span(), Severity.WARNING, "C101", message, "`copydesk inspect` says where each stands."
        )


def of_gaps(
    bare: Collection[tuple[Gap, Collection[str]]],
    lines: Mapping[str, Collection[int]],
    path: str,
    library: Library,
) -> Iterator[Diagnostic]:
    """What clients do not support, and these components use without a fallback.

    Said at the lines of the copy that bring it in, where any do, or else of the components.
    """
    for gap, components in bare:
        whose = few(lacking([gap]), "other client")
        what = f"`{gap.feature.title}` is not supported by {whose} (tested {gap.feature.tested})."
        brought = lines.get(gap.feature.key, ())
        for line in brought:
            yield Diagnostic(path, Span(line, 1, line, 1), Severity.WARNING, "C101", what, _DO_WITHOUT)
        for file in () if brought else _files(components, library):
            yield Diagnostic(file, Span(), Severity.WARNING, "C101", what, _DECLARE)


def _files(components: Collection[str], library: Library) -> list[str]:
    """The declarations of components; what many have comes with the layout."""
    names = components if len(components) <= _FEW else (LAYOUT,)
    return [library.declaration(name)[0].path for name in names]


def of_privacy(found: Privacy, path: str) -> Iterator[Diagnostic]:
    """Whom else a message tells that it was opened; links that track are the copy's own, and said of there."""
    if found.foreign:
        what = f"Opening the message contacts {joined(list(found.foreign))}: `image_hosts` of the briefing has no such host."
        mend = "Take out of the components what is loaded from there, or name the host in the briefing."
        yield Diagnostic(path, Span(), Severity.WARNING, "M107", what, mend)
    for address in found.pixels:
        what = f"`{address}` is too small to be seen: it counts who opens the message."
        yield Diagnostic(
            path, Span(), Severity.WARNING, "M108", what, "Take the picture out of the component."
        )
    for each in found.remote_style:
        what = f"`{each}` loads a font or a style from elsewhere as the message is opened."
        yield Diagnostic(path, Span(), Severity.WARNING, "M109", what, "Take it out of the component.")


def lacking(found: Collection[Gap]) -> list[str]:
    """What people call the clients that do not support these at all, in order."""
    names = {each.client for gap in found for each in gap.at(Level.NONE)}
    return [called(each) for each in sorted(names)]


def called(client: str) -> str:
    """What people call a client: `Outlook (Windows)`."""
    family, _, platform = clients()[client].partition(", ")
    return f"{family} ({platform})"


def few(names: list[str], noun: str) -> str:
    """The first of many names, the rest counted."""
    more = len(names) - _FEW
    if more < 1:
        return joined(names)
    return joined([*names[:_FEW], f"{more} {noun}{'s' * (more > 1)}"])
