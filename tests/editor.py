"""An editor as the tests have it: pygls' own client, which speaks to a language server over its stdio."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

T = TypeVar("T")
PATIENCE = 60
"""Seconds until a server that says nothing counts as dead."""


def _nothing(_params: object) -> None: ...


class Editor:
    """One editor with one language server; every call waits for the server's answer."""

    def __init__(self, loop: asyncio.AbstractEventLoop, settings: Mapping[str, Any]) -> None:
        self.loop = loop
        self.client = LanguageClient("tests", "1")
        self.published: list[lsp.PublishDiagnosticsParams] = []
        self.messages: list[str] = []
        self._news = asyncio.Event()
        self._settings = settings
        self._listen()

    def _listen(self) -> None:
        """Take what a server says of itself, and answer what it asks."""

        @self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def publish(params: lsp.PublishDiagnosticsParams) -> None:
            self.published.append(params)
            self._news.set()

        @self.client.feature(lsp.WINDOW_SHOW_MESSAGE)
        def show(params: lsp.ShowMessageParams) -> None:
            self.messages.append(params.message)

        @self.client.feature(lsp.WORKSPACE_CONFIGURATION)
        def configure(params: lsp.ConfigurationParams) -> list[Any]:
            return [self._settings.get(item.section or "") for item in params.items]

        for passed_over in (lsp.WINDOW_LOG_MESSAGE, lsp.CLIENT_REGISTER_CAPABILITY, lsp.TELEMETRY_EVENT):
            self.client.feature(passed_over)(_nothing)

    def wait(self, job: Awaitable[T]) -> T:
        """The result of a job, while the server is listened to."""
        return self.loop.run_until_complete(asyncio.wait_for(job, PATIENCE))

    def ask(self, method: str, params: object) -> Any:
        """The answer to a request."""

        async def asking() -> Any:
            return await self.client.protocol.send_request_async(method, params)

        return self.wait(asking())

    def initialize(self, root: Path, encodings: list[str] | None = None) -> lsp.InitializeResult:
        """What the server says that it can do."""
        completion = lsp.CompletionClientCapabilities(
            completion_item=lsp.ClientCompletionItemOptions(
                snippet_support=True, documentation_format=[lsp.MarkupKind.Markdown]
            )
        )
        capabilities = lsp.ClientCapabilities(
            general=lsp.GeneralClientCapabilities(position_encodings=encodings),
            workspace=lsp.WorkspaceClientCapabilities(configuration=True),
            text_document=lsp.TextDocumentClientCapabilities(
                completion=completion,
                document_symbol=lsp.DocumentSymbolClientCapabilities(
                    hierarchical_document_symbol_support=True
                ),
                hover=lsp.HoverClientCapabilities(content_format=[lsp.MarkupKind.Markdown]),
            ),
        )
        params = lsp.InitializeParams(capabilities, root_uri=root.as_uri(), process_id=None)
        found: lsp.InitializeResult = self.ask(lsp.INITIALIZE, params)
        self.client.initialized(lsp.InitializedParams())
        return found

    def open(self, path: Path, text: str) -> None:
        """Open a file with this text, whatever is on the disk."""
        document = lsp.TextDocumentItem(path.as_uri(), "yaml", 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(document))

    def change(self, path: Path, text: str, version: int) -> None:
        """The same file has another text."""
        document = lsp.VersionedTextDocumentIdentifier(version, path.as_uri())
        change = lsp.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))

    def close(self, path: Path) -> None:
        """Close a file."""
        document = lsp.TextDocumentIdentifier(path.as_uri())
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(document))

    def diagnostics(self, path: Path, version: int | None = None) -> list[lsp.Diagnostic]:
        """The diagnostics of a file, as soon as they are published (those of a version, if it is given)."""

        async def waiting() -> list[lsp.Diagnostic]:
            while True:
                for params in reversed(self.published):
                    if params.uri == path.as_uri() and (version is None or params.version == version):
                        return list(params.diagnostics)
                self._news.clear()
                await self._news.wait()

        return self.wait(waiting())

    def completion(self, path: Path, line: int, character: int) -> list[lsp.CompletionItem]:
        """What is offered at a place, both counted from 0."""
        place = lsp.CompletionParams(lsp.TextDocumentIdentifier(path.as_uri()), lsp.Position(line, character))
        found = self.ask(lsp.TEXT_DOCUMENT_COMPLETION, place)
        return list(found.items if isinstance(found, lsp.CompletionList) else found or [])

    def hover(self, path: Path, line: int, character: int) -> str:
        """What is said of a place; empty if nothing is."""
        place = lsp.HoverParams(lsp.TextDocumentIdentifier(path.as_uri()), lsp.Position(line, character))
        found = self.ask(lsp.TEXT_DOCUMENT_HOVER, place)
        return found.contents.value if found else ""

    async def _leave(self) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()


@contextmanager
def editing(*command: str, settings: Mapping[str, Any] | None = None, **options: Any) -> Iterator[Editor]:
    """An editor that has started a language server, and ends it."""
    loop = asyncio.new_event_loop()
    try:
        editor = Editor(loop, settings or {})
        editor.wait(editor.client.start_io(*command, **options))
        yield editor
        editor.wait(editor._leave())
    finally:
        loop.close()
