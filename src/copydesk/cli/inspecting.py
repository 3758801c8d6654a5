"""`copydesk inspect`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copydesk.cli.place import PATHS, workspace
from copydesk.cli.running import command, exit_code
from copydesk.cli.screen import give, show

if TYPE_CHECKING:
    from copydesk.diagnostic import Diagnostic
    from copydesk.inspection.whole import Inspection

FORMATS = ("text", "json")


@command(short_help="Say what mail clients make of a message.")
@PATHS
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to say it."
)
@click.option(
    "--link-bytes",
    "address",
    type=click.IntRange(20, 2000),
    help="How long a mailing system makes the address of a link, for the forecast.",
)
def inspect(paths: tuple[Path, ...], form: str, address: int | None) -> int:
    """Say what the clients of the readers do not support, what a message weighs, and whom opening it tells.

    Without a PATH, all of issues/ is inspected. Nothing is written.

    \b
    Examples:
      copydesk inspect issues/2024-05-22.yaml
      copydesk inspect --link-bytes 350
      copydesk inspect --format json > inspected.json
    """
    import json

    from copydesk.cli.inspected import tell
    from copydesk.inspection.machine import as_data

    found: list[Diagnostic] = []
    data = []
    for name, inspection in _inspected(paths, address, found):
        if form == "json":
            data.append(as_data(name, inspection))
        else:
            tell(name, inspection)
    if form == "json":
        give(json.dumps(data, ensure_ascii=False, indent=2))
    return exit_code(found)


def _inspected(
    paths: tuple[Path, ...], address: int | None, found: list[Diagnostic]
) -> Iterator[tuple[str, Inspection]]:
    """Each issue that has a message, inspected; what is said of all of them is added to what was found."""
    from copydesk.diagnostic import Refused
    from copydesk.examine import examine
    from copydesk.inspection.weight import TRACKED
    from copydesk.inspection.whole import inspect as look

    for path in workspace().sources(paths):
        try:
            inspection = look(examine(path, workspace()), workspace().library, address or TRACKED)
        except Refused as refusal:
            found += refusal.diagnostics
            show(refusal.diagnostics, err=True)
        else:
            found += inspection.diagnostics
            yield workspace().shown(path), inspection
