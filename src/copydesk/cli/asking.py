"""`copydesk check --online`: which addresses are asked for, and what is kept of the answers."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from copydesk.cli.place import workspace
from copydesk.cli.screen import say

if TYPE_CHECKING:
    from copydesk.answer import Answer, Answers
    from copydesk.online.memory import Kept


def answers(sources: Iterable[Path]) -> Answers:
    """What the servers say of the addresses in all sources, or said a short time ago."""
    from time import time

    from copydesk.online import Patience, answers_of

    addresses = list(dict.fromkeys(_addresses(sources)))
    now = time()
    kept = _recalled(now)
    unknown = [address for address in addresses if address not in kept]
    if not unknown:
        return _answers(kept)
    with click.progressbar(
        length=len(unknown), label="asking", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        found = answers_of(unknown, Patience(), lambda: bar.update(1))
    _say_unasked([address for address in unknown if address not in found])
    if _say_unreachable(found):
        return _answers(kept)
    known = {**kept, **{address: (answer, now) for address, answer in found.items()}}
    _remember(known, now)
    return _answers(known)


def _say_unreachable(found: Answers) -> bool:
    """Whether it is this computer that reaches no server at all: that is said once, and not of each link."""
    from copydesk.answer import Said

    said = {answer.said for answer in found.values()}
    if not said or said - {Said.OFFLINE, Said.PROXY}:
        return False
    why = "its proxy does not answer" if Said.PROXY in said else "it is not on the network"
    say(
        f"No server can be asked from this computer: {why}. Type the command again when it is mended.",
        err=True,
    )
    return True


def _answers(kept: Kept) -> dict[str, Answer]:
    return {address: answer for address, (answer, _) in kept.items()}


def _addresses(sources: Iterable[Path]) -> Iterator[str]:
    from copydesk.diagnostic import Refused
    from copydesk.examine import fitted_in
    from copydesk.online import asked_for

    for source in sources:
        try:
            yield from asked_for(fitted_in(source, workspace()))
        except Refused:
            continue  # which is said when the source is examined


def _say_unasked(addresses: list[str]) -> None:
    if addresses:
        say("The time was up before a server was asked for:", err=True)
        for address in addresses:
            say(f"  {address}", err=True)
        say("Type the command again: the answers so far are kept.", err=True)


def _place() -> Path:
    """Where the answers are kept: https://specifications.freedesktop.org/basedir-spec/latest/."""
    chosen = os.environ.get("XDG_CACHE_HOME", "")
    folder = Path(chosen) if Path(chosen).is_absolute() else Path.home() / ".cache"
    return folder / "copydesk" / "answers.json"


def _recalled(now: float) -> Kept:
    from copydesk.diagnostic import Refused
    from copydesk.online.memory import MAX_BYTES, recalled
    from copydesk.reading import read_bytes

    try:
        place = _place()
        return recalled(read_bytes(place, str(place), MAX_BYTES), now) if place.exists() else {}
    except (OSError, RuntimeError, ValueError, Refused):
        say("The answers of the last time cannot be read, and every server is asked anew.", err=True)
        return {}


def _remember(kept: Kept, now: float) -> None:
    from copydesk.diagnostic import Refused
    from copydesk.online.memory import written
    from copydesk.writing import write_file

    try:
        write_file(_place(), written(kept, now), private=True)
    except (OSError, RuntimeError, Refused):
        say("The answers cannot be kept, and every server is asked anew the next time.", err=True)
