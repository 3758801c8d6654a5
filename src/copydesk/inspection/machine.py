"""An inspection as JSON holds it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from copydesk.clients.support import caniemail
from copydesk.formats import objects
from copydesk.inspection.gaps import Gap
from copydesk.inspection.whole import Inspection


def as_data(path: str, found: Inspection) -> dict[str, Any]:
    """All that was found, in what JSON knows: sizes in bytes, support in the letters of Can I email."""
    return {
        "path": path,
        "clients": list(found.clients),
        "tests": {"source": caniemail().source, "updated": caniemail().updated},
        "features": [_feature(gap, found) for gap in found.gaps],
        "weight": asdict(found.weight),
        "forecasts": dict(found.forecasts),
        "privacy": asdict(found.privacy),
        "diagnostics": objects(found.diagnostics),
    }


def _feature(gap: Gap, found: Inspection) -> dict[str, Any]:
    key = gap.feature.key
    return {
        "key": key,
        "title": gap.feature.title,
        "url": gap.feature.url,
        "tested": gap.feature.tested,
        "support": [asdict(each) for each in gap.support],
        "sections": [section for section in found.places.get(key, ()) if section],
        "around": "" in found.places.get(key, ()),
        "lines": list(found.lines.get(key, ())),
        "fallbacks": dict(gap.fallbacks),
    }
