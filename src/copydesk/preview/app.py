"""The desk as a web application: its addresses, guarded."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from copydesk.diagnostic import Refused
from copydesk.preview.desk import STATIC, Desk
from copydesk.preview.guard import PAGE_POLICY, Guard
from copydesk.preview.telling import reasons

HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": PAGE_POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


def application(desk: Desk) -> ASGIApp:
    """The desk, which answers whom its guard lets in."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        stop = asyncio.Event()
        watching = asyncio.create_task(desk.live.watch(stop))
        yield
        stop.set()
        with suppress(asyncio.CancelledError):
            await watching

    app = Starlette(routes=_routes(desk), lifespan=lifespan, exception_handlers={Refused: _refused})
    return _guarded(app, desk.guard)


def _routes(desk: Desk) -> list[Route | WebSocketRoute | Mount]:
    return [
        Route("/", desk.page),
        Route("/issues", desk.issues),
        Route("/component", desk.component),
        Route("/told", desk.told),
        Route("/face", desk.face),
        Route("/part", desk.part),
        Route("/weight", desk.weight),
        Route("/proof", desk.proof),
        Route("/compare", desk.compare),
        Route("/share", desk.share),
        Route("/mend", desk.mend, methods=["POST"]),
        WebSocketRoute("/live", desk.live.listen),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]


def _guarded(app: ASGIApp, guard: Guard) -> ASGIApp:
    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        refusal = guard.refusal(scope.get("method", "GET"), headers)
        if refusal is None and scope["type"] == "websocket" and "origin" not in headers:
            refusal = 403, "Only the desk's own page may listen."
        if refusal is None:
            await app(scope, receive, _with_headers(send))
        elif scope["type"] == "websocket":
            await WebSocket(scope, receive, send).close(1008, refusal[1])
        else:
            await _turned_away(*refusal)(scope, receive, send)

    return guarded


def _turned_away(status: int, words: str) -> Response:
    asking = {"www-authenticate": 'Basic realm="copydesk"'} if status == 401 else {}
    return PlainTextResponse(words, status, HEADERS | asking)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*_missing(message["headers"]), *message["headers"]]
        await send(message)

    return sending


def _missing(headers: Any) -> list[tuple[bytes, bytes]]:
    there = {name.lower() for name, _ in headers}
    return [(name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in there]


def _refused(_request: Request, refusal: Exception) -> Response:
    why = reasons(refusal) if isinstance(refusal, Refused) else []
    return JSONResponse({"why": " ".join(why)}, 409)
