"""A mail server on this machine: it does what its script says of a command, and keeps what it takes."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

Step = str | Callable[["Clerk"], Awaitable[None]]
"""An answer, or what else is done with a command."""
VERBS = ("EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA")


@dataclass
class Office:
    """A server. `script` has steps by command, by `RCPT address`, by `GREETING` and by `DOT`.

    A list of steps is for one command after the other; with None, and behind its end, it is done as usual.
    """

    port: int = 0
    script: dict[str, Step | list[Step | None]] = field(default_factory=dict)
    taken: list[Envelope] = field(default_factory=list)
    logins: list[LoginPassword] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """The commands of all clients, in order, without what follows them."""
    hosts: list[str] = field(default_factory=list)

    def step(self, *names: str) -> Step | None:
        """What the script has for the first of these names that it knows."""
        for name in names:
            found = self.script.get(name)
            if isinstance(found, list):
                found = found.pop(0) if found else None
            if found:
                return found
        return None

    async def handle_DATA(self, clerk: Clerk, session: Session, envelope: Envelope) -> str:  # noqa: N802
        step = self.step("DOT")
        if isinstance(step, str) and step[0] != "2":
            return step
        self.taken.append(envelope)
        if callable(step):
            await step(clerk)
        return step if isinstance(step, str) else "250 OK"

    def authenticate(self, *asked: Any) -> AuthResult:
        self.logins.append(asked[-1])
        return AuthResult(success=asked[-1] == LoginPassword(b"desk", b"s3cret-word"), handled=False)

    @property
    def addresses(self) -> list[list[str]]:
        """Whom the taken messages are for."""
        return [[str(each) for each in envelope.rcpt_tos] for envelope in self.taken]


class Clerk(SMTP):
    """Speaks with one client."""

    event_handler: Office

    async def _handle_client(self) -> None:
        step = self.event_handler.step("GREETING")
        if isinstance(step, str):
            await self.push(step)
            self._writer.close()
            return
        if step:
            await step(self)
        await super()._handle_client()


def _obeying(verb: str) -> Callable[[Clerk, str], Awaitable[None]]:
    usual = getattr(SMTP, f"smtp_{verb}")

    async def obey(self: Clerk, arg: str) -> None:
        office = self.event_handler
        office.said.append(verb)
        if verb == "EHLO":
            office.hosts.append(arg)
        step = office.step(f"{verb} {(arg or '')[4:-1]}", verb)
        if step is None:
            await usual(self, arg)
        elif isinstance(step, str):
            await self.push(step)
        else:
            await step(self)

    return obey


for _verb in VERBS:
    setattr(Clerk, f"smtp_{_verb}", _obeying(_verb))


async def hang_up(clerk: Clerk) -> None:
    """Breaks off without a word."""
    assert isinstance(clerk.transport, asyncio.Transport)
    clerk.transport.abort()
    await asyncio.sleep(3600)


async def silence(_clerk: Clerk) -> None:
    """Says nothing more."""
    await asyncio.sleep(3600)


async def without_end(clerk: Clerk) -> None:
    """Goes on with an answer as long as somebody reads it."""
    while True:
        await clerk.push("250-and another thing")


@contextmanager
def office(
    *, tls: ssl.SSLContext | None = None, starttls: ssl.SSLContext | None = None, **options: Any
) -> Iterator[Office]:
    """A server that runs, with a context for TLS from the first byte on, or for STARTTLS."""
    loop = asyncio.new_event_loop()
    found = Office()

    clerks: list[Clerk] = []

    def clerk() -> Clerk:
        options.update(loop=loop, hostname="office.example", authenticator=found.authenticate)
        clerks.append(Clerk(found, tls_context=starttls, **options))
        return clerks[-1]

    # All of it runs in a thread of its own: in this one, a browser may have its loop.
    thread = Thread(target=loop.run_forever)
    thread.start()
    opening = loop.create_server(clerk, "127.0.0.1", 0, ssl=tls)
    server = asyncio.run_coroutine_threadsafe(opening, loop).result()
    found.port = server.sockets[0].getsockname()[1]
    try:
        yield found
    finally:
        asyncio.run_coroutine_threadsafe(_close(server, clerks), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _close(server: asyncio.Server, clerks: list[Clerk]) -> None:
    """Close the door, and send home who is still there."""
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    for clerk in clerks:
        for transport in (clerk.transport, clerk._original_transport):
            if isinstance(transport, asyncio.Transport):
                transport.abort()
    await asyncio.sleep(0.01)
