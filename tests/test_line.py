"""A headline may hold foreign words: what is drawn says their language, and every other place has the words alone."""

from __future__ import annotations

import json
import re

import pytest

from copydesk.leaves import Misfit, read_leaf
from copydesk.line import Line, line

from .conftest import ISSUE, Desk

TITLE = "What [一带一路]{zh} Means In [تهران]{fa}"
WORDS = "What 一带一路 Means In تهران"
MARKED = 'What <span lang="zh">一带一路</span> Means In <span lang="fa" dir="rtl">تهران</span>'


@pytest.mark.parametrize("kind", ["line", "label"])
def test_a_line_is_its_words_and_knows_which_of_them_are_foreign(kind: str) -> None:
    found = read_leaf(kind, f" {TITLE} ", None, None)
    assert isinstance(found, Line)
    assert found == WORDS
    assert found.marked() == MARKED


@pytest.mark.parametrize("text", ["A [Sic] Harbor", "[]{zh}", "[ ]{zh}", "{zh} a", "[a](b)", "[a] {zh}"])
def test_any_other_line_stays_what_it_is(text: str) -> None:
    assert type(line(text)) is str
    assert line(text) == text


def test_signs_of_html_are_only_text() -> None:
    found = line("<b> & [<i>]{ru}")
    assert isinstance(found, Line)
    assert found.marked() == '&lt;b&gt; &amp; <span lang="ru">&lt;i&gt;</span>'


def test_only_the_words_count_as_its_length() -> None:
    assert read_leaf("line", "[一二三]{zh}", None, 3) == "一二三"
    with pytest.raises(Misfit, match="This is 4 characters long; 3 is the most"):
        read_leaf("line", "[一二三四]{zh}", None, 3)


def test_a_title_says_it_where_it_is_drawn_and_has_bare_words_everywhere_else(desk: Desk) -> None:
    issue = ISSUE.replace("title: A Harbor And Its Lenders", f"title: {TITLE}")
    issue = issue.replace("standfirst: Five years on", "standfirst: Five [лет]{ru} on")
    issue = issue.replace("lead:\n", "lead:\n  heading: A [路]{zh}\n  bridge: The [路]{zh}\n")
    issue = issue.replace("label: The Details", "label: The [路]{zh}").replace("Tea And", "Tea [和]{zh}")
    files = desk.pack(issue)
    for part in ("email.html", "web.html"):
        html = re.sub(r"\s*\n\s*</", "</", files[part].decode())
        assert f"{MARKED}</h1>" in html
        assert '>Five <span lang="ru">лет</span> on, who' in html
        assert '>A <span lang="zh">路</span></h2>' in html
        assert '<p style="margin:0 0 16px">The <span lang="zh">路</span></p>' in html
        assert '>The <span lang="zh">路</span>:</b>' in html
        assert f"<title>China In Eurasia Briefing: {WORDS}</title>" in html
        assert "{zh}" not in html + files["email.txt"].decode()
    manifest = json.loads(files["manifest.json"])
    assert manifest["subject"] == WORDS
    assert "What 一带一路 Means" in files["email.txt"].decode()


def test_words_for_a_picture_are_bare(desk: Desk) -> None:
    """No attribute can say a language of its own."""
    photo = "photo:\n  image: https://example.org/1.jpg\n  alt: A sign that reads [路]{zh}\nlead:\n"
    html = desk.pack(ISSUE.replace("lead:\n", photo, 1))["email.html"].decode()
    assert 'alt="A sign that reads 路"' in html
