"""GNU Mailman 3 in a folder of its own, spoken to through its REST interface as a mailing desk does."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import requests

from .inbox import HOST, free_port

DOMAIN = "lists.example.org"
_RUNNERS = {
    **dict.fromkeys(("in", "pipeline", "out", "rest"), "yes"),
    **dict.fromkeys(("archive", "bounces", "command", "digest", "lmtp", "retry", "task", "virgin"), "no"),
}
_CONFIG = """\
[mailman]
site_owner: owner@example.org
layout: test
[paths.test]
var_dir: {folder}
[webservice]
hostname: {host}
port: {rest}
workers: 1
configuration: {folder}/gunicorn.cfg
[mta]
incoming: mailman.mta.null.NullMTA
smtp_host: {host}
smtp_port: {smtp}
"""
_RUNNER = """\
[runner.{name}]
start: {start}
sleep_time: 0.1s
"""

Setting = str | list[str]


class Mailman:
    """A running Mailman."""

    def __init__(self, rest: int) -> None:
        self._root = f"http://{HOST}:{rest}/3.1"
        self._session = requests.Session()
        self._session.auth = ("restadmin", "restpass")
        self._session.trust_env = False

    def ask(self, method: str, path: str, **data: Any) -> requests.Response:
        """What the REST interface answers; fails with its words if it refuses."""
        answer = self._session.request(method, f"{self._root}/{path}", data=data or None, timeout=30)
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer

    def announce(self, name: str, sender: str, reader: str, **settings: Setting) -> None:
        """Make a list on which `sender` may post, and `reader` gets what is posted."""
        self.ask("POST", "lists", fqdn_listname=f"{name}@{DOMAIN}")
        if settings:
            self.ask("PATCH", f"lists/{name}.{DOMAIN}/config", **settings)
        member = {"list_id": f"{name}.{DOMAIN}", "pre_verified": True, "pre_confirmed": True}
        self.ask(
            "POST", "members", **member, pre_approved=True, subscriber=reader, send_welcome_message=False
        )
        writer = self.ask("POST", "members", **member, subscriber=sender, role="nonmember")
        self.ask("PATCH", writer.headers["Location"].split("/3.1/")[1], moderation_action="accept")

    def post(self, name: str, mail: bytes) -> None:
        """Hand a mail to a list."""
        self.ask("POST", "queues/in", list_id=f"{name}.{DOMAIN}", text=mail.decode("ascii"))

    def up(self) -> bool:
        """Whether it answers."""
        try:
            self.ask("GET", "system/versions")
        except requests.ConnectionError:
            return False
        return True


@contextmanager
def running(programs: Path, folder: Path, smtp: int) -> Iterator[Mailman]:
    """A Mailman whose data lie in `folder`, and which sends through the port `smtp`."""
    rest = free_port()
    command = [programs / "master", "-C", _configure(folder, rest, smtp)]
    with (
        (folder / "output.log").open("wb") as log,
        subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, start_new_session=True) as master,
    ):
        try:
            mailman = Mailman(rest)
            _wait(mailman, master, folder)
            mailman.ask("POST", "domains", mail_host=DOMAIN)
            yield mailman
        finally:
            _end(master)


def _configure(folder: Path, rest: int, smtp: int) -> Path:
    """Write what Mailman and its web server are to do; gunicorn would else leave a socket in the home folder."""
    config = folder / "mailman.cfg"
    runners = "".join(_RUNNER.format(name=name, start=start) for name, start in _RUNNERS.items())
    config.write_text(_CONFIG.format(folder=folder, host=HOST, rest=rest, smtp=smtp) + runners)
    (folder / "gunicorn.cfg").write_text("[gunicorn]\ncontrol_socket_disable: true\n")
    return config


def _wait(mailman: Mailman, master: subprocess.Popen[bytes], folder: Path) -> None:
    for _ in range(300):
        if mailman.up():
            return
        if master.poll() is not None:
            break
        time.sleep(0.2)
    logs = [folder / "output.log", *folder.glob("logs/*.log")]
    raise AssertionError("Mailman does not start: " + "\n".join(each.read_text() for each in logs))


def _end(master: subprocess.Popen[bytes]) -> None:
    """Ask the master to end, which ends its runners; whoever of its own group is left then is killed."""
    master.terminate()
    with suppress(subprocess.TimeoutExpired):
        master.wait(20)
    with suppress(ProcessLookupError):
        os.killpg(master.pid, signal.SIGKILL)
