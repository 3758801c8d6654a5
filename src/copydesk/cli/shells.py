"""`copydesk completion`, and what a shell is offered for a word that is begun."""

from __future__ import annotations

import click

from copydesk.cli.place import BRIEFING, library
from copydesk.cli.screen import give


def codes(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """The codes that go on from what is begun; of a list with commas, from its last one."""
    from copydesk.manual import manual

    before, comma, last = begun.rpartition(",")
    return [f"{before}{comma}{code}" for code in manual() if code.startswith(last.upper())]


def editions(context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """The special forms of the briefing that the command is about; none where it cannot be read."""
    from copydesk.diagnostic import Refused

    slug = context.params.get("briefing") or BRIEFING
    try:
        with context.scope(cleanup=False):
            known = library().briefing(slug).briefing.editions
    except Refused:
        return []
    return [name for name in known if name.startswith(begun)]


@click.command(short_help="Print a shell's completion.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes SHELL complete the words of this command.

    \b
    Example, for bash:
      copydesk completion bash >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class

    from copydesk.cli import main

    found = get_completion_class(shell)
    if found:
        give(found(main, {}, "copydesk", "_COPYDESK_COMPLETE").source())
