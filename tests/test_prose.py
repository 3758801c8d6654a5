"""The markup of a paragraph: what it becomes in HTML and in text, and where its links stand."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk.markdown import read
from copydesk.pieces import Piece, simple
from copydesk.prose import Bullets, Prose, escaped, parse


def in_html(prose: Prose) -> list[str]:
    """The HTML of each paragraph; that of a list's item begins with a dash."""
    return [
        line
        for block in prose.blocks
        for line in (
            [f"- {item.__html__()}" for item in block.items]
            if isinstance(block, Bullets)
            else [block.__html__()]
        )
    ]


def in_text(prose: Prose) -> list[str]:
    numbers: dict[str, int] = {}
    return [
        paragraph.text(lambda address: numbers.setdefault(address, len(numbers) + 1))
        for paragraph in prose.paragraphs
    ]


@pytest.mark.parametrize(
    ("source", "markup", "words"),
    [
        pytest.param("a *b* c", "a <em>b</em> c", "a b c", id="emphasis"),
        pytest.param("a _b_ c", "a <em>b</em> c", "a b c", id="emphasis by underscores"),
        pytest.param("a **b** c", "a <strong>b</strong> c", "a b c", id="strong"),
        pytest.param("***a***", "<em><strong>a</strong></em>", "a", id="both"),
        pytest.param("«*слово*»", "«<em>слово</em>»", "«слово»", id="emphasis beside quotation marks"),
        pytest.param(
            "[a *b*](https://x.org/1_2(3))",
            '<a href="https://x.org/1_2(3)">a <em>b</em></a>',
            "a b [1]",
            id="a link",
        ),
        pytest.param(
            "[a](https://x.org?b=1&c=2)",
            '<a href="https://x.org?b=1&amp;c=2">a</a>',
            "a [1]",
            id="a link with an ampersand",
        ),
        pytest.param(
            "<https://x.org>", '<a href="https://x.org">https://x.org</a>', "https://x.org", id="an address"
        ),
        pytest.param(
            "[https://x.org](https://x.org)",
            '<a href="https://x.org">https://x.org</a>',
            "https://x.org",
            id="a link whose words are its address has no number",
        ),
        pytest.param("a\nb\n  c", "a b   c", "a b c", id="lines of one paragraph"),
        pytest.param(r"\*a\* \[b\](c) \\", "*a* [b](c) \\", "*a* [b](c) \\", id="escapes"),
        pytest.param("[a](javascript:b)", '<a href="javascript:b">a</a>', "a [1]", id="for checks to refuse"),
        pytest.param("[a](www.x.org)", '<a href="www.x.org">a</a>', "a [1]", id="half an address, too"),
        pytest.param("[a]()", '<a href="">a</a>', "a [1]", id="no address, too"),
        pytest.param("[中国]{zh}", '<span lang="zh">中国</span>', "中国", id="words in another language"),
        pytest.param(
            "[a [中]{zh-Hant} *b*](https://x.org)",
            '<a href="https://x.org">a <span lang="zh-Hant">中</span> <em>b</em></a>',
            "a 中 b [1]",
            id="foreign words in a link",
        ),
        pytest.param(
            "**[[и](https://x.org) *в*]{ru}**",
            '<strong><span lang="ru"><a href="https://x.org">и</a> <em>в</em></span></strong>',
            "и [1] в",
            id="a link in foreign words",
        ),
        pytest.param(
            "[a [b]{fr}]{de}", '<span lang="de">a <span lang="fr">b</span></span>', "a b", id="both foreign"
        ),
        pytest.param(
            r"\[a\]{zh} []{zh} [a]{{zh}}",
            "[a]{zh} []{zh} [a]{{zh}}",
            "[a]{zh} []{zh} [a]{{zh}}",
            id="no language",
        ),
    ],
)
def test_markup_becomes_html_and_words(source: str, markup: str, words: str) -> None:
    prose = parse(source)
    assert in_html(prose) == [markup]
    assert in_text(prose) == [words]
    assert prose.plain() == words.replace(" [1]", "")


@pytest.mark.parametrize(
    "words",
    [
        "<b>raw</b> <script>alert(1)</script> <!-- x -->",
        "{{ name }} {% if x %} {name}",
        "*|NAME|* and *|LIST:ADDRESS|*",
        "<% name %> %%name%% ${name} [[name]]",
        "a < b && c > d",
        "R&amp;B &copy; &#65;",
        "\"straight\" “curly” 'single'",
        "emoji 👩‍👩‍👧 🇨🇿 😀",
        "中国与欧亚大陆。「引」",
        "فارسی با نیم‌فاصله",
        "snake_case_word 2 * 3 * 4 -- and - so on",
        "# no heading | no table `no code` ~no~ 1. no number",
        "[no link] (at all) ![",
    ],
)
def test_what_is_no_markup_comes_out_as_the_same_words(words: str) -> None:
    prose = parse(words)
    assert html.unescape(in_html(prose)[0]).replace("\u00a0-- ", " -- ") == words
    assert in_text(prose) == [words]
    assert prose.plain() == words


def test_words_that_run_from_right_to_left_are_kept_apart_from_those_around_them() -> None:
    """In plain text by isolates: else the comma and the number behind them would change sides."""
    prose = parse("So [[سلام](https://x.org)]{fa}, he said.")
    assert in_html(prose) == [
        'So <span lang="fa" dir="rtl"><a href="https://x.org">سلام</a></span>, he said.'
    ]
    assert in_text(prose) == ["So \u2067سلام [1]\u2069, he said."]
    assert prose.plain() == "So سلام, he said."


@pytest.mark.parametrize(
    ("source", "placed"),
    [
        pytest.param("a [b]{ru} c", ["[b]{ru}"], id="in a paragraph"),
        pytest.param("a\n\n- [b\n  c]{ru}", ["[b\n  c]{ru}"], id="over two lines of a list"),
        pytest.param("[a [b]{x} c](y)[*d*]{z}", ["[b]{x}", "[*d*]{z}"], id="in a link, and behind it"),
        pytest.param("[a [b](x) c]{d}", ["[a [b](x) c]{d}"], id="around a link"),
    ],
)
def test_foreign_words_know_their_place_in_the_value(source: str, placed: list[str]) -> None:
    assert [source[each.start : each.end] for each in parse(source).foreign] == placed


def test_a_link_within_a_link_is_none_also_within_foreign_words() -> None:
    (markup,) = in_html(parse("[a [[b](https://x.org)]{zh}](https://y.org)"))
    assert markup.count("<a ") == 1


@pytest.mark.parametrize("raw", ["<", ">", "&", '<a href="x">', "</mj-text>"])
def test_nothing_of_a_text_is_read_as_html(raw: str) -> None:
    (markup,) = in_html(parse(f"a {raw} b"))
    assert markup == f"a {html.escape(raw, quote=False)} b"


def test_an_address_cannot_leave_its_quotation_marks() -> None:
    (markup,) = in_html(parse('[a](<https://x.org/" onclick="b>)'))
    assert markup == '<a href="https://x.org/&quot; onclick=&quot;b">a</a>'


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        pytest.param("a\n\nb\n \t\n\nc\n", ["a", "b", "c"], id="blank lines part paragraphs"),
        pytest.param("- a\n- *b*\n", ["- a", "- <em>b</em>"], id="a list"),
        pytest.param("a:\n- b\n- c\n\nd", ["a:", "- b", "- c", "d"], id="a list under a paragraph"),
        pytest.param("- a\n  goes on\n- b", ["- a   goes on", "- b"], id="an item of two lines"),
        pytest.param("a\n-- b\n--- c -", ["a\u00a0-- b --- c -"], id="dashes are no list"),
        pytest.param("-5 degrees", ["-5 degrees"], id="nor is a minus"),
        pytest.param("\n \n", [], id="nothing"),
    ],
)
def test_paragraphs_and_lists_are_told_apart(source: str, blocks: list[str]) -> None:
    assert in_html(parse(source)) == blocks


def test_items_are_one_list_with_or_without_blank_lines_between() -> None:
    assert [len(block.items) for block in parse("- a\n\n- b\n- c").blocks if isinstance(block, Bullets)] == [
        3
    ]


def test_the_same_address_has_the_same_number() -> None:
    source = "[a](https://x.org) [b](https://y.org)\n\n- [c](https://x.org)\n- [d](https://z.org)"
    assert in_text(parse(source)) == ["a [1] b [2]", "c [1]", "d [3]"]


@pytest.mark.parametrize(
    ("source", "placed"),
    [
        pytest.param("a [b](https://x.org) c", ["[b](https://x.org)"], id="in a paragraph"),
        pytest.param("[a](x)[b](y)", ["[a](x)", "[b](y)"], id="one behind the other"),
        pytest.param("a\n\n  b\n\n- c\n- d [e\n  f](x)\n", ["[e\n  f](x)"], id="over two lines of a list"),
        pytest.param(
            "**a [b](x)**, <https://x.org>", ["[b](x)", "<https://x.org>"], id="within strong words"
        ),
        pytest.param(r"\[a](x) ![b](y)", ["[b](y)"], id="behind what is none"),
        pytest.param("[a [b](x) c](y)", ["[b](x)"], id="the inner of two"),
        pytest.param("😀 *|X|* [中](x)", ["[中](x)"], id="behind wide characters and tags"),
    ],
)
def test_a_link_knows_its_place_in_the_value(source: str, placed: list[str]) -> None:
    assert [source[link.start : link.end] for link in parse(source).links] == placed


@given(
    st.lists(
        st.sampled_from(
            [
                "[a](x)",
                "<https://x.org>",
                "*",
                "**",
                "_",
                "\\",
                "[",
                "]",
                "(b)",
                "{c}",
                "\n",
                "\n\n- ",
                " c ",
                "|",
            ]
        ),
        max_size=20,
    ).map("".join)
)
def test_every_link_stands_where_it_is_said_to(source: str) -> None:
    for link in parse(source).links:
        assert source[link.start : link.end] in ("[a](x)", "<https://x.org>") or re.fullmatch(
            r"\[.*\]\(.*\)", source[link.start : link.end], re.DOTALL
        )


MARKUP = set("\\*_[]<>`")
WORD = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"], exclude_characters=MARKUP), min_size=1
).filter(lambda word: word != "-")


@given(st.lists(st.lists(WORD, min_size=1, max_size=5), min_size=1, max_size=3))
def test_text_without_markup_comes_back_word_for_word(paragraphs: list[list[str]]) -> None:
    lines = [" ".join(words) for words in paragraphs]
    prose = parse("\n\n".join(lines))
    assert prose.plain().split("\n") == lines
    assert in_text(prose) == lines
    assert [html.unescape(line) for line in in_html(prose)] == lines


@given(
    st.lists(
        st.sampled_from(
            ["a", " ", "*", "**", "_", "\\", "[", "]", "(", ")", "<", ">", "&", "`", "|", "é", "- "]
        ),
        min_size=1,
    ).map("".join)
)
def test_escaped_text_is_read_as_it_stands(text: str) -> None:
    prose = parse(f"a {escaped(text)} b")
    assert prose.plain() == " ".join(f"a {text} b".split())
    assert list(prose.links) == []
    assert html.unescape("".join(in_html(prose))) == f"a {text} b"


def test_markup_can_be_nested_deeply_without_a_word_being_lost() -> None:
    source = "[" * 200 + "**" * 200 + "word" + "**" * 200 + "]" * 200
    assert "word" in parse(source).plain()


def test_a_line_never_begins_with_a_dash() -> None:
    (paragraph,) = parse("Warmly -- or coolly -- he said. No--dash.").paragraphs
    assert paragraph.__html__() == "Warmly\u00a0-- or coolly\u00a0-- he said. No--dash."
    assert paragraph.plain() == "Warmly -- or coolly -- he said. No--dash."


def joined(pieces: tuple[Piece, ...]) -> list[Piece]:
    """The same pieces, texts that follow on each other in one."""
    found: list[Piece] = []
    for piece in pieces:
        if found and piece.kind == found[-1].kind == "text":
            found[-1] = Piece("text", found[-1].text + piece.text)
        elif piece.kind != "text" or piece.text:
            found.append(piece)
    return found


WITH_LINKS = st.lists(
    st.one_of(
        st.text(alphabet=" ab.,-!\"'()|{}#:/%é中😀\u00a0\t", max_size=6),
        st.sampled_from(
            [
                "[a](https://x.org)",
                "[b c](http://x.org/1?a=b_c*d~e)",
                "[](https://x.org)",
                "[ ](https://x.org)",
                "[中 b]{zh}",
                "[c]{pt-BR}",
                "[ ]{zh}",
                "{zh}",
            ]
        ),
        st.sampled_from(
            [
                "[",
                "]",
                "(",
                ")",
                "*",
                "_",
                "\\",
                "<",
                ">",
                "&amp;",
                "`",
                "https://x.org/",
                "[a](x)",
                "![",
                "]{ru}",
                "*|A|*",
                " *a* ",
                " **b c** ",
                "*d*",
                " *e*f",
                "**",
            ]
        ),
    ),
    max_size=8,
).map("".join)


@settings(max_examples=1000)
@given(WITH_LINKS)
def test_what_is_read_without_markdown_it_is_what_markdown_it_reads(line: str) -> None:
    found = simple(line)
    if found is not None:
        assert joined(found) == joined(read(line))


def test_a_paragraph_with_plain_links_and_emphasis_is_read_without_markdown_it() -> None:
    assert (
        simple("As [we reported](https://example.org/a_b/1.html), *it* is **five** -- or more!") is not None
    )


@pytest.mark.parametrize("sign", ["\x01", "\x1b", "\x7f"])
def test_an_address_that_holds_a_control_character_is_none(sign: str) -> None:
    source = f"[a](https://example.org/{sign}b)"
    assert parse(source).links == ()
    assert parse(source).plain() == source
