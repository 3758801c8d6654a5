"""`copydesk platforms`: what a mailing desk reads of each system, and `check --message` of what none can carry."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from copydesk.cli import main

from .conftest import ISSUE, Desk
from .mailing import NAMES, saying
from .shelves import SECOND

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> Run:
    """Runs copydesk in a workspace's folder."""
    monkeypatch.chdir(desk.root)
    return lambda *words: CliRunner().invoke(main, words, prog_name="copydesk")


def test_without_a_name_it_lists_them_and_how_much_is_not_confirmed(run: Run) -> None:
    lines = run("platforms").output.splitlines()
    assert [line.split()[0] for line in lines if line and line[0] != " "][:-1] == list(NAMES)
    assert any("not confirmed" in line for line in lines)


def test_of_one_it_tells_call_tags_headers_and_limits_with_their_sources(run: Run) -> None:
    said = run("platforms", "mailgun").output
    for words in (
        "POST /v3/{domain}/messages",
        "as the fields of a form",
        "unsubscribe: %unsubscribe_url%",
        "to: The readers;",
        "%recipient.name%  arrives in the HTML; is refused in the text and the subject",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "request: 25,000,000",
        "https://documentation.mailgun.com/",
        "Not confirmed",
    ):
        assert words in said
    assert "listmonk writes them" in run("platforms", "listmonk").output


def test_machines_get_all_of_it(run: Run) -> None:
    found = json.loads(run("platforms", "--format", "json").output)
    assert sorted(found) == sorted(NAMES)
    assert found["ses"]["tags"]["unsubscribe"]["write"] == "{{amazonSESUnsubscribeUrl}}"
    assert found["brevo"]["unconfirmed"]
    assert list(json.loads(run("platforms", "ses", "--format", "json").output)) == ["ses"]


def test_a_name_that_is_none_is_a_wrong_use_with_the_nearest(run: Run) -> None:
    found = run("platforms", "sengrid")
    assert found.exit_code == 2
    assert "Did you mean `sendgrid`?" in found.output


def test_check_with_the_message_says_what_a_platform_cannot_write(desk: Desk, run: Run) -> None:
    desk.write("issues/2024-05-22.yaml", saying("Type *|EMAIL|* here."))
    found = run("check", "--message", "--select", "M2")
    assert found.exit_code == 1
    assert "error M202 Mailchimp would act on `*|EMAIL|*` in the text" in found.output


def test_a_mistake_in_a_platforms_file_is_said_once_for_all_issues_and_each_is_not_built(
    desk: Desk, run: Run
) -> None:
    desk.write("issues/2024-05-22.yaml", ISSUE)
    desk.write("issues/2024-06-05.yaml", SECOND)
    desk.write("components/platforms/post.yaml", "dok: A system of these tests.\n")
    found = run("build")
    assert found.exit_code == 1
    assert found.stderr.count("components/platforms/post.yaml:1:1: error S102 `dok` is no field.") == 1
    assert found.stderr.count("not built issues/") == 2
