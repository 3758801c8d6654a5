"""The style rules of components arrive inline, and nothing else of the page is touched."""

from __future__ import annotations

import re

import pytest

from copydesk.render.compile import compile_mjml
from copydesk.render.inline import inline_styles

PAGE = """\
<!doctype html>
<html lang="en" dir="ltr">
<head>
<!--[if !mso]><!--><meta http-equiv="X-UA-Compatible" content="IE=edge"><!--<![endif]-->
<style type="text/css">
#outlook a { padding: 0 } [data-ogsc] p { color: red !important } u + .body { margin: 0 }
@media (max-width: 639px) { .x > p { width: 100% !important } }
@supports (display: grid) { p { color: blue } }
</style>
<!--[if mso]><style>p { font-family: Arial !important }</style><![endif]-->
</head>
<body>
<!--[if mso | IE]><table width="640"><tr><td><![endif]-->
<div class="x"><p>Hello <a href="https://slot.invalid/unsubscribe">there</a></p>
<img src="https://example.org/a.jpg" width="550" alt="A quay"></div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</body>
</html>"""


def comments(html: str) -> list[str]:
    return re.findall(r"<!--.*?-->", html, re.DOTALL)


def sheets(html: str) -> list[str]:
    return re.findall(r"<style.*?</style>", html, re.DOTALL)


def test_a_rule_becomes_a_style_attribute() -> None:
    html = inline_styles(PAGE, ".x p { margin: 0 0 16px; color: #b54700 }")
    assert '<p style="margin:0 0 16px; color:#b54700">' in html


def test_the_more_particular_rule_prevails() -> None:
    html = inline_styles(PAGE, ".x p { color: #b54700 } p { color: #000000 }")
    assert re.search(r'<p style="color:#b54700"', html)


@pytest.mark.parametrize("css", ["", "p { color: #b54700 !important }", "td { padding: 0 } a { color: red }"])
def test_comments_and_style_sheets_stay_to_the_byte(css: str) -> None:
    """Outlook reads the comments; `!important`, @media and odd selectors are for phones and dark schemes."""
    html = inline_styles(PAGE, css)
    assert comments(html) == comments(PAGE)
    assert sheets(html) == sheets(PAGE)


def test_the_comments_of_mrml_stay_to_the_byte() -> None:
    text = "<mj-text><p>Hello</p></mj-text>"
    compiled = compile_mjml(
        f"<mjml><mj-body><mj-section><mj-column>{text}</mj-column><mj-column>{text}</mj-column></mj-section></mj-body></mjml>"
    )
    assert comments(inline_styles(compiled, "p { margin: 0 }")) == comments(compiled)
    assert len(comments(compiled)) > 6


def test_the_doctype_comes_first_and_once() -> None:
    html = inline_styles(PAGE, "p { margin: 0 }")
    assert html.startswith('<!doctype html><html lang="en" dir="ltr">')
    assert html.lower().count("<!doctype") == 1


def test_pictures_links_and_slots_stay() -> None:
    html = inline_styles(PAGE, "img { border: 0; width: 100% } a { color: red }")
    assert '<img src="https://example.org/a.jpg" width="550" alt="A quay" style=' in html
    assert '<a href="https://slot.invalid/unsubscribe" style="color:red">' in html


def test_words_that_look_like_marks_of_premailer_stay() -> None:
    html = inline_styles(PAGE.replace("Hello", 'data-premailer="ignore"'), "p { margin: 0 }")
    assert '<p style="margin:0">data-premailer="ignore" <a' in html
    assert html.count("data-premailer") == 1


def test_other_scripts_stay_as_letters() -> None:
    html = inline_styles(PAGE.replace("Hello", "Кириллица 中文 می\u200cخواهم \U0001f600 &amp; &lt;b&gt;"), "")
    assert "Кириллица 中文 می\u200cخواهم \U0001f600 &amp; &lt;b&gt;" in html


def test_a_sheet_that_is_read_once_styles_each_page_alike() -> None:
    """Whatever pages stood in between."""
    css = "p { color: red } .a { margin: 0 !important } p.a { color: blue }"
    pages = ["<p class='a'>One</p>", "<p>Two</p>", "<div class='a'><p>Three</p></div>"]
    first = [inline_styles(f"<html><body>{page}</body></html>", css) for page in pages]
    again = [inline_styles(f"<html><body>{page}</body></html>", css) for page in reversed(pages)]
    assert first == again[::-1]
    assert "color:blue" in first[0]
    assert "color:red" in first[1]
