"""Diagnostics -> what machines read: JSON, GitHub's annotations, SARIF."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from inspect import cleandoc
from typing import Any, Protocol
from urllib.parse import quote

from copydesk.diagnostic import Diagnostic, Edit, Severity, Span

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_ANNOTATIONS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}

Manual = Mapping[str, str]
"""The manual page of each code."""
Position = Callable[[str, int], tuple[int, int]]
"""Gives line and column (from 1) of an offset into the file at a path."""


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A list of objects; lines and columns from 1, the offsets of edits from 0, all in characters."""
    return json.dumps(objects(diagnostics), ensure_ascii=False, indent=2)


def objects(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Diagnostics as JSON holds them."""
    return [_object(each) for each in diagnostics]


def _object(found: Diagnostic) -> dict[str, Any]:
    fix = found.fix and {
        "title": found.fix.title,
        "edits": [
            {"start": each.start, "end": each.end, "replacement": each.replacement}
            for each in found.fix.edits
        ],
    }
    return {
        "path": found.path,
        "line": found.span.line,
        "column": found.span.column,
        "end_line": found.span.end_line,
        "end_column": found.span.end_column,
        "severity": str(found.severity),
        "code": found.code,
        "message": found.message,
        "mend": found.mend,
        "fix": fix,
    }


def github(diagnostics: Iterable[Diagnostic]) -> str:
    """Workflow commands, which GitHub shows beside the lines of a pull request.

    The form is of https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
    """
    return "\n".join(_annotation(each) for each in diagnostics)


def _annotation(found: Diagnostic) -> str:
    span = found.span
    places = {"file": found.path, "line": span.line, "col": span.column, "endLine": span.end_line}
    if span.end_line == span.line:
        places["endColumn"] = span.end_column
    where = ",".join(f"{key}={_property(str(value))}" for key, value in places.items())
    words = _data(f"{found.message} {found.mend}".strip())
    return f"::{_ANNOTATIONS[found.severity]} {where},title={_property(found.code)}::{words}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def sarif(diagnostics: Iterable[Diagnostic], manual: Manual, version: str, position: Position) -> str:
    """A log in the form of SARIF 2.1.0, with what GitHub's code scanning asks for; columns in characters.

    https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
    """
    found = list(diagnostics)
    weights = {each.code: each.severity for each in found}
    codes = sorted(weights)
    rules = [_rule(code, weights[code], manual[code]) for code in codes]
    driver = {"name": "copydesk", "semanticVersion": version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes.index(each.code), position) for each in found],
    }
    return json.dumps(
        {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2
    )


def _rule(code: str, weight: Severity, doc: str) -> dict[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": first_sentence(doc)},
        "fullDescription": {"text": first_sentence(doc)},
        "help": {"text": cleandoc(doc)},
        "defaultConfiguration": {"level": _LEVELS[weight]},
    }


def _result(found: Diagnostic, rule: int, position: Position) -> dict[str, Any]:
    artifact = {"uri": quote(found.path)}
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": _LEVELS[found.severity],
        "message": {"text": f"{found.message} {found.mend}".strip()},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": _region(found.span)}}],
    }
    if found.fix:
        changes = [_replacement(edit, found.path, position) for edit in found.fix.edits]
        change = {"artifactLocation": artifact, "replacements": changes}
        result["fixes"] = [{"description": {"text": found.fix.title}, "artifactChanges": [change]}]
    return result


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _replacement(edit: Edit, path: str, position: Position) -> dict[str, Any]:
    span = Span(*position(path, edit.start), *position(path, edit.end))
    return {"deletedRegion": _region(span), "insertedContent": {"text": edit.replacement}}


class Explained(Protocol):
    """A page of the manual."""

    @property
    def code(self) -> str:
        """Whose page it is."""

    @property
    def weight(self) -> Severity:
        """How much its diagnostics weigh."""

    @property
    def text(self) -> str:
        """What is wrong, in a sentence; then why, and what to write."""


def as_page(families: Mapping[str, Iterable[Explained]]) -> str:
    """The manual on one page of Markdown: a table of all codes, then the pages, family by family."""
    rows: list[str] = []
    parts: list[str] = []
    for heading, pages in families.items():
        rows.append(f"| **{heading}** | | |")
        parts.append(f"## {heading}")
        for each in pages:
            first = first_sentence(each.text)
            rows.append(f"| [{each.code}](#{each.code.lower()}) | {each.weight} | {first} |")
            parts.append(f"### {each.code}\n\n{first} ({each.weight})\n\n{_rest(each.text)}".rstrip())
    table = "\n".join(["| code | weight | what is wrong |", "|---|---|---|", *rows])
    intro = (
        "# What copydesk says\n\nEvery code, the checks of the copy among them. Written by `make help` from the "
        "checks themselves and from `manual.yaml`."
    )
    return "\n\n".join([intro, table, *parts]) + "\n"


def first_sentence(doc: str) -> str:
    """What a manual page says is wrong, in a sentence."""
    return doc.partition("\n")[0]


def _rest(doc: str) -> str:
    """The rest of a manual page; its example as a block."""
    text, mark, example = cleandoc(doc).partition("\n\n")[2].partition("Instead of ")
    return f"{text}    {mark}{example}".replace("\nwrite ", "\n    write ") if mark else text
