"""copydesk beside official MJML with juice, React Email and Maizzle, with the same content, in one run.

    make race

Writes docs/race.md, docs/race.json and the pictures docs/pictures/race*; `--quick` tries a few turns and writes
into build/race instead. `--ten-thousand` adds what takes long to the last race: 10,000 issues, and a build of them
where nothing is new.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from importlib.metadata import version
from pathlib import Path

from bench.corpus import ROOT
from bench.race.measures import SAME, WARM_UP, cold, many, nothing_new, of_each, stages, warm
from bench.race.page import page
from bench.race.results import Results
from bench.race.sides import HERE, NODE, SIDES
from bench.race.track import lay

TEN_THOUSAND = 10_000


def facts(count: int) -> dict[str, str]:
    """The machine, the versions, and what the page says of the run."""
    packages = json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]
    node = subprocess.run([NODE, "--version"], capture_output=True, text=True, check=True).stdout.strip("v\n")
    return {
        "Python": platform.python_version(),
        "Node.js": node,
        "copydesk": version("copydesk"),
        **packages,
        "processors:": str(os.cpu_count()),
        "load at the start:": f"{os.getloadavg()[0]:.1f}",
        "_many": f"{count:,}",
        "_warm_up": str(WARM_UP),
    }


def race(options: Namespace) -> Results:
    """Run it."""
    turns, count = (10, 40) if options.quick else (100, options.issues)
    results = Results(facts(count))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _say(f"Warm, {turns} turns")
        hot, one = lay(folder / "warm", SAME + WARM_UP + turns), lay(folder / "one", 1)
        results.runs["warm"] = warm(hot, turns)
        _say("Cold")
        results.runs["cold"] = cold(one, 3 if options.quick else 15)
        _say("Our stages")
        results.runs |= stages(hot, one, turns)
        _say(f"{count:,} issues on two cores")
        all_of_them = lay(folder / "many", count)
        results.runs["many"] = many(all_of_them, count, 1 if options.quick else 3)
        results.runs[f"nothing new in {count:,} issues"] = nothing_new(
            all_of_them, 5 if options.quick else 15
        )
    return results


def of_ten_thousand(results: Results) -> Results:
    """Add to the results of a race what takes long."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        few, much = lay(folder / "few", 100, theirs=False), lay(folder / "much", TEN_THOUSAND, theirs=False)
        for side in SIDES:
            if not side.script:
                _say(f"{TEN_THOUSAND:,} issues, {side.name}")
                results.runs[f"each of {TEN_THOUSAND:,} issues, {side.name}"] = of_each(
                    few, much, (100, TEN_THOUSAND), side, 5
                )
        results.runs[f"nothing new in {TEN_THOUSAND:,} issues"] = nothing_new(much, 15)
    return results


def last(found: Path) -> Results:
    """The results of the last race."""
    return Results.read(json.loads(found.read_text("utf-8")))


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def main() -> None:
    parser = ArgumentParser(prog="make race", description="The race.")
    parser.add_argument(
        "--quick", action="store_true", help="a few turns, to try it; written into build/race"
    )
    parser.add_argument("--issues", type=int, default=1000, help="how many are built on two cores")
    parser.add_argument("--ten-thousand", action="store_true", help="add 10,000 issues to the last race")
    parser.add_argument(
        "--draw", action="store_true", help="draw the page and the pictures of the last run anew"
    )
    options = parser.parse_args()
    docs = ROOT / "build" / "race" if options.quick else ROOT / "docs"
    (docs / "pictures").mkdir(parents=True, exist_ok=True)
    found = docs / "race.json"
    results = last(found) if options.draw or options.ten_thousand else race(options)
    if options.ten_thousand:
        results = of_ten_thousand(results)
    found.write_text(json.dumps(results.written()) + "\n", "utf-8")
    (docs / "race.md").write_text(page(results), "utf-8")
    print(page(results))
    subprocess.run([sys.executable, "-m", "bench.race.plot", found, docs / "pictures"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
