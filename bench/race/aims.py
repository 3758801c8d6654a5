"""What was aimed at, and how far it is reached."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bench.race.measures import CHECK, SCANDIR
from bench.race.results import Results
from bench.race.sides import HANDED, MJML_JUICE, OURS
from bench.timing import Spread


class Aim(NamedTuple):
    """What is to be at most `bound`, and what it is."""

    what: str
    bound: float
    found: Spread
    unit: str = "x"

    @property
    def is_reached(self) -> bool:
        """Whether the median is within the bound."""
        return self.found[1] <= self.bound


BOUNDS = {"warm": 0.5, "cold": 0.6, "many": 0.5}
"""The most that a package may take of the time of MJML and juice."""
_BESIDE = (
    ("warm", OURS.name, BOUNDS["warm"], "warm, one issue"),
    ("warm", HANDED.name, BOUNDS["warm"], "warm, one issue"),
    ("cold", OURS.name, BOUNDS["cold"], "cold, one issue"),
    ("cold", HANDED.name, BOUNDS["cold"], "cold, one issue"),
    ("cold", CHECK, 0.45, "cold, one issue"),
    ("many", OURS.name, BOUNDS["many"], "many issues, two cores"),
    ("many", HANDED.name, BOUNDS["many"], "many issues, two cores"),
)


def aims(results: Results) -> Iterator[Aim]:
    """Each aim of which something was measured."""
    for measure, side, bound, what in _BESIDE:
        if measure in results.runs:
            found = results.ratio(measure, side, MJML_JUICE.name)
            yield Aim(f"{what}: {side}, of the time of {MJML_JUICE.name}", bound, found)
    for measure in [name for name in results.runs if name.startswith("nothing new in 10,000")]:
        for side in (OURS.name, HANDED.name):
            found = results.ratio(measure, side, f"{SCANDIR}: {side}")
            yield Aim(f"{measure}: {side}, of the time of {SCANDIR}", 4, found)
    for measure in [name for name in results.runs if name.startswith("each of")]:
        few, many = results.runs[measure]
        found = results.ratio(measure, many, few)
        yield Aim(f"{measure}: one of {many}, of the time of one of {few}", 1.1, found)
        yield _memory(f"{measure}: the largest process", results.peak(measure, many))
    for side in (OURS.name, HANDED.name) if "many" in results.runs else ():
        yield _memory(f"many issues, two cores: the largest process of {side}", results.peak("many", side))


def _memory(what: str, peak: float) -> Aim:
    return Aim(what, 80, (peak, peak, peak), " MiB")
