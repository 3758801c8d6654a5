"""The results of a race: what every side took in every turn, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from bench.race.running import Ran
from bench.timing import Spread, spread

Runs = Mapping[str, Sequence[Ran]]


@dataclass
class Results:
    """All that was measured, by the name of the measure, then of the side, turn by turn."""

    facts: dict[str, str]
    """The machine and the versions."""
    runs: dict[str, Runs] = field(default_factory=dict)

    @classmethod
    def read(cls, found: Mapping[str, Mapping[str, Mapping[str, list[list[float]]]]]) -> Results:
        """From JSON, as `written` makes it."""
        runs = {
            name: {
                side: [Ran(ms, peak, int(size)) for ms, peak, size in turns] for side, turns in each.items()
            }
            for name, each in found["runs"].items()
        }
        return cls({key: str(value) for key, value in found["facts"].items()}, dict(runs))

    def written(self) -> dict[str, object]:
        """As JSON, with as many digits as mean something."""
        runs = {
            name: {
                side: [(round(ms, 3), round(peak, 1), size) for ms, peak, size in turns]
                for side, turns in each.items()
            }
            for name, each in self.runs.items()
        }
        return {"facts": self.facts, "runs": runs}

    def time(self, measure: str, side: str) -> Spread:
        """The quartiles of a side's milliseconds."""
        return quartiles([ran.ms for ran in self.runs[measure][side]])

    def ratio(self, measure: str, side: str, other: str) -> Spread:
        """The quartiles of how many times another's time a side took, turn by turn."""
        ours, theirs = self.runs[measure][side], self.runs[measure][other]
        if len(ours) != len(theirs):
            theirs = [Ran(median(ran.ms for ran in theirs), 0)] * len(ours)
        return quartiles([one.ms / two.ms for one, two in zip(ours, theirs, strict=True)])

    def peak(self, measure: str, side: str) -> float:
        """The most memory that a process of a side had, in MiB."""
        return max(ran.peak for ran in self.runs[measure][side])

    def size(self, side: str) -> float:
        """The bytes of a side's HTML, of the median issue."""
        return median(ran.size for ran in self.runs["warm"][side])


def quartiles(values: Sequence[float]) -> Spread:
    """The lower quartile, the median and the upper quartile; one value is all three."""
    return spread(values) if len(values) > 1 else (values[0],) * 3
