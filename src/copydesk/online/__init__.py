"""Ask the servers of an issue's links whether the pages are there: `copydesk check --online`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urldefrag, urlsplit

from copydesk.answer import Answer, Said
from copydesk.checks.addresses import addresses_of
from copydesk.checks.answers import ASKED
from copydesk.issue import Fitted
from copydesk.leaves import is_web_address
from copydesk.online.round import Patience, ask_all
from copydesk.slots import MARK

__all__ = ["Patience", "answers_of", "asked_for"]


def asked_for(fitted: Fitted) -> Iterator[str]:
    """The addresses in an issue's copy that a server can be asked for, without what follows `#`."""
    for copy in fitted.copy:
        if copy.field.type in ASKED:
            for found, _, _ in addresses_of(copy):
                if is_web_address(found) and not MARK.search(found):
                    yield urldefrag(found)[0]


def answers_of(
    addresses: Iterable[str], patience: Patience, told: Callable[[], None] = lambda: None
) -> dict[str, Answer]:
    """Ask for each address once. Those for which the time did not suffice are missing.

    `told` is called after each answer.
    """
    return _unless_offline(ask_all(tuple(dict.fromkeys(addresses)), patience, told))


def _unless_offline(answers: dict[str, Answer]) -> dict[str, Answer]:
    """Where not one of several names is known, it is this computer that is not on the network."""
    names = {urlsplit(address).hostname for address in answers}
    unknown = (Said.NAMELESS, Said.OFFLINE)
    if len(names) > 1 and all(each.said in unknown for each in answers.values()):
        return {address: each._replace(said=Said.OFFLINE) for address, each in answers.items()}
    return answers
