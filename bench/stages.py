"""One issue from YAML to all files: warm by stage, cold by command, and the bytes of its e-mail.

    make bench

Both sides of each ratio are measured in this run. Times are milliseconds of wall time: the median,
and in brackets the lower and upper quartile.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

from copydesk.checks import check
from copydesk.checks.finished import prove
from copydesk.examine import examine
from copydesk.finishing import finish, handed
from copydesk.fitting import fit
from copydesk.issue import Fitted
from copydesk.making import pack, write_folder
from copydesk.prose import masked
from copydesk.prose import parse as parse_prose
from copydesk.reading import parse
from copydesk.render import render
from copydesk.targets import package
from copydesk.targets.manifest import Source
from copydesk.workspace import Workspace

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "issues" / "2024-05-10.yaml"
COPYDESK = Path(sys.executable).with_name("copydesk")


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
    origin = Source(path=SOURCE.name, sha256="", components_sha256="")
    files = package(message, origin, slots)

    def fit_anew() -> Fitted:
        parse_prose.cache_clear()
        masked.cache_clear()
        return fit(parse(data, SOURCE.name), library)

    def check_anew() -> None:
        check(fit_anew())

    def all_of_it() -> None:
        parse_prose.cache_clear()
        found = examine(SOURCE, workspace)
        if found.issue:
            with tempfile.TemporaryDirectory() as folder:
                write_folder(Path(folder) / "new", pack(found.document, found.issue, workspace))

    print(f"Warm, one issue of {len(data):,} bytes\n{'stage':<44} {'median':>8}  quartiles, ms")
    row("read (YAML with positions)", spread(lambda: parse(data, SOURCE.name), 50))
    row("read and fit", spread(fit_anew, 50))
    row("read, fit and check", spread(check_anew, 50))
    row("render (two pages and the text)", spread(lambda: render(issue, library), 30))
    row("prove (legal notice, slots, size)", spread(lambda: prove(message, ""), 30))
    row("hand to mailing systems, proven", spread(lambda: handed(finished, fitted.document, library), 30))
    row("package (eml, manifest, sums)", spread(lambda: package(message, origin, slots), 30))
    row("all of it, files on disk", spread(all_of_it, 30))
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
    warm()
    cold()
