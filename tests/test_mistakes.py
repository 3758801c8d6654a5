"""Mistakes in YAML, each explained in a correspondent's words at its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.diagnostic import Diagnostic
from copydesk.document import Document, Text
from copydesk.fixing import mended
from copydesk.mistakes import masked
from copydesk.reading import parse

from .conftest import at, reported

BELOW = "Put `|` after `title:` and the text on the next line, two blanks further in."
OWN_MEANING = "which has a meaning of its own in YAML."


@pytest.mark.parametrize(
    ("lines", "place", "message", "mend"),
    [
        pytest.param(
            "title: Serbia: Reverence",
            "2:14-2:15",
            "The text after `title:` holds a second colon, which YAML takes for another field.",
            BELOW,
            id="a second colon",
        ),
        pytest.param(
            "title: What Remains:",
            "2:20-2:21",
            "The text after `title:` holds a second colon, which YAML takes for another field.",
            BELOW,
            id="a colon at the end",
        ),
        pytest.param(
            "title:Hello",
            "2:6-2:7",
            "There is no blank after `title:`.",
            "Write `title: Hello`.",
            id="no blank after the colon",
        ),
        pytest.param(
            'title: "No limits" partnership',
            "2:8-2:9",
            "The text after `title:` begins with a quotation mark, which closes too early or never.",
            BELOW,
            id="a quotation that closes in mid-sentence",
        ),
        pytest.param(
            'title: "No limits',
            "2:8-2:9",
            "The text after `title:` begins with a quotation mark, which closes too early or never.",
            BELOW,
            id="a quotation that never closes",
        ),
        pytest.param(
            "title: 'Tis the season",
            "2:8-2:9",
            "The text after `title:` begins with an apostrophe, which YAML takes for a quotation.",
            BELOW,
            id="an apostrophe",
        ),
        pytest.param(
            "title: 'Tis the season\nweb: it's here",
            "2:8-2:9",
            "The text after `title:` begins with an apostrophe, which YAML takes for a quotation.",
            BELOW,
            id="an apostrophe that another one closes, lines below",
        ),
        pytest.param(
            r'title: "C:\quotes"',
            "2:11-2:12",
            f"There is a backslash between the quotation marks, {OWN_MEANING}",
            BELOW,
            id="a backslash in quotation marks",
        ),
        pytest.param(
            "title:\n\ttext",
            "3:1-3:2",
            "This line is indented with a tab.",
            "Indent with blanks: two for each step.",
            id="a tab",
        ),
        pytest.param(
            "title: |\n  one\n\u00a0\u00a0two",
            "4:1-4:2",
            "This line is indented with a blank that is none to YAML (U+00A0), as Word or a web page makes it.",
            "Delete it and type plain blanks.",
            id="non-breaking blanks as indentation",
        ),
        pytest.param(
            "title:\u00a0Hello",
            "2:7-2:8",
            "The blank after `title:` is none to YAML (U+00A0): Word or a web page makes such blanks.",
            "Delete it and type a plain blank.",
            id="a non-breaking blank after the colon",
        ),
        pytest.param(
            "title: One\u0085Two",
            "2:11-2:12",
            "There is an invisible line break in this line (U+0085).",
            "Delete it: step through the line with the arrow keys until the cursor stands still once.",
            id="an invisible line break",
        ),
        *(
            pytest.param(
                f"title: {text}",
                "2:8-2:9",
                f"The text after `title:` begins with `{text[0]}`, {OWN_MEANING}",
                BELOW,
                id=name,
            )
            for text, name in (
                ("*bold*", "emphasis"),
                ("**bold** words", "strong words"),
                ("[words](https://example.org) first", "a link"),
                ("[x", "an open bracket"),
                ("{name} first", "a brace"),
                ("@name", "an at sign"),
                ("%x", "a percent sign"),
                ("- x", "a dash"),
            )
        ),
        pytest.param(
            "title: `x`",
            "2:8-2:9",
            f"The text after `title:` begins with a backtick, {OWN_MEANING}",
            BELOW,
            id="a backtick",
        ),
        pytest.param(
            "title: | Hello",
            "2:10-2:11",
            "Behind `|`, the text begins on the next line.",
            "Move the text to the next line, two blanks further in.",
            id="text behind the bar",
        ),
        pytest.param(
            ": Hello",
            "2:1-2:2",
            "There is no name before this colon.",
            "Write the name of the field before it.",
            id="no name",
        ),
        pytest.param(
            "title Hello",
            "2:1-2:1",
            "This line is neither a field nor a part of the text above it.",
            "Begin it with a field's name and a colon, or indent it as far as the text above it.",
            id="no colon",
        ),
        pytest.param(
            "title: |\n  one\n\ntwo",
            "5:1-5:1",
            "This line is neither a field nor a part of the text above it.",
            "Begin it with a field's name and a colon, or indent it as far as the text above it.",
            id="a paragraph that is not indented",
        ),
        pytest.param(
            "  title: one",
            "2:8-2:8",
            "This line was read as more of the text above it.",
            "Indent it as far as the field above it. If that field has no colon after its name, add it.",
            id="a field too far in",
        ),
        pytest.param(
            "title:\n    a: b\n  c: d",
            "4:3-4:3",
            "This line begins in a column in which nothing above it begins.",
            "Indent it as far as its neighbors: the fields of one part begin in one column, "
            "and so do the lines of a text.",
            id="a field too far out",
        ),
        pytest.param(
            "title:\n  - a: b\n  c: d",
            "4:3-4:3",
            "This line stands among the items of a list and is none.",
            "Begin it with `- ` if it is an item; else indent it as far as the line that it belongs with.",
            id="a field among items",
        ),
        pytest.param(
            'title: |\n  x\n"web: y',
            "4:1-4:1",
            "A quotation begins here and never ends.",
            "Close it, or put `|` after the colon and the text on the next line, two blanks further in.",
            id="a quotation that begins at the beginning of a line",
        ),
    ],
)
def test_a_mistake_is_explained_at_its_place(lines: str, place: str, message: str, mend: str) -> None:
    document = parse(f"date: 2024-05-22\n{lines}\nstandfirst: Why?\n".encode(), "x.yaml")
    (found,) = document.diagnostics
    assert (found.code, at(found.span)) == ("Y012", place)
    assert (found.message, found.mend) == (message, mend)


def mend(source: str) -> str:
    """The source with every mistake mended that a machine can mend."""

    def examine(data: bytes) -> tuple[Document, tuple[Diagnostic, ...]]:
        document = parse(data, "x.yaml")
        return document, tuple(document.diagnostics)

    return mended(source.encode(), examine)[0].decode()


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        pytest.param("title: Serbia: Reverence", "title: |\n  Serbia: Reverence", id="a second colon"),
        pytest.param("title: What Remains:", "title: |\n  What Remains:", id="a colon at the end"),
        pytest.param("title:Hello", "title: Hello", id="no blank after the colon"),
        pytest.param(
            'title: "No limits" partnership',
            'title: |\n  "No limits" partnership',
            id="a quotation that closes in mid-sentence",
        ),
        pytest.param('title: "No limits', 'title: |\n  "No limits', id="a quotation that never closes"),
        pytest.param("title: 'Tis the season", "title: |\n  'Tis the season", id="an apostrophe"),
        pytest.param(
            "title: 'Tis the season\nweb: it's here",
            "title: |\n  'Tis the season\nweb: it's here",
            id="an apostrophe that another one closes, lines below",
        ),
        pytest.param("title:\n\ttext", "title:\n  text", id="a tab"),
        pytest.param(
            "title: |\n  one\n\u00a0\u00a0two",
            "title: |\n  one\n  two",
            id="non-breaking blanks as indentation",
        ),
        pytest.param("title:\u00a0Hello", "title: Hello", id="a non-breaking blank after the colon"),
        pytest.param("title: One\u0085Two", "title: One Two", id="an invisible line break"),
        *(
            pytest.param(f"title: {text}", f"title: |\n  {text}", id=name)
            for text, name in (
                ("*bold*", "emphasis"),
                ("**bold** words", "strong words"),
                ("[words](https://example.org) first", "a link"),
                ("[x", "an open bracket"),
                ("{name} first", "a brace"),
                ("@name", "an at sign"),
                ("%x", "a percent sign"),
                ("- x", "a dash"),
                ("`x`", "a backtick"),
                ("!important", "an exclamation mark"),
                ("&c and more", "an ampersand"),
                ("Again #1", "a number sign before a number"),
            )
        ),
        pytest.param("title: | Hello", "title: |\n  Hello", id="text behind the bar"),
        pytest.param("title: a\u0000b\u000bc", "title: ab c", id="control characters"),
        pytest.param(
            "title: |\n  one\n\ntwo and three more",
            "title: |\n  one\n\n  two and three more",
            id="a paragraph that is not indented",
        ),
        pytest.param("lead:\n  a: b\n   c: d", "lead:\n  a: b\n  c: d", id="a field one blank too far in"),
        pytest.param("lead:\n  a: b\n c: d", "lead:\n  a: b\n  c: d", id="a field one blank too far out"),
        pytest.param(
            "items:\n  - a: b\n    c: d\n   e: f",
            "items:\n  - a: b\n    c: d\n    e: f",
            id="a field of an item, one blank too far out",
        ),
        pytest.param(
            "items:\n  - a: b\n\tc: d\n  - e: f",
            "items:\n  - a: b\n    c: d\n  - e: f",
            id="a tab in an item",
        ),
        pytest.param(
            "text: |\nOne paragraph, just pasted.\n\nAnd a second one of it.\n\nThe third one ends it.",
            "text: |\n  One paragraph, just pasted.\n\n  And a second one of it.\n\n  The third one ends it.",
            id="paragraphs pasted under an empty text",
        ),
        pytest.param(
            "lead:\n  text: |\n    One two three.\n\n  Four five six seven.",
            "lead:\n  text: |\n    One two three.\n\n    Four five six seven.",
            id="a paragraph that is indented too little",
        ),
        pytest.param(
            "lead:\n  a: b\nc: d\n  e: f",
            "lead:\n  a: b\n  c: d\n  e: f",
            id="a field that lost its indentation",
        ),
        pytest.param("title: x\n---", "title: x\n", id="a second document"),
        pytest.param(
            "items:\n  - a: It was: so\n    b: x",
            "items:\n  - a: |\n      It was: so\n    b: x",
            id="in a list",
        ),
    ],
)
def test_a_mistake_is_mended_in_the_file_and_no_word_is_lost(lines: str, wanted: str) -> None:
    assert mend(f"date: 2024-05-22\n{lines}\nstandfirst: Why?\n") == (
        f"date: 2024-05-22\n{wanted}\nstandfirst: Why?\n"
    )


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(": Hello", id="no name"),
        pytest.param("title Hello", id="no colon"),
        pytest.param(r'title: "C:\quotes"', id="a backslash, which may mean itself or not"),
        pytest.param("date: 2024-05-22 # Wednesday", id="a number sign that may begin a comment"),
        pytest.param("title: a\ntitle: b", id="a field that stands twice"),
        pytest.param("    a: b", id="a field far from its neighbors"),
    ],
)
def test_what_only_a_person_can_tell_is_left_alone(lines: str) -> None:
    source = f"web: x\n{lines}\nstandfirst: Why?\n"
    assert mend(source) == source


def test_a_mend_keeps_the_line_breaks_of_the_file() -> None:
    assert mend("a: b\r\ntitle: c: d\r\n") == "a: b\r\ntitle: |\r\n  c: d\r\n"


def test_behind_a_mistake_all_else_is_read_with_its_places() -> None:
    """As if the mistake were mended: the text of its line too."""
    document = parse(b"a: 1\ntitle: Serbia: Reverence\nb: 2\n", "x.yaml")
    assert document.plain() == {"a": "1", "title": "Serbia: Reverence\n", "b": "2"}
    title, after = document.node(("title",)), document.node(("b",))
    assert isinstance(title, Text)
    assert isinstance(after, Text)
    assert at(document.place(title, 8, 17)) == "2:16-2:25"
    assert at(document.place(after)) == "3:4-3:5"


def test_of_a_text_with_a_comment_behind_it_only_that_is_said() -> None:
    document = parse(b"date: 2024-05-22 # Wednesday\n", "x.yaml")
    assert [each.code for each in document.diagnostics] == ["Y013"]
    assert document.unread == {1}


@pytest.mark.parametrize(
    "source",
    [
        'title: "C:\\quotes\x07 x"\nstandfirst: b\n',
        "title:\x07 a: b\nstandfirst: b\n",
    ],
)
def test_a_control_character_in_a_line_with_another_mistake_swallows_no_other_line(source: str) -> None:
    document = parse(source.encode(), "x.yaml")
    assert document.root is not None
    assert document.plain().get("standfirst") == "b"


def test_of_a_line_that_cannot_be_mended_the_field_is_there_and_its_text_is_not_judged() -> None:
    document = parse(b'title: "C:\\quotes"\nb: 2\n', "x.yaml")
    assert document.root is not None
    assert document.root.entries.keys() == {"title", "b"}
    assert document.unread == {1}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("title:Hello\n", "There is no blank after `title:`."),
        (
            "title:\u00a0Hello\n",
            "The blank after `title:` is none to YAML (U+00A0): Word or a web page makes such blanks.",
        ),
    ],
)
def test_a_mistake_is_explained_in_a_file_of_one_line(line: str, message: str) -> None:
    (found,) = parse(line.encode(), "x.yaml").diagnostics
    assert (found.code, found.span.line, found.message) == ("Y012", 1, message)


def test_all_mistakes_that_are_understood_are_reported_in_one_run() -> None:
    source = """\
title: Serbia: Reverence
standfirst: "No limits" partnership
lead:
  text:Hello
  bridge: *bold*
watch:
  text: |
    Here: all is well.
web: @home
"""
    document = parse(source.encode(), "x.yaml")
    assert reported(document.diagnostics) == [
        ("Y012", "1:14-1:15"),
        ("Y012", "2:13-2:14"),
        ("Y012", "4:7-4:8"),
        ("Y012", "5:11-5:12"),
        ("Y012", "9:6-9:7"),
    ]


def test_a_mistake_that_only_follows_from_another_is_not_reported() -> None:
    document = parse(b"lead: Serbia: Reverence\n  text: x\n", "x.yaml")
    assert reported(document.diagnostics) == [("Y012", "1:13-1:14")]


def test_what_nobody_foresaw_is_told_in_the_words_of_the_library() -> None:
    (found,) = parse(b"%YAML 9.9\n---\ntitle: x\n", "x.yaml").diagnostics
    assert found.message.startswith("This line cannot be read as YAML (found incompatible YAML document")


def test_after_twenty_mistakes_the_rest_is_left_for_the_next_run() -> None:
    document = parse("".join(f"f{number}: a: b\n" for number in range(30)).encode(), "x.yaml")
    assert len(document.diagnostics) == 20


@given(st.text(alphabet=st.sampled_from("ab: -\t'\"*|\u00a0中"), max_size=30))
def test_a_masked_line_is_as_long_so_that_no_place_behind_it_moves(line: str) -> None:
    assert len(masked(line)) == len(line)
