"""One issue from YAML to all files: warm by stage, cold by command, and the bytes of its e-mail.

    make bench

Both sides of each ratio are measured in this run. Times are milliseconds of wall time: the median,
and in brackets the lower and upper quartile.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

from corpus import ROOT, SOURCE, write

from copydesk.checks import check
from copydesk.checks.finished import prove
from copydesk.checks.page import page_of
from copydesk.examine import examine
from copydesk.finishing import finish, handed
from copydesk.fitting import fit
from copydesk.inspection.remarks import remarks
from copydesk.issue import Fitted, Issue
from copydesk.packing import pack
from copydesk.prose import masked
from copydesk.prose import parse as parse_prose
from copydesk.reading import parse
from copydesk.render import render
from copydesk.targets import package
from copydesk.targets.manifest import Source
from copydesk.workspace import Workspace

COPYDESK = Path(sys.executable).with_name("copydesk")
ISSUES = 40
"""Issues that follow one another, no two of which share a paragraph: the first ones warm up."""
WARMING = 8


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
    fitted = fit(parse(data, SOURCE.name), library)
    if fitted.issue is None:
        raise SystemExit(f"{SOURCE} does not fit")
    issue = fitted.issue
    finished = finish(issue, library, SOURCE.name)
    origin = Source(path=SOURCE.name, sha256="", made_of={})

    def fit_anew() -> Fitted:
        parse_prose.cache_clear()
        masked.cache_clear()
        return fit(parse(data, SOURCE.name), library)

    def look_anew(look: Callable[[], object]) -> Callable[[], object]:
        """As if it were the page of another issue, with the same style sheets."""

        def looked() -> object:
            page_of.cache_clear()
            return look()

        return looked

    print(f"Warm, one issue of {len(data):,} bytes\n{'stage':<44} {'median':>8}  quartiles, ms")
    row("read (YAML with positions)", spread(lambda: parse(data, SOURCE.name), 50))
    row("read and fit", spread(fit_anew, 50))
    row("read, fit and check", spread(lambda: check(fit_anew()), 50))
    row("render (two pages and the text)", spread(lambda: render(issue, library), 30))
    row("prove (legal notice, slots, size)", spread(look_anew(lambda: prove(finished.message, "")), 30))
    row(
        "remark (clients, hosts)",
        spread(look_anew(lambda: remarked(issue, finished.message.html, workspace)), 30),
    )
    row("hand to mailing systems, proven", spread(lambda: handed(finished, fitted.document, library), 30))
    row(
        "package (eml, manifest, sums)", spread(lambda: package(finished.message, origin, finished.slots), 30)
    )
    files = pack(fitted.document, issue, workspace)
    print(
        f"\nemail.html {len(files['email.html']):,} bytes, all files {sum(map(len, files.values())):,} bytes"
    )


def remarked(issue: Issue, html: str, workspace: Workspace) -> object:
    return remarks(html, issue, SOURCE.name, workspace.library)


def one_after_the_other() -> None:
    """Issues of which no two share a paragraph, from YAML to all files on disk, as a build in one process makes them."""
    print(f"\nWarm, each of {ISSUES - WARMING} other issues, from YAML to all files on disk")
    for name, systems in (
        ("html, text, eml, web, manifest", "platforms: []\n"),
        ("the same, and all mailing systems", ""),
    ):
        with tempfile.TemporaryDirectory() as folder:
            row(name, spread_over(Path(folder), systems))


def spread_over(root: Path, systems: str) -> tuple[float, float, float]:
    """The time of a whole issue, in ms, in a workspace whose briefing says `systems`."""
    briefing = root / "components" / "briefings" / "china-in-eurasia.yaml"
    briefing.parent.mkdir(parents=True)
    (root / "issues").mkdir()
    shutil.copy(ROOT / "components" / "briefings" / briefing.name, briefing)
    briefing.write_text(f"{briefing.read_text('utf-8')}\n{systems}", "utf-8")
    workspace = Workspace(root)
    taken = []
    for path in write(root / "issues", ISSUES):
        start = time.perf_counter()
        written(path, workspace)
        taken.append((time.perf_counter() - start) * 1000)
    low, middle, high = quantiles(taken[WARMING:], n=4)
    return low, middle, high


def written(path: Path, workspace: Workspace) -> None:
    found = examine(path, workspace)
    if found.issue is None:
        raise SystemExit(f"{path} does not fit")
    files = pack(found.document, found.issue, workspace)
    remarks(files["email.html"].decode(), found.issue, found.document.path, workspace.library)
    for name, content in files.items():
        place = workspace.root / "dist" / path.stem / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


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
    one_after_the_other()
    cold()
