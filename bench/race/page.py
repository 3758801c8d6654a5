"""The results as a page of Markdown."""

from __future__ import annotations

from pathlib import Path

from bench.race.aims import aims
from bench.race.results import Results
from bench.race.sides import MJML_JUICE, SIDES
from bench.timing import Spread
from jinja2 import Environment, FileSystemLoader, StrictUndefined

BESIDE = ("warm", "cold", "many")
"""What is measured with all sides; the rest is ours alone."""


def templates(escaped: bool) -> Environment:
    """What draws the page and the picture."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        undefined=StrictUndefined,
        autoescape=escaped,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def page(results: Results) -> str:
    """The page of some results."""
    return (
        templates(escaped=False)
        .get_template("race.md.j2")
        .render(
            sides=SIDES,
            runs=results.runs,
            alone=[name for name in results.runs if name not in BESIDE],
            facts=[f"{name} {is_}" for name, is_ in results.facts.items() if not name.startswith("_")],
            many=results.facts["_many"],
            warm_up=results.facts["_warm_up"],
            reference=MJML_JUICE.name,
            time=lambda measure, side: spread(results.time(measure, side)),
            ratio=lambda measure, side: f"{spread(results.ratio(measure, side, MJML_JUICE.name))}x",
            peak=lambda measure, side: f"{results.peak(measure, side):,.0f}".removeprefix("0"),
            size=lambda side: f"{results.size(side):,.0f}",
            aims=list(aims(results)),
            spread=spread,
        )
    )


def spread(found: Spread) -> str:
    """A median with its quartiles, with as many digits as mean something."""
    low, middle, high = found
    digits = 2 if middle < 10 else 1 if middle < 100 else 0
    short = f"{middle:,.{digits}f}"
    return short if low == high else f"{short} ({low:,.{digits}f} to {high:,.{digits}f})"
