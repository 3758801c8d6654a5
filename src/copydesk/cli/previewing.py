"""`copydesk preview`."""

from __future__ import annotations

import os
from contextlib import suppress

import click

from copydesk.cli.place import workspace
from copydesk.cli.running import CLEAN, command
from copydesk.cli.screen import paint, say

PORT = 8026
EDITORS = {
    # https://github.com/microsoft/vscode/issues/70328, and with a line
    # https://dandavison.github.io/delta/tips-and-tricks/using-delta-with-vscode.html
    "vscode": "vscode://file{path}:{line}:{column}",
    # As that of VS Code, of which it is built: not confirmed.
    "vscodium": "vscodium://file{path}:{line}:{column}",
    # Asked for in https://github.com/zed-industries/zed/discussions/6516: its form is not confirmed.
    "zed": "zed://file{path}:{line}:{column}",
    # Not confirmed.
    "idea": "idea://open?file={path}&line={line}&column={column}",
    # Sublime Text has none of its own (https://github.com/sublimehq/sublime_text/issues/2514):
    # this is what the handlers that people install for it take, such as https://pastebin.com/k45Dn1zZ
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    # https://macromates.com/blog/2007/the-textmate-url-scheme/
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
}
"""The address with which each editor opens a file, below its source. None was tried here: no editor is installed."""


@command(short_help="Look at issues in a browser while they are written.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="Where to listen; another port if it is taken.",
)
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="On a network you trust: its address here."
)
@click.option("--open/--no-open", "opening", default=True, help="Open the browser, or not.")
@click.option(
    "--editor",
    default="vscode",
    show_default=True,
    envvar="COPYDESK_EDITOR",
    help=f"What opens a source: {', '.join(EDITORS)}, or an address with {{path}}, {{line}}, {{column}}.",
)
def preview(port: int, host: str, opening: bool, editor: str) -> int:
    """Show issues as their readers get them, with all that is wrong with them, and follow each save.

    Stop it with Ctrl-C. On another address than this machine's own, it wants a password, which it takes
    from the environment as COPYDESK_PREVIEW_PASSWORD; whoever listens on the network can read it.

    \b
    Examples:
      copydesk preview
      copydesk preview --no-open --port 9000
      copydesk preview --editor idea
    """
    if editor not in EDITORS and "{path}" not in editor:
        raise click.BadParameter(
            f"It is none of {', '.join(EDITORS)}, and no address with {{path}} in it.", param_hint="--editor"
        )
    if host in ("0.0.0.0", "::"):  # noqa: S104 - they are refused
        raise click.BadParameter(
            "Name the address of this machine: nobody asks for this one.", param_hint="--host"
        )
    host = f"[{host}]" if ":" in host and not host.startswith("[") else host
    from copydesk.preview.guard import LOCAL, Guard
    from copydesk.preview.serving import serve

    password = os.environ.get("COPYDESK_PREVIEW_PASSWORD", "")
    if host not in LOCAL and not password:
        raise click.BadParameter(
            "a desk on a network wants a password: set COPYDESK_PREVIEW_PASSWORD.", param_hint="--host"
        )

    def ready(address: str) -> None:
        say(f"{paint('good', 'The desk is open')} at {paint('place', address)}  (Ctrl-C closes it)")
        if opening:
            click.launch(address)

    with suppress(KeyboardInterrupt):
        serve(workspace().root, Guard(host, port, password), EDITORS.get(editor, editor), ready)
    return CLEAN
