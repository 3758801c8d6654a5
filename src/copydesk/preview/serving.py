"""Serves the desk on this machine until it is stopped. The door of uvicorn."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import FrameType

import uvicorn

from copydesk.preview.app import application
from copydesk.preview.desk import Desk
from copydesk.preview.galleys import Galleys
from copydesk.preview.guard import Guard


def serve(root: Path, guard: Guard, editor: str, ready: Callable[[str], None]) -> None:
    """Serve the workspace in a folder; `ready` is called with the address once it can be opened.

    Where the guard's port is taken, another one is. Raises OSError where there is none to be had.
    """
    listening = _listening(guard.host, guard.port)
    guard = replace(guard, port=listening.getsockname()[1])
    desk = Desk(Galleys(root), guard, editor)
    config = uvicorn.Config(
        application(desk),
        log_level="error",
        access_log=False,
        ws="websockets-sansio",
        timeout_graceful_shutdown=1,
        ws_max_size=1024,
    )
    server = _Server(config, lambda: ready(f"http://{guard.host}:{guard.port}/"), desk.git.close)
    with listening:
        server.run(sockets=[listening])


class _Server(uvicorn.Server):
    def __init__(
        self, config: uvicorn.Config, ready: Callable[[], None], closing: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._ready, self._closing = ready, closing

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._closing()
        super().handle_exit(sig, frame)


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, or asyncio would not switch off Nagle's delay of 40 ms.
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host.strip("[]"), port))
    except OSError:
        found.bind((host.strip("[]"), 0))
    return found
