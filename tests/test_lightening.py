"""The message in fewer bytes: each step takes out what changes nothing, and leaves the rest to the letter."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from copydesk.checks.page import Page, as_outlook
from copydesk.fitting import fit
from copydesk.library import Library
from copydesk.markup import DOCTYPE, page, plain_page, written
from copydesk.reading import parse
from copydesk.render import lightening, render
from copydesk.render.columns import fill_sections, join_texts
from copydesk.render.comments import join_comments
from copydesk.render.compile import compile_mjml
from copydesk.render.declarations import shorten_styles
from copydesk.render.lightening import lighten
from copydesk.render.sheets import shorten_sheets
from copydesk.workspace import Workspace

from .conftest import ISSUE, ROOT
from .looks import DESK, differences

EXAMPLES = ("2024-05-10", "2024-05-22")


@pytest.fixture
def heavy(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes, Library], str]:
    """The HTML of an issue before it is made lighter."""

    def made(source: bytes, library: Library) -> str:
        with monkeypatch.context() as left_out:
            left_out.setattr(lightening, "STEPS", ())
            return html_of(source, library)

    return made


def html_of(source: bytes, library: Library) -> str:
    fitted = fit(parse(source, "issues/test.yaml"), library)
    assert fitted.issue, fitted.diagnostics
    return render(fitted.issue, library).html


def lightened(html: str) -> str:
    tree = plain_page(html)
    lighten(tree)
    return DOCTYPE + written(tree)


def stepped(step: Callable[[Any], None], body: str, head: str = "") -> str:
    """The body of a page after one step."""
    tree = page(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>")
    step(tree)
    return written(tree.body if not head else tree)


def words(html: str) -> list[str]:
    return [line.words for line in Page(html).lines]


def addresses(html: str) -> list[tuple[str, str]]:
    tree = Page(html).tree
    found = [("link", each.get("href")) for each in tree.iter("a")]
    return found + [(each.get("alt"), each.get("src")) for each in tree.iter("img")]


def told_to_outlook(html: str) -> str:
    """All that conditional comments hold, in order: where one ends and the next begins aside."""
    return "".join(re.findall(r"<!--(\[if .*?<!\[endif\])-->", html, re.DOTALL)).replace(
        "<![endif][if mso | IE]>", ""
    )


def test_it_looks_the_same_in_browsers_and_as_outlook_reads_it(
    browser: Browser, library: Library, heavy: Callable[[bytes, Library], str]
) -> None:
    """Every run of text and every picture, within 1 px, on a phone and on a desk, in light and in dark."""
    source = (ROOT / f"issues/{EXAMPLES[0]}.yaml").read_bytes()
    before, after = heavy(source, library), html_of(source, library)
    assert len(after) < len(before)
    assert differences(browser, before, after) == []
    assert differences(browser, as_outlook(before), as_outlook(after), DESK) == []


def test_it_looks_the_same_without_style_sheets_and_in_an_old_mode(
    browser: Browser, library: Library, heavy: Callable[[bytes, Library], str]
) -> None:
    """Some clients drop every sheet, and some the doctype, by which browsers fall back to their ways of old."""
    source = (ROOT / f"issues/{EXAMPLES[1]}.yaml").read_bytes()
    before, after = heavy(source, library), html_of(source, library)
    for rest in (r"<style[^>]*>.*?</style>", r"<!doctype html>"):
        one, other = (re.sub(rest, "", html, flags=re.DOTALL) for html in (before, after))
        assert differences(browser, one, other, [*DESK, (320, False)]) == []


def test_it_looks_the_same_from_right_to_left(
    browser: Browser, heavy: Callable[[bytes, Library], str], tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "tests/second/components", tmp_path / "components")
    briefing = tmp_path / "components/briefings/wider-europe.yaml"
    mirrored = briefing.read_text("utf-8").replace("direction: ltr", "direction: rtl")
    briefing.write_text(mirrored, "utf-8")
    library, source = Workspace(tmp_path).library, (ROOT / "tests/second/issues/2024-05-24.yaml").read_bytes()
    before, after = heavy(source, library), html_of(source, library)
    assert 'dir="rtl"' in after
    assert differences(browser, before, after, [*DESK, (320, True)]) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_it_says_the_same(library: Library, heavy: Callable[[bytes, Library], str], name: str) -> None:
    source = (ROOT / f"issues/{name}.yaml").read_bytes()
    before, after = heavy(source, library), html_of(source, library)
    assert words(after) == words(before)
    assert addresses(after) == addresses(before)
    assert told_to_outlook(after) == told_to_outlook(before)


def test_a_difference_would_be_seen(browser: Browser, library: Library) -> None:
    html = html_of(ISSUE.encode(), library)
    assert differences(browser, html, html, DESK) == []
    assert differences(browser, html, html.replace("margin:0 0 16px", "margin:0 0 14px"), DESK)
    assert differences(browser, html, html.replace("harbors were", "harbors are"), DESK)
    assert differences(browser, html, html.replace("#1B1E22", "#1B1E23"), [(600, True)])


@given(st.text("abc '\"<>&;:{}()!-[]\\/*#% \u00a0\u200c\u0645\U0001f600if mso endif", max_size=60))
def test_whatever_the_copy_says_it_still_says(copy: str) -> None:
    """Words that look like styles, comments or marks are words, in text and in attributes."""
    escaped = copy.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    text = f'<p style="margin:0px">{escaped}</p><img alt="{escaped}" src="https://example.org/a.jpg">'
    face = f"<mj-section><mj-column><mj-text>{text}</mj-text></mj-column></mj-section>"
    before = compile_mjml(f"<mjml><mj-body>{face}{face}</mj-body></mjml>")
    after = lightened(before)
    assert words(after) == words(before)
    assert addresses(after) == addresses(before)
    assert told_to_outlook(after) == told_to_outlook(before)


@pytest.mark.parametrize(
    ("style", "rest"),
    [
        ("padding: 0px 32px; color: #FFF;", "padding:0 32px;color:#FFF"),
        ("background:#FFF;background-color:#FFF", "background-color:#FFF"),
        ("direction:ltr;margin:0", "margin:0"),
    ],
    ids=["blanks-and-units", "said-twice", "said-around"],
)
def test_a_style_loses_what_says_nothing(style: str, rest: str) -> None:
    assert f'<p style="{rest}">' in stepped(shorten_styles, f'<div dir="ltr"><p style="{style}">a</p></div>')


@pytest.mark.parametrize(
    "style",
    [
        "background:red;background:linear-gradient(red,blue)",
        "background:#FFF;background-color:#EEE",
        "background:url(a, 0px;b)",
        "width:10px;margin:-0px .0px 100px",
        "color:red /* ; */;",
        "content:'a;",
        "direction:rtl",
    ],
    ids=["fallback", "two-grounds", "brackets", "other-zeros", "comment", "unclosed", "other-direction"],
)
def test_any_other_style_stays_to_the_letter(style: str) -> None:
    assert f'<p style="{style}">' in stepped(shorten_styles, f'<div dir="ltr"><p style="{style}">a</p></div>')


def test_columns_that_turn_around_keep_their_direction() -> None:
    """MJML's way to stack the right column first: the section runs one way, its columns the other."""
    body = '<div dir="ltr"><div style="direction:rtl"><p style="direction:ltr">a</p></div></div>'
    assert '<p style="direction:ltr">' in stepped(shorten_styles, body)


def mjml(body: str, head: str = "") -> str:
    return compile_mjml(f"<mjml><mj-head>{head}</mj-head><mj-body>{body}</mj-body></mjml>")


def test_columns_side_by_side_stay_so() -> None:
    column = '<mj-column padding="0px"><mj-text>a</mj-text></mj-column>'
    html = lightened(mjml(f"<mj-section>{column}{column}</mj-section>"))
    assert html.count('class="mj-outlook-group-fix mj-column-per-50"') == 2
    assert html.count("display:inline-block") == 2
    assert ".mj-column-per-50{width:50%!important" in html


def test_a_class_that_a_style_sheet_speaks_of_stays_where_it_is() -> None:
    face = '<mj-section><mj-column><mj-text css-class="note" padding="0">a</mj-text></mj-column></mj-section>'
    sheet = "<mj-style>@media (max-width: 639px) { .note > div { color: red } }</mj-style>"
    assert '<td align="left" class="note" ' in lightened(mjml(face, sheet))
    assert '<td align="left" class="note" ' not in lightened(mjml(face))


@pytest.mark.parametrize(
    "text",
    [
        '<mj-text padding="0" container-background-color="#FFF">a</mj-text>',
        '<mj-text padding="4px">a</mj-text>',
        '<mj-text padding="0">a</mj-text><mj-text padding="0">b</mj-text>',
    ],
    ids=["ground", "padding", "two-texts"],
)
def test_a_cell_that_looks_like_something_stays(text: str) -> None:
    tree = page(mjml(f"<mj-section><mj-column>{text}</mj-column></mj-section>"))
    for step in (shorten_styles, fill_sections):
        step(tree)
    before = written(tree)
    join_texts(tree)
    assert written(tree) == before


def test_comments_to_the_same_clients_are_one() -> None:
    body = "<!--[if mso | IE]><table><![endif]-->\n<!--[if mso | IE]><tr><![endif]--><p>a</p>"
    assert "<!--[if mso | IE]><table><tr><![endif]--><p>" in stepped(join_comments, body)


@pytest.mark.parametrize(
    "body",
    [
        "<!--[if mso]><b><![endif]--><!--[if IE]><i><![endif]-->",
        "<!--[if mso]><b><![endif]-->a<!--[if mso]><i><![endif]-->",
        "<!--[if !mso]><!--><p>a</p><!--<![endif]-->",
        "<!-- [if mso]> --><!-- <![endif] -->",
    ],
    ids=["other-clients", "words-between", "hidden-from-outlook", "no-condition"],
)
def test_other_comments_stay_to_the_letter(body: str) -> None:
    assert body in stepped(join_comments, body)


def test_a_sheet_keeps_its_rules_and_no_mark_of_a_mailing_system_comes_about() -> None:
    sheet = (
        "@media (a: b) { #x > p { margin: 0 ; width: 100% } } p::after /* no\nword */ { content: 'a ; { b' }"
    )
    html = stepped(shorten_sheets, "", f"<style>{sheet}</style>")
    assert "@media (a: b) { #x > p{margin:0;width:100% } }p::after {content:'a ; { b'}" in html
    assert not re.search(r"\{\{|\}\}|\{%|%\}|\{#|#\}", html)


@pytest.mark.parametrize(
    "sheet",
    ["@media (a: b){#x{width:100%}}", "@media (a: b) {\n{%", "a{b:c}}", "a{{b:c}", "%}{#"],
    ids=["tight", "line-break", "end", "beginning", "nonsense"],
)
def test_no_sheet_makes_such_a_mark(sheet: str) -> None:
    """Not even where a component wrote it so."""
    html = stepped(shorten_sheets, "", f"<style>{sheet}</style>")
    assert not re.search(r"\{\{|\}\}|\{%|%\}|\{#|#\}", html)
