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
SOON = 0.5
"""Seconds after the last save in which only the pages that show it are told of it."""


@dataclass(eq=False)
class Live:
    """Who listens, and to which issue."""

    galleys: Galleys
    _open: dict[asyncio.Queue[News], str] = field(default_factory=dict)
    _telling: asyncio.TimerHandle | None = None

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
        async for changed in changes(self.galleys.standing, stop):
            self.say(self.galleys.follow(changed))

    def say(self, names: tuple[str, ...]) -> None:
        """Tell the pages that show one of these issues at once, and all pages of the list when that is painted."""
        for queue, issue in self._open.items():
            if issue in names:
                queue.put_nowait({"changed": True})
        if self._telling is not None:
            self._telling.cancel()
        self._telling = asyncio.get_running_loop().call_later(SOON, self._say_to_all)

    def _say_to_all(self) -> None:
        for queue in self._open:
            queue.put_nowait({"changed": False})


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
