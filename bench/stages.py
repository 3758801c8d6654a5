"""One issue from YAML to all files: warm by stage, cold by command, and the bytes of its e-mail.

    make bench
    .venv/bin/python bench/stages.py --profile build/stages.pstats

The second writes the profile of many whole runs, which `python -m pstats`, snakeviz and most editors open, and
prints its table by stage. Both sides of each ratio are measured in this run. Times are milliseconds of wall time: the median,
and in brackets the lower and upper quartile.
"""

from __future__ import annotations

import cProfile
import pstats
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from statistics import quantiles
from types import FunctionType
from typing import cast

from copydesk.checks import check
from copydesk.checks.finished import prove
from copydesk.examine import examine
from copydesk.finishing import finish, handed
from copydesk.fitting import fit
from copydesk.inspection.remarks import remarks
from copydesk.issue import Fitted
from copydesk.press import Run
from copydesk.prose import masked
from copydesk.prose import parse as parse_prose
from copydesk.reading import parse
from copydesk.recipe import recipe
from copydesk.render import render, weigh
from copydesk.targets import package
from copydesk.targets.manifest import Source
from copydesk.workspace import Workspace

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "issues" / "2024-05-10.yaml"
COPYDESK = Path(sys.executable).with_name("copydesk")


RUNS = 30
STAGES: dict[str, Callable[..., object]] = {
    "read, fit and check": examine,
    "render (two pages and the text)": render,
    "weigh each section": weigh,
    "prove (legal notice, slots, size)": prove,
    "hand to mailing systems, proven": handed,
    "package (eml, manifest, sums)": package,
    "say what clients make of it": remarks,
    "put it into dist/, with the archive": Run.finish,
}
"""What a whole run is made of, in its order; what is left is theirs who call it."""


def spread(job: Callable[[], object], times: int) -> tuple[float, float, float]:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        job()
        taken.append((time.perf_counter() - start) * 1000)
    low, middle, high = quantiles(taken, n=4)
    return low, middle, high


def row(name: str, measured: tuple[float, float, float]) -> None:
    low, middle, high = measured
    print(f"{name:<44} {middle:8.1f}  ({low:.1f} to {high:.1f})")


@contextmanager
def saving() -> Iterator[Callable[[], None]]:
    """What saves the issue with another word in it and builds it, its files on the disk, in a workspace of its own."""
    text, words = SOURCE.read_text("utf-8"), count()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        workspace.issues.mkdir()
        source = workspace.issues / SOURCE.name

        def all_of_it() -> None:
            source.write_text(text.replace("Here's what", f"Here's {next(words)} what", 1), "utf-8")
            with Run(workspace, workspace.sources(), None) as run:
                built = list(run.build(None))
                if run.finish() or not all(one.changed for one in built):
                    raise SystemExit(f"{SOURCE} was not built")

        all_of_it()
        yield all_of_it


def _place(job: Callable[..., object]) -> tuple[str, int, str]:
    code = cast("FunctionType", job).__code__
    return code.co_filename, code.co_firstlineno, code.co_name


def profiled(path: Path) -> None:
    """Write where the time of many runs goes, and print it for each stage: what calls it, and all that it calls."""
    profile = cProfile.Profile()
    with saving() as all_of_it:
        for _ in range(RUNS):
            profile.runcall(all_of_it)
    path.parent.mkdir(parents=True, exist_ok=True)
    profile.dump_stats(path)
    spent = {place: whole for place, (*_, whole, _) in pstats.Stats(profile).stats.items()}  # type: ignore[attr-defined]
    whole = spent[_place(all_of_it)]
    print(f"{'stage, under the profiler':<44} {'ms':>8}  share")
    for name, job in ({"all of it": all_of_it} | STAGES).items():
        took = spent.get(_place(job), 0.0)
        print(f"{name:<44} {took / RUNS * 1000:8.1f}  {took / whole:5.1%}")
    print(f"\nwritten {path}")


def warm() -> None:
    workspace = Workspace(ROOT)
    library, data = workspace.library, SOURCE.read_bytes()
    slots = {"unsubscribe": "https://example.org/u", "browser": "https://example.org/b"}
    fitted = fit(parse(data, SOURCE.name), library)
    if fitted.issue is None:
        raise SystemExit(f"{SOURCE} does not fit")
    issue = fitted.issue
    message = render(issue, library).filled(slots)
    finished = finish(issue, library, SOURCE.name)
    origin = Source(path=SOURCE.name, sha256="", made_of=recipe(issue, library))
    files = package(message, origin, slots)

    def fit_anew() -> Fitted:
        parse_prose.cache_clear()
        masked.cache_clear()
        return fit(parse(data, SOURCE.name), library)

    def check_anew() -> None:
        check(fit_anew())

    print(f"Warm, one issue of {len(data):,} bytes\n{'stage':<44} {'median':>8}  quartiles, ms")
    row("read (YAML with positions)", spread(lambda: parse(data, SOURCE.name), 50))
    row("read and fit", spread(fit_anew, 50))
    row("read, fit and check", spread(check_anew, 50))
    row("render (two pages and the text)", spread(lambda: render(issue, library), 30))
    row("prove (legal notice, slots, size)", spread(lambda: prove(message, ""), 30))
    row("hand to mailing systems, proven", spread(lambda: handed(finished, fitted.document, library), 30))
    row("package (eml, manifest, sums)", spread(lambda: package(message, origin, slots), 30))
    with saving() as all_of_it:
        row("all of it, from a save to the files on disk", spread(all_of_it, 30))
    print(
        f"\nemail.html {len(files['email.html']):,} bytes, all files {sum(map(len, files.values())):,} bytes"
    )


def cold() -> None:
    def run(*command: object) -> Callable[[], object]:
        return lambda: subprocess.run(
            [str(part) for part in command], check=True, capture_output=True, cwd=folder
        )

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "issues").mkdir()
        (Path(folder) / "issues" / SOURCE.name).write_bytes(SOURCE.read_bytes())
        bare = spread(run(sys.executable, "-c", "pass"), 15)
        print(f"\nCold, a new process each time\n{'command':<44} {'median':>8}  quartiles, ms")
        row("python -c pass", bare)
        for name in ("--help", "check", "build"):
            measured = spread(run(COPYDESK, name), 15)
            row(f"copydesk {name}", measured)
            print(f"{'':<44} {measured[1] / bare[1]:8.1f}  times bare Python")


if __name__ == "__main__":
    parser = ArgumentParser(description="One issue from YAML to all files, by stage.")
    parser.add_argument("--profile", type=Path, metavar="FILE", help="write a profile, and print it by stage")
    if into := parser.parse_args().profile:
        profiled(into)
    else:
        warm()
        cold()
