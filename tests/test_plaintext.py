"""The plain text is set for a reader: short lines, numbered links, labels and headings that stand out."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.prose import parse
from copydesk.render.plaintext import WIDTH, Notes, heading, paragraphs, wrap

from .conftest import ISSUE, ROOT, Desk


def columns(line: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in line)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("short", ["short"]),
        ("x" * 78, ["x" * 78]),
        ("x" * 40 + " " + "y" * 37, ["x" * 40 + " " + "y" * 37]),
        ("x" * 40 + " " + "y" * 38, ["x" * 40, "y" * 38]),
        ("a\n  b", ["a b"]),
        ("see https://example.org/" + "x" * 90, ["see", "https://example.org/" + "x" * 90]),
        ("五" * 39, ["五" * 39]),
        ("五" * 40, ["五" * 39, "五"]),
        ("x " + "五" * 39, ["x " + "五" * 38, "五"]),
        ("x" * 70 + " ten\u00a0miles", ["x" * 70, "ten\u00a0miles"]),
        ("one\ttwo\u2009three\u2028four", ["one two three four"]),
    ],
    ids=[
        "short",
        "full",
        "two-words",
        "break",
        "blanks",
        "address",
        "wide",
        "wide-break",
        "mixed",
        "nbsp",
        "tab",
    ],
)
def test_text_is_set_in_lines_of_78_columns(text: str, lines: list[str]) -> None:
    assert wrap(text).split("\n") == lines


@given(st.text(st.sampled_from("ab五한Ж - \n\t\u00a0\u2028\u3000"), max_size=400))
def test_no_word_is_lost_and_no_line_is_too_long(text: str) -> None:
    wrapped = wrap(text)
    assert "".join(wrapped.split()) == "".join(text.split())
    for line in wrapped.split("\n"):
        assert columns(line) <= WIDTH or len(line.split(" ")) == 1


def test_a_list_hangs_behind_its_dashes() -> None:
    item = "word " * 30
    lines = paragraphs(parse(f"- {item}\n- two"), Notes()).split("\n")
    assert [line[:2] for line in lines] == ["- ", "  ", "- "]
    assert max(map(columns, lines)) <= WIDTH


def test_a_link_is_a_number_behind_its_words() -> None:
    notes = Notes()
    text = "See [this](https://example.org/1), [that](https://example.org/2), [this](https://example.org/1) again."
    assert paragraphs(parse(text), notes) == "See this [1], that [2], this [1] again."
    assert notes.new() == [(1, "https://example.org/1"), (2, "https://example.org/2")]
    assert notes.new() == []


def test_an_address_that_is_its_own_words_needs_no_number() -> None:
    notes = Notes()
    assert paragraphs(parse("See <https://example.org/1>."), notes) == "See https://example.org/1."
    assert notes.new() == []


@pytest.mark.parametrize("lead", range(60, 80))
def test_a_number_never_begins_a_line(lead: int) -> None:
    """There it would look like the beginning of the list of addresses."""
    text = "x" * (lead - 5) + " word [link](https://example.org/1) and so on"
    lines = paragraphs(parse(text), Notes()).split("\n")
    assert max(map(columns, lines)) <= WIDTH
    assert not [line for line in lines if line.startswith("[")]


def test_a_label_opens_its_first_paragraph_in_capitals() -> None:
    assert paragraphs(parse("One.\n\nTwo."), Notes(), "What It Means") == "WHAT IT MEANS: One.\n\nTwo."


def test_a_label_before_a_list_has_a_line_of_its_own() -> None:
    assert paragraphs(parse("- One."), Notes(), "What It Means") == "WHAT IT MEANS:\n\n- One."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One Thing To Watch", "ONE THING TO WATCH\n------------------"),
        ("五年", "五年\n----"),
        ("x" * 60 + " " + "y" * 60, "X" * 60 + "\n" + "Y" * 60 + "\n" + "-" * 60),
    ],
)
def test_a_heading_stands_in_capitals_over_a_rule(text: str, expected: str) -> None:
    assert heading(text) == expected


@pytest.fixture(params=[ISSUE, *sorted((ROOT / "issues").glob("*.yaml"))], ids=["small", "special", "usual"])
def text(request: pytest.FixtureRequest, desk: Desk) -> str:
    """The plain text of an issue."""
    issue = request.param if isinstance(request.param, str) else request.param.read_text("utf-8")
    return desk.pack(issue)["email.txt"].decode()


class TestAnIssue:
    """The plain text of a whole issue."""

    def test_has_short_lines_but_for_addresses(self, text: str) -> None:
        long = [line for line in text.split("\n") if columns(line) > WIDTH]
        assert [line for line in long if not re.fullmatch(r"(\[\d+\] )?(https://|mailto:)\S+", line)] == []

    def test_lists_each_address_once_after_the_words_that_lead_there(self, text: str) -> None:
        listed = re.findall(r"^\[(\d+)\] (\S+)$", text, re.MULTILINE)
        assert [int(number) for number, _ in listed] == list(range(1, len(listed) + 1))
        assert len({address for _, address in listed}) == len(listed)
        for number, address in listed:
            assert 0 < text.index(f"[{number}]") < text.index(f"[{number}] {address}")
        used = set(re.findall(r"\S \[(\d+)\]", text))
        assert used == {number for number, _ in listed}

    def test_has_at_most_two_blank_lines_in_a_row_and_ends_with_a_line(self, text: str) -> None:
        assert "\n\n\n\n" not in text
        assert text.endswith("\n")
        assert not text.startswith("\n")
        assert not re.search(r"[ \t]+$", text, re.MULTILINE)

    def test_has_its_sections_in_order(self, text: str) -> None:
        parts = ("View in browser:\nhttps://", "CHINA IN EURASIA", "FINDING PERSPECTIVE:", "\nThat's all from me",
                 "ABOUT THE NEWSLETTER\n--------------------", "undesirable organization", "Unsubscribe:\nmailto:")  # fmt: skip
        places = [text.index(part) for part in parts]
        assert places == sorted(places)

    def test_holds_no_markup(self, text: str) -> None:
        assert not re.search(r"</?[a-z]+>|&[a-z#0-9]+;|\]\(|\*\*", text)
