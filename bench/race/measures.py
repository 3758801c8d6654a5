"""What is measured, all sides turn by turn, so that a busy moment hits each alike."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from bench.corpus import ROOT
from bench.race.running import ENVIRONMENT, Ran, Serving, run, serving
from bench.race.sides import BIN, MJML, MJML_JUICE, OURS, REACT, SIDES, Side
from bench.race.stages import STAGES
from bench.race.track import Track

Runs = Mapping[str, list[Ran]]
Turn = Callable[[], Ran]
CHECK, SCANDIR = "copydesk check", "scandir and stat"
CACHED, CLI = "MJML and juice, compiled before", "MJML's command alone"
SAME, WARM_UP = 3, 20


def in_turn(sides: Mapping[str, Turn], turns: int) -> Runs:
    """What each side took in each turn."""
    taken: dict[str, list[Ran]] = {name: [] for name in sides}
    for _ in range(turns):
        for name, turn in sides.items():
            taken[name].append(turn())
    return taken


def warm(track: Track, turns: int) -> Runs:
    """One issue after the other in long-lived processes, no issue twice, the first few of them not counted."""
    with ExitStack() as stack:
        served = {side: stack.enter_context(serving(side.serve(track.workspace(side)))) for side in SIDES}
        _hold_same(track, served)
        ahead = {side: iter(track.issues(side, SAME + WARM_UP + turns)[SAME:]) for side in SIDES}

        def turn(side: Side) -> Turn:
            return lambda: served[side].make(next(ahead[side]))

        return {
            name: ran[WARM_UP:]
            for name, ran in in_turn({s.name: turn(s) for s in SIDES}, WARM_UP + turns).items()
        }


def _hold_same(track: Track, served: Mapping[Side, Serving]) -> None:
    """There is no race where one side does not say the same words."""
    for at in range(SAME):
        folder = track.empty("same")
        pages = {side: folder / f"{side.name}.html" for side in SIDES}
        for side, page in pages.items():
            served[side].make(track.issues(side, SAME)[at], page)
        run([sys.executable, "-m", "bench.race.words", *pages.values()])


def cold(track: Track, turns: int) -> Runs:
    """One issue, a new process each time."""

    def turn(side: Side) -> Turn:
        return lambda: _made(track, side, 1)

    sides = {side.name: turn(side) for side in SIDES}
    sides[CHECK] = lambda: run([BIN / "copydesk", "check"], folder=track.workspace(OURS))
    sides[CACHED] = lambda: _made(
        track, MJML_JUICE, 1, {"NODE_COMPILE_CACHE": str(track.folder / "compiled")}
    )
    source = track.issues(REACT, 1)[0].with_suffix("").with_suffix(".mjml")
    sides[CLI] = lambda: run([BIN / "node", MJML, source, "-o", track.folder / "out.html"])
    for ready in sides.values():
        ready()
    return in_turn(sides, turns)


def stages(many: Track, one: Track, turns: int) -> dict[str, Runs]:
    """What each stage of ours takes, warm and cold, in runs of their own."""
    folder, count = many.workspace(OURS), WARM_UP + turns
    warm_ones = _told("warm", folder, count, folder=folder)[WARM_UP:]
    home, cold_ones = one.workspace(OURS), []
    for _ in range(turns // 5):
        one.empty(f"{home.name}/dist")
        cold_ones += _told("cold", time.perf_counter(), folder=home)
    return {f"stages, {name}": _by_stage(found) for name, found in (("warm", warm_ones), ("cold", cold_ones))}


def _told(*words: object, folder: Path) -> list[dict[str, float]]:
    told = subprocess.run(
        [sys.executable, "-m", "bench.race.stages", *(str(word) for word in words)],
        cwd=folder,
        env=ENVIRONMENT | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in told.stdout.splitlines()]


def _by_stage(found: list[dict[str, float]]) -> Runs:
    names = [stage.name for stage in STAGES if any(stage.name in each for each in found)]
    return {name: [Ran(each.get(name, 0), 0) for each in found] for name in names}


def _made(track: Track, side: Side, count: int, more: dict[str, str] | None = None) -> Ran:
    """A side from its sources to its files in an empty folder; theirs, where they are many, in two processes."""
    if not side.script:
        folder = track.workspace(side)
        track.empty(f"{folder.name}/dist")
        return run(side.make(folder, ()), folder=folder)
    output, files = track.empty("out"), track.issues(side, count)
    shares = [files[::2], files[1::2]] if count > 1 else [files]
    return run(*(side.make(output, share) for share in shares), more=more)


def many(track: Track, count: int, turns: int) -> Runs:
    """All issues of a track: ours by one command, theirs in a loop on two processes."""

    def turn(side: Side) -> Turn:
        return lambda: _made(track, side, count)

    return in_turn({side.name: turn(side) for side in SIDES}, turns)


def nothing_new(track: Track, turns: int) -> Runs:
    """`copydesk build` where all is as it was, beside a look at the very same files in this process."""
    names = {side: track.workspace(side) for side in SIDES if not side.script}
    sides: dict[str, Turn] = {}
    for side, folder in names.items():
        sides[side.name] = partial(run, [BIN / "copydesk", "build"], folder=folder)
        sides[f"{SCANDIR}: {side.name}"] = partial(_scanned, folder)
    for ready in sides.values():
        ready()
    return in_turn(sides, turns)


def _scanned(folder: Path) -> Ran:
    begun = time.perf_counter()
    for each in ("issues", "dist"):
        _scan(str(folder / each))
    return Ran((time.perf_counter() - begun) * 1000, 0)


def _scan(folder: str) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            entry.stat()
            if entry.is_dir():
                _scan(entry.path)


def of_each(few: Track, much: Track, counts: tuple[int, int], side: Side, turns: int) -> Runs:
    """The time of each issue in a build of a few and in one of very many."""

    def each(track: Track, count: int) -> Turn:
        def turn() -> Ran:
            ran = _made(track, side, count)
            return Ran(ran.ms / count, ran.peak)

        return turn

    return {
        **in_turn({f"{counts[0]:,} issues": each(few, counts[0])}, turns),
        **in_turn({f"{counts[1]:,} issues": each(much, counts[1])}, 1),
    }
