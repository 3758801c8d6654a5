"""The desk: the galleys of a workspace, and what its page may ask of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from html import escape
from pathlib import Path
from typing import TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from copydesk.diagnostic import Diagnostic, Refused
from copydesk.finishing import Finished
from copydesk.platforms import Handed
from copydesk.preview.comparing import Change, compare, lines
from copydesk.preview.earlier import Git, built, drawn
from copydesk.preview.exhibits import Exhibits
from copydesk.preview.faces import SCHEMES, Look, face, faceless
from copydesk.preview.galleys import Galley, Galleys
from copydesk.preview.guard import Guard, message_policy
from copydesk.preview.live import Live
from copydesk.preview.mending import Mender
from copydesk.preview.sharing import shared
from copydesk.preview.telling import problem, reasons, row, told, weighed

STATIC = Path(__file__).parent / "static"
T = TypeVar("T")
NEWEST = 50
"""Issues in the list, if the page does not ask for more."""
COMMITTED, BUILT = "the last commit", "the last build"


@dataclass(eq=False)
class Desk:
    """Answers the page. What takes long is done in a thread, one after the other, so that a save goes first."""

    galleys: Galleys
    guard: Guard
    editor: str
    """What opens a source: an address with {path}, {line} and {column}."""
    mender: Mender = field(default_factory=Mender)
    git: Git = field(default_factory=Git)
    _slow: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.live = Live(self.galleys)
        self.exhibits = Exhibits(self.galleys)

    async def page(self, _request: Request) -> Response:
        """The desk's page, with the token that changes need."""
        markup = (STATIC / "desk.html").read_text("utf-8")
        markup = markup.replace("{token}", self.guard.token).replace("{editor}", escape(self.editor))
        return HTMLResponse(markup)

    async def issues(self, request: Request) -> Response:
        """The newest issues, `most` of them, each with its state, how many there are, and the components."""
        names, most, issues = self.galleys.names, request.query_params.get("most", ""), []
        for name in names[: int(most[:6]) if most.isdecimal() else NEWEST]:
            if galley := self.galleys.read(name):
                issues.append({"name": name, **row(galley)})
            await asyncio.sleep(0)  # a save goes first
        return JSONResponse({"issues": issues, "all": len(names), "components": self.exhibits.names})

    async def component(self, request: Request) -> Response:
        """What a component is for, its fields, and its text face."""
        return JSONResponse(self.exhibits.told(request.query_params.get("name", "")))

    async def told(self, request: Request) -> Response:
        """What is to be said of one issue."""
        galley = self._galley(request)
        platforms = galley.platforms(self.galleys.workspace)
        return JSONResponse({**told(galley, platforms), "mended": self.mender.has_mended(galley)})

    async def face(self, request: Request) -> Response:
        """A message, or a component, as a page of its own for a frame; where there is none, the page says why."""
        asked = request.query_params
        wanted, without = asked.get("scheme", "light"), asked.getlist("no")
        scheme = next((each for each in SCHEMES if each == wanted), None)
        if scheme is None:
            raise HTTPException(400, "There is no such scheme.")
        look = Look(scheme, style="style" not in without, media="media" not in without)
        headers = {"Content-Security-Policy": message_policy(images="images" not in without)}
        try:
            html = await self._html(request)
        except Refused as refusal:
            return HTMLResponse(faceless("This cannot be shown.", *reasons(refusal)), 409, headers)
        except HTTPException as nothing:
            return HTMLResponse(faceless(nothing.detail), nothing.status_code, headers)
        return HTMLResponse(face(html, look), headers=headers)

    async def part(self, request: Request) -> Response:
        """What desks paste elsewhere: the HTML, the text, the subject or the preheader."""
        message = (await self._finished(request)).message
        envelope = message.envelope
        parts = {"html": message.html, "text": message.text, "subject": envelope.subject,
                 "preheader": envelope.preheader}  # fmt: skip
        kind = request.query_params.get("kind", "")
        if kind not in parts:
            raise HTTPException(404, "There is no such part.")
        return PlainTextResponse(parts[kind])

    async def weight(self, request: Request) -> Response:
        """What the message weighs, where its links lead, and whom it asks for something."""
        finished = await self._finished(request)
        return JSONResponse(await self._slowly(lambda: weighed(finished.message)))

    async def proof(self, request: Request) -> Response:
        """What the build would find in the finished message, and a mailing system in its copy."""
        galley = self._galley(request)
        finished = await self._finished(request)
        _, at_platforms = await self._handed(galley)
        return JSONResponse([problem(each, -1, galley.name) for each in (*finished.faults, *at_platforms)])

    async def compare(self, request: Request) -> Response:
        """What has changed against the last commit, the last build or another issue."""
        changes = await self._changes(request)
        return JSONResponse(None if changes is None else [asdict(each) for each in changes])

    async def share(self, request: Request) -> Response:
        """One file to hand on."""
        galley, finished = self._galley(request), await self._finished(request)
        against = request.query_params.get("against", COMMITTED)
        changes = await self._changes(request)
        kept = against if changes is not None else f"{against}: there is none"
        page = shared(finished.message, galley.name, galley.diagnostics, changes or (), kept)
        name = f"{finished.message.issue.slug}-{finished.message.envelope.date}.html"
        return HTMLResponse(page, headers={"Content-Disposition": f'attachment; filename="{name}"'})

    async def mend(self, request: Request) -> Response:
        """Mend one fault, all of them, or take the last mend back."""
        galley, workspace = self._galley(request), self.galleys.workspace
        act, number = (request.query_params.get(name, "") for name in ("act", "number"))
        acts: dict[str, Callable[[], str]] = {
            "one": lambda: self.mender.mend(galley, int(number) if number.isdecimal() else -1, workspace),
            "all": lambda: self.mender.mend_all(galley, workspace),
            "undo": lambda: self.mender.undo(galley),
        }
        if act not in acts:
            raise HTTPException(400, "There is no such act.")
        why = acts[act]()
        if not why:
            self.live.say(self.galleys.follow([galley.path]))
        return JSONResponse({"why": why}, 409 if why else 200)

    def _galley(self, request: Request) -> Galley:
        found = self.galleys.get(request.query_params.get("issue", ""))
        if found is None:
            raise HTTPException(404, "There is no such issue.")
        return found

    async def _finished(self, request: Request) -> Finished:
        galley, workspace = self._galley(request), self.galleys.workspace
        finished = await self._slowly(lambda: galley.finished(workspace))
        if finished is None:
            raise HTTPException(404, "There is no message yet.")
        return finished

    async def _handed(self, galley: Galley) -> tuple[dict[str, Handed], tuple[Diagnostic, ...]]:
        workspace = self.galleys.workspace
        return await self._slowly(lambda: galley.handed(workspace))

    async def _slowly(self, act: Callable[[], T]) -> T:
        async with self._slow:
            return await asyncio.to_thread(act)

    async def _html(self, request: Request) -> str:
        if "component" in request.query_params:
            return self.exhibits.html(request.query_params["component"])
        galley, workspace = self._galley(request), self.galleys.workspace
        kind = request.query_params.get("face", "html")
        if kind == "html":
            return galley.html
        if kind == "web":
            return (await self._finished(request)).message.web
        if kind == "light":
            return await self._slowly(lambda: galley.light(workspace))
        if kind == "platform":
            return await self._body(galley, request.query_params.get("platform", ""))
        raise HTTPException(404, "There is no such face.")

    async def _body(self, galley: Galley, platform: str) -> str:
        found, _ = await self._handed(galley)
        if platform not in found:
            raise HTTPException(404, "There is no such mailing system.")
        return found[platform].files["body.html"].decode()

    async def _changes(self, request: Request) -> list[Change] | None:
        """None where there is nothing to hold the issue against."""
        galley = self._galley(request)
        before, now = await self._before(galley, request.query_params.get("against", COMMITTED)), galley.html
        if not before or not now:
            return None
        return await self._slowly(lambda: compare(lines(before), lines(now)))

    async def _before(self, galley: Galley, against: str) -> str | None:
        workspace = self.galleys.workspace
        if against == BUILT:
            return built(galley, workspace)
        if against != COMMITTED:
            other = self.galleys.get(against)
            return other.html if other else None
        source = await self.git.committed(galley.path)
        if source is None:
            return None
        return await self._slowly(lambda: drawn(source, galley.path, workspace))
