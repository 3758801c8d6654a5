"""`copydesk check`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from copydesk.cli.place import PATHS, workspace
from copydesk.cli.running import DIAGNOSTICS, command, exit_code
from copydesk.cli.screen import give, paint, position, say, show
from copydesk.cli.shells import codes

if TYPE_CHECKING:
    from copydesk.answer import Answers
    from copydesk.diagnostic import Diagnostic

MANY = 50
"""Issues whose check takes long enough to say how far it is."""
FORMATS = ("text", "json", "github", "sarif")


@command(short_help="Say what is wrong with issues.")
@PATHS
@click.option("--fix", is_flag=True, help="Mend in the files what a machine can mend.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option(
    "--select",
    default="",
    metavar="CODES",
    shell_complete=codes,
    help="Only these checks: `P,L108` for all of P and L108.",
)
@click.option("--ignore", default="", metavar="CODES", shell_complete=codes, help="Not these checks.")
@click.option(
    "--message",
    is_flag=True,
    help="Also make the message of each issue, and prove it as `copydesk build` does.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings, too.")
@click.option("--online", is_flag=True, help="Also ask the servers of the links whether the pages are there.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to say it."
)
def check(  # noqa: PLR0917 - click hands them over by name
    paths: tuple[Path, ...],
    fix: bool,
    diff: bool,
    select: str,
    ignore: str,
    message: bool,
    strict: bool,
    online: bool,
    form: str,
) -> int:
    """Say what is wrong with issues, each fault at its line, and how to mend it.

    Without a PATH, all of issues/ is checked.

    \b
    Examples:
      copydesk check
      copydesk check --diff issues/2024-05-22.yaml
      copydesk check --fix --select P
      copydesk check --message
      copydesk check --online
      copydesk check --format sarif > copydesk.sarif
    """
    from copydesk.report import summary

    chosen = _chooser(select, ignore)
    if diff and form != "text":
        raise click.BadParameter("`--diff` shows changes as text.", param_hint="--format")
    sources = workspace().sources(paths)
    answers = _asked(sources) if online else {}
    if fix or diff:
        for source in sources:
            _mend(source, chosen, answers, write=fix and not diff)
    found: list[Diagnostic] = []
    for said in _said_of(sources, answers, message=message):
        diagnostics = [each for each in said if chosen(each)]
        found += diagnostics
        if form == "text" and not diff:
            show(diagnostics)
    if form != "text":
        give(_formatted(found, form))
    elif not diff:
        say(paint("good" if not found else "place", summary(found, len(sources))))
    return DIAGNOSTICS if strict and found else exit_code(found)


def _chooser(select: str, ignore: str) -> Callable[[Diagnostic], bool]:
    """Whether a diagnostic is wanted: a code begins with one of the chosen, and with none of the ignored.

    That a file cannot be read is always said: nothing can be known of it then.
    """
    wanted, unwanted = _beginnings("--select", select), _beginnings("--ignore", ignore)
    return lambda found: (
        (found.code.startswith("Y") or not wanted or found.code.startswith(wanted))
        and not (unwanted and found.code.startswith(unwanted))
    )


def _beginnings(option: str, given: str) -> tuple[str, ...]:
    """The beginnings of codes in a list; a wrong use of the command where no code begins so."""
    found = tuple(part.strip().upper() for part in given.split(",") if part.strip())
    if found:
        from copydesk.manual import manual

        for each in found:
            if not any(code.startswith(each) for code in manual()):
                raise click.BadParameter(
                    f"No code begins with `{each}`: see `copydesk explain`.", param_hint=option
                )
    return found


def _asked(sources: tuple[Path, ...]) -> Answers:
    from copydesk.cli.asking import answers

    return answers(sources)


def _said_of(
    sources: tuple[Path, ...], answers: Answers, *, message: bool
) -> Iterable[tuple[Diagnostic, ...]]:
    """What is said of each source; where they are many, a bar in the terminal shows how far it is."""
    from copydesk.crew import said_of

    said = said_of(sources, workspace(), answers, message=message)
    if len(sources) < MANY or not sys.stderr.isatty():
        return said
    with click.progressbar(said, len(sources), "checking", file=sys.stderr) as bar:
        return list(bar)


def _mend(source: Path, chosen: Callable[[Diagnostic], bool], answers: Answers, *, write: bool) -> None:
    """Mend a file, or show what that would change."""
    from difflib import unified_diff

    from copydesk.examine import examine_text
    from copydesk.fixing import mended
    from copydesk.reading import MAX_BYTES, read_bytes
    from copydesk.report import counted
    from copydesk.writing import write_file

    name = workspace().shown(source)
    before = read_bytes(source, name, MAX_BYTES + 1)
    if len(before) > MAX_BYTES:
        return

    def examine(data: bytes) -> tuple[Any, tuple[Diagnostic, ...]]:
        fitted = examine_text(data, source, workspace(), answers)
        return fitted.document, tuple(each for each in fitted.diagnostics if chosen(each))

    after, done = mended(before, examine)
    if write and after != before:
        write_file(source, after)
        say(f"{paint('good', 'mended')} {counted(len(done), 'fault')} in {name}", err=True)
    elif not write:
        old, new = (text.decode("utf-8", "replace").splitlines(keepends=True) for text in (before, after))
        for line in unified_diff(old, new, name, name):
            say(_diff_line(line.rstrip("\r\n")))


def _diff_line(line: str) -> str:
    role = {"+": "good", "-": "error", "@": "line"}.get(line[:1])
    return paint(role, line) if role else line


def _formatted(found: list[Diagnostic], form: str) -> str:
    from importlib.metadata import version

    from copydesk import formats
    from copydesk.manual import manual

    if form == "json":
        return formats.as_json(found)
    if form == "github":
        return formats.github(found)
    pages = {code: page.text for code, page in manual().items()}
    return formats.sarif(found, pages, version("copydesk"), position)
