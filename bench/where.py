"""Where the time of a build goes, stage by stage, under the profiler.

    .venv/bin/python bench/where.py build/where.pstats

Writes the profile of many builds of one issue, which `python -m pstats`, snakeviz and most editors open, and
prints what each stage took of them, with all that it calls.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import FunctionType
from typing import cast

from copydesk.checks.finished import prove
from copydesk.examine import examine
from copydesk.finishing import handed
from copydesk.inspection.remarks import remarks
from copydesk.press import Run
from copydesk.render import render
from copydesk.targets import package
from copydesk.workspace import Workspace

SOURCE = Path(__file__).parents[1] / "issues" / "2024-05-10.yaml"
RUNS = 30
STAGES: dict[str, Callable[..., object]] = {
    "read, fit and check": examine,
    "render (two pages and the text)": render,
    "prove (legal notice, slots, size)": prove,
    "hand to mailing systems, proven": handed,
    "package (eml, manifest, sums)": package,
    "say what clients make of it": remarks,
    "put it into dist/, with the archive": Run.finish,
}
"""What a whole run is made of, in its order; what is left is theirs who call it."""


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


if __name__ == "__main__":
    profiled(Path(sys.argv[1] if len(sys.argv) > 1 else "build/where.pstats"))
