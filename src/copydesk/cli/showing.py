"""`copydesk gallery` and `copydesk schema`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from copydesk.cli.place import BRIEFING, one_of, structure_of, workspace
from copydesk.cli.running import CLEAN, command
from copydesk.cli.screen import give, paint, say
from copydesk.cli.shells import editions


@command(short_help="Show every component on one page.")
@click.option("--briefing", default=BRIEFING, show_default=True, help="Whose colors to use.")
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
    from copydesk.gallery import page
    from copydesk.writing import write_file

    one_of("--briefing", briefing, workspace().library.slugs)
    path = out or workspace().dist / "gallery.html"
    write_file(path, page(workspace().library, briefing).encode())
    say(f"{paint('good', 'written')} {workspace().shown(path)}\nOpen it in a browser.")
    return CLEAN


@command(short_help="Print a JSON Schema.")
@click.option("--briefing", default=BRIEFING, show_default=True, help="Of which briefing's issues.")
@click.option("--edition", default="", shell_complete=editions, help="Of which special form.")
@click.option("--manifest", is_flag=True, help="Of manifest.json instead.")
@click.option("--index", is_flag=True, help="Of index.json instead.")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="A file to write it to.")
def schema(briefing: str, edition: str, manifest: bool, index: bool, out: Path | None) -> int:
    """Print the JSON Schema of an issue, for editors, of a package's manifest, or of index.json.

    That of an issue holds for all editions, unless one is named.

    \b
    Examples:
      copydesk schema -o .copydesk/issue.schema.json
      copydesk schema --manifest
      copydesk schema --index
    """
    import json

    found = _schema(briefing, edition, manifest=manifest, index=index)
    text = json.dumps(found, ensure_ascii=False, indent=2)
    if out is None:
        give(text)
    else:
        from copydesk.writing import write_file

        write_file(out, f"{text}\n".encode())
        say(f"{paint('good', 'written')} {out}")
    return CLEAN


def _schema(briefing: str, edition: str, *, manifest: bool, index: bool) -> dict[str, Any]:
    if index:
        from copydesk.targets.index import schema as of_index

        return of_index()
    if manifest:
        from copydesk.targets.manifest import schema as of_manifest

        return of_manifest()
    from copydesk.schema import schema as of_issue

    return of_issue(structure_of(briefing, edition).library, briefing, edition)
