"""`copydesk send`: refusals and drops at each step, what is read of them, and what a second run does."""

from __future__ import annotations

import asyncio
import fcntl
import os
import re
import signal
import socket
import subprocess
import sys
from functools import partial
from threading import Event
from typing import Any

import pytest

from copydesk.sending import Patience
from tests.conftest import ISSUE, Desk

from . import ANN, BO, CY, Send, record, to
from .postoffice import Clerk, Office, hang_up, office, silence, without_end


class TestRefusals:
    """Each step at which a server can say no: what is read, what the others get, what a second run does."""

    @pytest.mark.parametrize(
        ("step", "answer", "words"),
        [
            ("GREETING", "554 5.3.2 Not here", "The server refuses the conversation: `554 5.3.2 Not here`."),
            ("GREETING", "SSH-2.0-OpenSSH", "What answers there is no mail server."),
            ("GREETING", "421 Busy", "The server refuses the conversation for now: `421 Busy`."),
            ("MAIL", "550 5.7.1 Who?", "The server refuses the sender: `550 5.7.1 Who?`."),
            ("MAIL", "451 4.3.0 Later", "The server refuses the sender for now: `451 4.3.0 Later`."),
            ("DOT", "552 5.3.4 Big", "The message is too large for the server: `552 5.3.4 Big`."),
            ("MAIL", "552 5.3.4 Big", "The message is too large for the server: `552 5.3.4 Big`."),
        ],
    )
    def test_that_hold_for_all_are_said_once_and_nobody_else_is_tried(
        self, send: Send, plain: Office, step: str, answer: str, words: str
    ) -> None:
        plain.script[step] = [answer]
        done = send(plain, *to(ANN, BO))
        assert done.exit_code == 1
        assert f"not sent      {ANN}  {words}\n              mend: " in done.stderr
        assert f"not sent      {BO}  Not tried, for the same reason.\n" in done.stderr
        assert "Sent to 0 of 2. The same command again sends to those that are missing." in done.stderr
        assert plain.taken == []
        assert send(plain, *to(ANN, BO)).exit_code == 0
        assert plain.addresses == [[ANN], [BO]]

    @pytest.mark.parametrize(
        ("step", "answer", "words"),
        [
            (f"RCPT {BO}", "550 5.1.1 No such user", "The server refuses this address: `550 5.1.1 No such user`."),
            (f"RCPT {BO}", "450 4.2.0 Greylisted", "The server refuses this address for now: `450 4.2.0 Greylisted`."),
            (f"RCPT {BO}", "552 5.2.2 Mailbox full", "The server refuses this address: `552 5.2.2 Mailbox full`."),
            ("DATA", "554 5.7.1 Spam", "The server refuses the message: `554 5.7.1 Spam`."),
            ("DOT", "550 5.7.1 Spam", "The server refuses the message: `550 5.7.1 Spam`."),
            ("DOT", "451 4.7.1 Later", "The server refuses the message for now: `451 4.7.1 Later`."),
            ("DOT", "552 No room", "The server refuses the message: `552 No room`."),
            ("DOT", "552 5.2.2 Mailbox full", "The server refuses the message: `552 5.2.2 Mailbox full`."),
        ],
    )  # fmt: skip
    def test_of_one_leave_the_others_alone_and_the_next_run_sends_to_that_one(  # noqa: PLR0917
        self, desk: Desk, send: Send, plain: Office, step: str, answer: str, words: str
    ) -> None:
        plain.script[step] = [answer] if step.startswith("RCPT") else [None, answer]
        done = send(plain, *to(ANN, BO, CY))
        assert done.exit_code == 1
        assert done.stdout.count("\nsent ") == 2
        assert f"not sent      {BO}  {words}\n              mend: " in done.stderr
        assert "Sent to 2 of 3." in done.stderr
        assert plain.addresses == [[ANN], [CY]]
        assert record(desk) == {ANN: "sent", CY: "sent"}
        again = send(plain, *to(ANN, BO, CY))
        assert again.exit_code == 0
        assert plain.addresses == [[ANN], [CY], [BO]]
        assert "already sent  ann@example.org  It was sent on 20" in again.stdout
        assert "Sent to 1 of 3; 2 had it already.\n" in again.stdout

    def test_of_a_message_over_the_servers_limit_come_before_it_is_sent(
        self, opened: Any, send: Send
    ) -> None:
        """RFC 1870."""
        small = opened(office(data_size_limit=2000))
        done = send(small, *to(ANN, BO))
        assert "The message is too large for the server: `552 " in done.stderr
        assert "DATA" not in small.said

    def test_of_the_hello_are_said(self, send: Send, plain: Office) -> None:
        plain.script["EHLO"] = "550 Go away"
        plain.script["HELO"] = "550 Go away"
        done = send(plain, *to(ANN))
        assert "The server refuses this computer: `550 Go away`." in done.stderr

    def test_an_answer_cannot_move_the_cursor_or_go_on_without_end(self, send: Send, plain: Office) -> None:
        plain.script["RCPT"] = "550-\x1b[2J\x07`red`\r\n550 " + "long " * 400
        done = send(plain, *to(ANN))
        assert "`550 [2J'red' long long" in done.stderr
        assert not {"\x1b", "\x07"} & set(done.stderr)
        assert max(map(len, done.stderr.splitlines())) < 400


class TestDrops:
    """A conversation that ends before its time."""

    @pytest.mark.parametrize("step", ["EHLO", "MAIL", "RCPT", "DATA"])
    def test_before_the_message_nothing_is_sent_and_the_next_run_sends(
        self, desk: Desk, send: Send, plain: Office, step: str
    ) -> None:
        plain.script[step] = [hang_up]
        done = send(plain, *to(ANN))
        assert done.exit_code == 1
        assert (
            f"not sent      {ANN}  The connection broke before the message was handed over.\n"
            "              mend: Type the command again later: nothing is sent twice.\n"
        ) in done.stderr
        assert plain.taken == []
        assert not (desk.root / ".copydesk").exists()
        assert send(plain, *to(ANN)).exit_code == 0
        assert plain.addresses == [[ANN]]

    def test_of_one_is_followed_by_a_new_connection_for_the_next(self, send: Send, plain: Office) -> None:
        plain.script[f"RCPT {BO}"] = [hang_up]
        assert send(plain, *to(ANN, BO, CY)).exit_code == 1
        assert plain.addresses == [[ANN], [CY]]
        assert plain.said.count("EHLO") == 2

    def test_at_the_greeting_is_said(self, send: Send, plain: Office) -> None:
        plain.script["GREETING"] = hang_up
        done = send(plain, *to(ANN))
        assert "broke off before it greeted." in done.stderr or "cannot be reached" in done.stderr
        assert done.exit_code == 1

    def test_after_the_message_it_is_not_known_and_nothing_is_sent_again_by_itself(
        self, desk: Desk, send: Send, plain: Office
    ) -> None:
        plain.script["DOT"] = [hang_up]
        done = send(plain, *to(ANN, BO))
        assert done.exit_code == 1
        assert (
            f"not known     {ANN}  The message was handed over, and the connection ended without an answer: "
            "it may arrive, or not.\n"
            "              mend: Ask whether it arrived. It is not sent again by itself; `--again` sends it "
            "once more.\n"
        ) in done.stderr
        assert f"sent          {BO}\n" in done.stdout
        assert done.stderr.endswith("\nSent to 1 of 2.\n")
        assert record(desk) == {ANN: "not known", BO: "sent"}
        second = send(plain, *to(ANN, BO))
        assert second.exit_code == 1
        assert re.search(rf"not known     {ANN}  It was handed over on .* and no answer came.", second.stderr)
        assert plain.addresses == [[ANN], [BO]]
        assert send(plain, "--again", *to(ANN)).exit_code == 0
        assert plain.addresses == [[ANN], [BO], [ANN]]
        assert record(desk) == {ANN: "sent", BO: "sent"}

    @pytest.mark.parametrize("answer", ["what?", "354 Go on"])
    def test_an_answer_to_the_message_that_is_none_leaves_it_unknown(
        self, send: Send, plain: Office, answer: str
    ) -> None:
        plain.script["DOT"] = answer
        assert f"not known     {ANN}" in send(plain, *to(ANN)).stderr

    @pytest.mark.parametrize("answer", ["what?", "354 Go on", "199 Wait"])
    def test_a_late_answer_to_the_message_is_not_taken_for_that_to_the_next_recipient(
        self, desk: Desk, send: Send, plain: Office, answer: str
    ) -> None:
        plain.script["DOT"] = [f"{answer}\r\n550 5.7.1 Spam"]
        done = send(plain, *to(ANN, BO))
        assert f"not known     {ANN}" in done.stderr
        assert f"sent          {BO}\n" in done.stdout
        assert plain.addresses == [[BO]]
        assert record(desk) == {ANN: "not known", BO: "sent"}

    @pytest.mark.parametrize("step", ["EHLO", "RCPT"])
    def test_an_answer_without_end_is_not_read_to_it(self, send: Send, plain: Office, step: str) -> None:
        plain.script[step] = without_end
        done = send(plain, *to(ANN))
        assert done.exit_code == 1
        assert "The connection broke before the message was handed over." in done.stderr

    def test_an_answer_before_it_that_is_none_sends_nothing(self, send: Send, plain: Office) -> None:
        plain.script["RCPT"] = "what?"
        assert "The connection broke before the message was handed over." in send(plain, *to(ANN)).stderr

    @pytest.mark.parametrize(
        ("step", "words"),
        [
            ("GREETING", "does not answer."),
            ("EHLO", "The server stopped answering before the message was handed over."),
            ("RCPT", "The server stopped answering before the message was handed over."),
            ("DOT", "The message was handed over, and the connection ended without an answer"),
        ],
    )
    def test_a_server_that_says_nothing_more_is_not_waited_for_without_end(
        self, send: Send, plain: Office, monkeypatch: pytest.MonkeyPatch, step: str, words: str
    ) -> None:
        monkeypatch.setattr("copydesk.sending.Patience", partial(Patience, 0.3, 0.3, 0.3))
        plain.script[step] = silence
        done = send(plain, *to(ANN))
        assert done.exit_code == 1
        assert words in done.stderr


class TestUnreachable:
    """A server that is not there."""

    def test_by_its_port_is_said(self, send: Send) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            place = f"127.0.0.1:{taken.getsockname()[1]}"
            done = send(place, *to(ANN, BO))
        assert done.exit_code == 1
        assert f"not sent      {ANN}  No mail server answers at {place}." in done.stderr
        assert f"not sent      {BO}  Not tried, for the same reason." in done.stderr

    def test_by_its_name_is_said(self, send: Send) -> None:
        """RFC 6761, section 6.4: no name ends in `.invalid`."""
        done = send("mail.invalid:587", *to(ANN))
        assert done.exit_code == 1
        assert re.search("name `mail.invalid`( cannot be looked up now)?[.]", done.stderr)


class TestNothingIsSentTwice:
    """The record in the workspace."""

    def test_the_same_command_again_sends_to_nobody(self, send: Send, plain: Office) -> None:
        send(plain, *to(ANN))
        done = send(plain, *to(ANN))
        assert done.exit_code == 0
        assert "Nothing was sent: everybody has it already." in done.stdout
        assert "`--again` sends it once more." in done.stdout
        assert plain.addresses == [[ANN]]

    def test_another_way_to_write_an_address_is_the_same_one(self, send: Send, plain: Office) -> None:
        send(plain, *to(ANN))
        send(plain, *to("Ann@Example.ORG"))
        assert plain.addresses == [[ANN]]

    def test_unless_it_is_said_so(self, send: Send, plain: Office) -> None:
        send(plain, *to(ANN))
        assert send(plain, "--again", *to(ANN, BO)).exit_code == 0
        assert plain.addresses == [[ANN], [ANN], [BO]]

    def test_a_refusal_then_leaves_the_record_as_it_was(self, desk: Desk, send: Send, plain: Office) -> None:
        send(plain, *to(ANN))
        before = next((desk.root / ".copydesk/sent").glob("*.json")).read_bytes()
        plain.script["DOT"] = ["550 Spam"]
        assert send(plain, "--again", *to(ANN)).exit_code == 1
        assert next((desk.root / ".copydesk/sent").glob("*.json")).read_bytes() == before

    def test_an_issue_that_was_changed_is_another_message(
        self, desk: Desk, send: Send, plain: Office
    ) -> None:
        send(plain, *to(ANN))
        desk.write("issues/2024-05-22.yaml", ISSUE.replace("It opens in June.", "It opens in July."))
        send(plain, *to(ANN))
        assert plain.addresses == [[ANN], [ANN]]

    def test_the_record_is_its_owners_alone_and_git_does_not_see_it(
        self, desk: Desk, send: Send, plain: Office
    ) -> None:
        send(plain, *to(ANN))
        folder = desk.root / ".copydesk" / "sent"
        assert {each.stat().st_mode & 0o777 for each in folder.iterdir()} == {0o600}
        assert folder.stat().st_mode & 0o777 == 0o700
        subprocess.run(["git", "init", "--quiet"], cwd=desk.root, check=True)
        status = ["git", "status", "--porcelain", "--untracked-files=all"]
        seen = subprocess.run(status, cwd=desk.root, capture_output=True, text=True, check=True).stdout
        assert "issues/" in seen
        assert ".copydesk" not in seen

    @pytest.mark.parametrize(
        "broken", ["", "{", "[]", '{"message": "x", "addresses": {}}', '{"addresses": {}}', "null", "\xff"]
    )
    def test_a_record_that_is_broken_is_refused_and_nothing_sent(
        self, desk: Desk, send: Send, plain: Office, broken: str
    ) -> None:
        send(plain, *to(ANN))
        (place,) = (desk.root / ".copydesk/sent").glob("*.json")
        place.write_bytes(broken.encode("latin-1"))
        done = send(plain, *to(ANN, BO))
        assert done.exit_code == 3
        assert re.match(rf"{place.relative_to(desk.root)}(:1:1)?: error G001", done.stderr)
        assert plain.addresses == [[ANN]]
        assert place.read_bytes() == broken.encode("latin-1")

    def test_where_nothing_can_be_recorded_nothing_is_sent(
        self, desk: Desk, send: Send, plain: Office
    ) -> None:
        """Up to its final dot, the server has no message: RFC 5321, section 4.1.1.10."""
        desk.write(".copydesk", "a file where the folder would be")
        done = send(plain, *to(ANN, BO))
        assert done.exit_code == 3
        assert "This cannot be written" in done.stderr
        assert f"not sent      {ANN}  The command was stopped before." in done.stderr
        assert plain.taken == []

    def test_where_it_cannot_be_recorded_that_it_was_sent_that_is_said_and_nobody_else_gets_it(
        self, desk: Desk, send: Send, plain: Office
    ) -> None:
        folder = desk.root / ".copydesk" / "sent"

        async def take_away(_clerk: Clerk) -> None:
            folder.rename(folder.with_name("kept"))
            folder.write_text("a file where the folder would be")

        plain.script["DOT"] = [take_away]
        done = send(plain, *to(ANN, BO))
        assert done.exit_code == 3
        assert f"already sent  {ANN}  It was sent on" in done.stdout
        assert f"not sent      {BO}  The command was stopped before." in done.stderr
        folder.unlink()
        folder.with_name("kept").rename(folder)
        assert record(desk) == {ANN: "not known"}
        send(plain, *to(ANN, BO))
        assert plain.addresses == [[ANN], [BO]]

    def test_two_commands_do_not_send_at_once(self, desk: Desk, send: Send, plain: Office) -> None:
        handle = os.open(desk.root / "issues", os.O_RDONLY)
        fcntl.flock(handle, fcntl.LOCK_EX)
        done = send(plain, *to(ANN))
        os.close(handle)
        assert (done.exit_code, plain.said) == (3, [])
        assert "error G002 Another `copydesk send` is at work in this workspace." in done.stderr
        assert send(plain, *to(ANN)).exit_code == 0


class TestInterrupted:
    """A command that is ended from outside: what was sent is recorded, and said where it still can be."""

    @staticmethod
    def run(desk: Desk, office: Office, at: str, number: signal.Signals) -> tuple[int, str]:
        """Sends to three, and is given a signal when the server is at a step of the second."""
        reached = Event()

        async def wait(_clerk: Clerk) -> None:
            reached.set()
            await asyncio.sleep(3600)

        office.script[at] = [wait] if at.startswith("RCPT") else [None, wait]
        words = ["send", "--smtp", f"localhost:{office.port}", *to(ANN, BO, CY)]
        with subprocess.Popen(
            [sys.executable, "-m", "copydesk", *words], cwd=desk.root, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        ) as process:  # fmt: skip
            assert reached.wait(60)
            process.send_signal(number)
            shown, _ = process.communicate()
        return process.returncode, shown

    def test_before_the_message_says_who_is_missing(self, desk: Desk, send: Send, plain: Office) -> None:
        code, shown = self.run(desk, plain, f"RCPT {BO}", signal.SIGINT)
        assert code == 1
        assert f"sent          {ANN}\n" in shown
        assert f"not sent      {BO}  The command was stopped before.\n" in shown
        assert f"not sent      {CY}  The command was stopped before.\n" in shown
        assert "Stopped. The same command again sends to those that are missing.\n" in shown
        assert "Traceback" not in shown
        assert send(plain, *to(ANN, BO, CY)).exit_code == 0
        assert plain.addresses == [[ANN], [BO], [CY]]

    def test_after_it_says_that_it_is_not_known(self, desk: Desk, send: Send, plain: Office) -> None:
        code, shown = self.run(desk, plain, "DOT", signal.SIGINT)
        assert code == 1
        assert re.search(rf"not known     {BO}  It was handed over on .* and no answer came.\n", shown)
        assert f"not sent      {CY}  The command was stopped before.\n" in shown
        send(plain, *to(ANN, BO, CY))
        assert plain.addresses == [[ANN], [BO], [CY]]

    def test_without_a_chance_to_say_anything_it_is_recorded(
        self, desk: Desk, send: Send, plain: Office
    ) -> None:
        code, _ = self.run(desk, plain, "DOT", signal.SIGKILL)
        assert code == -signal.SIGKILL
        assert record(desk) == {ANN: "sent", BO: "not known"}
        done = send(plain, *to(ANN, BO, CY))
        assert f"not known     {BO}" in done.stderr
        assert plain.addresses == [[ANN], [BO], [CY]]
