"""A workspace, made in a folder that has none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from copydesk.skeleton import next_date, skeleton
from copydesk.structure import structure
from copydesk.workspace import Workspace
from copydesk.writing import there, write_file


def found_workspace(folder: Path, briefing: str, today: date) -> Iterator[Path]:
    """Make a workspace in a folder, file by file; yields each path. Refuses one that is there.

    Raises Refused where something cannot be written.
    """
    if (folder / "issues").exists():
        raise there(folder, "There is a workspace here already.", "Begin an issue in it with `copydesk new`.")
    frame = structure(Workspace(folder.resolve()).library, briefing, "")
    day = next_date(frame, None, today)
    for name, text in {
        "components/README.md": _COMPONENTS,
        "dist/.gitignore": "*\n!.gitignore\n",
        f"issues/{day}.yaml": skeleton(frame, day),
    }.items():
        if not (folder / name).exists():
            write_file(folder / name, text.encode())
            yield folder / name


_COMPONENTS = """\
# components/

What stands here wins over what ships with copydesk, file by file. To change the wording of a briefing,
put its file at `briefings/<name>.yaml`; to change how a section looks, put its template at
`<component>/<component>.mjml.j2`. `copydesk gallery` shows every component.

Only the house style adds to the one that ships with copydesk. In `house-style.yaml`, write what is yours alone:

    spellings:
      - write: harbor
        instead_of: [harbour]

What stands here wins where both speak of the same word; `instead_of: []` takes a shipped spelling out.
"""
