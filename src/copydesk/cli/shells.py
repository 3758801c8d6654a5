"""`copydesk completion`."""

from __future__ import annotations

import click

from copydesk.cli.screen import give


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
