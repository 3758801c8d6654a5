"""`copydesk import`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from copydesk.cli.place import BRIEFING, DAY, library, one_of
from copydesk.cli.running import command, exit_code
from copydesk.cli.screen import give, paint, say, show, show_counted


@command(name="import", short_help="Turn a Word file or a published page into an issue.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="Where to write the issue; the terminal if not given.",
)
@click.option(
    "--date",
    "day",
    type=DAY,
    metavar="YYYY-MM-DD",
    help="The day of the issue, where the page does not say it.",
)
@click.option("--title", help="The title of the issue, where the page does not say it.")
@click.option("--briefing", default=BRIEFING, show_default=True, help="Which briefing it is an issue of.")
def import_(file: Path, out: Path | None, day: datetime | None, title: str | None, briefing: str) -> int:
    """Turn a Word file (.docx), a saved web page or the text of a page into an issue in YAML.

    Each guess is said, with the line or the paragraph that it was guessed from.

    \b
    Examples:
      copydesk import draft.docx -o issues/2024-06-05.yaml
      copydesk import saved.html -o issues/2024-05-22.yaml
      copydesk import page.txt --date 2024-05-10 --title "What Xi Took Home"
    """
    from copydesk.importing import LARGEST_FILE, Options, import_file
    from copydesk.reading import read_bytes
    from copydesk.workspace import dated
    from copydesk.writing import write_file

    one_of("--briefing", briefing, library().slugs)
    chosen = day.date() if day else dated(out) if out else None
    data = read_bytes(file, str(file), LARGEST_FILE + 1)
    imported = import_file(data, str(file), library(), Options(briefing, chosen, title))
    counted = [each for each in imported.diagnostics if each.path == str(file)]
    if imported.paragraphs is None or not counted:
        show(imported.diagnostics, err=True)
    else:
        show_counted(counted, imported.paragraphs, err=True)
    if imported.yaml and out:
        write_file(out, imported.yaml.encode(), new=True)
        say(f"{paint('good', 'written')} {out}\nLook through it, then type: copydesk check {out}", err=True)
    elif imported.yaml:
        give(imported.yaml)
    return exit_code(imported.diagnostics)
