"""What mailing systems are handed of any copy delivers the message that was proven, in which all of the copy is words."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml
from lxml import html

from copydesk.diagnostic import has_errors
from copydesk.finishing import Finished, finish
from copydesk.fitting import fit
from copydesk.line import line
from copydesk.platforms import hand, proven
from copydesk.platforms.reading import platforms
from copydesk.prose import parse as read_prose
from copydesk.reading import parse
from tests.conftest import ISSUE
from tests.fuzz.properties import DESK

PLATFORMS = platforms(DESK.library)
SAID = {"M202", "M206"}
"""What may speak against a platform: that it has no way to write words of the copy, or takes no more of them."""
MARKUP = {"a", "span", "strong", "em", "ul", "li", "p", "br"}
"""The elements that copy can bring into a message."""
SLOT = "slot.invalid"


def holds(data: bytes) -> None:
    """The lines stand in the fields of an issue, one after the other, and again from the first."""
    lines = [each for each in data.decode("utf-8", "replace").splitlines() if each.strip()] or ["A"]
    finished = _finished(lines)
    if finished is None:
        return
    neutral = proven(finished.message, finished.slots)
    for handed in hand(finished.open, neutral, PLATFORMS).values():
        assert {fault.code for fault in handed.faults} <= SAID, handed.faults
    _says(finished, lines)


def _finished(lines: list[str]) -> Finished | None:
    """The message of an issue that says the lines; nothing where a line does not fit its field, or is a slot."""
    source = yaml.safe_dump(_filled(yaml.load(ISSUE, yaml.CBaseLoader), lines, [0]), default_style='"')
    fitted = fit(parse(source.encode(), "issues/2024-05-22.yaml"), DESK.library)
    if fitted.issue is None or has_errors(fitted.diagnostics) or SLOT in source.lower():
        return None
    found = finish(fitted.issue, DESK.library, fitted.document.path)
    assert {each.code for each in found.faults} <= {"M103"}, found.faults
    return found


def _filled(node: Any, lines: list[str], used: list[int]) -> Any:
    """Values of an issue, each text of which is the next of the lines."""
    if isinstance(node, dict):
        return {
            key: node[key] if key in ("briefing", "date") else _filled(node[key], lines, used) for key in node
        }
    if isinstance(node, list):
        return [_filled(each, lines, used) for each in node]
    used[0] += 1
    return lines[(used[0] - 1) % len(lines)]


def _says(finished: Finished, lines: list[str]) -> None:
    """The page shows each line to the letter, and holds nothing that runs or that our components do not draw."""
    page = html.document_fromstring(finished.message.html)
    assert {each.tag for each in page.iter() if isinstance(each.tag, str)} <= _drawn() | MARKUP
    assert not [name for each in page.iter() for name in each.attrib if name.startswith(("on", "srcdoc"))]
    shown = _letters(page.text_content())
    for each in lines:
        assert _letters(read_prose(each).plain()) in shown or _letters(line(each)) in shown, each


def _letters(text: str) -> str:
    return "".join(text.split())


@cache
def _drawn() -> set[str]:
    """The elements of a message whose copy has no markup."""
    found = _finished(["Words"])
    assert found
    return {
        each.tag for each in html.document_fromstring(found.message.html).iter() if isinstance(each.tag, str)
    }
