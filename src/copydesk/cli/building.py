"""`copydesk build`."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from copydesk.cli.place import PATHS, workspace
from copydesk.cli.running import CLEAN, command, exit_code
from copydesk.cli.screen import paint, say, show

if TYPE_CHECKING:
    from copydesk.diagnostic import Diagnostic
    from copydesk.making import Built
    from copydesk.making.hands import Hands
    from copydesk.press import Run

STOPPED = 130
"""The exit code of a command that Ctrl-C ended, as shells have it."""
_LONG = 20
"""From so many issues on, a build shows how far it is, and counts what did not change."""


@command(short_help="Build issues into dist/.")
@PATHS
@click.option(
    "--light/--no-light",
    default=None,
    help="Also make a version without pictures, which contacts nobody when it is opened; or make none.",
)
@click.option("--explain", is_flag=True, help="Say of each issue why it was built, or was not.")
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1, 64),
    help="How many processes build at once. Without it: all processors, where there is enough to do.",
)
@click.option("--dask", metavar="ADDRESS", help="Build on a Dask cluster that sees the same folders.")
def build(
    paths: tuple[Path, ...], light: bool | None, explain: bool, jobs: int | None, dask: str | None
) -> int:
    """Build issues into dist/: all that changes there changes in one step, or nothing does.

    Without a PATH, all of issues/ is built. An issue is made anew when something that it is made of changed,
    or its package; the others stay as they are. An issue with an error is not built; the others are. The
    archive in dist/ (index.html, index.json, feed.atom) is that of all packages that are there.

    The light version is made where the briefing says `light: true`, and made anew where there is one
    already, with or without the option. After Ctrl-C, what was finished is in dist/, and the next build
    goes on from there.

    \b
    Examples:
      copydesk build
      copydesk build issues/2024-05-22.yaml
      copydesk build --explain
      copydesk build --jobs 4
      copydesk build --light
    """
    from copydesk.press import Run

    with _interrupts() as ignore_more, Run(workspace(), workspace().sources(paths), light) as run:
        is_whole = _run(run, jobs, dask)
        ignore_more()  # what was finished is still to come into dist/
        said = run.finish()
        code = exit_code(_report(run, said, explain=explain))
    if not is_whole:
        say("\nStopped. What was finished is in dist/; build again to go on.", err=True)
    return code if is_whole else STOPPED


def _run(run: Run, jobs: int | None, dask: str | None) -> bool:
    """Build all that is to be; returns whether nobody stopped it."""
    try:
        with _hands(run.to_do, jobs, dask) as hands, _bar(run.to_do) as bar:
            for one in run.build(hands):
                bar.update(1 if one.at or not one.folder else 0)
    except KeyboardInterrupt:
        return False
    return True


@contextmanager
def _interrupts() -> Iterator[Callable[[], object]]:
    """What makes this process deaf to Ctrl-C, until all is done."""
    before = signal.getsignal(signal.SIGINT)
    try:
        yield partial(signal.signal, signal.SIGINT, signal.SIG_IGN)
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _hands(to_do: int, jobs: int | None, dask: str | None) -> Iterator[Hands | None]:
    from copydesk.making.hands import SHARE, processes
    from copydesk.offspring import processors

    count = jobs or min(processors(), to_do // SHARE)
    if dask:
        from copydesk.making.cluster import cluster

        with cluster(dask) as hands:
            yield hands
    elif count > 1 and to_do > 1:
        with processes(count) as hands:
            yield hands
    else:
        yield None


def _bar(to_do: int) -> Any:
    """How far a long build is, on a terminal."""
    is_shown = to_do >= _LONG and sys.stderr.isatty()
    return click.progressbar(
        length=to_do, label="Building", file=sys.stderr, show_pos=True, hidden=not is_shown
    )


def _report(run: Run, said: tuple[Diagnostic, ...], *, explain: bool) -> dict[Diagnostic, None]:
    """Say what became of each source, and of the archive; returns all that was found."""
    found: dict[Diagnostic, None] = {}
    kept = [one for one in run.found.values() if one.folder and not one.changed]
    for path, one in run.found.items():
        show([fault for fault in one.diagnostics if fault not in found], err=True)
        found.update(dict.fromkeys(one.diagnostics))
        if not one.folder:
            say(f"{paint('error', 'not built')} {one.source}", err=True)
        elif explain or one.changed or len(kept) < _LONG:
            say(_line(one) + (f"  {run.explained(path)}" if explain else ""))
    if len(kept) >= _LONG and not explain:
        say(f"{paint('line', 'unchanged')} {len(kept):,} issues")
    show(said, err=True)
    found.update(dict.fromkeys(said))
    _closing(run, is_whole=exit_code(said) == CLEAN)
    return found


def _line(one: Built) -> str:
    folder = workspace().shown(one.folder) if one.folder else ""
    place, light = paint("place", folder + "/"), ", with a light version" if one.light else ""
    if not one.changed:
        before = f", {one.warnings} warning{'s' * (one.warnings > 1)} as before" if one.warnings else ""
        return f"{paint('line', 'unchanged')} {place}{light}{before}"
    size = f"email.html {one.size / 1000:.1f} kB"
    return f"{paint('good', 'built    ')} {place}  {size}, {one.count} files{light}"


def _closing(run: Run, *, is_whole: bool) -> None:
    last = next((one.folder for one in reversed(run.found.values()) if one.folder), None)
    if last:
        say(f"\nOpen {workspace().shown(last)}/email.html in a browser to see the message.")
        page = workspace().dist / "index.html"
        if is_whole and page.exists():
            say(f"All issues are on {workspace().shown(page)}.")
    else:
        say("Nothing was built.", err=True)
