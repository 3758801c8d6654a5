"""SpamAssassin, with the rules that it comes with, takes no message for spam."""

from __future__ import annotations

import os
import re
import subprocess
from email import message_from_bytes
from pathlib import Path

import pytest

from .package import Package

pytestmark = pytest.mark.systems

ADDED_BY_SENDING = {"MISSING_DATE", "MISSING_MID", "MISSING_HEADERS", "NO_HEADERS_MESSAGE"}
SPAM = b"""\
From: "Dr. WINNER" <winner@example.com>
To: undisclosed-recipients:;
Subject: YOU HAVE WON $5,000,000.00 US DOLLARS !!!
MIME-Version: 1.0
Content-Type: text/html

<html><body><font color="#ffffff">a b c</font> DEAR FRIEND, the NEXT OF KIN of a late client left the sum of
US$5,000,000.00 (Five million United States Dollars) in a bank. Strictly confidential: reply with your bank
account. Viagra, Cialis, 100% free, risk free, act now, click here <a href="http://192.0.2.1/x">click here</a>
</body></html>
"""


def points(mail: bytes, home: Path) -> tuple[float, set[str]]:
    """The points of a mail, and the rules that it meets. No network is used."""
    command = ["spamassassin", "-t", "-L", "-x"]
    env = {**os.environ, "HOME": str(home)}
    done = subprocess.run(command, input=mail, capture_output=True, check=True, env=env)
    status = "".join(message_from_bytes(done.stdout)["X-Spam-Status"].split())
    found = re.search(r"score=([-\d.]+)required=.*tests=(.*?)autolearn=", status)
    assert found, status
    return float(found[1]), set(found[2].split(","))


@pytest.fixture(scope="module")
def sent(package: Package, tmp_path_factory: pytest.TempPathFactory) -> tuple[float, set[str]]:
    """The points and the rules of a message as it is sent."""
    return points(package.mail("reader@example.net"), tmp_path_factory.mktemp("home"))


def test_a_message_as_it_is_sent_has_less_than_a_point(sent: tuple[float, set[str]]) -> None:
    score, rules = sent
    assert score < 1.0, rules


def test_no_words_of_a_message_count_as_hidden(sent: tuple[float, set[str]]) -> None:
    _, rules = sent
    assert not rules & {"HTML_FONT_LOW_CONTRAST", "HTML_FONT_TINY", "HTML_FONT_SIZE_TINY"}


def test_a_draft_lacks_only_what_sending_adds(
    sent: tuple[float, set[str]], package: Package, tmp_path: Path
) -> None:
    _, rules = sent
    _, draft = points(package.files["message.eml"], tmp_path)
    assert draft - rules <= ADDED_BY_SENDING


def test_what_is_spam_has_more_than_five(tmp_path: Path) -> None:
    score, rules = points(SPAM, tmp_path)
    assert score > 5, rules
