"""A source of any size and shape ends in time and memory that were set, and with a word on what is wrong."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from copydesk.pieces import MAX_PARAGRAPH
from copydesk.reading import MAX_BYTES

from .conftest import ISSUE

SECONDS, MEMORY = 60, 400 * 1024 * 1024
"""Of one processor, and bytes of a process's addresses, programs and libraries included. Mostly far less is used."""
OPENING = "    The terminal stands empty.\n"
TEXT = MAX_BYTES - len(ISSUE)


def paragraphs(unit: str) -> str:
    """An issue as large as is read, whose lead repeats something in paragraphs as long as are read."""
    one = f"    {(unit * MAX_PARAGRAPH)[: MAX_PARAGRAPH - 1].strip()}\n\n"
    return ISSUE.replace(OPENING, one * (TEXT // len(one.encode())))


def one(unit: str) -> str:
    """The same in one paragraph."""
    return ISSUE.replace(OPENING, f"    {unit * (TEXT // len(unit.encode()))}\n")


def short(unit: str) -> str:
    """The same in paragraphs of a line."""
    return ISSUE.replace(OPENING, f"    {unit}\n\n" * (TEXT // (len(unit.encode()) + 6)))


PLAIN = "[a](https://example.org/x) "
SHAPES: dict[str, Callable[[], str]] = {
    "brackets": lambda: "[" * MAX_BYTES,
    "lists in lists": lambda: "- " * (MAX_BYTES // 2),
    "fields in fields": lambda: "".join(f"{' ' * depth}a:\n" for depth in range(650)),
    "a million laughs": lambda: (
        "a: &a [x]\n" + "".join(f"b{each}: &b{each} [*a, *a]\n" for each in range(10_000))
    ),
    "nothing but NUL": lambda: "\0" * MAX_BYTES,
    "quotation marks": lambda: '"' * MAX_BYTES,
    "fields without end": lambda: "".join(f"k{each}: v\n" for each in range(25_000)),
    "items without end": lambda: ISSUE.replace(
        "  items:\n", "  items:\n" + "    - label: Tea\n      text: Tea.\n" * 6_000
    ),
    "one word": lambda: one("a"),
    "one paragraph of brackets": lambda: one("[[a"),
    "one heading": lambda: ISSUE.replace("A Railway", "[" + "a" * (TEXT - 9)).replace(
        "headline: [", "headline: |-\n        ["
    ),
    "one title": lambda: ISSUE.replace("A Harbor", "[a](" * (TEXT // 4)),
    "asterisks": lambda: paragraphs("*"),
    "emphasis": lambda: paragraphs("*a **b "),
    "links that do not end": lambda: paragraphs("[a]("),
    "labels that do not end": lambda: paragraphs("[[a"),
    "links": lambda: paragraphs(PLAIN),
    "entities": lambda: paragraphs("&amp;"),
    "angles": lambda: paragraphs("<"),
    "parentheses": lambda: paragraphs("("),
    "backticks": lambda: paragraphs("`a"),
    "quotes": lambda: paragraphs("\"a' "),
    "days": lambda: paragraphs("on Monday, May 22, "),
    "invisible characters": lambda: paragraphs("\u200b"),
    "names": lambda: paragraphs("Xi Jinping "),
    "list items": lambda: short("- item"),
    "sentences": lambda: short("He said it again, on the quay."),
}


def bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def built(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "copydesk", "build", "--jobs", "1"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=bounded,
        env=os.environ | {"PYTHONWARNINGS": "ignore"},
    )


@pytest.mark.skipif(sys.platform != "linux", reason="Other systems count a process's memory in other ways.")
@pytest.mark.parametrize("shape", SHAPES)
def test_a_source_of_any_shape_ends_within_bounds(tmp_path: Path, shape: str) -> None:
    """The issue beside it is built."""
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues/2024-05-22.yaml").write_text(SHAPES[shape](), "utf-8")
    (tmp_path / "issues/2024-05-08.yaml").write_text(ISSUE.replace("2024-05-22", "2024-05-08"), "utf-8")
    ended = built(tmp_path)
    assert (ended.returncode, ended.stderr.count("Traceback")) == (1, 0), ended.stderr[-2000:]
    assert "issues/2024-05-22.yaml:" in ended.stdout + ended.stderr
    assert (tmp_path / "dist/china-in-eurasia/2024-05-08/email.html").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="Other systems count a process's memory in other ways.")
def test_a_source_of_any_size_is_refused_within_bounds(tmp_path: Path) -> None:
    """Here, larger than all memory that there is."""
    (tmp_path / "issues").mkdir()
    with (tmp_path / "issues/2024-05-22.yaml").open("wb") as file:
        file.truncate(2**40)
    ended = built(tmp_path)
    assert ended.returncode == 1
    assert f"This file is larger than {MAX_BYTES:,} bytes." in ended.stdout + ended.stderr


def test_a_process_that_takes_more_would_be_ended() -> None:
    """The bounds are such that what breaks them is seen."""
    greedy = subprocess.run(
        [sys.executable, "-c", f"bytearray({MEMORY})"], preexec_fn=bounded, capture_output=True, check=False
    )
    assert b"MemoryError" in greedy.stderr
