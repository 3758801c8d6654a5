"""Send the message of an issue to a few addresses, for people who look at it: `copydesk send`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from copydesk.diagnostic import Diagnostic, Refused, has_errors
from copydesk.examine import examine
from copydesk.finishing import Finished, finish
from copydesk.sending.conversation import Conversation
from copydesk.sending.ledger import Ledger, alone
from copydesk.sending.letter import letter
from copydesk.sending.opening import Patience
from copydesk.sending.outcome import Fate, Outcome
from copydesk.sending.recipient import Recipient, recipients
from copydesk.sending.server import Login, Protection, Server, server
from copydesk.targets.eml import mail
from copydesk.workspace import Workspace

__all__ = ["Conversation", "Fate", "Login", "Outcome", "Patience", "Protection", "Recipient", "Server"]
__all__ += ["Sending", "at_work", "proved", "recipients", "send", "server"]

_NOT_TRIED = Outcome(Fate.NOT_SENT, "Not tried, for the same reason.")


@dataclass(frozen=True, slots=True)
class Sending:
    """A message that may be sent, what was remarked on its issue, and the record of whom it went to."""

    finished: Finished
    remarks: tuple[Diagnostic, ...]
    ledger: Ledger

    def known(self, recipient: Recipient) -> Outcome | None:
        """What became of an address, in this call or an earlier one; None where nothing was sent to it."""
        entry = self.ledger.known(recipient)
        if entry is None:
            return None
        when = f"on {entry.at[:10]} at {entry.at[11:16]} UTC, through {entry.server}"
        if entry.fate is Fate.SENT:
            return Outcome(Fate.ALREADY, f"It was sent {when}.", "`--again` sends it once more.")
        mend = "Ask whether it arrived. `--again` sends it once more."
        return Outcome(Fate.UNKNOWN, f"It was handed over {when}, and no answer came.", mend)


def proved(path: Path, workspace: Workspace) -> Sending:
    """The message of an issue, proved as the build does. Raises Refused where it may not be sent."""
    fitted = examine(path, workspace)
    if fitted.issue is None or has_errors(fitted.diagnostics):
        raise Refused(*fitted.diagnostics)
    finished = finish(fitted.issue, workspace.library, fitted.document.path)
    if finished.faults:
        raise Refused(*fitted.diagnostics, *finished.faults)
    envelope = finished.message.envelope
    digest = sha256(mail(finished.message)).hexdigest()
    place = workspace.root / ".copydesk" / "sent" / f"{envelope.date}-{digest[:16]}.json"
    return Sending(
        finished, fitted.diagnostics, Ledger(place, workspace.shown(place), digest, envelope.subject)
    )


def at_work(workspace: Workspace) -> AbstractContextManager[None]:
    """While it is open, no other command sends from the workspace. Raises Refused where one does."""
    return alone(workspace.issues, workspace.shown(workspace.issues))


def send(
    sending: Sending, whom: Iterable[Recipient], conversation: Conversation, *, again: bool = False
) -> Iterator[tuple[Recipient, Outcome]]:
    """Send to each recipient a message of its own, and to nobody twice unless `again`.

    Yields what became of each, as soon as it is known. Raises Refused where it cannot be written down that a
    message is on its way, and does not send it then; or that it was sent, and then it counts as not known.
    """
    whole = None
    try:
        for recipient in whom:
            known = None if again else sending.known(recipient)
            outcome = known or whole or _sent(sending, recipient, conversation)
            whole = _NOT_TRIED if outcome.is_for_all else whole
            yield recipient, outcome
        conversation.leave()
    finally:
        conversation.close()


def _sent(sending: Sending, recipient: Recipient, conversation: Conversation) -> Outcome:
    ledger, message = sending.ledger, sending.finished.message
    before = ledger.known(recipient)
    unsubscribe = sending.finished.slots.get("unsubscribe", "")
    outcome = conversation.deliver(
        message.envelope.sender_address,
        recipient,
        letter(message, recipient, datetime.now(UTC), unsubscribe),
        partial(ledger.note, recipient, Fate.UNKNOWN, conversation.server),
    )
    if outcome.fate is Fate.SENT:
        ledger.note(recipient, Fate.SENT, conversation.server)
    elif outcome.fate is Fate.NOT_SENT and ledger.known(recipient) != before:
        ledger.restore(recipient, before)
    return outcome
