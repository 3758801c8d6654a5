"""`copydesk lsp`."""

from __future__ import annotations

import logging
import sys

from copydesk.cli.running import CLEAN, command


class _OneLine(logging.Formatter):
    """What went wrong, in a line: nobody reads a traceback in an editor's log."""

    def format(self, record: logging.LogRecord) -> str:
        first = record.getMessage().partition("\n")[0]
        error = record.exc_info[1] if record.exc_info else None
        return f"copydesk lsp: {first}" + (f": {error}" if error else "")


@command(short_help="Serve editors while an issue is written.")
def lsp() -> int:
    """Say in an editor what `copydesk check` says, while an issue is being written.

    An editor starts this command and speaks the Language Server Protocol with it over standard input
    and output. It underlines faults and offers their mends, says what each field is for, and completes
    fields, labels and values. How VS Code, Neovim, Helix, Zed and Emacs are set up is in
    docs/editors.md.

    \b
    Example:
      copydesk lsp
    """
    from copydesk.lsp.server import serve

    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine())
    logging.basicConfig(level=logging.ERROR, handlers=[handler])
    serve()
    return CLEAN
