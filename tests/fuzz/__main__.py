"""`make fuzz`: each property as often as it says, on both cores; leaves with 1 where one does not hold."""

from __future__ import annotations

import faulthandler
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from random import SystemRandom
from time import perf_counter
from traceback import format_exc

from hypothesis import HealthCheck, given, seed, settings

from . import searching
from .properties import TRIALS

ROUND = 1_000
"""How many cases one process tries from one seed."""
HANGS = 120
"""Seconds after which a case is taken to have no end: where it stands is shown, and all ends."""


@dataclass
class Tried:
    """What came of some rounds of a property."""

    cases: int = 0
    seconds: float = 0
    slowest: tuple[float, bytes] = (0, b"")
    found: str = ""

    def add(self, other: Tried) -> None:
        """Put the outcome of another round to this one."""
        self.cases += other.cases
        self.seconds += other.seconds
        self.slowest = max(self.slowest, other.slowest)
        self.found = self.found or other.found


def tried(name: str, number: int, times: int) -> Tried:
    """One round of a property, from the seed of that number."""
    done = Tried()
    begun = perf_counter()
    test = given(TRIALS[name].on)(_watched(TRIALS[name].holds, done))
    chosen = settings(
        max_examples=times, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    try:
        seed(number)(chosen(test))()
    except Exception:  # noqa: BLE001 - whatever it is, it is what was looked for
        done.found = f"{name} (seed {number})\n{format_exc()}"
    done.seconds = perf_counter() - begun
    return done


def _watched(holds: Callable[[bytes], None], done: Tried) -> Callable[[bytes], None]:
    def watched(data: bytes) -> None:
        faulthandler.dump_traceback_later(HANGS, exit=True)
        begun = perf_counter()
        try:
            holds(data)
        finally:
            done.cases += 1
            done.slowest = max(done.slowest, (perf_counter() - begun, data))
            faulthandler.cancel_dump_traceback_later()

    return watched


def _rounds(name: str, first: int) -> Iterator[tuple[str, int, int]]:
    times = TRIALS[name].times
    for number in range(0, times, ROUND):
        yield name, first + number // ROUND, min(ROUND, times - number)


def main() -> int:
    """Try all of them, and say how often, how long, and what was found."""
    findings = [*_drawn(), *_sought()]
    print("\n".join(findings) or "every property held")
    return 1 if findings else 0


def _drawn() -> list[str]:
    """What hypothesis finds in cases that are drawn by chance."""
    first = int(sys.argv[1]) if len(sys.argv) > 1 else SystemRandom().randrange(1_000_000)
    print(f"from seed {first}: `make fuzz SEED={first}` tries the same cases again", flush=True)
    begun = perf_counter()
    outcome = {name: Tried() for name in TRIALS}
    print(f"{'property':<28}{'cases':>9}{'seconds':>9}{'slowest':>9}")
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        rounds = {name: pool.map(tried, *zip(*_rounds(name, first), strict=True)) for name in TRIALS}
        for name, done in outcome.items():
            for each in rounds[name]:
                done.add(each)
            print(f"{name:<28}{done.cases:>9,}{done.seconds:>9.0f}{done.slowest[0]:>9.2f}", flush=True)
    slowest = max(done.slowest for done in outcome.values())
    cases = sum(done.cases for done in outcome.values())
    print(
        f"{cases:,} cases in {perf_counter() - begun:.0f} seconds; the slowest had {len(slowest[1]):,} bytes"
    )
    return [done.found for done in outcome.values() if done.found]


def _sought() -> list[str]:
    """What atheris finds, which goes on from inputs that reach code not reached before."""
    if not searching.is_possible():
        print("there is no atheris here (it is for Linux on x86-64): nothing was searched by coverage")
        return []
    seconds = int(os.environ.get("FUZZ_SECONDS", "60"))
    print(f"{'searched by coverage':<28}{'inputs':>9}{'seconds':>9}{'places':>9}", flush=True)
    findings = []
    for done in searching.search(seconds):
        print(f"{done.name:<28}{done.inputs:>9,}{seconds:>9}{done.places:>9,}", flush=True)
        if done.found:
            findings.append(f"{done.name}\n{done.found}")
    return findings


if __name__ == "__main__":
    sys.exit(main())
