"""Whatever text is imported: nothing raises, nothing takes long, no word is lost in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.diagnostic import Severity, Span
from copydesk.importing import Imported, Options, import_text
from copydesk.library import Library
from copydesk.prose import parse
from copydesk.reading import parse as read

from .conftest import ROOT
from .test_importing import GREETING, INTRODUCTION, PAGE

OPTIONS = Options(date=date(2024, 5, 22))
LARGE = 1_000_000


@cache
def shipped() -> Library:
    return Library((ROOT / "components",), ROOT)


def run(text: str) -> Imported:
    return import_text(text, "page.txt", shipped(), OPTIONS)


def leaves(value: object) -> Iterator[str]:
    """Every text that an issue holds."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from leaves(each)
    elif value:
        yield str(value)


def words(text: str) -> str:
    return " ".join(text.split())


def written(text: str) -> str:
    """The words of an issue in YAML, those of its comments too, one paragraph a line."""
    document = read(text.encode(), "issue.yaml")
    assert document.diagnostics == []
    comments = [line.removeprefix("#").strip() for line in text.split("\n") if line.startswith("#")]
    values = [*leaves(document.plain()), *comments]
    return "\n".join([*map(words, values), *(parse(each).plain() for each in values)])


@settings(deadline=None)
@given(st.text())
def test_any_text_at_all_is_refused_in_words(text: str) -> None:
    imported = run(text)
    assert imported.yaml == ""
    assert [each.code for each in imported.diagnostics if each.severity is Severity.ERROR] == ["I001"]


@settings(deadline=None)
@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=8))
def test_any_text_around_a_greeting_makes_yaml_that_can_be_read(before: list[str], after: list[str]) -> None:
    imported = run("\n\n".join([*before, GREETING, *after]))
    document = read(imported.yaml.encode(), "issue.yaml")
    assert document.diagnostics == []
    assert document.plain()["briefing"] == "china-in-eurasia"
    assert all(line == line.rstrip(" ") for line in imported.yaml.split("\n"))


SIGNS = st.text("ab \u00a0\\`*_[]()<>&#:-|!\"'{}%@,.?1", min_size=1, max_size=40).map(str.strip).filter(bool)


@settings(deadline=None)
@given(SIGNS)
def test_every_sign_of_a_paragraph_comes_out_to_the_letter(signs: str) -> None:
    text = f"x{signs} a sentence, to be sure."
    values = read(run(PAGE.replace("Nobody read it twice.", text)).yaml.encode(), "issue.yaml").plain()
    assert parse(values["lead"]["passages"][0]["text"]).plain().split("\n")[1] == words(text)


@settings(deadline=None)
@given(SIGNS)
def test_every_sign_of_a_headline_comes_out_to_the_letter(signs: str) -> None:
    values = read(run(PAGE.replace("The Minister Learns Mandarin", f"X{signs}")).yaml.encode(), "i").plain()
    assert values["stories"]["items"][1]["headline"] == f"X{signs}"


PARAGRAPHS = [line.strip() for line in PAGE.split("\n") if line.strip()]
STRAY = [
    "A stray sentence, of no section.",
    "A Stray Heading",
    "Stray Label: With a sentence.",
    "2. A Stray Number",
    "“Stray: A Quotation,” he said.",
    "Full Coverage: Of All The Strays",
    "- a stray item *with* signs_",
    "The newsletter strays.",
    f"{GREETING} And more.",
    f"{INTRODUCTION} And more.",
    "Apple Podcasts | Stray",
]
LEFT_OUT = {"I002", "I013", "I014"}
"""Notes which say that paragraphs were left out."""


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_no_paragraph_is_lost_in_silence_however_a_page_is_jumbled(data: st.DataObject) -> None:
    some = st.lists(st.sampled_from([*dict.fromkeys(PARAGRAPHS), *STRAY]), unique=True)
    lines = data.draw(some | st.permutations(PARAGRAPHS) | st.just(PARAGRAPHS))
    for line in data.draw(st.lists(st.sampled_from(STRAY), max_size=3)):
        lines = [*lines]
        lines.insert(data.draw(st.integers(0, len(lines))), line)
    text = "\n\n".join(lines)
    imported = run(text)
    if not imported.yaml:
        assert any(each.code == "I001" for each in imported.diagnostics)
        return
    kept = written(imported.yaml)
    spans = [each.span for each in imported.diagnostics if each.code in LEFT_OUT]
    left_out = {line for at, line in enumerate(lines) if any(is_within(2 * at + 1, each) for each in spans)}
    for line in lines:
        assert line in left_out | FIXED or all(piece in kept for piece in pieces(line)), line


def is_within(line: int, span: Span) -> bool:
    return span.line <= line <= span.end_line


FIXED = {
    *PARAGRAPHS[:2], *PARAGRAPHS[-4:], "• 16x9 Image", "China In Eurasia", "Reid Standish", GREETING,
    INTRODUCTION, "Three More Stories From Eurasia", "Across The Supercontinent", "One Thing To Watch",
    "Until next time,", "About The Newsletter", "To subscribe, click here.", "To find out more, click here.",
    *(line for line in PARAGRAPHS if line.startswith(("That’s all", "If you enjoyed", "RFE/RL has"))),
}  # fmt: skip
"""The chrome of the page, and what the briefing says in every issue."""


def pieces(line: str) -> list[str]:
    """The words of a paragraph, parted where a title's prefix, a number or a label ends."""
    bare = re.sub(r"^(China In Eurasia Briefing: |\d\. )", "", words(line))
    label = re.match(r"([A-Z][\w. ]*): (.*)", bare)
    return [label[1], label[2]] if label else [bare]


@pytest.mark.parametrize(
    "text",
    [
        "\0" * LARGE,
        "word " * (LARGE // 5),
        "word\n" * (LARGE // 5),
        f"{GREETING}\n" + "word " * (LARGE // 5),
        f"{GREETING}\n" + "".join(f"Label {number}: Words.\n" for number in range(LARGE // 20)),
        f"{GREETING}\n" + "".join(f"Heading {number}\n" for number in range(LARGE // 60)),
        f"{GREETING}\n" + "".join(f"{number % 99}. Headline\n" for number in range(LARGE // 60)),
        f"{GREETING}\n" + "[" * LARGE,
        f"{GREETING}\n" + "**_[(" * (LARGE // 5),
        f"{GREETING}\n" + "0:00 " * (LARGE // 5),
        f"{GREETING}\n" + "May 1 " * (LARGE // 6),
        f"{GREETING}\n" + "May 1, 2024\n" * (LARGE // 12),
        f"{GREETING} a\n{GREETING} b\n" * (LARGE // 300),
        "".join(f"Welcome in the China In Eurasia briefing, {number}\n" for number in range(LARGE // 60)),
        PAGE + "".join(f"Stray {number}.\n" for number in range(LARGE // 60)),
        PAGE * (LARGE // len(PAGE)),
    ],
    ids=lambda text: repr(text[:12] + text[-12:]),
)
def test_a_million_characters_are_read_to_the_end(text: str) -> None:
    assert run(text).diagnostics
