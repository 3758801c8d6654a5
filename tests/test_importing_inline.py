"""Links, strong words and emphasis of a source come out of the YAML as they went in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.importing.block import Block, Kind, Run
from copydesk.importing.inline import kept, prose, read_runs
from copydesk.importing.runs import letters, tidy
from copydesk.prose import Bullets, parse

ADDRESSES = [
    "https://example.org/a",
    "https://example.org/a_(b)",
    "https://example.org/a(b",
    "https://example.org/?a=1&b=2&copy;=3",
    "https://example.org/a*b*_c_[d]<e>\\f",
    "https://example.org/a b",
    "mailto:desk@example.org",
]
WORDS = st.sampled_from(
    ["One", "two,", "“three”", "4.", "U.S.", "b*c", "d_e_", "[f]", "(g)", "\\h", "&amp;", "`i`"]
)
STYLES = st.builds(Run, st.just(""), st.sampled_from(["", *ADDRESSES]), st.booleans(), st.booleans())


def block(*runs: Run, kind: Kind = Kind.PARAGRAPH) -> Block:
    return Block("".join(run.words for run in runs), 1, styled=runs, kind=kind)


def read(source: str) -> tuple[Run, ...]:
    """The runs that the markup of one paragraph, or of one item, is read as."""
    (paragraph,) = parse(source).paragraphs
    return read_runs(paragraph)


def linked(runs: tuple[Run, ...]) -> list[Run]:
    """Each letter in its style, emphasis left out."""
    return letters(Run(run.words, run.address) for run in runs)


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([Run("One "), Run("two", "https://example.org/"), Run(".")], "One [two](https://example.org/)."),
        ([Run("One", strong=True), Run(" two "), Run("three", emphasis=True)], "**One** two *three*"),
        ([Run("One ", strong=True), Run("two")], "**One** two"),
        ([Run("One", strong=True), Run(" "), Run("two", strong=True)], "**One two**"),
        (
            [
                Run("One ", strong=True),
                Run("two", "https://example.org/", strong=True),
                Run(" three", strong=True),
            ],
            "**One [two](https://example.org/) three**",
        ),
        (
            [Run("One", "https://example.org/"), Run(" two", "https://example.org/", emphasis=True)],
            "[One *two*](https://example.org/)",
        ),
        ([Run("The "), Run("一带一路", language="zh"), Run(".")], "The [一带一路]{zh}."),
        (
            [Run("A", "https://example.org/"), Run("路", "https://example.org/", language="zh")],
            "[A[路]{zh}](https://example.org/)",
        ),
        (
            [Run("سلام ", language="fa"), Run("تهران", "https://example.org/", language="fa")],
            "[سلام [تهران](https://example.org/)]{fa}",
        ),
        ([Run("[a]{no}")], "[a\\]{no}"),
        ([Run("2 * 3", strong=True)], "**2 * 3**"),
        ([Run("a*b*c ["), Run("d", "https://example.org/?a_(b)"), Run("]")], None),
        ([Run("Stop!"), Run("Here", "https://example.org/")], "Stop\\![Here](https://example.org/)"),
        ([Run("a", "https://example.org/a b")], "[a](<https://example.org/a b>)"),
    ],
)
def test_styles_are_written_as_a_correspondent_would(runs: list[Run], expected: str | None) -> None:
    written = prose(block(*runs))
    assert expected is None or written == expected
    assert letters(read(written)) == letters(tidy(runs))


def test_an_item_of_a_list_is_a_line_with_a_dash() -> None:
    written = prose(block(Run("One "), Run("two", strong=True), kind=Kind.ITEM))
    assert written == "- One **two**"
    (bullets,) = parse(written).blocks
    assert isinstance(bullets, Bullets)


@given(
    st.lists(st.tuples(WORDS, STYLES), min_size=1, max_size=8), st.sampled_from([Kind.PARAGRAPH, Kind.ITEM])
)
def test_styled_words_are_read_back_exactly(words: list[tuple[str, Run]], kind: Kind) -> None:
    runs = [replace(style, words=word) for word, style in words]
    parted = [part for run in runs for part in (Run(" "), run)][1:]
    source = block(*parted, kind=kind)
    assert kept(source)
    assert letters(read(prose(source))) == letters(tidy(source.runs))


SIGNS = st.text("ab \u00a0\\`*_[](){}<>&#:-|!\"'.“é中", min_size=1, max_size=6)


@given(
    st.lists(
        st.builds(
            Run,
            SIGNS,
            st.sampled_from(["", *ADDRESSES]),
            st.booleans(),
            st.booleans(),
            st.sampled_from(["", "", "zh", "fa"]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_signs_in_any_style_keep_their_words_and_links(runs: list[Run]) -> None:
    """Emphasis is kept too, or it is said that it is not: the markup has none in mid-word."""
    source = block(Run("x "), *runs, Run(" x"))
    back = read(prose(source))
    assert linked(back) == linked(tidy(source.runs))
    assert letters(back) == letters(tidy(source.runs)) or not kept(source)
