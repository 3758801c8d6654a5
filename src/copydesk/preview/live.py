"""The pages that are open, and what each is told as files change."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from copydesk.preview.galleys import Galleys
from copydesk.preview.watching import changes

News = dict[str, Any]


@dataclass(eq=False)
class Live:
    """Who listens, and to which issue."""

    galleys: Galleys
    _open: dict[asyncio.Queue[News], str] = field(default_factory=dict)

    async def listen(self, socket: WebSocket) -> None:
        """Tell a page each time that its issue, or the list, looks different, until it leaves."""
        await socket.accept()
        queue: asyncio.Queue[News] = asyncio.Queue()
        self._open[queue] = socket.query_params.get("issue", "")
        leaving = asyncio.create_task(_left(socket))
        try:
            with suppress(WebSocketDisconnect):
                await _tell(socket, queue, leaving)
        finally:
            leaving.cancel()
            del self._open[queue]

    async def watch(self, stop: asyncio.Event) -> None:
        """Follow the files until `stop`."""
        async for changed in changes(self.galleys.watched, stop):
            self.say(self.galleys.follow(changed))

    def say(self, names: tuple[str, ...]) -> None:
        """Tell every page which issues look different, those that show one of them first."""
        for queue, issue in sorted(self._open.items(), key=lambda listener: listener[1] not in names):
            queue.put_nowait({"changed": issue in names})


async def _tell(socket: WebSocket, queue: asyncio.Queue[News], leaving: asyncio.Task[None]) -> None:
    while not leaving.done():
        news = asyncio.create_task(queue.get())
        await asyncio.wait({news, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if news.done():
            await socket.send_json(news.result())
        news.cancel()


async def _left(socket: WebSocket) -> None:
    with suppress(WebSocketDisconnect):
        while True:
            await socket.receive_text()
