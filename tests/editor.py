"""An editor as the tests have it: pygls' own client, which speaks to a language server over its stdio."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Iterable, Iterator, Mapping
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

    def initialize(
        self, root: Path, encodings: list[str] | None = None, *, snippets: bool = True, resolves: bool = False
    ) -> lsp.InitializeResult:
        """What the server says that it can do."""
        resolving = lsp.ClientCodeActionResolveOptions(["edit"]) if resolves else None
        completion = lsp.CompletionClientCapabilities(
            completion_item=lsp.ClientCompletionItemOptions(
                snippet_support=snippets, documentation_format=[lsp.MarkupKind.Markdown]
            )
        )
        capabilities = lsp.ClientCapabilities(
            general=lsp.GeneralClientCapabilities(position_encodings=encodings),
            workspace=lsp.WorkspaceClientCapabilities(configuration=True),
            text_document=lsp.TextDocumentClientCapabilities(
                completion=completion,
                code_action=lsp.CodeActionClientCapabilities(resolve_support=resolving),
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

    def actions(self, path: Path, at: lsp.Range, *only: str) -> list[lsp.CodeAction]:
        """What can be done about a range."""
        context = lsp.CodeActionContext([], only=list(only) or None)
        params = lsp.CodeActionParams(lsp.TextDocumentIdentifier(path.as_uri()), at, context)
        return list(self.ask(lsp.TEXT_DOCUMENT_CODE_ACTION, params) or [])

    def outline(self, path: Path) -> list[lsp.DocumentSymbol]:
        """The outline of a file."""
        params = lsp.DocumentSymbolParams(lsp.TextDocumentIdentifier(path.as_uri()))
        return list(self.ask(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, params) or [])

    def leave(self) -> tuple[int | None, str]:
        """Say good-bye; the server's exit code, and what it wrote into its log."""

        async def leaving() -> tuple[int | None, str]:
            await self.client.shutdown_async(None)
            self.client.exit(None)
            await self.client.stop()
            server = self.client._server
            assert server
            assert server.stderr
            return server.returncode, (await server.stderr.read()).decode()

        return self.wait(leaving())


@contextmanager
def editing(*command: str, settings: Mapping[str, Any] | None = None, **options: Any) -> Iterator[Editor]:
    """An editor that has started a language server, and ends it."""
    loop = asyncio.new_event_loop()
    try:
        editor = Editor(loop, settings or {})
        editor.wait(editor.client.start_io(*command, **options))
        yield editor
        if not editor.client.stopped:
            editor.leave()
    finally:
        loop.close()


def applied(text: str, edits: Iterable[lsp.TextEdit]) -> str:
    """A text with edits made in it, as an editor makes them that counts in UTF-16."""
    units = text.encode("utf-16-le")
    for edit in sorted(edits, key=lambda each: _key(each.range.start), reverse=True):
        start, end = _unit(text, edit.range.start), _unit(text, edit.range.end)
        units = units[: 2 * start] + edit.new_text.encode("utf-16-le") + units[2 * end :]
    return units.decode("utf-16-le")


def _key(position: lsp.Position) -> tuple[int, int]:
    return position.line, position.character


def _unit(text: str, position: lsp.Position) -> int:
    """The number of UTF-16 units before a position."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    return len("".join(lines[: position.line]).encode("utf-16-le")) // 2 + position.character
