"""The manual has a page on every code that a diagnostic can bear, and on no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from copydesk.checks import CHECKS
from copydesk.manual import families, manual

from .conftest import ROOT

SOURCE = ROOT / "src" / "copydesk"
SAID = {"note": "note", "warn": "warning", "refuse": "error"}
"""What an import says, by the method that says it."""


def nodes() -> Iterator[ast.AST]:
    return (node for path in SOURCE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8"))))


def is_code(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and bool(re.fullmatch(r"[A-Z]\d{3}", node.value))
    )


def test_every_code_in_the_source_is_explained_and_no_other() -> None:
    emitted = {node.value for node in nodes() if isinstance(node, ast.Constant) and is_code(node)}
    assert set(manual()) == emitted


def test_a_check_is_explained_by_its_own_page() -> None:
    assert {
        code for code, page in manual().items() if code in CHECKS and page.weight == CHECKS[code].severity
    } == (set(CHECKS))


@pytest.mark.parametrize("code", manual())
def test_a_page_says_what_is_wrong_in_a_sentence_and_then_why(code: str) -> None:
    first, _, rest = manual()[code].text.partition("\n\n")
    assert first.endswith(".")
    assert "\n" not in first
    assert rest.strip()
    assert ("Instead of `" in rest) == bool(re.search(r"^write +`", rest, re.MULTILINE))


def test_what_an_import_says_weighs_what_the_manual_tells() -> None:
    said = {
        node.args[0].value: SAID[node.func.attr]
        for node in nodes()
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in SAID
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and is_code(node.args[0])
    }
    assert len(said) > 10
    assert {code: str(manual()[code].weight) for code in said} == said


def test_every_page_stands_in_one_family_under_a_heading_in_words() -> None:
    found = families()
    assert [page for pages in found.values() for page in pages] == list(manual().values())
    assert all(
        pages and heading[0].isupper() and len(heading.split()) > 0 for heading, pages in found.items()
    )
