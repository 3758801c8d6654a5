"""`copydesk send`: what goes out is encrypted, servers are verified, and a password stays one."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import trustme

from . import ANN, BO, FAR, LOGIN, Send, mails, to
from .postoffice import Clerk, Office, Step, office


def context(authority: trustme.CA, *names: str, **options: Any) -> ssl.SSLContext:
    """What a server with a certificate for these names speaks TLS with."""
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names, **options).configure_cert(found)
    return found


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
