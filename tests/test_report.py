"""A diagnostic as a person reads it in a terminal, and what was found in one sentence."""

import pytest

from copydesk.diagnostic import Diagnostic, Severity, Span
from copydesk.reading import parse
from copydesk.report import WIDTH, counted, joined, summary, text


def shown(
    source: str, span: Span, message: str = "What is wrong.", mend: str = "How to mend it."
) -> list[str]:
    document = parse(source.encode(), "a.yaml")
    diagnostic = Diagnostic("a.yaml", span, Severity.ERROR, "X101", message, mend)
    return text(diagnostic, lambda _, number: document.line(number)).split("\n")


def test_it_says_where_what_and_how_to_mend_it() -> None:
    assert shown("date: soon\ntitle: Hello\n", Span(2, 8, 2, 13)) == [
        "a.yaml:2:8: error X101 What is wrong.",
        "  2 | title: Hello",
        "    |        ^^^^^",
        "  mend: How to mend it.",
    ]


@pytest.mark.parametrize(
    ("source", "span", "line", "caret"),
    [
        pytest.param("title: Hello\n", Span(1, 1, 1, 1), "title: Hello", "^", id="a place without length"),
        pytest.param("title:\tHello\n", Span(1, 8, 1, 13), "title: Hello", "       ^^^^^", id="behind a tab"),
        pytest.param("t: 中文 x\n", Span(1, 4, 1, 6), "t: 中文 x", "   ^^^^", id="wide characters"),
        pytest.param("t: 中文 x\n", Span(1, 7, 1, 8), "t: 中文 x", "        ^", id="behind wide characters"),
        pytest.param("t: 😀 x\n", Span(1, 6, 1, 7), "t: 😀 x", "      ^", id="behind an emoji"),
        pytest.param(
            "t: e\u0301 x\n", Span(1, 7, 1, 8), "t: e\u0301 x", "     ^", id="behind an accent of its own"
        ),
        pytest.param("t: a\u200db x\n", Span(1, 8, 1, 9), "t: a\u200db x", "      ^", id="behind a joiner"),
        pytest.param("t: |\n  a\n  b\n", Span(1, 4, 4, 1), "t: |", "   ^", id="over several lines"),
        pytest.param(
            "t: abc\n  d\n", Span(1, 4, 2, 4), "t: abc", "   ^^^", id="from within a line over its end"
        ),
        pytest.param("t: abc\n", Span(1, 7, 2, 1), "t: abc", "      ^", id="the end of a line"),
        pytest.param(
            "t: a\x1b[31mb\n", Span(1, 5, 1, 6), "t: a\ufffd[31mb", "    ^", id="what a terminal would obey"
        ),
        pytest.param(
            "t: a\u2028b\n", Span(1, 6, 1, 7), "t: a\ufffdb", "     ^", id="an invisible line break"
        ),
    ],
)
def test_the_caret_stands_under_what_is_meant(source: str, span: Span, line: str, caret: str) -> None:
    _, excerpt, pointer, _ = shown(source, span)
    assert excerpt == f"  1 | {line}"
    assert pointer == f"    | {caret}"


def test_of_a_very_long_line_the_part_around_the_fault_is_shown() -> None:
    source = "t: " + "a" * 5_000 + "HERE" + "b" * 5_000
    _, excerpt, pointer, _ = shown(source, Span(1, 5_004, 1, 5_008))
    line, caret = excerpt.removeprefix("  1 | "), pointer.removeprefix("    | ")
    assert len(line) == WIDTH
    assert line[caret.index("^") : caret.rindex("^") + 1] == "HERE"


@pytest.mark.parametrize("before", ["a" * 90, "中" * 45, "e\u0301" * 90], ids=["letters", "wide", "accents"])
@pytest.mark.parametrize("width", [40, 60, 80])
def test_in_a_narrow_terminal_neither_the_line_nor_the_caret_is_broken(before: str, width: int) -> None:
    source = f"{before}HERE{'b' * 90}"
    at = len(before) + 1
    diagnostic = Diagnostic("a.yaml", Span(1, at, 1, at + 4), Severity.ERROR, "X101", "Wrong.", "")
    _, excerpt, pointer = text(diagnostic, lambda *_: source, width=width).split("\n")
    columns = sum(2 if letter == "中" else letter != "\u0301" for letter in excerpt)
    assert columns == width
    assert len(pointer.rstrip("^")) == sum(
        2 if letter == "中" else letter != "\u0301" for letter in excerpt[: excerpt.index("HERE")]
    )


def test_a_line_that_fits_is_shown_whole() -> None:
    _, excerpt, _, _ = shown("t: " + "a" * 80 + "HERE", Span(1, 84, 1, 88))
    assert excerpt.startswith("  1 | t: ")


def test_a_fault_longer_than_what_is_shown_ends_at_the_edge() -> None:
    _, excerpt, pointer, _ = shown("t: " + "a" * 5_000, Span(1, 4, 1, 5_004))
    assert len(pointer) == len(excerpt)


def test_a_line_number_of_several_digits_moves_the_caret_along() -> None:
    _, excerpt, pointer, _ = shown("a:\n" * 0 + "\n" * 1233 + "title: x\n", Span(1234, 8, 1234, 9))
    assert excerpt == "  1234 | title: x"
    assert pointer == "       |        ^"


@pytest.mark.parametrize("span", [Span(), Span(9, 1, 9, 1)])
def test_without_a_line_to_show_none_is_shown(span: Span) -> None:
    assert shown("\n", span) == [
        f"a.yaml:{span.line}:1: error X101 What is wrong.",
        "  mend: How to mend it.",
    ]


def test_without_a_mend_none_is_promised() -> None:
    assert shown("", Span(), mend="") == ["a.yaml:1:1: error X101 What is wrong."]


def test_words_taken_from_the_copy_cannot_command_the_terminal() -> None:
    (first, second) = shown("", Span(), "`\x1b[2J\n` is no field.", "Did you mean `\u2028`?")
    assert first == "a.yaml:1:1: error X101 `\ufffd[2J\ufffd` is no field."
    assert second == "  mend: Did you mean `\ufffd`?"


def test_each_part_can_have_its_color() -> None:
    diagnostic = Diagnostic("a.yaml", Span(1, 1, 1, 2), Severity.WARNING, "X101", "What.", "How.")
    assert text(diagnostic, lambda *_: "abc", lambda role, words: f"<{role} {words}>").split("\n") == [
        "<place a.yaml:1:1:> <warning warning X101> What.",
        "  <line 1 |> abc",
        "  <line   |> <warning ^>",
        "  <mend mend:> How.",
    ]


E, W, N = (
    Diagnostic("a.yaml", Span(), severity, "X101", "")
    for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTE)
)


@pytest.mark.parametrize(
    ("found", "files", "sentence"),
    [
        ([], 1, "Nothing to mend in 1 file."),
        ([], 0, "Nothing to mend in no files."),
        ([E], 1, "1 error in 1 file."),
        ([W, E, W], 3, "1 error and 2 warnings in 3 files."),
        ([N, W, E, E], 2, "2 errors, 1 warning, and 1 note in 2 files."),
    ],
)
def test_what_was_found_is_said_in_one_sentence(found: list[Diagnostic], files: int, sentence: str) -> None:
    assert summary(found, files) == sentence


def test_numbers_and_lists_are_spoken() -> None:
    assert [counted(number, "file") for number in (0, 1, 2)] == ["no files", "1 file", "2 files"]
    assert [joined(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b, and c",
    ]


@pytest.mark.parametrize("width", [40, 80])
def test_in_a_terminal_words_are_broken_between_words(width: int) -> None:
    words = "The text after `title:` begins with a quotation mark, which closes too early or never."
    diagnostic = Diagnostic(
        "issues/a.yaml", Span(3, 1, 3, 1), Severity.ERROR, "Y012", words, f"Mend. {words}"
    )
    lines = text(diagnostic, lambda *_: "", width=width).split("\n")
    assert all(len(line) <= width for line in lines)
    assert " ".join(" ".join(lines).split()) == f"issues/a.yaml:3:1: error Y012 {words} mend: Mend. {words}"
    assert all(line.startswith(("issues/", "  mend: ", " " * 8)) for line in lines)


def test_in_a_pipe_a_message_stands_on_one_line() -> None:
    diagnostic = Diagnostic("a.yaml", Span(3, 1, 3, 1), Severity.ERROR, "Y012", "word " * 50, "word " * 50)
    assert len(text(diagnostic, lambda *_: "").split("\n")) == 2
