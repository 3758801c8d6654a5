"""The markup of a paragraph becomes HTML that holds what was written, and no tag besides ours."""

from __future__ import annotations

import html
import re

from copydesk.line import Line, line
from copydesk.markdown import read
from copydesk.pieces import simple
from copydesk.prose import Paragraph, addresses, escaped, masked, parse
from tests.test_prose import joined

_TAG = re.compile(
    r'<(?:(?P<open>strong|em)|(?P<link>a) href="(?P<href>[^"<>]*)"|(?P<lang>span) lang="[\w=: -]+"(?: dir="rtl")?'
    r"|/(?P<close>strong|em|a|span))>",
    re.ASCII,
)
_NUMBER = 987_654_321
"""The number of every link: such a one stands in no copy."""


def holds(data: bytes) -> None:
    """HTML and text of a value say its words; links and tags are those that were written."""
    value = re.sub("\r\n?", "\n", data.decode("utf-8", "replace").replace("\0", ""))  # as markdown-it has it
    for paragraph in parse(value).paragraphs:
        _is_balanced(paragraph.__html__())
        _says_its_words(paragraph)
        _links_as_written(paragraph, value)
        _is_read_one_way(paragraph.source.replace("\n", " "))
    _can_be_escaped(value)
    _is_masked(value)
    _is_a_line(value.partition("\n")[0])


def _is_balanced(markup: str) -> None:
    """Nothing but our tags, each closed where it has to be, and no sign of HTML between them."""
    left: list[str] = []
    for tag in _TAG.finditer(markup):
        if tag["close"]:
            assert left.pop() == tag["close"], markup
        else:
            left.append(tag["open"] or tag["link"] or tag["lang"])
    assert not left, markup
    between = _TAG.sub("", markup)
    assert not re.search(r"[<>]|&(?!(?:amp|lt|gt);)", between), markup


def _words_of(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", markup)).split())


def _says_its_words(paragraph: Paragraph) -> None:
    assert _words_of(paragraph.__html__()) == paragraph.plain()
    text = re.sub("[\u2067\u2069]", "", paragraph.text(lambda _: _NUMBER))
    assert _letters(text.replace(f"[{_NUMBER}]", "")) == re.sub(
        "[\u2067\u2069]", "", _letters(paragraph.plain())
    )
    source = iter(paragraph.source)
    assert all(letter in source for letter in _letters(paragraph.plain())), "in the order of the source"


def _letters(text: str) -> str:
    return "".join(text.split())


def _links_as_written(paragraph: Paragraph, value: str) -> None:
    """Each link stands where it is said to, and leads where the HTML leads."""
    shown = [html.unescape(tag["href"]) for tag in _TAG.finditer(paragraph.__html__()) if tag["link"]]
    links = list(paragraph.links())
    assert sorted(link.address for link in links) == sorted(shown)
    for link in links:
        assert value[link.start] in "[<"
        assert value[link.end - 1] in ")>"


def _is_read_one_way(source: str) -> None:
    """What is read without markdown-it is what markdown-it reads."""
    found = simple(source)
    assert found is None or joined(found) == joined(read(source))


def _can_be_escaped(value: str) -> None:
    """Words that are escaped are words."""
    words = " ".join(value.split()).lstrip("- ")
    found = parse(escaped(words))
    assert found.plain() == words
    assert not found.links


def _is_masked(value: str) -> None:
    """A masked value has its letters where they were, and addresses stand where they are found."""
    hidden = masked(value)
    assert len(hidden) == len(value)
    assert all(shown in (letter, "\0") for shown, letter in zip(hidden, value, strict=True))
    assert all(value.startswith(address, at) for address, at in addresses(value))


def _is_a_line(value: str) -> None:
    """A headline says its words, in HTML as well."""
    found = line(value)
    if isinstance(found, Line):
        _is_balanced(found.marked())
        assert _words_of(found.marked()) == " ".join(found.split())
