"""`copydesk send`: what a person reads, what arrives, and what a second run does, with a real mail server."""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import trustme
from click.testing import CliRunner, Result

from copydesk.cli import main
from copydesk.sending import Patience

from .conftest import ISSUE, Desk
from .postoffice import Clerk, Office, Step, hang_up, office, silence

Send = Callable[..., Result]
ANN, BO, CY = "ann@example.org", "bo@example.org", "cy@example.org"
LOGIN = {"COPYDESK_SMTP_USER": "desk", "COPYDESK_SMTP_PASSWORD": "s3cret-word"}
FAR = "127.1"
"""This machine by a name that does not look like it: what holds for servers elsewhere holds for it."""


@pytest.fixture
def opened() -> Iterator[Callable[[AbstractContextManager[Office]], Office]]:
    """Opens an office for the time of a test."""
    with ExitStack() as stack:
        yield stack.enter_context


@pytest.fixture
def plain(opened: Any) -> Office:
    """A server on this machine that offers no encryption."""
    found: Office = opened(office())
    return found


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """Somebody who signs certificates, and whom this computer trusts."""
    found = trustme.CA()
    found.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return found


def context(authority: trustme.CA, *names: str, **options: Any) -> ssl.SSLContext:
    """What a server with a certificate for these names speaks TLS with."""
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names, **options).configure_cert(found)
    return found


@pytest.fixture
def send(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Send:
    """Runs `copydesk send` in a workspace with one issue."""
    monkeypatch.chdir(desk.root)
    for name in LOGIN:
        monkeypatch.delenv(name, raising=False)
    desk.write("issues/2024-05-22.yaml", ISSUE)

    def sending(place: Office | str, *words: str, host: str = "localhost") -> Result:
        smtp = place if isinstance(place, str) else f"{host}:{place.port}"
        result = CliRunner().invoke(main, ["send", "--smtp", smtp, *words], prog_name="copydesk")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return sending


def to(*addresses: str) -> list[str]:
    return [word for address in addresses for word in ("--to", address)]


def mails(office: Office) -> list[EmailMessage]:
    """The messages that were taken, without a defect in any part."""
    found = [message_from_bytes(envelope.content, policy=default) for envelope in office.taken]
    for mail in found:
        assert [part.defects for part in mail.walk()] == [[], [], []]
    return found  # type: ignore[return-value]


def record(desk: Desk) -> dict[str, Any]:
    """What is recorded of each address."""
    (place,) = (desk.root / ".copydesk" / "sent").glob("*.json")
    found: dict[str, Any] = json.loads(place.read_bytes())
    return {address: entry["fate"] for address, entry in found["addresses"].items()}


class TestWhatArrives:
    """The message of the package, once for each address."""

    def test_is_byte_for_byte_what_the_package_has(self, desk: Desk, send: Send, plain: Office) -> None:
        draft = desk.pack()["message.eml"]
        assert send(plain, *to(ANN)).exit_code == 0
        content = plain.taken[0].content
        assert isinstance(content, bytes)
        head, body = content.split(b"\r\nContent-Type: multipart", 1)
        assert b"X-Unsent: 1\r\nContent-Type: multipart" + body == draft
        assert [line.split(b":")[0] for line in re.split(rb"\r\n(?! )", head)] == [
            b"Date", b"Message-ID", b"To", b"List-Unsubscribe",
        ]  # fmt: skip

    def test_holds_both_parts_and_no_mark_of_a_draft(self, desk: Desk, send: Send, plain: Office) -> None:
        files = desk.pack()
        send(plain, *to(ANN))
        (mail,) = mails(plain)
        parts = [str(part.get_content()).replace("\r\n", "\n") for part in mail.iter_parts()]
        assert parts == [files["email.txt"].decode(), files["email.html"].decode()]
        assert mail["X-Unsent"] is None
        assert mail["Subject"] == "A Harbor And Its Lenders"
        assert mail["From"] == "China In Eurasia | RFE/RL <StandishR@rferl.org>"
        assert plain.taken[0].mail_from == "StandishR@rferl.org"

    def test_is_as_mail_has_to_be(self, send: Send, plain: Office) -> None:
        """RFC 5322: a date, a message-id on the sender's domain; no line without its end, or too long."""
        send(plain, *to(ANN))
        (mail,) = mails(plain)
        assert abs((datetime.now(UTC) - parsedate_to_datetime(mail["Date"])).total_seconds()) < 600
        assert re.fullmatch(r"<[!-~]+@rferl\.org>", mail["Message-ID"])
        assert mail["List-Unsubscribe"] == "<mailto:StandishR@rferl.org?subject=Unsubscribe>"
        content = plain.taken[0].content
        assert isinstance(content, bytes)
        assert not {b"\r", b"\n"} & set(re.findall(rb"[\r\n]", content.replace(b"\r\n", b"")))
        assert max(map(len, content.split(b"\r\n"))) <= 998

    def test_shows_nobody_who_else_gets_it(self, send: Send, plain: Office) -> None:
        assert send(plain, *to(ANN, BO, CY)).exit_code == 0
        assert plain.addresses == [[ANN], [BO], [CY]]
        assert [mail["To"] for mail in mails(plain)] == [ANN, BO, CY]
        assert len({mail["Message-ID"] for mail in mails(plain)}) == 3
        for mail, others in zip(plain.taken, [(BO, CY), (ANN, CY), (ANN, BO)], strict=True):
            assert not any(other.encode() in (mail.content or b"") for other in others)  # type: ignore[operator]

    def test_goes_through_one_connection(self, send: Send, plain: Office) -> None:
        send(plain, *to(ANN, BO, CY))
        assert plain.said.count("EHLO") == 1

    def test_a_line_that_begins_with_a_dot_arrives_whole(self, desk: Desk, send: Send, plain: Office) -> None:
        """RFC 5321, section 4.5.2."""
        desk.write(
            "issues/2024-05-22.yaml",
            ISSUE.replace("It opens in June.", "It opens in June. " + ".kz " * 40 + "remain."),
        )
        send(plain, *to(ANN))
        (mail,) = mails(plain)
        text = str(next(mail.iter_parts()).get_content())
        assert text.count(".kz") == 40
        assert re.search(r"^\.kz", text, re.MULTILINE)

    def test_says_nothing_of_this_computer_but_its_number(self, send: Send, plain: Office) -> None:
        send(plain, *to(ANN))
        assert plain.hosts == ["[127.0.0.1]"]

    @pytest.mark.parametrize(
        ("address", "there"),
        [("https://example.org/leave?a=1", "<https://example.org/leave?a=1>"), ("/leave", None), ("https://example.org/a b", None)],
    )  # fmt: skip
    def test_says_how_to_leave_the_list_where_that_is_an_address(
        self, desk: Desk, send: Send, plain: Office, address: str, there: str | None
    ) -> None:
        """RFC 2369, section 3.2."""
        from .conftest import ROOT

        briefing = (ROOT / "components/briefings/china-in-eurasia.yaml").read_text("utf-8")
        changed = re.sub(r"unsubscribe: .*", f'unsubscribe: "{address}"', briefing, count=1)
        desk.write("components/briefings/china-in-eurasia.yaml", changed)
        done = send(plain, *to(ANN))
        assert [mail["List-Unsubscribe"] for mail in mails(plain)] == [there], done.output


class TestWhatIsSaid:
    """Before and while it is sent."""

    def test_is_what_goes_out_and_a_line_for_each(self, send: Send, plain: Office) -> None:
        done = send(plain, *to(ANN, BO))
        assert done.stdout == (
            "A Harbor And Its Lenders  (issues/2024-05-22.yaml)\n"
            "from China In Eurasia | RFE/RL <StandishR@rferl.org>\n"
            f"to 2 addresses, through localhost:{plain.port}, on this computer\n\n"
            f"sent          {ANN}\nsent          {BO}\n\nSent to 2 of 2.\n"
        )

    def test_the_newest_issue_is_meant_where_none_is_named(
        self, desk: Desk, send: Send, plain: Office
    ) -> None:
        later = ISSUE.replace("2024-05-22", "2024-06-05").replace("A Harbor And", "The Harbor And")
        desk.write("issues/2024-06-05.yaml", later)
        send(plain, *to(ANN))
        send(plain, "issues/2024-05-22.yaml", *to(ANN))
        assert [mail["Subject"] for mail in mails(plain)] == [
            "The Harbor And Its Lenders",
            "A Harbor And Its Lenders",
        ]

    def test_one_has_to_be_named_where_two_are_the_newest(
        self, desk: Desk, send: Send, plain: Office
    ) -> None:
        desk.write("issues/2024-05-22-special.yaml", ISSUE)
        done = send(plain, *to(ANN))
        assert done.exit_code == 2
        assert (
            "Name the issue that is to be sent: issues/2024-05-22-special.yaml, issues/2024-05-22.yaml."
            in done.output
        )
        assert plain.taken == []

    def test_a_message_with_an_error_goes_to_nobody(self, desk: Desk, send: Send, plain: Office) -> None:
        desk.write("issues/2024-05-22.yaml", ISSUE.replace("title: A", "titel: A"))
        done = send(plain, *to(ANN))
        assert done.exit_code == 1
        assert "error S102 `titel` is no field." in done.stderr
        assert plain.said == []

    def test_a_message_that_fails_its_proof_goes_to_nobody(
        self, desk: Desk, send: Send, plain: Office
    ) -> None:
        desk.write("components/legal-notice/legal-notice.txt.j2", "Nothing.")
        done = send(plain, *to(ANN))
        assert done.exit_code == 1
        assert "error M" in done.stderr
        assert plain.said == []

    def test_an_issue_that_is_not_there_is_said(self, send: Send, plain: Office) -> None:
        assert send(plain, "issues/none.yaml", *to(ANN)).exit_code == 3
        assert plain.said == []


class TestAddresses:
    """Whom it is sent to."""

    @pytest.mark.parametrize(
        ("address", "words"),
        [
            ("ann", "`ann` is not an e-mail address. Write it as in `name@example.org`."),
            ("ann@@example.org", "is not an e-mail address"),
            ("ann @example.org", "is not an e-mail address"),
            (".ann@example.org", "is not an e-mail address"),
            ("a" * 65 + "@example.org", "is not an e-mail address"),
            ("ann@localhost", "leads to no mail server"),
            ("ann@-example.org", "leads to no mail server"),
            ("ann@faß.de", "leads to no mail server"),
            ("ann@example..org", "leads to no mail server"),
            (f"{ANN},{BO}", "is more than one address. Give each with a `--to` of its own."),
            (f"{ANN};{BO}", "is more than one address"),
            (f"Ann <{ANN}>", "is more than an address. Leave the name out: `name@example.org`."),
            (f"{ANN}\nBcc: {BO}", "An address stands on one line, without invisible characters."),
            (f"{ANN}\r\nRCPT TO:<{BO}>", "An address stands on one line"),
            ("ann\u200b@example.org", "An address stands on one line"),
            ("", "is not an e-mail address"),
        ],
    )
    def test_that_are_none_are_a_wrong_use_and_nothing_is_sent(
        self, send: Send, plain: Office, address: str, words: str
    ) -> None:
        done = send(plain, *to(BO, address))
        assert done.exit_code == 2
        assert words in done.output
        assert plain.said == []

    def test_of_many_are_a_mailing_systems_work(self, send: Send, plain: Office) -> None:
        done = send(plain, *to(*(f"a{number}@example.org" for number in range(101))))
        assert done.exit_code == 2
        assert "These are 101 addresses, and 100 is the most" in done.output
        assert plain.said == []

    def test_that_stand_twice_get_it_once(self, send: Send, plain: Office) -> None:
        done = send(plain, *to(ANN, BO, "Ann@EXAMPLE.org", ANN))
        assert plain.addresses == [[ANN], [BO]]
        assert "to 2 addresses" in done.stdout

    def test_of_a_name_beyond_ascii_are_found_by_dns(self, send: Send, plain: Office) -> None:
        send(plain, *to("ann@пример.рф"))
        assert plain.addresses == [["ann@xn--e1afmkfd.xn--p1ai"]]

    def test_beyond_ascii_go_where_the_server_takes_them(self, opened: Any, send: Send) -> None:
        """RFC 6531."""
        new = opened(office(enable_SMTPUTF8=True))
        assert send(new, *to("анна@example.org", ANN)).exit_code == 0
        assert new.addresses == [["анна@example.org"], [ANN]]
        assert "To: анна@example.org\r\n".encode() in new.taken[0].content
        assert (new.taken[0].smtp_utf8, new.taken[1].smtp_utf8) == (True, False)

    def test_beyond_ascii_are_refused_in_words_where_it_does_not_and_the_others_go(
        self, send: Send, plain: Office
    ) -> None:
        done = send(plain, *to("анна@example.org", ANN))
        assert done.exit_code == 1
        assert (
            "The server takes no address with letters beyond ASCII, such as `анна@example.org`."
            in done.stderr
        )
        assert plain.addresses == [[ANN]]


class TestServers:
    """What is taken for a server."""

    @pytest.mark.parametrize(
        ("place", "words"),
        [
            ("mail.example.org", "`mail.example.org` is not a host and a port."),
            ("mail.example.org:", "is not a host and a port"),
            ("mail.example.org:0", "is not a host and a port"),
            ("mail.example.org:65536", "is not a host and a port"),
            ("mail example.org:25", "is not a host and a port"),
            ("smtp://mail.example.org:25", "is not a host and a port"),
            ("mail..example.org:25", "cannot be the name of a server"),
            ("[::g]:25", "is not a host and a port"),
            ("[::1::]:25", "cannot be the name of a server"),
        ],
    )
    def test_that_are_none_are_a_wrong_use(self, send: Send, place: str, words: str) -> None:
        done = send(place, *to(ANN))
        assert (done.exit_code, done.stdout) == (2, "")
        assert words in done.stderr

    def test_a_login_in_the_place_is_refused_and_not_shown(self, send: Send) -> None:
        done = send("desk:s3cret-word@mail.example.org:587", *to(ANN))
        assert done.exit_code == 2
        assert "Leave the login out" in done.output
        assert "s3cret-word" not in done.output

    def test_tls_and_none_at_once_is_a_wrong_use(self, send: Send) -> None:
        assert send("mail.example.org:465", "--unencrypted", *to(ANN)).exit_code == 2
        assert send("mail.example.org:587", "--tls", "--unencrypted", *to(ANN)).exit_code == 2


class TestEncryption:
    """Nothing goes over a network in the clear unless it is said so, and a password never."""

    def test_with_starttls_where_the_server_offers_it(
        self, opened: Any, send: Send, authority: trustme.CA
    ) -> None:
        here = opened(office(starttls=context(authority, "localhost"), require_starttls=True))
        done = send(here, *to(ANN, BO))
        assert done.exit_code == 0
        assert here.addresses == [[ANN], [BO]]
        assert here.said.count("STARTTLS") == 1
        mails(here)

    def test_with_tls_from_the_first_byte_on(self, opened: Any, send: Send, authority: trustme.CA) -> None:
        here = opened(office(tls=context(authority, "localhost")))
        done = send(here, "--tls", *to(ANN))
        assert (done.exit_code, here.addresses) == (0, [[ANN]])
        assert f"through localhost:{here.port}, with TLS\n" in done.stdout
        mails(here)

    def test_a_server_elsewhere_that_offers_none_gets_nothing(self, send: Send, plain: Office) -> None:
        done = send(plain, *to(ANN), host=FAR)
        assert done.exit_code == 1
        assert (
            f"The server {FAR}:{plain.port} offers no encryption: on the way, everybody could read"
            in done.stderr
        )
        assert "`--unencrypted`" in done.stderr
        assert "MAIL" not in plain.said

    def test_unless_it_is_said_so(self, send: Send, plain: Office) -> None:
        done = send(plain, "--unencrypted", *to(ANN), host=FAR)
        assert (done.exit_code, plain.addresses) == (0, [[ANN]])
        assert "without encryption" in done.stdout

    @pytest.mark.parametrize("host", ["localhost", FAR])
    @pytest.mark.parametrize("words", [[], ["--unencrypted"]], ids=["usual", "unencrypted"])
    def test_a_password_is_never_sent_in_the_clear(
        self, send: Send, plain: Office, monkeypatch: pytest.MonkeyPatch, host: str, words: list[str]
    ) -> None:
        for name, value in LOGIN.items():
            monkeypatch.setenv(name, value)
        done = send(plain, *words, *to(ANN), host=host)
        assert done.exit_code == 1
        assert ("unencrypted, and was not sent" in done.stderr) == (host == "localhost" or bool(words))
        assert "s3cret-word" not in done.output
        assert {"AUTH", "MAIL"} & set(plain.said) == set()

    @pytest.mark.parametrize("way", ["tls", "starttls"])
    @pytest.mark.parametrize(
        ("fault", "words"),
        [
            ("unknown", "is signed by somebody unknown"),
            ("itself", "is signed by nobody but itself"),
            ("expired", "has expired"),
            ("early", "is not valid yet"),
            ("name", "is made out to another name"),
        ],
    )
    def test_a_certificate_that_proves_nothing_ends_it(  # noqa: PLR0917
        self, opened: Any, send: Send, authority: trustme.CA, way: str, fault: str, words: str
    ) -> None:
        made = {
            "unknown": lambda: context(trustme.CA(), "localhost"),
            "itself": lambda: itself(trustme.CA()),
            "expired": lambda: context(authority, "localhost", not_after=datetime(2020, 1, 1, tzinfo=UTC)),
            "early": lambda: context(authority, "localhost", not_before=datetime(2100, 1, 1, tzinfo=UTC), not_after=datetime(2101, 1, 1, tzinfo=UTC)),
            "name": lambda: context(authority, "mail.example.org"),
        }[fault]()  # fmt: skip
        here = opened(office(**{way: made}))
        done = send(here, *(["--tls"] if way == "tls" else []), *to(ANN, BO))
        assert done.exit_code == 1
        assert f"{words}: it may be somebody else's server." in done.stderr
        assert f"not sent      {BO}  Not tried, for the same reason." in done.stderr
        assert ("--unencrypted" in done.stderr) == (way == "starttls")
        assert "MAIL" not in here.said

    def test_a_server_that_speaks_no_tls_yet_is_told_from_one_that_does(
        self, send: Send, plain: Office
    ) -> None:
        done = send(plain, "--tls", *to(ANN))
        assert done.exit_code == 1
        assert "No encrypted conversation with" in done.stderr
        assert "leave `--tls` out" in done.stderr

    def test_a_server_that_cannot_encrypt_now_gets_nothing(
        self, opened: Any, send: Send, authority: trustme.CA
    ) -> None:
        here = opened(office(starttls=context(authority, "localhost")))
        here.script["STARTTLS"] = "454 4.7.0 TLS not available"
        done = send(here, *to(ANN))
        assert "The server does not encrypt for now: `454 4.7.0 TLS not available`." in done.stderr
        assert here.taken == []


def itself(authority: trustme.CA) -> ssl.SSLContext:
    """A certificate that nobody else signed."""
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with authority.cert_pem.tempfile() as certificate, authority.private_key_pem.tempfile() as key:
        found.load_cert_chain(certificate, key)
    return found


class TestLogin:
    """A user and a password, from the environment alone."""

    @pytest.fixture
    def locked(self, opened: Any, authority: trustme.CA) -> Office:
        """A server that takes mail of those whom it knows."""
        found: Office = opened(office(starttls=context(authority, "localhost", FAR), auth_required=True))
        return found

    @pytest.fixture
    def login(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
        """Sets the user and the password."""

        def setting(user: str, password: str) -> None:
            monkeypatch.setenv("COPYDESK_SMTP_USER", user)
            monkeypatch.setenv("COPYDESK_SMTP_PASSWORD", password)

        return setting

    @pytest.mark.parametrize("method", ["PLAIN", "LOGIN"])
    def test_is_given_over_tls(self, send: Send, locked: Office, login: Any, method: str) -> None:
        other = {"PLAIN": "LOGIN", "LOGIN": "PLAIN"}[method]
        locked.script["EHLO"] = [_offering_all_but(other)] * 2
        login("desk", "s3cret-word")
        done = send(locked, *to(ANN, BO))
        assert (done.exit_code, locked.addresses) == (0, [[ANN], [BO]])
        assert [(each.login, each.password) for each in locked.logins] == [(b"desk", b"s3cret-word")]
        assert "s3cret-word" not in done.output

    def test_that_is_wrong_is_said_and_the_password_is_not(
        self, send: Send, locked: Office, login: Any
    ) -> None:
        login("desk", "Wr0ng-word")
        done = send(locked, *to(ANN, BO))
        assert done.exit_code == 1
        assert "The server refuses the login: `535 5.7.8 Authentication credentials invalid`." in done.stderr
        assert "mend: Look up COPYDESK_SMTP_USER and COPYDESK_SMTP_PASSWORD" in done.stderr
        assert "Wr0ng-word" not in done.output
        assert locked.taken == []

    @pytest.mark.parametrize("echo", ["s3cret-word", "czNjcmV0LXdvcmQ=", "AGRlc2sAczNjcmV0LXdvcmQ="])
    def test_that_a_server_repeats_is_not_shown(
        self, send: Send, locked: Office, login: Any, echo: str
    ) -> None:
        login("desk", "s3cret-word")
        locked.script["AUTH"] = f"535 you said {echo}"
        done = send(locked, *to(ANN))
        assert "The server refuses the login: `535`." in done.stderr
        assert echo not in done.output

    def test_that_is_missing_is_asked_for(self, send: Send, locked: Office) -> None:
        done = send(locked, *to(ANN))
        assert done.exit_code == 1
        assert "The server refuses the sender: `530 5.7.0 Authentication required`." in done.stderr
        assert "set COPYDESK_SMTP_USER and COPYDESK_SMTP_PASSWORD in the environment" in done.stderr

    @pytest.mark.parametrize(("user", "password"), [("desk", ""), ("", "s3cret-word"), ("desk", "pässword")])
    def test_that_is_half_or_beyond_ascii_is_a_wrong_use(
        self, send: Send, locked: Office, login: Any, user: str, password: str
    ) -> None:
        login(user, password)
        done = send(locked, *to(ANN))
        assert (done.exit_code, locked.said) == (2, [])
        assert not password or password not in done.output

    def test_where_the_server_takes_none_is_said(
        self, opened: Any, send: Send, authority: trustme.CA, login: Any
    ) -> None:
        here = opened(
            office(starttls=context(authority, "localhost"), auth_exclude_mechanism=["PLAIN", "LOGIN"])
        )
        login("desk", "s3cret-word")
        done = send(here, *to(ANN))
        assert "takes no login with a password." in done.stderr
        assert here.taken == []


def _offering_all_but(method: str) -> Step:
    async def offer(clerk: Clerk) -> None:
        if clerk.session:
            clerk.session.extended_smtp, clerk.session.host_name = True, "here"
        offered = "AUTH " + {"PLAIN": "LOGIN", "LOGIN": "PLAIN"}[method]
        await clerk.push(f"250-office.example\r\n250-STARTTLS\r\n250 {offered}")

    return offer


class TestRefusals:
    """Each step at which a server can say no: what is read, what the others get, what a second run does."""

    @pytest.mark.parametrize(
        ("step", "answer", "words"),
        [
            ("GREETING", "554 5.3.2 Not here", "The server refuses the conversation: `554 5.3.2 Not here`."),
            ("GREETING", "421 Busy", "The server refuses the conversation for now: `421 Busy`."),
            ("MAIL", "550 5.7.1 Who?", "The server refuses the sender: `550 5.7.1 Who?`."),
            ("MAIL", "451 4.3.0 Later", "The server refuses the sender for now: `451 4.3.0 Later`."),
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
        assert "Sent to 1 of 3.\n" in again.stdout

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
