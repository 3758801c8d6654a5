"""What an editor tells the server, and asks of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from lsprotocol import types as lsp

from copydesk.lsp.actions import KINDS, actions, mend_all
from copydesk.lsp.completion import completion
from copydesk.lsp.desk import Desk
from copydesk.lsp.hover import hover
from copydesk.lsp.outline import outline

log = logging.getLogger("copydesk.lsp")

Answer = Callable[[Desk, Any], Awaitable[Any]]


async def did_open(desk: Desk, params: lsp.DidOpenTextDocumentParams) -> None:
    """A file is opened: what it belongs to is read anew."""
    desk.sheets.refresh()
    desk.write(params.text_document.uri, params.text_document.text, params.text_document.version, 0)


async def did_change(desk: Desk, params: lsp.DidChangeTextDocumentParams) -> None:
    """A key was struck."""
    document = params.text_document
    desk.write(document.uri, params.content_changes[-1].text, document.version)


async def did_save(desk: Desk, _params: lsp.DidSaveTextDocumentParams) -> None:
    """A saved file may be a component, or an issue that later ones are held against."""
    desk.sheets.refresh()
    for sheet in desk.sheets.open.values():
        desk.soon(sheet, 0)


async def did_close(desk: Desk, params: lsp.DidCloseTextDocumentParams) -> None:
    """A file is closed."""
    desk.close(params.text_document.uri)


async def code_action(desk: Desk, params: lsp.CodeActionParams) -> list[lsp.CodeAction] | None:
    """What can be done about the faults in a range."""
    sheet = desk.sheets.open.get(params.text_document.uri)
    fitted = await desk.examined(sheet) if sheet else None
    if sheet is None or fitted is None:
        return None
    found = list(actions(sheet, fitted, params))
    return found if _resolves(desk) else [await resolve(desk, each) for each in found]


def _resolves(desk: Desk) -> bool:
    """Whether the editor asks for the edits of an action when it is chosen."""
    asked = desk.client_capabilities.text_document
    support = asked.code_action.resolve_support if asked and asked.code_action else None
    return bool(support and "edit" in support.properties)


async def resolve(desk: Desk, action: lsp.CodeAction) -> lsp.CodeAction:
    """The action with its edits: to mend a whole file takes an examination for each fault."""
    data = action.data if isinstance(action.data, dict) else {}
    sheet = desk.sheets.open.get(str(data.get("uri")))
    fitted = await desk.examined(sheet) if sheet else None
    if sheet and fitted:
        action.edit = await asyncio.to_thread(mend_all, sheet, fitted)
    return action


async def hovering(desk: Desk, params: lsp.HoverParams) -> lsp.Hover | None:
    """What is said of a place; of the last text that could be read while this one cannot."""
    sheet = desk.sheets.open.get(params.text_document.uri)
    if sheet is None:
        return None
    await desk.examined(sheet)
    good = sheet.good
    return hover(good, sheet.places(good.document), params.position) if good else None


async def completing(desk: Desk, params: lsp.CompletionParams) -> list[lsp.CompletionItem] | None:
    """What is offered at the cursor."""
    sheet = desk.sheets.open.get(params.text_document.uri)
    asked = desk.client_capabilities.text_document
    item = asked.completion.completion_item if asked and asked.completion else None
    today = datetime.now().date()  # noqa: DTZ005 - the correspondent's own day
    stops = bool(item and item.snippet_support)
    return list(completion(sheet, params.position, today, stops=stops)) if sheet else None


async def symbols(desk: Desk, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol] | None:
    """The outline; that of the last text that could be read while this one cannot."""
    sheet = desk.sheets.open.get(params.text_document.uri)
    if sheet is None:
        return None
    await desk.examined(sheet)
    good = sheet.good
    return outline(good.document, sheet.places(good.document)) if good else []


FEATURES: tuple[tuple[str, Answer, object], ...] = (
    (lsp.TEXT_DOCUMENT_DID_OPEN, did_open, None),
    (lsp.TEXT_DOCUMENT_DID_CHANGE, did_change, None),
    (lsp.TEXT_DOCUMENT_DID_SAVE, did_save, None),
    (lsp.TEXT_DOCUMENT_DID_CLOSE, did_close, None),
    (
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        code_action,
        lsp.CodeActionOptions(code_action_kinds=KINDS, resolve_provider=True),
    ),
    (lsp.CODE_ACTION_RESOLVE, resolve, None),
    (lsp.TEXT_DOCUMENT_HOVER, hovering, None),
    (lsp.TEXT_DOCUMENT_COMPLETION, completing, lsp.CompletionOptions(trigger_characters=[" "])),
    (lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL, symbols, None),
)
"""What the server takes part in."""


def serve() -> None:
    """Speak with an editor over standard input and output, until it says good-bye."""
    desk = Desk()
    for method, answer, options in FEATURES:
        desk.feature(method, options)(_guarded(desk, method, answer))
    desk.start_io()


def _guarded(desk: Desk, method: str, answer: Answer) -> Callable[[Any], Awaitable[Any]]:
    """The answer, or none where it cannot be given: that is for the log, and the server goes on."""

    async def answering(params: Any) -> Any:
        try:
            return await answer(desk, params)
        except Exception as error:  # noqa: BLE001 - whatever it is
            log.error("%s: %s: %s", method, type(error).__name__, error)  # noqa: TRY400 - one line
            return None

    return answering
