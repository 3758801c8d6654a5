"""What becomes of a message on its way to one address."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """Whether a message arrived at the recipient's side, as far as the server says."""

    SENT = "sent"
    ALREADY = "already sent"
    """By an earlier call of the command."""
    NOT_SENT = "not sent"
    UNKNOWN = "not known"
    """It was handed over, and the server did not answer: it may arrive, or not."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fate of one recipient's message, why, and what to do about it.

    `is_for_all` where no other recipient would fare better: then nobody else is tried.
    """

    fate: Fate
    why: str = ""
    mend: str = ""
    is_for_all: bool = False


class Failure(Exception):
    """A message was not sent, or it is not known; carries the outcome."""

    def __init__(self, why: str, mend: str, *, fate: Fate = Fate.NOT_SENT, is_for_all: bool = False) -> None:
        super().__init__(why)
        self.outcome = Outcome(fate, why, mend, is_for_all)
