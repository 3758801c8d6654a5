"""`copydesk build`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from copydesk.cli.place import PATHS, workspace
from copydesk.cli.running import CLEAN, command, exit_code
from copydesk.cli.screen import paint, say, show

if TYPE_CHECKING:
    from copydesk.build import Built
    from copydesk.diagnostic import Diagnostic


@command(short_help="Build issues into dist/.")
@PATHS
@click.option(
    "--light/--no-light",
    default=None,
    help="Also make a version without pictures, which contacts nobody when it is opened; or make none.",
)
def build(paths: tuple[Path, ...], light: bool | None) -> int:
    """Build issues into dist/, each into a folder that is written whole or not at all.

    Without a PATH, all of issues/ is built. An issue with an error is not built; the others are. The
    archive in dist/ (index.html, index.json, feed.atom) is then that of all packages that are there.

    The light version is made where the briefing says `light: true`, and made anew where there is one
    already, with or without the option.

    \b
    Examples:
      copydesk build
      copydesk build issues/2024-05-22.yaml
      copydesk build --light
    """
    from copydesk.archive import Archive
    from copydesk.build import build as build_all

    found: dict[Diagnostic, None] = {}
    built: list[Built] = []
    sources = workspace().sources(paths)
    archive = Archive(workspace(), sources)
    for each in build_all(sources, workspace(), light, archive.withdraw):
        archive.note(each)
        show([fault for fault in each.diagnostics if fault not in found], err=True)
        found.update(dict.fromkeys(each.diagnostics))
        if each.folder:
            built.append(each)
            say(_built(each))
        else:
            say(f"{paint('error', 'not built')} {each.source}", err=True)
    said = archive.renew()
    show(said, err=True)
    found.update(dict.fromkeys(said))
    _closing(built, is_whole=exit_code(said) == CLEAN)
    return exit_code(found)


def _built(built: Built) -> str:
    folder = workspace().shown(built.folder) if built.folder else ""
    size = f"email.html {built.files['email.html'] / 1000:.1f} kB"
    light = ", with a light version" if "light/email.html" in built.files else ""
    word = paint("good", "built    ") if built.changed else paint("line", "unchanged")
    return f"{word} {paint('place', folder + '/')}  {size}, {len(built.files)} files{light}"


def _closing(built: list[Built], *, is_whole: bool) -> None:
    if built and built[-1].folder:
        say(f"\nOpen {workspace().shown(built[-1].folder)}/email.html in a browser to see the message.")
        page = workspace().dist / "index.html"
        if is_whole and page.exists():
            say(f"All issues are on {workspace().shown(page)}.")
    elif not built:
        say("Nothing was built.", err=True)
