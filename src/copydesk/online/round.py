"""One round of asking: many addresses, few at a time, and an end to it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby, zip_longest
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Thread
from time import monotonic
from urllib.parse import urlsplit

from copydesk.answer import Answer, Said
from copydesk.online.asking import ask

AT_ONCE = 8
"""How many addresses are asked for at once."""
OF_A_HOST = 2
"""How many of them at one host: as many connections as a polite browser opens."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a round waits, in seconds: for a connection, for an answer, before a second try, in all."""

    connect: float = 5
    answer: float = 10
    pause: float = 1
    whole: float = 60


class _TimeIsUp(Exception):
    pass


def ask_all(addresses: tuple[str, ...], patience: Patience, told: Callable[[], None]) -> dict[str, Answer]:
    """The answer to each address for which the time suffices; `told` is called after each."""
    asking = _Round(addresses, patience)
    answers: dict[str, Answer] = {}
    for _ in range(min(AT_ONCE, len(addresses))):
        # A daemon: a server that sends a byte now and then must not keep the command from ending.
        Thread(target=asking.work, daemon=True).start()
    while len(answers) < len(addresses):
        try:
            address, answer = asking.done.get(timeout=max(0, asking.until - monotonic()))
        except Empty:
            break
        answers[address] = answer
        told()
    return answers


class _Round:
    def __init__(self, addresses: tuple[str, ...], patience: Patience) -> None:
        self.waiting = deque(_spread(addresses))
        self.patience = patience
        self.until = monotonic() + patience.whole
        self.done: SimpleQueue[tuple[str, Answer]] = SimpleQueue()
        self.turns: dict[str, BoundedSemaphore] = {}

    def work(self) -> None:
        """Ask for what waits, one address after the other, until nothing does or the time is up."""
        while self.waiting:
            try:
                address = self.waiting.popleft()
                self.done.put((address, self._asked(address)))
            except (IndexError, _TimeIsUp):
                return

    def _asked(self, address: str) -> Answer:
        """The answer to one address, whatever is raised: an exception would end the thread in silence."""
        timeout = (self.patience.connect, self.patience.answer)
        try:
            return ask(address, timeout, self.patience.pause, self.turn)
        except _TimeIsUp:
            raise
        except Exception:  # noqa: BLE001 - whatever it is, no answer came
            return Answer(Said.REFUSED)

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Waits until a host may be asked. Raises _TimeIsUp where that comes too late."""
        with self.turns.setdefault(host, BoundedSemaphore(OF_A_HOST)):
            if monotonic() > self.until:
                raise _TimeIsUp
            yield


def _spread(addresses: tuple[str, ...]) -> Iterator[str]:
    """The addresses, those of one host far apart, so that a slow one does not keep the others waiting."""

    def host(address: str) -> str:
        return urlsplit(address).hostname or ""

    groups = [list(group) for _, group in groupby(sorted(addresses, key=host), host)]
    for row in zip_longest(*groups):
        yield from (address for address in row if address)
