"""Where our own time goes: a watch on each stage of a build, which tells what that stage takes without the others.

    python -m bench.race.stages warm WORKSPACE COUNT
    python -m bench.race.stages cold BEGUN

Prints a line of JSON for each issue: the milliseconds of each stage. Cold, it is the command `copydesk build` in this
folder, from the moment that the process was begun: of the clock that all processes of a Linux system share.
"""

from __future__ import annotations

import builtins
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

START, LOAD, REST = "start Python", "load libraries", "all else"


class Stage(NamedTuple):
    """A stage: the functions that are it, and whether MJML and juice do the like."""

    name: str
    places: tuple[str, ...] = ()
    is_theirs: bool = False


STAGES = (
    Stage(START, is_theirs=True),
    Stage(LOAD, is_theirs=True),
    Stage("compile templates", ("jinja2.environment:Environment.compile",)),
    Stage("read, fit and check", ("copydesk.examine:examine",)),
    Stage(
        "draw the components",
        ("copydesk.render.compose:Composer.html", "copydesk.render.compose:Composer.text"),
    ),
    Stage("compile MJML", ("copydesk.render.compile:compile_mjml",), is_theirs=True),
    Stage("put styles inline", ("copydesk.render.inline:inline_styles",), is_theirs=True),
    Stage("make it lighter", ("copydesk.render.lightening:lighten",)),
    Stage("prove the legal notice", ("copydesk.checks.finished:prove",)),
    Stage("make the e-mail", ("copydesk.targets.eml:unsent",)),
    Stage("write the manifest", ("copydesk.targets.manifest:manifest",)),
    Stage("say what clients make of it", ("copydesk.inspection.remarks:remarks",)),
    Stage("put it into dist/, with the archive", ("copydesk.press.run:Run.finish",)),
    Stage(REST),
)


class Watch:
    """How long each stage took, those within it aside."""

    def __init__(self) -> None:
        self.taken: dict[str, float] = {}
        self._open: list[str] = []
        self._since = time.perf_counter()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """What happens within is this stage."""
        self._tick()
        self._open.append(name)
        try:
            yield
        finally:
            self._tick()
            self._open.pop()

    def _tick(self) -> None:
        now = time.perf_counter()
        name = self._open[-1] if self._open else REST
        self.taken[name] = self.taken.get(name, 0) + (now - self._since) * 1000
        self._since = now

    def told(self) -> None:
        """Print what was taken since it was told last."""
        self._tick()
        print(json.dumps(self.taken), flush=True)
        self.taken.clear()

    def on(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its calls by itself aside, as a stage."""

        @wraps(function)
        def watched(*args: Any, **more: Any) -> Any:
            if name in self._open:
                return function(*args, **more)
            with self.stage(name):
                return function(*args, **more)

        return watched

    def hang(self) -> None:
        """Put a watch on every stage, wherever a module has its function by name."""
        for stage in STAGES:
            for place in stage.places:
                module, _, path = place.partition(":")
                owner, _, name = path.rpartition(".")
                holder = import_module(module)
                holder = getattr(holder, owner) if owner else holder
                function = getattr(holder, name)
                watched = self.on(stage.name, function)
                setattr(holder, name, watched)
                for each in list(sys.modules.values()):
                    for known in [key for key, value in vars(each).items() if value is function]:
                        setattr(each, known, watched)


def warm(root: str, count: str) -> None:
    """The issues of a workspace, one after the other, each from its file to all of its package in memory."""
    ours = import_module("bench.race.ours")
    watch, workspace = Watch(), ours.Workspace(Path(root))
    watch.hang()
    for source in workspace.sources()[: int(count)]:
        ours.made(source, workspace)
        watch.told()


def cold(begun: str) -> None:
    """`copydesk build` in this folder."""
    watch = Watch()
    watch.taken[START] = (time.perf_counter() - float(begun)) * 1000
    builtins.__import__ = watch.on(LOAD, builtins.__import__)
    with watch.stage(LOAD):
        import_module("copydesk.litter").rarely()
        watch.hang()
        main = import_module("copydesk.__main__").main
    sys.argv = ["copydesk", "build"]
    sys.stdout, told = sys.stderr, sys.stdout
    try:
        main()
    except SystemExit as end:
        if end.code:
            raise
    sys.stdout = told
    watch.told()


if __name__ == "__main__":
    {"warm": warm, "cold": cold}[sys.argv[1]](*sys.argv[2:])
