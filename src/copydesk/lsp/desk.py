"""The desk: the open issues, each examined as soon as its text rests, and what is found published."""

from __future__ import annotations

import asyncio
import logging
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, default_converter
from pygls.uris import to_fs_path

from copydesk.examine import examine_text
from copydesk.issue import Fitted
from copydesk.lsp.findings import findings
from copydesk.lsp.sheets import Sheet, Sheets

PAUSE = 0.06
"""Seconds without a keystroke until an issue is examined: a burst of them counts as one."""
OUTSIDE = (
    "copydesk: this issue lies in no workspace (a folder with issues/ in it), "
    "so it is held against the briefings that come with copydesk."
)

log = logging.getLogger("copydesk.lsp")


class _Protocol(LanguageServerProtocol):
    """The protocol, with an answer to a request that cannot be understood: pygls has none."""

    def structure_message(self, data: dict[str, Any]) -> Any:
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "method" in data and isinstance(data.get("id"), int | str):
                self._send_response(data["id"], None, error.to_response_error())
            raise


class Desk(LanguageServer):
    """A server with its open issues."""

    def __init__(self) -> None:
        super().__init__(
            "copydesk",
            version("copydesk"),
            # Whole texts: pygls ends lines at U+2028 and U+0085 too, and editors do not.
            text_document_sync_kind=lsp.TextDocumentSyncKind.Full,
            protocol_cls=_Protocol,
            converter_factory=default_converter,
        )
        self.sheets = Sheets()
        self._one_at_a_time = asyncio.Lock()
        self._has_said = False

    def report_server_error(self, error: Exception, source: Any) -> None:  # noqa: ARG002 - pygls' signature
        """One line for whoever reads the log; the editor is not bothered."""
        log.error("%s: %s", type(error).__name__, error)

    def write(self, uri: str, text: str, number: int, pause: float = PAUSE) -> None:
        """Take the text that an editor has now, and examine it when it has rested for so many seconds."""
        sheet = self.sheets.open.get(uri) or self._begin(uri, text)
        if sheet:
            sheet.text, sheet.version = text, number
            self.soon(sheet, pause)

    def soon(self, sheet: Sheet, pause: float) -> None:
        """Examine a sheet in so many seconds, unless it is written in before."""
        sheet.rest()
        loop = asyncio.get_running_loop()
        sheet.timer = loop.call_later(pause, lambda: loop.create_task(self._examine(sheet)))

    def _begin(self, uri: str, text: str) -> Sheet | None:
        """Take up a file; None where it is no issue."""
        place = to_fs_path(uri) if uri.startswith("file:") else None
        if place is None:
            return None
        agreed = self.workspace.position_encoding
        encoding = str(getattr(agreed, "value", agreed))
        sheet, is_home = self.sheets.begin(uri, Path(place), text, encoding)
        if sheet and not is_home and not self._has_said:
            self._has_said = True
            self.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Info, OUTSIDE))
        return sheet

    async def _examine(self, sheet: Sheet) -> None:
        try:
            await self.examined(sheet)
        except Exception as error:  # noqa: BLE001 - whatever it is, the server goes on
            self.report_server_error(error, type(error))

    async def examined(self, sheet: Sheet) -> Fitted | None:
        """What became of the text as it is now, published once; None where it was changed meanwhile."""
        sheet.rest()
        async with self._one_at_a_time:
            if sheet.examined != sheet.version:
                number, data = sheet.version, sheet.data
                fitted = await asyncio.to_thread(examine_text, data, sheet.path, sheet.workspace)
                if sheet.version != number or self.sheets.open.get(sheet.uri) is not sheet:
                    return None
                sheet.take(fitted, number)
                self._publish(sheet.uri, findings(fitted, sheet.places(fitted.document)), number)
            return sheet.fitted

    def close(self, uri: str) -> None:
        """Forget a file that is closed, and what was said of it."""
        if sheet := self.sheets.open.pop(uri, None):
            sheet.rest()
            self._publish(uri, [])

    def _publish(self, uri: str, found: list[lsp.Diagnostic], number: int | None = None) -> None:
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found, number))
