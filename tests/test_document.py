"""A YAML file becomes values that remember where they stood, and whatever is wrong with it is said."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.diagnostic import Refused
from copydesk.document import Text
from copydesk.reading import MAX_BYTES, parse, read

from .conftest import at, reported


@pytest.mark.parametrize(
    ("source", "code", "place", "message"),
    [
        pytest.param(
            b"t: " + b"x" * MAX_BYTES,
            "Y002",
            "1:1-1:1",
            "This file is larger than 250,000 bytes.",
            id="too large",
        ),
        pytest.param(
            "title: Caf\u00e9\n".encode("latin-1"),
            "Y003",
            "1:11-1:12",
            "This file is not encoded in UTF-8.",
            id="Latin-1",
        ),
        pytest.param(
            "\ufefftitle: 中\u00e9".encode()[:-1],
            "Y003",
            "1:9-1:10",
            "This file is not encoded in UTF-8.",
            id="a character cut in two, behind a byte order mark",
        ),
        pytest.param(
            "title: x\n".encode("utf-16"),
            "Y003",
            "1:1-1:2",
            "This file is not encoded in UTF-8.",
            id="UTF-16",
        ),
        pytest.param(
            b"title: a\n  b\x0bc\n",
            "Y004",
            "2:4-2:5",
            "There is an invisible control character here (U+000B).",
            id="a control character",
        ),
        pytest.param(
            "title: a\ufeffb\n".encode(),
            "Y004",
            "1:9-1:10",
            "There is an invisible control character here (U+FEFF).",
            id="a byte order mark in the text",
        ),
        pytest.param(b"", "Y005", "1:1-1:1", "This file is empty.", id="empty"),
        pytest.param(b"\n# Later\n", "Y005", "1:1-1:1", "This file is empty.", id="only a comment"),
        pytest.param(
            b"title: x\n---\ntitle: y\n",
            "Y006",
            "2:1-2:2",
            "A second document begins here.",
            id="two documents",
        ),
        pytest.param(b"- a\n- b\n", "Y007", "1:1-1:1", "This file holds no fields.", id="a list"),
        pytest.param(b"Just words.\n", "Y007", "1:1-1:1", "This file holds no fields.", id="a text"),
        pytest.param(
            b"t: " + b"[" * 12 + b"x" + b"]" * 12,
            "Y008",
            "1:16-1:17",
            "This file nests deeper, or holds more values, than any issue does.",
            id="too deep",
        ),
        pytest.param(
            b"t:\n" + b"- x\n" * 20_000,
            "Y008",
            "19999:3-19999:4",
            "This file nests deeper, or holds more values, than any issue does.",
            id="too many values",
        ),
        pytest.param(
            b"title: &name Words\n",
            "Y009",
            "1:8-1:9",
            "`&` has a meaning of its own in YAML, and none in an issue.",
            id="an anchor",
        ),
        pytest.param(
            b"title: *name\n",
            "Y009",
            "1:8-1:9",
            "`*` has a meaning of its own in YAML, and none in an issue.",
            id="an alias",
        ),
        pytest.param(
            b"title: !important Words\n",
            "Y009",
            "1:8-1:9",
            "`!` has a meaning of its own in YAML, and none in an issue.",
            id="a tag",
        ),
        pytest.param(
            b"[a, b]: c\n", "Y010", "1:1-1:2", "A field needs a name before its colon.", id="a list as name"
        ),
        pytest.param(
            b'"": c\n', "Y010", "1:1-1:3", "A field needs a name before its colon.", id="an empty name"
        ),
        pytest.param(
            b"lead:\n  text: a\n  bridge: b\n  text: c\n",
            "Y011",
            "4:3-4:7",
            "`text` stands twice; the first is on line 2.",
            id="a field twice",
        ),
        pytest.param(
            b"title: Plan #1 For Serbia\n",
            "Y013",
            "1:13-1:14",
            "This ` #` cuts the text off: YAML takes the rest of the line for a comment.",
            id="a number sign in a title",
        ),
        pytest.param(
            b"title: #MeToo In Baku\n",
            "Y013",
            "1:8-1:9",
            "This ` #` cuts the text off: YAML takes the rest of the line for a comment.",
            id="a number sign that begins a title",
        ),
        pytest.param(
            "lead:\n\u2003text: x\n".encode(),
            "Y014",
            "2:1-2:6",
            "This name holds a blank that is none to YAML (U+2003), as Word or a web page makes it.",
            id="an odd blank as indentation",
        ),
    ],
)
def test_what_cannot_stand_in_a_file_is_named_at_its_place(
    source: bytes, code: str, place: str, message: str
) -> None:
    (found,) = parse(source, "x.yaml").diagnostics
    assert (found.code, at(found.span), found.message) == (code, place, message)
    assert found.mend


def test_a_text_that_yaml_cuts_off_is_kept_whole_so_that_it_is_not_called_empty() -> None:
    document = parse(b"title: #MeToo In Baku\nweb: a #b\n", "x.yaml")
    assert document.plain() == {"title": "#MeToo In Baku", "web": "a #b"}


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(b"# first\ntitle: x\n  # last\n", id="on its own line"),
        pytest.param(b"lead: # the main story\n  text: x\n", id="behind the name of a part"),
        pytest.param(b"standfirst:  # later\n", id="behind the name of what is empty"),
        pytest.param(b'title: "#1"  # quoted\n', id="behind a quotation"),
        pytest.param(b"text: |  # why\n  Issue #1 # all text\n", id="behind the bar"),
        pytest.param(b"title: Plan#1\n", id="no blank before it"),
    ],
)
def test_a_comment_where_it_cuts_nothing_off_is_welcome(source: bytes) -> None:
    assert parse(source, "x.yaml").diagnostics == []


@pytest.mark.parametrize("mark", [b"---\n", b"\xef\xbb\xbf", b"%YAML 1.1\n---\n"])
def test_what_an_editor_may_put_first_is_no_part_of_the_fields(mark: bytes) -> None:
    document = parse(mark + b"title: x\n...\n", "x.yaml")
    assert document.diagnostics == []
    assert document.plain() == {"title": "x"}


def test_every_value_is_text_whatever_it_looks_like() -> None:
    source = b"a: no\nb: 12:30\nc: 010\nd: 2024-02-31\ne: ~\nf:\ng: 1e3\nh: {i: [true]}\n"
    assert parse(source, "x.yaml").plain() == {
        "a": "no",
        "b": "12:30",
        "c": "010",
        "d": "2024-02-31",
        "e": "~",
        "f": "",
        "g": "1e3",
        "h": {"i": ["true"]},
    }


def test_of_a_field_that_stands_twice_the_first_counts() -> None:
    assert parse(b"t: a\nt: b\nt: c\n", "x.yaml").plain() == {"t": "a"}


def test_a_list_ends_where_its_last_item_ends() -> None:
    document = parse(b"t:\n  - a\n  - - b\n    - c\nu: []\n", "x.yaml")
    spans = [document.span(node.start, node.end) for key in "tu" if (node := document.node((key,)))]
    assert [at(span) for span in spans] == ["2:3-4:8", "5:4-5:6"]


def test_a_file_may_be_just_as_large_as_the_bound() -> None:
    assert parse(b"t: ".ljust(MAX_BYTES, b"x"), "x.yaml").diagnostics == []


def test_thousands_of_control_characters_are_twenty_diagnostics() -> None:
    assert len(parse(b"\x01" * 5000, "x.yaml").diagnostics) == 20


def test_a_very_long_line_is_read_and_placed() -> None:
    document = parse(b"t: " + b"x " * 100_000 + b"end\nu: y\n", "x.yaml")
    text = document.node(("t",))
    assert isinstance(text, Text)
    assert at(document.place(text, len(text.value) - 3)) == "1:200004-1:200007"
    assert document.diagnostics == []


def test_lines_are_counted_as_editors_count_them() -> None:
    document = parse("a: |\n  x\u2028  y\x85  z\r\nb: c\rd: e\n".encode(), "x.yaml")
    key = document.key(("d",))
    assert key
    assert at(document.place(key)) == "4:1-4:2"
    assert document.line(3) == "b: c"
    assert document.line(9) == ""


def test_values_and_names_are_found_by_their_path() -> None:
    document = parse(b"stories:\n  items:\n    - headline: A\n    - headline: B\n", "x.yaml")
    node, key = (
        document.node(("stories", "items", 1, "headline")),
        document.key(("stories", "items", 1, "headline")),
    )
    assert isinstance(node, Text)
    assert (at(document.place(node)), node.value) == ("4:17-4:18", "B")
    assert key
    assert at(document.place(key)) == "4:7-4:15"
    assert document.node(("stories", "items", 2, "headline")) is None
    assert document.node(("stories", "items", "1")) is None
    assert document.nearest(("stories", "items", 2, "headline")) is document.node(("stories", "items"))
    assert document.key(("stories", "items", 1)) is None


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=repr)
def test_the_blank_that_a_line_end_folds_into_stands_at_all_of_that_line_end(end: str) -> None:
    document = parse(f"title: >{end}  one{end}  , two{end}".encode(), "x.yaml")
    text = document.node(("title",))
    assert isinstance(text, Text)
    assert text.value[3:4] == " "
    assert document.source[slice(*document.edges(text, 3, 4))] == end
    assert at(document.place(text, 3, 4)) == "2:6-3:1"


def test_a_file_is_known_by_the_digest_of_its_bytes(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbftitle: x\r\n"
    (tmp_path / "a.yaml").write_bytes(data)
    assert read(tmp_path / "a.yaml").sha256 == hashlib.sha256(data).hexdigest()


def test_a_file_larger_than_the_bound_is_not_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"t: x\n" + b" " * 3 * MAX_BYTES)
    assert reported(read(tmp_path / "a.yaml").diagnostics) == [("Y002", "1:1-1:1")]


@pytest.mark.parametrize(
    ("name", "reason"), [("none.yaml", "No such file or directory"), ("", "Is a directory")]
)
def test_a_file_that_cannot_be_opened_is_refused_with_the_reason(
    tmp_path: Path, name: str, reason: str
) -> None:
    with pytest.raises(Refused) as refusal:
        read(tmp_path / name, "issues/none.yaml")
    (found,) = refusal.value.diagnostics
    assert (found.path, found.code, found.message) == (
        "issues/none.yaml",
        "Y001",
        f"This file cannot be read: {reason}.",
    )


def test_after_a_hundred_faults_the_rest_is_left_for_the_next_run() -> None:
    source = "a: &a x\n" + "".join(f"b{number}: *a\n" for number in range(300))
    assert len(parse(source.encode(), "x.yaml").diagnostics) == 100


@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    document = parse(data, "x.yaml")
    assert document.root or document.diagnostics


@given(
    st.lists(st.sampled_from("ab:-#|>&*!%@`{}[],?\"'\\\n\r\t \u00a0\u2028\x85😀"), max_size=60).map("".join)
)
def test_no_text_makes_it_raise_and_every_place_is_in_the_file(source: str) -> None:
    document = parse(source.encode(), "x.yaml")
    assert document.root or document.diagnostics
    lines = document.position(len(source))[0]
    for found in document.diagnostics:
        assert 1 <= found.span.line <= found.span.end_line <= lines
        assert 1 <= found.span.column <= len(document.line(found.span.line)) + 1
