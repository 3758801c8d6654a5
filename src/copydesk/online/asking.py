"""Ask one server for one address, as a reader's browser would: the door of requests."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from http import HTTPStatus
from importlib.metadata import version
from time import sleep
from urllib.parse import urljoin, urlsplit

import requests
from requests.exceptions import ConnectTimeout, InvalidURL, ProxyError, SSLError

from copydesk.answer import Answer, Said

MOST_REDIRECTS = 5
"""How often a server may send on: what is longer, a reader on a train does not sit through."""
FOR_GOOD = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
_FINAL = (ConnectTimeout, InvalidURL, ProxyError, SSLError)
"""What asking in another way does not mend."""

Turn = Callable[[str], AbstractContextManager[object]]
"""Waits until a host may be asked once more."""


def ask(address: str, timeout: tuple[float, float], pause: float, turn: Turn) -> Answer:
    """What comes of asking for an address; never raises for what a server does.

    `timeout` is for the connection and for each wait after it, `pause` stands before a second try,
    all in seconds.
    """
    with _Visitor(timeout, pause, turn) as visitor:
        try:
            return _followed(visitor, address)
        except (requests.RequestException, ValueError) as error:
            return Answer(_why(error))


def _followed(visitor: _Visitor, address: str) -> Answer:
    """The answer at the end of all redirects; the new address as far as each of them is for good."""
    here, moved, for_good = address, "", True
    for _ in range(MOST_REDIRECTS + 1):
        found = visitor.visit(here)
        target = visitor.sent_to(found)
        if not target:
            return _answer(found.status_code, moved)
        here = urljoin(here, target)
        if urlsplit(here).scheme not in ("http", "https"):
            break
        for_good = for_good and found.status_code in FOR_GOOD
        moved = here if for_good else moved
    return Answer(Said.LOST)


def _answer(status: int, moved: str) -> Answer:
    if status < 400:
        return Answer(Said.MOVED if moved else Said.FINE, status, moved)
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return Answer(Said.GONE, status)
    return Answer(Said.FAULTY if 500 <= status < 600 else Said.CLOSED, status)


class _Visitor(requests.Session):
    """A reader who comes for the first time: no password of ours, no cookie but of this visit."""

    def __init__(self, timeout: tuple[float, float], pause: float, turn: Turn) -> None:
        super().__init__()
        self.timeout, self.pause, self.turn = timeout, pause, turn
        self.auth = lambda request: request  # without it, requests sends what ~/.netrc has
        self.headers["User-Agent"] = f"copydesk/{version('copydesk')} (asks whether links work)"

    def visit(self, address: str) -> requests.Response:
        """Asks with HEAD, and where a server makes a fault of that, with GET."""
        try:
            found = self._asked("HEAD", address)
            if found.status_code < 400 or found.status_code == HTTPStatus.TOO_MANY_REQUESTS:
                return found
            is_fault = found.status_code >= 500
        except _FINAL:
            raise
        except requests.RequestException:
            is_fault = True
        sleep(self.pause if is_fault else 0)
        return self._asked("GET", address)

    def _asked(self, method: str, address: str) -> requests.Response:
        with self.turn(urlsplit(address).hostname or ""):
            found = self.request(method, address, timeout=self.timeout, stream=True, allow_redirects=False)
            found.close()
            return found

    def get_redirect_target(self, _resp: requests.Response) -> str | None:
        """Nothing, so that requests reads no page that sends on, which may have no end."""

    def sent_to(self, found: requests.Response) -> str:
        """Where a server sends on to; empty where it does not."""
        return super().get_redirect_target(found) or ""


def _why(error: Exception) -> Said:
    """Why nothing was answered."""
    if isinstance(error, ProxyError):
        return Said.PROXY
    if isinstance(error, SSLError):
        return Said.UNTRUSTED
    if isinstance(error, requests.Timeout):
        return Said.LATE
    name = next((each for each in _causes(error) if isinstance(each, socket.gaierror)), None)
    if name and name.errno == socket.EAI_AGAIN:
        return Said.OFFLINE
    return Said.NAMELESS if name or isinstance(error, ValueError) else Said.REFUSED


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__ or error.__context__
