"""The results as a page of Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.race.aims import BOUNDS, aims
from bench.race.results import Results
from bench.race.running import Ran
from bench.race.sides import MJML_JUICE, SIDES
from bench.race.stages import STAGES
from bench.timing import Spread
from jinja2 import Environment, FileSystemLoader, StrictUndefined

BESIDE = ("warm", "cold", "many")
"""What is measured with all sides; the rest is ours alone."""
OWN = "stages, "
"""What the measures of our own stages begin with."""


class Share(NamedTuple):
    """What a stage of ours takes, in milliseconds at the median."""

    name: str
    warm: float
    cold: float
    is_theirs: bool


def shares(results: Results) -> Iterator[Share]:
    """The stages that were measured, in their order."""
    runs = [results.runs.get(f"{OWN}{how}", {}) for how in ("warm", "cold")]
    for stage in STAGES:
        if any(stage.name in each for each in runs):
            warm, cold = (median(ran.ms for ran in each.get(stage.name, [Ran(0, 0)])) for each in runs)
            yield Share(stage.name, warm, cold, stage.is_theirs)


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
            alone=[name for name in results.runs if name not in BESIDE and not name.startswith(OWN)],
            stages=list(shares(results)),
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
            short=lambda ms: f"{ms:,.{0 if ms >= 100 else 1}f}" if ms else "",
            time_of=lambda measure: results.time(measure, MJML_JUICE.name)[1],
            aimed=BOUNDS,
        )
    )


def spread(found: Spread) -> str:
    """A median with its quartiles, with as many digits as mean something."""
    low, middle, high = found
    digits = 2 if middle < 10 else 1 if middle < 100 else 0
    short = f"{middle:,.{digits}f}"
    return short if low == high else f"{short} ({low:,.{digits}f} to {high:,.{digits}f})"
