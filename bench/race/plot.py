"""The picture of a race, from its results: SVG by a template, PNG by the browser that draws it.

python -m bench.race.plot RESULTS.json FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from bench.race.page import templates
from bench.race.results import Results
from bench.race.sides import MJML_JUICE, SIDES
from tests.browsers import chromium

PANELS = (
    ("warm", "One issue, warm", "milliseconds", 1.0),
    ("cold", "One issue, cold", "milliseconds", 1.0),
    ("many", "{_many} issues, two cores", "seconds", 1000.0),
)
WIDTH, LEFT, GAP, ROOM, ROW, TOP = 1040, 292, 30, 58, 46, 104
"""Pixels: of the picture, left of the panels, between them, behind a bar for its figure; a row; above the rows."""
CUT = 5
"""A bar is cut off where it is that many times as long as MJML and juice's."""
THEMES = {
    "race": {
        "paper": "#FFFFFF",
        "ink": "#1F2328",
        "quiet": "#59636E",
        "rule": "#D1D9E0",
        "ours": "#B54700",
        "theirs": "#B8C0C8",
        "line": "#1F2328",
    },
    "race-dark": {
        "paper": "#0D1117",
        "ink": "#F0F6FC",
        "quiet": "#9198A1",
        "rule": "#3D444D",
        "ours": "#FFA562",
        "theirs": "#4B545E",
        "line": "#F0F6FC",
    },
}


def panel(results: Results, at: int) -> dict[str, Any]:
    """One panel: where it stands, and its bars."""
    measure, title, unit, share = PANELS[at]
    wide = (WIDTH - LEFT - 2 * GAP - 24) / len(PANELS)
    times = [results.time(measure, side.name) for side in SIDES]
    reference = results.time(measure, MJML_JUICE.name)[1]
    most = min(max(high for *_, high in times), CUT * reference)
    scale = (wide - ROOM) / most
    bars = [
        {
            "y": TOP + row * ROW,
            "long": min(middle, most) * scale,
            "low": min(low, most) * scale,
            "high": min(high, most) * scale,
            "cut": middle > most,
            "ours": not side.script,
            "figure": _figure(middle / share),
        }
        for row, (side, (low, middle, high)) in enumerate(zip(SIDES, times, strict=True))
    ]
    named = {key: is_ for key, is_ in results.facts.items() if key.startswith("_")}
    return {
        "x": LEFT + at * (wide + GAP),
        "title": title.format(**named),
        "unit": unit,
        "wide": wide,
        "mark": reference * scale,
        "bars": bars,
    }


def _figure(value: float) -> str:
    return f"{value:,.{0 if value >= 100 else 1}f}"


def draw(results: Results, theme: str) -> str:
    """The picture in one theme."""
    rows = [
        {"y": TOP + at * ROW, "name": side.name, "makes": side.makes, "ours": not side.script}
        for at, side in enumerate(SIDES)
    ]
    return (
        templates(escaped=True)
        .get_template("race.svg.j2")
        .render(
            THEMES[theme],
            width=WIDTH,
            height=TOP + len(SIDES) * ROW + 46,
            rows=rows,
            panels=[panel(results, at) for at in range(len(PANELS))],
            top=TOP,
            bottom=TOP + len(SIDES) * ROW,
            reference=MJML_JUICE.name,
        )
    )


def main(found: str, folder: str) -> None:
    results = Results.read(json.loads(Path(found).read_text("utf-8")))
    with chromium() as browser:
        for theme in THEMES:
            picture = draw(results, theme)
            (Path(folder) / f"{theme}.svg").write_text(picture, "utf-8")
            page = browser.new_page(device_scale_factor=2)
            page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{picture}")
            page.locator("svg").screenshot(path=Path(folder) / f"{theme}.png")


if __name__ == "__main__":
    main(*sys.argv[1:])
