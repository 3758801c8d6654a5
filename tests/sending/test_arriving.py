"""`copydesk send`: what arrives, what is said, and what is taken for an address and for a server."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import pytest

from tests.conftest import ISSUE, ROOT, Desk

from . import ANN, BO, CY, Send, mails, to
from .postoffice import Office, office


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
