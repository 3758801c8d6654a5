"""A web server on this machine, for tests that ask one: it answers as its script says, and takes notes."""

from __future__ import annotations

import ssl
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Barrier, BrokenBarrierError, Event, Lock, Thread

import trustme

Step = int | tuple[int, str] | Callable[["Handler"], None]
"""A status, a status and the address to go on to, or what else is done with a request."""


class Handler(BaseHTTPRequestHandler):
    """Does with a request what the script has for its path; the last step of it time and again."""

    server: Server  # type: ignore[assignment]

    def _answer(self) -> None:
        self.server.requests.append((self.command, self.path, self.headers))
        step = self.server.step(f"{self.command} {self.path}") or self.server.step(self.path) or 404
        if callable(step):
            step(self)
        else:
            self.reply(*([step] if isinstance(step, int) else step))

    do_HEAD = do_GET = _answer  # noqa: N815 - http.server's name

    def reply(self, status: int, onward: str = "") -> None:
        """A page of no words, or the address to go on to."""
        self.send_response(status)
        if onward:
            self.send_header("Location", onward)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Nothing."""


class Server(ThreadingHTTPServer):
    """Answers by `script` (path, or method and path, to steps); `requests` are its notes."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.script: dict[str, Step | list[Step]] = {}
        self.requests: list[tuple[str, str, object]] = []
        self.closing = Event()
        self._lock = Lock()
        self._left: dict[str, deque[Step]] = defaultdict(deque)

    @property
    def address(self) -> str:
        """Where it is, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def asked(self) -> list[str]:
        """Method and path of each request, in order."""
        return [f"{method} {path}" for method, path, _ in self.requests]

    def step(self, name: str) -> Step | None:
        """The next step of a script; the last one stays."""
        steps = self.script.get(name)
        if not isinstance(steps, list):
            return steps
        with self._lock:
            if name not in self._left:
                self._left[name] = deque(steps)
            left = self._left[name]
            return left.popleft() if len(left) > 1 else left[0]

    def handle_error(self, *_: object) -> None:
        """A reader who leaves is none of our faults."""


@contextmanager
def serving(*, certificate: bool = False) -> Iterator[Server]:
    """A server that runs, with a certificate that nobody knows if one is wanted."""
    with Server() as server:
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()


def silence(handler: Handler) -> None:
    """Says nothing until the server closes."""
    handler.server.closing.wait(30)
    handler.close_connection = True


def hang_up(handler: Handler) -> None:
    """Breaks off without a word."""
    handler.close_connection = True


def without_end(handler: Handler) -> None:
    """A page that does not end as long as somebody reads it."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.closing.is_set():
        handler.wfile.write(b"x" * 65_536)


def meeting(number: int, wait: float) -> Callable[[Handler], None]:
    """Answers 200 once so many requests are there at one time, or 403 when they were not within `wait` seconds."""
    barrier = Barrier(number)

    def meet(handler: Handler) -> None:
        try:
            barrier.wait(wait)
        except BrokenBarrierError:
            barrier.reset()
            handler.reply(403)
        else:
            handler.reply(200)

    return meet
