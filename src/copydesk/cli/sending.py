"""`copydesk send`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from copydesk.cli.place import workspace
from copydesk.cli.running import CLEAN, DIAGNOSTICS, command
from copydesk.cli.screen import paint, say, show

if TYPE_CHECKING:
    from copydesk.sending import Login, Outcome, Recipient, Sending, Server

T = TypeVar("T")

USER, PASSWORD = "COPYDESK_SMTP_USER", "COPYDESK_SMTP_PASSWORD"
ROLES = {"sent": "good", "already sent": "line", "not sent": "error", "not known": "warning"}


@command(short_help="Send an issue's message to colleagues.")
@click.argument("issue", required=False, type=click.Path(path_type=Path, dir_okay=False), metavar="[ISSUE]")
@click.option(
    "--to", "to", multiple=True, required=True, metavar="ADDRESS", help="Whom to; give it again for more."
)
@click.option("--smtp", required=True, metavar="HOST:PORT", help="The mail server.")
@click.option("--tls", is_flag=True, help="Speak TLS from the first byte on, as port 465 always does.")
@click.option("--unencrypted", is_flag=True, help="Send without encryption. A password is never sent so.")
@click.option("--again", is_flag=True, help="Send once more to those who have the message already.")
def send(  # noqa: PLR0917 - click hands them over by name
    issue: Path | None, to: tuple[str, ...], smtp: str, tls: bool, unencrypted: bool, again: bool
) -> int:
    """Send the message of ISSUE, of the newest one if not given, to people who look at it.

    Each gets a mail of their own. An issue with an error is not sent, and nobody gets a message twice: the
    same command again sends to those that are missing. The login is taken from COPYDESK_SMTP_USER and
    COPYDESK_SMTP_PASSWORD in the environment, and sent encrypted alone.

    \b
    Examples:
      copydesk send --to me@example.org --smtp mail.example.org:587
      copydesk send issues/2024-05-22.yaml --to a@example.org --to b@example.org --smtp localhost:25
    """
    from copydesk.sending import at_work, proved, recipients, server

    whom = _meant("--to", lambda: recipients(to))
    where = _meant("--smtp", lambda: server(smtp, tls=tls, unencrypted=unencrypted))
    login, source = _login(), _source(issue)
    with at_work(workspace()):
        sending = proved(source, workspace())
        show(sending.remarks, err=True)
        _announce(source, sending, whom, where)
        return _send(sending, whom, where, login, again=again)


def _meant(option: str, read: Callable[[], T]) -> T:
    """What an option means; a wrong use of the command where it means nothing."""
    try:
        return read()
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from error


def _login() -> Login | None:
    from copydesk.sending import Login

    user, password = os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
    if not user and not password:
        return None
    if not user or not password:
        raise click.UsageError(
            f"A login is both: set {USER} and {PASSWORD} in the environment, or none of them."
        )
    if not (user + password).isascii():
        raise click.UsageError(
            f"{USER} and {PASSWORD} may hold no letters beyond ASCII: few servers take them."
        )
    return Login(user, password)


def _source(issue: Path | None) -> Path:
    """The issue that is meant. Raises Refused where it is not there."""
    from copydesk.workspace import dated

    if issue:
        return workspace().sources([issue])[0]
    sources = workspace().sources()
    newest = max(filter(None, map(dated, sources)), default=None)
    found = [source for source in sources if dated(source) == newest]
    if len(found) != 1:
        names = ", ".join(workspace().shown(each) for each in found) or "none is there"
        raise click.UsageError(f"Name the issue that is to be sent: {names}.")
    return found[0]


def _announce(source: Path, sending: Sending, whom: tuple[Recipient, ...], where: Server) -> None:
    """Say what is about to go out, before anything does."""
    envelope = sending.finished.message.envelope
    many = "1 address" if len(whom) == 1 else f"{len(whom)} addresses"
    say(f"{paint('place', envelope.subject)}  ({workspace().shown(source)})")
    say(f"from {envelope.sender_name} <{envelope.sender_address}>")
    say(f"to {many}, through {where}, {where.protection}\n")


def _send(
    sending: Sending, whom: tuple[Recipient, ...], where: Server, login: Login | None, *, again: bool
) -> int:
    from copydesk.diagnostic import Refused
    from copydesk.sending import Conversation, Patience, send

    outcomes: dict[Recipient, Outcome] = {}
    try:
        for recipient, outcome in send(sending, whom, Conversation(where, login, Patience()), again=again):
            outcomes[recipient] = outcome
            _progress(recipient, outcome)
    except (KeyboardInterrupt, Refused) as stop:
        _stopped(sending, [each for each in whom if each not in outcomes])
        if isinstance(stop, Refused):
            raise
        return DIAGNOSTICS
    return _closing(outcomes.values())


def _progress(recipient: Recipient, outcome: Outcome) -> None:
    from copydesk.sending import Fate

    is_fine = outcome.fate in (Fate.SENT, Fate.ALREADY)
    word = paint(ROLES[outcome.fate], f"{outcome.fate:<12}")
    say(f"{word}  {recipient.address}" + f"  {outcome.why}".rstrip(), err=not is_fine)
    if outcome.mend:
        say(f"{'':14}{paint('mend', f'mend: {outcome.mend}')}", err=not is_fine)


def _stopped(sending: Sending, missing: list[Recipient]) -> None:
    """Say what became of those that nothing was said of yet, where a person or the disk stopped the command."""
    from copydesk.sending import Fate, Outcome

    for recipient in missing:
        untold = Outcome(Fate.NOT_SENT, "The command was stopped before.")
        _progress(recipient, sending.known(recipient) or untold)
    say("Stopped. The same command again sends to those that are missing.", err=True)


def _closing(outcomes: Iterable[Outcome]) -> int:
    from copydesk.sending import Fate

    fates = [each.fate for each in outcomes]
    sent, there = fates.count(Fate.SENT), fates.count(Fate.ALREADY)
    if sent + there == len(fates):
        had = f"; {there} had it already" if there else ""
        say(
            f"\nSent to {sent} of {len(fates)}{had}."
            if sent
            else "\nNothing was sent: everybody has it already."
        )
        return CLEAN
    missing = " The same command again sends to those that are missing." if Fate.NOT_SENT in fates else ""
    say(f"\nSent to {sent} of {len(fates)}.{missing}", err=True)
    return DIAGNOSTICS
