"""`copydesk check` beside yamllint, which looks at blanks only, on the same files in the same run.

    make bench

Times are milliseconds of wall time; ratios are taken turn by turn: the median, and in brackets the
lower and upper quartile. Left out by yamllint: everything but YAML's own syntax and layout.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from corpus import SOURCE, write
from timing import Job, in_turn, milliseconds, ratio, row, running, spread

from copydesk.examine import examine_text
from copydesk.prose import masked, parse
from copydesk.workspace import Workspace

BIN = Path(sys.executable).parent


def beside_yamllint(name: str, paths: Sequence[Path], times: int, aim: float) -> None:
    folder = paths[0].parents[1]
    ours, theirs = in_turn(
        [running(folder, BIN / "copydesk", "check", *paths), running(folder, BIN / "yamllint", *paths)],
        times,
    )
    row(f"{name}: copydesk check, ms", spread(ours))
    row(f"{name}: yamllint, ms", spread(theirs))
    ratio(f"{name}: ratio", ours, theirs, aim)


def warm() -> None:
    workspace = Workspace(SOURCE.parents[1])
    data = SOURCE.read_bytes()

    def examine() -> None:
        parse.cache_clear()
        masked.cache_clear()
        examine_text(data, SOURCE, workspace)

    examine()
    row("warm, one issue of an editor's (aim: 5), ms", spread([milliseconds(examine) for _ in range(60)]))


def flat(folder: Path, paths: Sequence[Path]) -> None:
    """The time per issue in one call with 100 and with 1,000 issues, memory across issues included."""

    def per(count: int) -> list[float]:
        job: Job = running(folder, BIN / "copydesk", "check", *paths[-count:])
        return [milliseconds(job) / count for _ in range(3)]

    few, many = per(100), per(1000)
    row("of 100 issues, ms for each", spread(few))
    row("of 1,000 issues, ms for each", spread(many))
    ratio("of 1,000 against 100", many, few, 1.1)


def main() -> None:
    print(f"{'':<52} {'median':>8}   quartiles")
    with tempfile.TemporaryDirectory() as folder:
        issues = Path(folder) / "issues"
        issues.mkdir()
        beside_yamllint("one issue, cold", write(issues, 1), 15, 2)
    warm()
    with tempfile.TemporaryDirectory() as folder:
        issues = Path(folder) / "issues"
        issues.mkdir()
        paths = write(issues, 1000)
        beside_yamllint("100 issues, one call", paths[-100:], 5, 0.25)
        flat(Path(folder), paths)


if __name__ == "__main__":
    main()
