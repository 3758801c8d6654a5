"""Where each character of a YAML scalar stands in its source."""

from collections.abc import Iterator

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from copydesk.document import Items, Mapping, Node, Text
from copydesk.reading import parse
from copydesk.scalars import replay

from .conftest import at


def texts(node: Node | None) -> Iterator[Text]:
    if isinstance(node, Text):
        yield node
    elif isinstance(node, Items):
        for item in node.items:
            yield from texts(item)
    elif isinstance(node, Mapping):
        for key, value in node.entries.values():
            yield key
            yield from texts(value)


@pytest.mark.parametrize(
    ("source", "place"),
    [
        pytest.param("t: a word here\n", "1:6-1:10", id="plain"),
        pytest.param("t: one\n   two\n   word\n", "3:4-3:8", id="plain over several lines"),
        pytest.param("t: one\n\n\n   word\n", "4:4-4:8", id="plain with empty lines in it"),
        pytest.param("t: 'it''s a word'\n", "1:13-1:17", id="behind a doubled apostrophe"),
        pytest.param('t: "caf\\u00e9 \\x41\\t\\"word\\""\n', "1:23-1:27", id="behind escapes"),
        pytest.param('t: "one \\\n    word"\n', "2:5-2:9", id="behind an escaped line end"),
        pytest.param('t: "one\n\n    word"\n', "3:5-3:9", id="quoted over several lines"),
        pytest.param("t: |\n  one\n\n  word\n", "4:3-4:7", id="literal"),
        pytest.param("t: |\n\n  word\n", "3:3-3:7", id="literal that begins with an empty line"),
        pytest.param("t: |+\n  one\n  word\n\n\nu: x\n", "3:3-3:7", id="literal, line ends kept"),
        pytest.param("t: |-\n  one\n  word\n", "3:3-3:7", id="literal, line ends stripped"),
        pytest.param("t: |2\n    one\n  word\n", "3:3-3:7", id="literal with an indentation indicator"),
        pytest.param("t:\n- |2-\n    one\n  word\n", "4:3-4:7", id="indicator in a list"),
        pytest.param("t: | # why\n  one word\n", "2:7-2:11", id="literal behind a comment"),
        pytest.param("t: >\n  one\n  two\n\n  word\n", "5:3-5:7", id="folded"),
        pytest.param("t: >-\n  one\n    two\n  word\n", "4:3-4:7", id="folded with a deeper line"),
        pytest.param("t: |\n  one\n  word", "3:3-3:7", id="literal, and the file ends without a line end"),
        pytest.param("t: >\n  one\n\n  word", "4:3-4:7", id="folded, and the file ends without a line end"),
        pytest.param("t: |\r\n  one\r\n\r\n  word\r\n", "4:3-4:7", id="CRLF"),
        pytest.param("t: |\r  one\r  word\r", "3:3-3:7", id="CR"),
        pytest.param("t: plan #1 word\n", "1:12-1:16", id="behind a sign that YAML takes for a comment's"),
        pytest.param("t: #1 word\n", "1:7-1:11", id="all of it taken for a comment"),
        pytest.param("\ufefft: a word\n", "1:6-1:10", id="behind a byte order mark"),
        pytest.param("t: 😀 中文 word\n", "1:9-1:13", id="behind wide characters"),
        pytest.param("t: |\n  one\u2028  word\n", "2:9-2:13", id="U+2028 is no line of an editor"),
        pytest.param("t: |\n  one\x85  word\n", "2:9-2:13", id="nor is U+0085"),
    ],
)
def test_a_word_is_found_where_it_stands_in_the_source(source: str, place: str) -> None:
    document = parse(source.encode(), "x.yaml")
    assert document.root
    text = next(text for text in texts(document.root) if "word" in text.value)
    start = text.value.index("word")
    assert at(document.place(text, start, start + len("word"))) == place


@pytest.mark.parametrize(
    ("source", "letter", "place"),
    [
        pytest.param('t: "caf\\u00e9!"\n', "é", "1:8-1:14", id="an escape"),
        pytest.param('t: "caf\\u00e9"\n', "é", "1:8-1:14", id="an escape at the end"),
        pytest.param("t: 'it''s'\n", "'", "1:7-1:9", id="a doubled apostrophe"),
        pytest.param("t: 'it'''\n", "'", "1:7-1:9", id="a doubled apostrophe at the end"),
    ],
)
def test_a_character_that_is_written_as_several_ends_behind_the_last(
    source: str, letter: str, place: str
) -> None:
    document = parse(source.encode(), "x.yaml")
    text = document.node(("t",))
    assert isinstance(text, Text)
    start = text.value.index(letter)
    assert at(document.place(text, start, start + 1)) == place


def test_a_blank_that_is_a_folded_line_end_stands_where_the_line_ends() -> None:
    document = parse(b"t: one\n   two\n", "x.yaml")
    text = document.node(("t",))
    assert isinstance(text, Text)
    assert (text.value, at(document.place(text, 3, 4))) == ("one two", "1:7-2:1")


@pytest.mark.parametrize("value", ["a\u2028\n\u2028b", "a \u2028b", "a\u2028 \u2029b"], ids=ascii)
def test_odd_line_ends_between_quotation_marks_stand_each_at_its_own_place(value: str) -> None:
    """They are to be deleted one by one."""
    document = parse(f't: "{value}"\n'.encode(), "x.yaml")
    text = document.node(("t",))
    assert isinstance(text, Text)
    for number, letter in enumerate(text.value):
        assert document.source[slice(*document.edges(text, number, number + 1))] == letter


FRAGMENTS = [
    "a", "b c", "é", "😀", "中", " ", "  ", "\t", "\n", "\n\n", "\n  ", "\n    ", "\n      x", "\r\n", "\r",
    "\u2028", "\u2029", "\x85", "'", "''", '"', "\\n", "\\u0041", "\\L", "\\\n", "\\\r\n   ", ": x", "#",
    "# c", "- ", ".", "|-\n    x",
]  # fmt: skip
STYLES = ["", '"', "'", "|", ">", "|-", ">-", "|+", ">+", "|2", "|2-", ">3", "|1+"]
OPENINGS = ["t: ", "t:\n  u: ", "t:\n  - u: ", "t:\n- ", "t:\n- - "]


@settings(max_examples=600)
@given(
    st.sampled_from(OPENINGS),
    st.sampled_from(STYLES),
    st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["\n", ""]),
)
def test_the_place_of_each_character_is_exact_in_every_style(
    opening: str, style: str, body: str, line_end: str, last: str
) -> None:
    """Over 200,000 scalars of this kind, none was missed."""
    block = style[:1] in ("|", ">")
    written = f"{style}\n    {body}" if block else f"{style}{body}{style}" if style else f"w{body}"
    source = f"{opening}{written}{last}".replace("\n", line_end)
    document = parse(source.encode(), "x.yaml")
    assume(not {"Y004", "Y012"} & {each.code for each in document.diagnostics})
    for text in texts(document.root) if document.root else ():
        placed = replay(document.source, text.start, text.end, text.style)
        assert "".join(letter for letter, _ in placed) == text.value
        for letter, offset in placed:
            assert not letter.isalpha() or document.source[offset] in (letter, "\\")
