"""`check --fix` changes just what it means to change, and a second time nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.diagnostic import Diagnostic
from copydesk.document import Document
from copydesk.examine import examine_text
from copydesk.fixing import mended
from copydesk.workspace import Workspace

from .conftest import ISSUE


@pytest.fixture
def mend(workspace: Workspace) -> object:
    def examine(source: bytes) -> tuple[Document, tuple[Diagnostic, ...]]:
        fitted = examine_text(source, workspace.issues / "2024-05-22.yaml", workspace)
        return fitted.document, fitted.diagnostics

    return lambda source: mended(source, examine)[0]


CURLY = ISSUE.replace("The terminal stands empty.", "Xi’s “old  friend” — the terminal — stands empty…")
STRAIGHT = ISSUE.replace(
    "The terminal stands empty.", 'Xi\'s "old friend" -- the terminal -- stands empty...'
)


def test_all_that_a_machine_can_mend_is_mended_and_nothing_else(mend) -> None:  # type: ignore[no-untyped-def]
    assert mend(CURLY.encode()).decode() == STRAIGHT


def test_comments_layout_and_line_ends_stay(mend) -> None:  # type: ignore[no-untyped-def]
    source = "\ufeff# A comment — with a dash\r\n" + CURLY.replace("\n", "\r\n") + "# the end…\r\n"
    wanted = "\ufeff# A comment — with a dash\r\n" + STRAIGHT.replace("\n", "\r\n") + "# the end…\r\n"
    assert mend(source.encode()).decode() == wanted


def test_a_file_that_ends_without_a_line_end_is_mended_and_loses_nothing(mend) -> None:  # type: ignore[no-untyped-def]
    source = ISSUE.replace("The court sits again", "The court’s seat is  free").rstrip("\n")
    assert mend(source.encode()).decode() == source.replace("’", "'").replace("  free", " free")


def test_mending_twice_changes_nothing_more(mend) -> None:  # type: ignore[no-untyped-def]
    once = mend(CURLY.encode())
    assert mend(once) == once


def test_a_misspelt_key_is_renamed(mend) -> None:  # type: ignore[no-untyped-def]
    assert mend(ISSUE.replace("standfirst:", "standfrist:").encode()).decode() == ISSUE


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        pytest.param("'Xi’s Port'", "'Xi''s Port'", id="an apostrophe in single quotes"),
        pytest.param('"The “Old” Port"', r'"The \"Old\" Port"', id="quotes in double quotes"),
    ],
)
def test_a_mark_is_written_as_the_quotes_around_it_ask(title: str, wanted: str, mend) -> None:  # type: ignore[no-untyped-def]
    source, good = (ISSUE.replace("A Harbor And Its Lenders", each).encode() for each in (title, wanted))
    assert mend(source) == good


@pytest.mark.parametrize("title", ["“Old” Port", "“Never Again”", "‘Foreign Agents’"])
def test_marks_that_would_become_those_of_the_yaml_are_kept_below_the_field(title: str, mend) -> None:  # type: ignore[no-untyped-def]
    source = ISSUE.replace("A Harbor And Its Lenders", title).encode()
    straight = title.translate(str.maketrans("“”‘’", "\"\"''"))
    assert mend(source).decode() == ISSUE.replace("A Harbor And Its Lenders", f"|\n  {straight}")


def test_of_a_text_without_a_bar_the_paragraphs_and_the_list_are_kept(mend) -> None:  # type: ignore[no-untyped-def]
    text = "    The terminal stands empty.\n\n    - one\n    - another — and more\n"
    source = ISSUE.replace("  text: |\n    The terminal stands empty.\n", f"  text:\n{text}")
    wanted = ISSUE.replace("    The terminal stands empty.\n", text.replace("—", "--"))
    assert mend(source.encode()).decode() == wanted


def test_a_text_with_which_more_is_wrong_than_its_words_is_left_alone(mend) -> None:  # type: ignore[no-untyped-def]
    """Where `text:` was forgotten, the label has taken the text for its own."""
    source = ISSUE.replace(
        "    - label: A Bridge\n      text: It opens", "    - label: A Bridge\n        it opens"
    )
    assert mend(source.encode()).decode() == source


def test_a_comment_behind_a_text_is_left_alone(mend) -> None:  # type: ignore[no-untyped-def]
    source = ISSUE.replace("Its Lenders", "Its Lenders  # checked with ann — twice")
    assert mend(source.encode()).decode() == source


@pytest.mark.parametrize("title", ["“Old” Port\n  And More"], ids=["quotes at the beginning of two lines"])
def test_a_fix_after_which_the_file_would_not_say_what_was_meant_is_left_alone(title: str, mend) -> None:  # type: ignore[no-untyped-def]
    source = ISSUE.replace("A Harbor And Its Lenders", title).encode()
    assert mend(source) == source


def test_a_fix_that_makes_an_error_of_a_warning_is_left_alone(mend) -> None:  # type: ignore[no-untyped-def]
    """`RFE/RL` is a character longer than `RFERL`, and the label as long as a label may be."""
    source = ISSUE.replace("Tea And Sanctions", f"RFERL {'Word ' * 6}Four").encode()
    assert mend(source) == source


def test_a_file_that_cannot_be_read_is_left_alone(mend) -> None:  # type: ignore[no-untyped-def]
    source = b"title Serbia\nReverence\n"
    assert mend(source) == source


def test_the_seeds_are_mended_to_their_last_curly_quote(mend, seeds: Path) -> None:  # type: ignore[no-untyped-def]
    text = "\n".join(
        f"    {line}" for line in (seeds / "001_ae3afbf1dc2ec027.txt").read_text("utf-8").splitlines()
    )
    source = ISSUE.replace("    The court sits again in June.", text)
    assert "’" in source
    assert not {"’", "“", "”", "–"} & set(mend(source.encode()).decode())
