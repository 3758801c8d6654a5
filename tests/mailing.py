"""What mailing systems are handed of an issue that says certain words, for the tests of platforms."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from pathlib import Path
from random import Random
from typing import Any

import yaml

from copydesk.finishing import Finished, finish
from copydesk.fitting import fit
from copydesk.library import Library
from copydesk.message import Message
from copydesk.platforms import Handed, hand, proven
from copydesk.platforms.declaration import Platform
from copydesk.platforms.given import Given, Proven
from copydesk.platforms.reading import platforms
from copydesk.platforms.writing import Written, write
from copydesk.reading import parse

from .conftest import ISSUE, ROOT

CASES = Path(__file__).parent / "platforms"
LIBRARY = Library((ROOT / "components",), ROOT)
NAMES = LIBRARY.platforms


@cache
def case(name: str) -> Mapping[str, Any]:
    """What is expected of a platform: tests/platforms/<name>.yaml."""
    found: Mapping[str, Any] = yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))
    return found


def saying(words: str, title: str = "A Harbor And Its Lenders", preheader: str = "More inside.") -> str:
    """An issue whose text, on a line of its own, says words to the letter."""
    prose = re.sub(r"([\\`*_\[\]<>&])", r"\\\1", words)
    body = f"watch:\n  text: |\n    {prose}\n"
    head = f"subject: {json.dumps(title)}\npreheader: {json.dumps(preheader)}\n"
    return ISSUE.partition("watch:\n")[0] + head + body


@cache
def finished(issue: str) -> Finished:
    """The finished message of an issue, which has to be fit to be sent."""
    fitted = fit(parse(issue.encode(), "issues/test.yaml"), LIBRARY)
    assert fitted.issue, fitted.diagnostics
    found = finish(fitted.issue, LIBRARY, "issues/test.yaml")
    assert not found.faults
    return found


def handed(issue: str, **changed: Platform) -> dict[str, Handed]:
    """What every platform is handed of an issue."""
    message = finished(issue)
    return hand(message.open, proven(message.message, message.slots), {**platforms(LIBRARY), **changed})


TOKENS = (
    "{{", "}}", "{{{", "}}}", "{", "}", "{%", "%}", "{#", "#}", "{{-", "-}}", "%", "*|", "|*", "<", ">", "<!--", "-->",
    "&", "&lt;", "\\", '"', "'", "-", "#", "!", "/", "~", " ", "a", "if", "raw", "endraw", "verbatim", "comment",
    "@TrackLink", "https://example.org/a", "[UNSUBSCRIBE]", "{{ a }}", "{{ UnsubscribeURL }}", "pm:unsubscribe",
    "{{{ pm:unsubscribe }}}", "{{amazonSESUnsubscribeUrl}}", "%recipient.a%", "<%asm_a%>", "*|EMAIL|*",
)  # fmt: skip
"""What copy is made of that platforms would act on, whole and in pieces."""


def plainly(words: str) -> Message:
    """A message that says nothing but words: in its HTML, its text and its subject."""
    message = finished(ISSUE).open
    issue = replace(message.issue, envelope=replace(message.envelope, subject=words))
    return replace(message, issue=issue, html=f"<!doctype html><p>{escape(words)}</p>", text=f"| {words} |")


def awkward(name: str, count: int = 400) -> list[tuple[Message, Written]]:
    """Messages that say awkward words, always the same, each with what a platform that can write it is given."""
    chance = Random(name)
    made = ["".join(chance.choices(TOKENS, k=chance.randint(1, 9))).strip() or "a" for _ in range(count)]
    platform = platforms(LIBRARY, (name,))[name]
    found = [(message, write(message, platform, {})) for message in map(plainly, made)]
    return [(message, written) for message, written in found if not written.unwritable]


@dataclass(frozen=True)
class Pair:
    """A platform with what it is given, and the proven message."""

    name: str
    platform: Platform
    given: Given
    proven: Proven

    def with_given(self, **parts: str) -> Pair:
        """The same with other files."""
        return replace(self, given=replace(self.given, **parts))


def pair(name: str, issue: str = ISSUE) -> Pair:
    """A platform with what it is given of an issue."""
    message = finished(issue)
    neutral = proven(message.message, message.slots)
    one = platforms(LIBRARY, (name,))
    found = hand(message.open, neutral, one)[name]
    assert not found.faults
    files = {key: content.decode() for key, content in found.files.items()}
    given = Given(
        files["body.html"],
        files["body.txt"],
        files["request.json"],
        found.facts["subject"],
        found.facts["preheader"],
    )
    return Pair(name, one[name], given, neutral)
