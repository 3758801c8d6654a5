"""Where a command works: its workspace, its components, its briefing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from copydesk.library import Library
    from copydesk.workspace import Workspace

BRIEFING = "china-in-eurasia"
PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
DAY = click.DateTime(["%Y-%m-%d"])


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


def structure_of(briefing: str, edition: str) -> Any:
    """The structure of a briefing's edition; a wrong use of the command where there is none."""
    from copydesk.structure import structure

    found = library()
    one_of("--briefing", briefing, found.slugs)
    if edition:
        one_of("--edition", edition, tuple(found.briefing(briefing).briefing.editions))
    return structure(found, briefing, edition)


def one_of(option: str, value: str, values: tuple[str, ...]) -> None:
    """A wrong use of the command where a value is none of these."""
    if value not in values:
        raise click.BadParameter(
            f"`{value}` is not one of: {', '.join(values) or 'none'}.", param_hint=option
        )
