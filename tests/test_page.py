"""A page is read as its readers read it: line by line, in a browser and in Outlook."""

import pytest

from copydesk.checks.page import Page, as_outlook


def lines(body: str) -> list[str]:
    return [line.words for line in Page(f"<!doctype html><body>{body}</body>").lines]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One</p><p>two</p>", ["One", "two"]),
        ("<p>One\n  and   two</p>", ["One and two"]),
        ("<p>O<b>n</b>e <a href=x>and</a> two</p>", ["One and two"]),
        ("One<br>two", ["One", "two"]),
        ("<div>before<p>One</p>between<p>two</p>after</div>", ["before", "One", "between", "two", "after"]),
        ("<table><tr><td>One</td><td>two</td></tr></table>", ["One", "two"]),
        ("<p>One<!-- not -->two</p>", ["Onetwo"]),
        ("<!--[if mso]><p>One</p><![endif]--><p>two</p>", ["two"]),
        ("<p>One<img src=x alt=and>two</p>", ["One\ufffctwo"]),
        ("<p>fish &amp; chips &lt;b&gt;</p>", ["fish & chips <b>"]),
        ("<ul><li>One<li>two</ul>", ["One", "two"]),
        ("<p>Один</p><p>二</p><p dir=rtl>سه</p>", ["Один", "二", "سه"]),
    ],
)
def test_a_page_is_read_in_lines(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


def test_a_line_knows_its_links() -> None:
    line = Page("<p>See <a href='https://example.org/a'><b>this</b> one</a>, <a name=x>that</a>.</p>").lines[
        0
    ]
    assert line.links == [("this one", "https://example.org/a"), ("that", "")]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("a<!--[if mso]>b<![endif]-->c", "abc"),
        ("a<!--[if mso | IE]>b<![endif]-->c", "abc"),
        ("a<!--[if (gte mso 9)|(IE)]>b<![endif]-->c", "abc"),
        ("a<!--[if lte mso 11]>b<![endif]-->c", "abc"),
        ("a<!--[if !mso]><!-->b<!--<![endif]-->c", "ac"),
        ("a<!--[if !mso]><!-- -->b<!-- <![endif]-->c", "ac"),
        ("a<!--[if !mso]>-->b<!--<![endif]-->c", "ac"),
        ("a<![if !mso]>b<![endif]>c", "ac"),
        ("a<!--[if IE]>b<![endif]-->c", "ac"),
        ("a<!--[if mso]>b<!--[if !mso]>x<![endif]-->c<![endif]-->d", "abcd"),
        ("a<!-- plain -->b", "a<!-- plain -->b"),
        ("a<![endif]-->b", "ab"),
    ],
)
def test_outlook_reads_conditional_comments(markup: str, expected: str) -> None:
    assert as_outlook(markup) == expected
