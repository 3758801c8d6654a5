"""The command line: the only place that prints, and that knows exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from copydesk.build import Built
    from copydesk.diagnostic import Diagnostic
    from copydesk.library import Library
    from copydesk.workspace import Workspace

CLEAN, DIAGNOSTICS, UNREADABLE = 0, 1, 3
"""Exit codes; click's own for a wrong use of the command is 2."""
UNREADABLE_CODES = {"W001", "W002", "W004", "W005", "Y001"}
"""The diagnostics that say that something could not be read or written."""
COLORS = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "note": {"fg": "cyan", "bold": True},
    "place": {"bold": True},
    "mend": {"fg": "green"},
    "line": {"fg": "bright_black"},
    "good": {"fg": "green", "bold": True},
}
BRIEFING = "china-in-eurasia"
LARGEST_PAGE = 5_000_000
"""The most bytes of a page that are imported: a whole edition has 25,000."""


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with `copydesk init`, write, `copydesk check`, and `copydesk build`.",
)
@click.version_option(package_name="copydesk", message="%(prog)s %(version)s")
def main() -> None:
    """The copy desk of a newsletter: from a correspondent's YAML to a message that can be sent.

    \b
    A workspace is a folder with
      issues/      what correspondents write, one file an issue
      components/  what designers and editors change of the shipped layout and wording
      dist/        what mailing systems take in
    """
    # A terminal that has no such letter shows its number, and the command goes on.
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def command(**options: Any) -> Callable[[Callable[..., int]], click.Command]:
    """A command that returns its exit code, and says a refusal in words."""

    def declare(run: Callable[..., int]) -> click.Command:
        @wraps(run)
        def running(*args: Any, **kwargs: Any) -> None:
            with refusing():
                sys.exit(run(*args, **kwargs))

        return main.command(**options)(running)

    return declare


@contextmanager
def refusing() -> Iterator[None]:
    """Print what stands in the way of a job, and leave with its exit code."""
    from copydesk.diagnostic import Refused

    try:
        yield
    except Refused as refusal:
        show(refusal.diagnostics, err=True)
        sys.exit(exit_code(refusal.diagnostics))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(CLEAN)


def exit_code(diagnostics: Iterable[Diagnostic]) -> int:
    """What a command that ends with these diagnostics leaves with."""
    found = list(diagnostics)
    if any(each.code in UNREADABLE_CODES for each in found):
        return UNREADABLE
    return DIAGNOSTICS if any(each.severity == "error" for each in found) else CLEAN


def say(text: str = "", *, err: bool = False) -> None:
    """Print a line: in color on a terminal, without elsewhere or where NO_COLOR is set."""
    click.echo(text, err=err, color=False if os.environ.get("NO_COLOR") else None)


def give(text: str) -> None:
    """Print what a file may be made of: in UTF-8 wherever it goes."""
    click.echo(text.rstrip("\n").encode())


def paint(role: str, text: str) -> str:
    """The text in the color of its role."""
    return click.style(text, **COLORS[role])  # type: ignore[arg-type]


def show(diagnostics: Iterable[Diagnostic], *, err: bool = False) -> None:
    """Print diagnostics, a blank line after each."""
    from copydesk.report import text

    for diagnostic in diagnostics:
        say(text(diagnostic, line_of, paint) + "\n", err=err)


def line_of(path: str, number: int) -> str:
    """A line of a file that a diagnostic names; empty where it cannot be read."""
    documents = click.get_current_context().find_root().meta.setdefault("copydesk.documents", {})
    if path not in documents:
        documents[path] = _document(path)
    return str(documents[path].line(number)) if documents[path] else ""


def position(path: str, offset: int) -> tuple[int, int]:
    """The line and column of an offset into a file that a diagnostic names."""
    line_of(path, 1)
    document = click.get_current_context().find_root().meta["copydesk.documents"][path]
    return document.position(offset) if document else (1, 1)


def _document(path: str) -> Any:
    from copydesk.diagnostic import Refused
    from copydesk.reading import read

    try:
        here = workspace().root / path
        return read(here if here.exists() else Path(path))
    except Refused:
        return None


def workspace() -> Workspace:
    """The workspace that the current folder belongs to. Raises Refused where there is none."""
    from copydesk.workspace import find

    context = click.get_current_context().find_root()
    context.obj = context.obj or find(Path.cwd())
    return context.obj  # type: ignore[no-any-return]


def library() -> Library:
    """The components of the workspace; outside of any, those that ship with copydesk."""
    from copydesk.diagnostic import Refused
    from copydesk.workspace import Workspace

    try:
        return workspace().library
    except Refused:
        return Workspace(Path.cwd()).library


PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
DAY = click.DateTime(["%Y-%m-%d"])


FORMATS = ("text", "json", "github", "sarif")


@command(short_help="Say what is wrong with issues.")
@PATHS
@click.option("--fix", is_flag=True, help="Mend in the files what a machine can mend.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option(
    "--select", default="", metavar="CODES", help="Only these checks: `P,L108` for all of P and L108."
)
@click.option("--ignore", default="", metavar="CODES", help="Not these checks.")
@click.option("--strict", is_flag=True, help="Leave with 1 for a warning, too.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to say it."
)
def check(  # noqa: PLR0917 - click hands them over by name
    paths: tuple[Path, ...], fix: bool, diff: bool, select: str, ignore: str, strict: bool, form: str
) -> int:
    """Say what is wrong with issues, each fault at its line, and how to mend it.

    Without a PATH, all of issues/ is checked.

    \b
    Examples:
      copydesk check
      copydesk check --diff issues/2024-05-22.yaml
      copydesk check --fix --select P
      copydesk check --format sarif > copydesk.sarif
    """
    from copydesk.report import summary

    chosen = _chooser(select, ignore)
    found: list[Diagnostic] = []
    sources = workspace().sources(paths)
    for source in sources:
        if fix or diff:
            _mend(source, chosen, write=fix and not diff)
        diagnostics = [each for each in _examined(source) if chosen(each)]
        found += diagnostics
        if form == "text" and not diff:
            show(diagnostics)
    if form != "text":
        give(_formatted(found, form))
    elif not diff:
        say(paint("good" if not found else "place", summary(found, len(sources))))
    return DIAGNOSTICS if strict and found else exit_code(found)


def _chooser(select: str, ignore: str) -> Callable[[Diagnostic], bool]:
    """Whether a diagnostic is wanted: a code begins with one of the chosen, and with none of the ignored."""
    wanted = tuple(part.strip() for part in select.split(",") if part.strip())
    unwanted = tuple(part.strip() for part in ignore.split(",") if part.strip())
    return lambda found: (
        (not wanted or found.code.startswith(wanted)) and not (unwanted and found.code.startswith(unwanted))
    )


def _examined(source: Path) -> tuple[Diagnostic, ...]:
    from copydesk.diagnostic import Refused
    from copydesk.examine import examine

    try:
        return examine(source, workspace()).diagnostics
    except Refused as refusal:
        return refusal.diagnostics


def _mend(source: Path, chosen: Callable[[Diagnostic], bool], *, write: bool) -> None:
    """Mend a file, or show what that would change."""
    from difflib import unified_diff

    from copydesk.build import write_file
    from copydesk.examine import examine_text
    from copydesk.fixing import mended
    from copydesk.reading import MAX_BYTES, read_bytes
    from copydesk.report import counted

    name = workspace().shown(source)
    before = read_bytes(source, name, MAX_BYTES + 1)
    if len(before) > MAX_BYTES:
        return

    def examine(data: bytes) -> tuple[Any, tuple[Diagnostic, ...]]:
        fitted = examine_text(data, source, workspace())
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
    from copydesk.checks import CHECKS

    if form == "json":
        return formats.as_json(found)
    if form == "github":
        return formats.github(found)
    manual = {code: formats.first_sentence(each.doc) for code, each in CHECKS.items()}
    return formats.sarif(found, manual, version("copydesk"), position)


@command(short_help="Explain a check, or list all of them.")
@click.argument("code", required=False)
@click.option("--page", is_flag=True, help="All of them, as a page of Markdown.")
def explain(code: str | None, page: bool) -> int:
    """Explain the check of a CODE; without one, list all checks.

    \b
    Examples:
      copydesk explain
      copydesk explain L110
    """
    from inspect import cleandoc

    from copydesk.checks import CHECKS
    from copydesk.formats import as_page, first_sentence

    if page:
        give(as_page((each.code, each.severity, each.doc) for each in CHECKS.values()))
        return CLEAN
    if code is None:
        for each in CHECKS.values():
            say(
                f"{paint('place', each.code)}  {paint(each.severity, f'{each.severity:<8}')} {first_sentence(each.doc)}"
            )
        return CLEAN
    _one_of("CODE", code.upper(), tuple(CHECKS))
    found = CHECKS[code.upper()]
    say(f"{paint('place', found.code)} {paint(found.severity, found.severity)}\n\n{cleandoc(found.doc)}")
    return CLEAN


@command(short_help="Build issues into dist/.")
@PATHS
def build(paths: tuple[Path, ...]) -> int:
    """Build issues into dist/, each into a folder that is written whole or not at all.

    Without a PATH, all of issues/ is built. An issue with an error is not built; the others are.

    \b
    Examples:
      copydesk build
      copydesk build issues/2024-05-22.yaml
    """
    from copydesk.build import build as build_all

    found: list[Diagnostic] = []
    built: list[Built] = []
    for each in build_all(workspace().sources(paths), workspace()):
        show(each.diagnostics, err=True)
        found += each.diagnostics
        if each.folder:
            built.append(each)
            say(_built(each))
        else:
            say(f"{paint('error', 'not built')} {each.source}", err=True)
    _closing(built)
    return exit_code(found)


def _built(built: Built) -> str:
    folder = workspace().shown(built.folder) if built.folder else ""
    size = f"email.html {built.files['email.html'] / 1000:.1f} kB"
    word = paint("good", "built    ") if built.changed else paint("line", "unchanged")
    return f"{word} {paint('place', folder + '/')}  {size}, {len(built.files)} files"


def _closing(built: list[Built]) -> None:
    if built and built[-1].folder:
        say(f"\nOpen {workspace().shown(built[-1].folder)}/email.html in a browser to see the message.")
    elif not built:
        say("Nothing was built.", err=True)


@command(short_help="Begin the next issue.")
@click.option(
    "--date", "day", type=DAY, help="The day of the issue; one cadence after the last one if not given."
)
@click.option("--edition", default="", help="The special form of the issue, such as `special`.")
@click.option("--briefing", default=BRIEFING, show_default=True, help="Which briefing it is an issue of.")
def new(day: datetime | None, edition: str, briefing: str) -> int:
    """Begin the next issue: a file in issues/ with every section ready to fill.

    \b
    Examples:
      copydesk new
      copydesk new --date 2024-06-05 --edition special
    """
    from copydesk.build import write_file
    from copydesk.skeleton import next_date, skeleton

    frame = structure_of(briefing, edition)
    today = datetime.now().date()  # noqa: DTZ005 - the correspondent's own day
    chosen = day.date() if day else next_date(frame, workspace().last_date(briefing), today)
    path = workspace().issues / f"{chosen}.yaml"
    write_file(path, skeleton(frame, chosen).encode(), new=True)
    say(f"{paint('good', 'written')} {workspace().shown(path)}")
    say(f"Fill it in, then type: copydesk check {workspace().shown(path)}")
    return CLEAN


def structure_of(briefing: str, edition: str) -> Any:
    """The structure of a briefing's edition; a wrong use of the command where there is none."""
    from copydesk.structure import structure

    found = library()
    _one_of("--briefing", briefing, found.slugs)
    if edition:
        _one_of("--edition", edition, tuple(found.briefing(briefing).briefing.editions))
    return structure(found, briefing, edition)


def _one_of(option: str, value: str, values: tuple[str, ...]) -> None:
    if value not in values:
        raise click.BadParameter(
            f"`{value}` is not one of: {', '.join(values) or 'none'}.", param_hint=option
        )


@command(name="import", short_help="Turn a published page into an issue.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="Where to write the issue; the terminal if not given.",
)
@click.option("--date", "day", type=DAY, help="The day of the issue, where the page does not say it.")
@click.option("--title", help="The title of the issue, where the page does not say it.")
@click.option("--briefing", default=BRIEFING, show_default=True, help="Which briefing it is an issue of.")
def import_(file: Path, out: Path | None, day: datetime | None, title: str | None, briefing: str) -> int:
    """Turn the text of a published page into an issue in YAML, and say each guess.

    \b
    Examples:
      copydesk import page.txt -o issues/2024-05-22.yaml
      copydesk import page.txt --date 2024-05-10 --title "What Xi Took Home"
    """
    from copydesk.build import write_file
    from copydesk.importing import Options, import_text
    from copydesk.reading import read_bytes
    from copydesk.workspace import dated

    _one_of("--briefing", briefing, library().slugs)
    chosen = day.date() if day else dated(out) if out else None
    text = read_bytes(file, str(file), LARGEST_PAGE).decode("utf-8", "replace")
    imported = import_text(text, str(file), library(), Options(briefing, chosen, title))
    show(imported.diagnostics, err=True)
    if imported.yaml and out:
        write_file(out, imported.yaml.encode(), new=True)
        say(f"{paint('good', 'written')} {out}\nLook through it, then type: copydesk check {out}", err=True)
    elif imported.yaml:
        give(imported.yaml)
    return exit_code(imported.diagnostics)


@command(short_help="Show every component on one page.")
@click.option("--briefing", default=BRIEFING, show_default=True, help="In whose colors.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="Where to write the page; dist/gallery.html if not given.",
)
def gallery(briefing: str, out: Path | None) -> int:
    """Show every component with its sample on one page, in light and dark and as text.

    \b
    Example:
      copydesk gallery
    """
    from copydesk.build import write_file
    from copydesk.gallery import page

    _one_of("--briefing", briefing, workspace().library.slugs)
    path = out or workspace().dist / "gallery.html"
    write_file(path, page(workspace().library, briefing).encode())
    say(f"{paint('good', 'written')} {workspace().shown(path)}\nOpen it in a browser.")
    return CLEAN


@command(short_help="Print a JSON Schema.")
@click.option("--briefing", default=BRIEFING, show_default=True, help="Of which briefing's issues.")
@click.option("--edition", default="", help="Of which special form.")
@click.option("--manifest", is_flag=True, help="Of manifest.json instead.")
def schema(briefing: str, edition: str, manifest: bool) -> int:
    """Print the JSON Schema of an issue, for editors, or of a package's manifest.

    \b
    Examples:
      copydesk schema > issue.schema.json
      copydesk schema --manifest
    """
    import json

    if manifest:
        from copydesk.targets.manifest import schema as found

        shown = found()
    else:
        shown = structure_of(briefing, edition).form.schema()
    give(json.dumps(shown, ensure_ascii=False, indent=2))
    return CLEAN


@command(short_help="Make a workspace.")
@click.argument("folder", type=click.Path(path_type=Path), default=".")
@click.option("--briefing", default=BRIEFING, show_default=True, help="Which briefing to begin with.")
def init(folder: Path, briefing: str) -> int:
    """Make a workspace in FOLDER (the current one if not given), with a first issue to fill.

    \b
    Examples:
      copydesk init
      copydesk init my-briefing
    """
    from copydesk.build import found_workspace

    today = datetime.now().date()  # noqa: DTZ005 - the correspondent's own day
    for path in found_workspace(folder, briefing, today):
        say(f"{paint('good', 'written')} {path}")
    say("Fill in the issue, then type: copydesk check")
    return CLEAN


@main.command(short_help="Print a shell's completion.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes SHELL complete the words of this command.

    \b
    Example, for bash:
      copydesk completion bash >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found:
        give(found(main, {}, "copydesk", "_COPYDESK_COMPLETE").source())
