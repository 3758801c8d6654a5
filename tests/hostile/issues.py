"""Issues with a hostile string in every field, and what is refused of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from copydesk.diagnostic import Diagnostic, Refused, Severity
from copydesk.examine import examine_text
from copydesk.packing import pack
from copydesk.workspace import Workspace
from tests.messages import WHOLE

Place = tuple[str | int, ...]
NO_COPY = {"briefing", "date", "edition", "author", "number", "invite", "podcast"}
"""The fields that hold a choice: anything else is refused there."""
PLACEHOLDER = "T201"
"""The check that stops `{{name}}`. It is passed over: the message has to bear what a check has missed."""
ROUNDS = 10
"""How often an issue may be refused until it is built: a fault may hide those that are seen later."""


class _Written(str):
    """A string that is written in double quotes, on one line."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes such strings so, and anything else as YAML does."""


_Dumper.add_representer(
    _Written, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')
)


@dataclass
class Hostile:
    """An issue: what stands in each of its fields, what was refused there, and the files of its package."""

    words: dict[Place, str]
    refused: list[tuple[Place, str, str]] = field(default_factory=list)
    """The field, the string, and the code of the error that stands on its line."""
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def accepted(self) -> dict[Place, str]:
        """The strings that are in the message."""
        gone = {place for place, _, _ in self.refused}
        return {place: text for place, text in self.words.items() if place not in gone}


def leaves(node: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Whatever stands in what YAML holds, each with its place."""
    if isinstance(node, (dict, list)):
        for key, each in node.items() if isinstance(node, dict) else enumerate(node):
            yield from leaves(each, (*place, key))
    else:
        yield place, node


PLAIN = {place: text for place, text in leaves(yaml.safe_load(WHOLE)) if place[-1] not in NO_COPY}
"""All fields of an issue that hold copy or an address, and what stands there otherwise."""


def placed(strings: Sequence[str], first: int) -> Hostile:
    """An issue with one string after the other in its fields, from the `first` on: each stands in each in turn."""
    return Hostile({place: strings[(first + at) % len(strings)] for at, place in enumerate(PLAIN)})


def build(hostile: Hostile, workspace: Workspace) -> None:
    """Build an issue; a string that is refused at its line makes place for the words of the plain issue, and is remembered."""
    words = dict(hostile.words)
    for _ in range(ROUNDS):
        source, lines = written(words)
        faults = _faults(source, hostile, workspace)
        if not faults:
            return
        for place, code in {lines[fault.span.line]: fault.code for fault in faults}.items():
            assert words[place] == hostile.words[place], (place, code, words[place])
            hostile.refused.append((place, words[place], code))
            words[place] = PLAIN[place]
    raise AssertionError(f"It is refused again and again: {faults}")


def written(words: dict[Place, str]) -> tuple[bytes, dict[int, Place]]:
    """The issue as YAML with a line for each field; and which field stands on which line."""
    whole = yaml.safe_load(WHOLE)
    for place, text in words.items():
        node = whole
        for step in place[:-1]:
            node = node[step]
        node[place[-1]] = _Written(text)
    source = yaml.dump(whole, Dumper=_Dumper, width=10**6, sort_keys=False, allow_unicode=True)
    lines = {node.start_mark.line + 1: place for place, node in _scalars(yaml.compose(source))}
    return source.encode("utf-8", "surrogatepass"), lines


def _scalars(node: Any, place: Place = ()) -> Iterator[tuple[Place, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, each in node.value:
            yield from _scalars(each, (*place, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, each in enumerate(node.value):
            yield from _scalars(each, (*place, number))
    else:
        yield place, node


def _faults(source: bytes, hostile: Hostile, workspace: Workspace) -> list[Diagnostic]:
    """The errors of an issue; where there is none, its files are kept."""
    found = examine_text(source, workspace.issues / "2024-05-22.yaml", workspace)
    errors = [
        each for each in found.diagnostics if each.severity == Severity.ERROR and each.code != PLACEHOLDER
    ]
    if errors or not found.issue:
        return errors
    try:
        hostile.files = pack(found.document, found.issue, workspace, light=True)
    except Refused as refusal:
        return list(refusal.diagnostics)
    return []
