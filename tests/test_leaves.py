"""How the text of each type of field is read, and what is said where it does not fit."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.leaves import Misfit, is_web_address, read_leaf
from copydesk.pieces import MAX_PARAGRAPH
from copydesk.prose import parse


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("line", "  A Title\n", "A Title"),
        ("label", "Why It Matters\n", "Why It Matters"),
        ("url", " https://www.rferl.org/a/1.html\n", "https://www.rferl.org/a/1.html"),
        ("image", "http://пример.рф/фото.jpg", "http://пример.рф/фото.jpg"),
        ("email", "name@example.org\n", "name@example.org"),
        ("date", "2024-02-29", date(2024, 2, 29)),
        ("number", " 042\n", 42),
        ("switch", "Yes", True),
        ("switch", "no", False),
        ("switch", "off", False),
        ("prose", "a\n\nb", parse("a\n\nb")),
    ],
)
def test_a_text_becomes_the_value_of_its_type(kind: str, text: str, value: object) -> None:
    assert read_leaf(kind, text, None, None) == value


@pytest.mark.parametrize(
    ("kind", "text", "code", "meant"),
    [
        pytest.param("line", " \n", "S104", " \n", id="empty"),
        pytest.param("line", "one\n  two\n", "S105", "two", id="two lines"),
        pytest.param("label", "Why It Matters:", "S107", ":", id="a label with its colon"),
        pytest.param("url", "www.rferl.org", "S110", "www.rferl.org", id="half an address"),
        pytest.param("email", "name at example.org", "S111", "name at example.org", id="no e-mail address"),
        pytest.param("email", "a@b.org, c@d.org", "S111", "a@b.org, c@d.org", id="two e-mail addresses"),
        pytest.param(
            "email", "desk@exämple.org", "S111", "desk@exämple.org", id="more than every server takes"
        ),
        pytest.param("email", "a..b@example.org", "S111", "a..b@example.org", id="two points in a row"),
        pytest.param("date", "May 22", "S112", "May 22", id="a date in words"),
        pytest.param("date", "2024-5-22", "S112", "2024-5-22", id="a month of one digit"),
        pytest.param("date", "2024-02-30", "S113", "2024-02-30", id="no such day"),
        pytest.param("number", "No. 42", "S120", "No. 42", id="no number"),
        pytest.param("number", "4.2", "S120", "4.2", id="no whole number"),
        pytest.param("switch", "maybe", "S114", "maybe", id="neither yes nor no"),
    ],
)
def test_what_does_not_fit_says_which_part_of_it_is_meant(
    kind: str, text: str, code: str, meant: str
) -> None:
    with pytest.raises(Misfit) as misfit:
        read_leaf(kind, text, None, None)
    found = misfit.value
    assert (found.code, text[found.start : found.end]) == (code, meant)
    assert found.mend.endswith(".")


@pytest.mark.parametrize(
    ("kind", "text", "bounds", "message", "meant"),
    [
        pytest.param(
            "line",
            " A long title ",
            (None, 6),
            "This is 12 characters long; 6 is the most.",
            " title",
            id="line",
        ),
        pytest.param(
            "line", "a", (2, None), "This is 1 character long; 2 is the least.", "a", id="short line"
        ),
        pytest.param(
            "prose",
            "a\n\nb\n\n- c\n- d\n\ne\n",
            (None, 2),
            "This has 4 paragraphs; 2 is the most.",
            "c\n- d",
            id="prose",
        ),
        pytest.param(
            "prose", "a\nb", (2, None), "This has 1 paragraph; 2 is the least.", "a\nb", id="short prose"
        ),
    ],
)
def test_too_much_is_marked_from_the_first_that_is_too_many(
    kind: str, text: str, bounds: tuple[int | None, int | None], message: str, meant: str
) -> None:
    with pytest.raises(Misfit) as misfit:
        read_leaf(kind, text, *bounds)
    assert misfit.value.message == message
    assert text[misfit.value.start : misfit.value.end] == meant


@pytest.mark.parametrize(
    ("kind", "text"), [("line", "abcdef"), ("prose", "a\n\nb\n\nc"), ("url", "http://a.b")]
)
def test_just_as_much_as_is_allowed_fits(kind: str, text: str) -> None:
    assert read_leaf(kind, text, None, 10 if kind == "url" else 6 if kind == "line" else 3)


@pytest.mark.parametrize(
    "text",
    [
        "https://www.rferl.org",
        "http://example.org:8080/a?b=c&d=%20#e",
        "https://xn--e1afmkfd.xn--p1ai/",
        "https://пример.рф/путь",
        "https://93.184.216.34/a",
        "https://example.org/a_(b)",
    ],
)
def test_a_whole_address_on_the_web_is_one(text: str) -> None:
    assert is_web_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "www.rferl.org",
        "//www.rferl.org",
        "https:/www.rferl.org",
        "https://",
        "https://localhost/a",
        "https://../a",
        "https://.org",
        "https://rferl..org",
        "https://rferl.org./",
        "https://[::1",
        "https://www.rferl.org/a b",
        "https://www.rferl.org/a\u00a0b",
        "https://www.rferl.org/\u200b",
        'https://www.rferl.org/"x"',
        "https://www.rferl.org/{{ x }}",
        "https://www.rferl.org/*|X|*",
        "<https://www.rferl.org>",
        "javascript:alert(1)//a.b",
        "data:text/html,a.b",
        "ftp://example.org/a",
        "mailto:name@example.org",
    ],
)
def test_anything_else_is_no_web_address(text: str) -> None:
    assert not is_web_address(text)


@given(st.text("htps:/.[]@%?#a1é \u2028"))
def test_no_text_makes_it_raise(text: str) -> None:
    assert is_web_address(f"https://{text}") in (True, False)


@pytest.mark.parametrize(
    "letter", ["\0", "\x1b", "\r", "\x7f", "\x9f"], ids=lambda letter: f"U+{ord(letter):04X}"
)
@pytest.mark.parametrize("kind", ["line", "label", "prose"])
def test_a_control_character_is_refused_at_its_place(kind: str, letter: str) -> None:
    with pytest.raises(Misfit) as caught:
        read_leaf(kind, f"Two{letter}words", None, None)
    assert (caught.value.code, caught.value.start, caught.value.end) == ("S121", 3, 4)


def test_a_list_is_refused_where_one_paragraph_belongs() -> None:
    with pytest.raises(Misfit) as caught:
        read_leaf("prose", "- one\n- two", None, 1)
    assert (caught.value.code, caught.value.start, caught.value.end) == ("S122", 2, 11)


@pytest.mark.parametrize(("kind", "before"), [("prose", "one\n\n"), ("line", ""), ("label", "")])
def test_a_paragraph_without_end_is_refused_from_where_it_is_too_long(kind: str, before: str) -> None:
    """Whatever it is made of: it is not read as markup, which could take minutes."""
    long = "[[a" * (MAX_PARAGRAPH // 3 + 10)
    with pytest.raises(Misfit) as caught:
        read_leaf(kind, before + long, None, None)
    fault = caught.value
    assert (fault.code, fault.start) == ("S123", len(before) + MAX_PARAGRAPH)
    assert fault.end == len(before + long)


def test_paragraphs_may_be_many_and_one_may_be_as_long_as_is_said() -> None:
    whole = "a" * MAX_PARAGRAPH
    assert read_leaf("prose", f"{whole}\n\n{whole}", None, None)
