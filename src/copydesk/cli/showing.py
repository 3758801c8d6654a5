"""`copydesk gallery` and `copydesk schema`."""

from __future__ import annotations

from pathlib import Path

import click

from copydesk.cli.place import BRIEFING, one_of, structure_of, workspace
from copydesk.cli.running import CLEAN, command
from copydesk.cli.screen import give, paint, say


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

    one_of("--briefing", briefing, workspace().library.slugs)
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
