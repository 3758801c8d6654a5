"""The command line: the only place that prints, and that knows exit codes."""

from __future__ import annotations

import sys
from importlib import import_module

import click

COMMANDS = {
    "build": "building.build",
    "check": "checking.check",
    "completion": "shells.completion",
    "explain": "explaining.explain",
    "gallery": "showing.gallery",
    "import": "taking_in.import_",
    "init": "beginning.init",
    "inspect": "inspecting.inspect",
    "lsp": "serving.lsp",
    "new": "beginning.new",
    "platforms": "listing.platforms",
    "preview": "previewing.preview",
    "schema": "showing.schema",
    "send": "sending.send",
    "verify": "verifying.verify",
}
"""Where each command stands below this package: it is imported when it is called, and not before."""


class Desk(click.Group):
    """The commands, each imported when it is called."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Their names."""
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """The command of a name."""
        if name not in COMMANDS:
            return None
        module, _, function = COMMANDS[name].partition(".")
        found: click.Command = getattr(import_module(f"copydesk.cli.{module}"), function)
        return found


@click.group(
    cls=Desk,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with `copydesk init`, write, `copydesk check`, and `copydesk build`.",
)
@click.version_option(package_name="copydesk", message="%(prog)s %(version)s")
def main() -> None:
    """The copy desk of a newsletter: from a correspondent's YAML to a message that can be sent.

    \b
    A workspace is a folder with
      issues/      what correspondents write, one file an issue
      components/  what designers and editors change of the shipped layout and wording
      dist/        what mailing systems take in
    """
    # A terminal that has no such letter shows its number, and the command goes on.
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
