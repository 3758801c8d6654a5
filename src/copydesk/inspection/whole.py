"""inspect(): a finished message -> what clients make of it, what it weighs, and whom it tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from copydesk.diagnostic import Diagnostic, Refused, has_errors
from copydesk.finishing import finish, handed
from copydesk.inspection.copied import lines
from copydesk.inspection.declared import declared
from copydesk.inspection.gaps import Gap, gaps, places, undeclared
from copydesk.inspection.privacy import Privacy, privacy
from copydesk.inspection.remarks import of_gaps, of_privacy
from copydesk.inspection.weight import TRACKED, Weight, forecast, weight
from copydesk.issue import Fitted
from copydesk.library import Library
from copydesk.platforms.reading import platforms


@dataclass(frozen=True)
class Inspection:
    """What there is to know of the message of an issue."""

    clients: tuple[str, ...]
    """The clients that the briefing names."""
    gaps: tuple[Gap, ...]
    places: Mapping[str, tuple[str, ...]]
    """The sections that use each feature, by its key."""
    lines: Mapping[str, tuple[int, ...]]
    """The lines of the source whose copy brings in a feature, by its key."""
    weight: Weight
    forecasts: Mapping[str, int]
    """The bytes of the HTML as each mailing system sends it, its links tracked, by the system's name."""
    privacy: Privacy
    diagnostics: tuple[Diagnostic, ...]


def inspect(fitted: Fitted, library: Library, address: int = TRACKED) -> Inspection:
    """Make the message of an issue, and look at it; `address` is the bytes that a mailing system gives a link.

    Raises Refused where the issue has an error, or a component is at fault.
    """
    if fitted.issue is None or has_errors(fitted.diagnostics):
        raise Refused(*fitted.diagnostics)
    finished = finish(fitted.issue, library, fitted.document.path)
    message, issue = finished.message, fitted.issue
    found = gaps(message.html, issue, library)
    used, brought = places(message.pieces), lines(fitted)
    bare = undeclared(found, used, issue, library)
    without = [(gap, bare[gap.feature.key]) for gap in found if gap.feature.key in bare]
    handed_over, refused = handed(finished, fitted.document, library)
    kept = privacy(message.html, issue.briefing.image_hosts)
    return Inspection(
        clients=issue.briefing.clients,
        gaps=found,
        places=used,
        lines=brought,
        weight=weight(message, address),
        forecasts={name: _sent(name, each.files["body.html"], library) for name, each in handed_over.items()},
        privacy=kept,
        diagnostics=(
            *finished.faults,
            *refused,
            *of_gaps(without, brought, fitted.document.path, library),
            *of_privacy(kept, fitted.document.path),
            *declared(message.html, issue, library),
        ),
    )


def _sent(name: str, body: bytes, library: Library) -> int:
    """The bytes of a body once a mailing system has put its own addresses in place of the links'."""
    tracking = platforms(library, (name,))[name].tracking
    return forecast(body.decode(), tracking.bytes) if tracking and tracking.bytes else len(body)
