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
    fields, labels and values. Tell your editor to start it for YAML, with the whole path of the command if
    it is not on the editor's path.

    \b
    Example:
      copydesk lsp

    \b
    In Neovim 0.11 or newer, in init.lua:
      vim.lsp.config("copydesk", {
        cmd = { "copydesk", "lsp" },
        filetypes = { "yaml" },
        root_markers = { "issues" },
      })
      vim.lsp.enable("copydesk")

    \b
    In Helix, in .helix/languages.toml:
      [language-server.copydesk]
      command = "copydesk"
      args = ["lsp"]
      [[language]]
      name = "yaml"
      language-servers = ["copydesk"]

    \b
    In Emacs 29 or newer:
      (with-eval-after-load 'eglot
        (add-to-list 'eglot-server-programs '(yaml-mode . ("copydesk" "lsp"))))
      (add-hook 'yaml-mode-hook #'eglot-ensure)
    """
    from copydesk.lsp.server import serve

    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine())
    logging.basicConfig(level=logging.ERROR, handlers=[handler])
    serve()
    return CLEAN
