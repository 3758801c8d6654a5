"""`copydesk verify`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from copydesk.cli.running import DIAGNOSTICS, command, exit_code
from copydesk.cli.screen import give, paint, say, show

if TYPE_CHECKING:
    from copydesk.diagnostic import Diagnostic
    from copydesk.verify import Proven

UNREADY = "K009"
"""The code of a package that is whole, and not to be sent."""


@command(short_help="Prove that packages are whole.")
@click.argument("path", type=click.Path(path_type=Path), metavar="[DIST]", default=Path("dist"))
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="How to say it.",
)
def verify(path: Path, form: str) -> int:
    """Prove that packages are whole, from their files alone: no workspace is needed.

    DIST is a folder of packages (dist/ if not given), the folder of one, or a .zip or .tar.gz of either.
    What index.json calls not ready is named, and the command leaves with 1, as for what is not whole.
    Each file is held against manifest.json and SHA256SUMS, the legal notice against its pinned words in every
    part, message.eml against its parts, and index.json, index.html and the feeds against the packages.

    Whoever may change the files may change the sums too. So compare the digest that is printed with the one
    that the desk which built the package tells you.

    \b
    Examples:
      copydesk verify
      copydesk verify dist/china-in-eurasia/2024-05-22
      copydesk verify --format json package.zip
    """
    from copydesk.verify import places, proven, said_of_all

    found: list[Proven] = []
    for place in places(path):
        for each in proven(place):
            found.append(each)
            if form == "text":
                _say(each)
    said = tuple(said_of_all(path, found)) if path.is_dir() else ()
    if form == "json":
        import json

        give(json.dumps(_plain(found, said), ensure_ascii=False, indent=2))
    else:
        show(said)
        say(_closing(found, said))
    if any(each.code == UNREADY for each in said):
        return DIAGNOSTICS
    return exit_code([*said, *(each for package in found for each in package.diagnostics)])


def _proven(package: Proven) -> str:
    """What was proven of a whole package beside its sums."""
    from copydesk.report import joined

    manifest = package.manifest
    parts = ["html", "text", "web", "eml", *(["light"] if manifest and manifest.light else [])]
    systems = len(manifest.platforms) if manifest else 0
    return f"legal notice in {joined(parts)}" + (f", {systems} mailing systems" if systems else "")


def _say(package: Proven) -> None:
    if package.is_whole:
        say(
            f"{paint('good', 'whole')}  {paint('place', package.name)}  {package.files} files, {_proven(package)}"
        )
    else:
        say(f"{paint('error', 'NOT WHOLE')}  {paint('place', package.name)}")
        show(package.diagnostics)
    if package.digest:
        say(f"       {paint('line', f'digest {package.digest}')}")


def _closing(found: list[Proven], said: Sequence[Diagnostic]) -> str:
    from copydesk.report import counted

    whole = sum(package.is_whole for package in found)
    if whole < len(found):
        return paint("error", f"{len(found) - whole} of {counted(len(found), 'package')} must not be sent.")
    if any(each.severity == "error" for each in said):
        return paint("error", "The packages are whole, and what stands beside them is not so.")
    if late := sum(each.code == UNREADY for each in said):
        return paint(
            "warning", f"{counted(len(found), 'package')} whole, {late} of them not ready to be sent."
        )
    return paint("good", f"{counted(len(found), 'package')} proven.")


def _plain(found: list[Proven], said: Iterable[Diagnostic]) -> dict[str, Any]:
    from copydesk.formats import objects

    return {
        "packages": [
            {
                "folder": package.name,
                "whole": package.is_whole,
                "files": package.files,
                "digest": package.digest,
                "diagnostics": objects(package.diagnostics),
            }
            for package in found
        ],
        "diagnostics": objects(said),
    }
