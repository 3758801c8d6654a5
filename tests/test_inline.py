"""The style rules of components arrive inline, and nothing else of the page is touched."""

from __future__ import annotations

import logging
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from premailer import Premailer

from copydesk.fitting import fit
from copydesk.library import Library
from copydesk.markup import DOCTYPE, plain_page, written
from copydesk.reading import parse
from copydesk.render import sources
from copydesk.render.compile import compile_mjml
from copydesk.render.inline import inline_styles

from .conftest import ISSUE
from .messages import WHOLE

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


def inlined(html: str, css: str) -> str:
    tree = plain_page(html)
    inline_styles(tree, css)
    return DOCTYPE + written(tree, in_lines=True).strip()


def comments(html: str) -> list[str]:
    return re.findall(r"<!--.*?-->", html, re.DOTALL)


def sheets(html: str) -> list[str]:
    return re.findall(r"<style.*?</style>", html, re.DOTALL)


def test_a_rule_becomes_a_style_attribute() -> None:
    html = inlined(PAGE, ".x p { margin: 0 0 16px; color: #b54700 }")
    assert '<p style="margin:0 0 16px; color:#b54700">' in html


def test_the_more_particular_rule_prevails() -> None:
    html = inlined(PAGE, ".x p { color: #b54700 } p { color: #000000 }")
    assert re.search(r'<p style="color:#b54700"', html)


@pytest.mark.parametrize("css", ["", "p { color: #b54700 !important }", "td { padding: 0 } a { color: red }"])
def test_comments_and_style_sheets_stay_to_the_byte(css: str) -> None:
    """Outlook reads the comments; `!important`, @media and odd selectors are for phones and dark schemes."""
    html = inlined(PAGE, css)
    assert comments(html) == comments(PAGE)
    assert sheets(html) == sheets(PAGE)


def test_the_comments_of_mrml_stay_to_the_byte() -> None:
    text = "<mj-text><p>Hello</p></mj-text>"
    compiled = compile_mjml(
        f"<mjml><mj-body><mj-section><mj-column>{text}</mj-column><mj-column>{text}</mj-column></mj-section></mj-body></mjml>"
    )
    assert comments(inlined(compiled, "p { margin: 0 }")) == comments(compiled)
    assert len(comments(compiled)) > 6


def test_the_doctype_comes_first_and_once() -> None:
    html = inlined(PAGE, "p { margin: 0 }")
    assert html.startswith('<!doctype html><html lang="en" dir="ltr">')
    assert html.lower().count("<!doctype") == 1


def test_pictures_links_and_slots_stay() -> None:
    html = inlined(PAGE, "img { border: 0; width: 100% } a { color: red }")
    assert '<img src="https://example.org/a.jpg" width="550" alt="A quay" style=' in html
    assert '<a href="https://slot.invalid/unsubscribe" style="color:red">' in html


def test_words_that_look_like_marks_of_premailer_stay() -> None:
    html = inlined(PAGE.replace("Hello", 'data-premailer="ignore"'), "p { margin: 0 }")
    assert '<p style="margin:0">data-premailer="ignore" <a' in html
    assert html.count("data-premailer") == 1


def test_other_scripts_stay_as_letters() -> None:
    html = inlined(PAGE.replace("Hello", "Кириллица 中文 می\u200cخواهم \U0001f600 &amp; &lt;b&gt;"), "")
    assert "Кириллица 中文 می\u200cخواهم \U0001f600 &amp; &lt;b&gt;" in html


def test_a_sheet_that_is_read_once_styles_each_page_alike() -> None:
    """Whatever pages stood in between."""
    css = "p { color: red } .a { margin: 0 !important } p.a { color: blue }"
    pages = ["<p class='a'>One</p>", "<p>Two</p>", "<div class='a'><p>Three</p></div>"]
    first = [inlined(f"<html><body>{page}</body></html>", css) for page in pages]
    again = [inlined(f"<html><body>{page}</body></html>", css) for page in reversed(pages)]
    assert first == again[::-1]
    assert "color:blue" in first[0]
    assert "color:red" in first[1]


PLAIN = "p { color: red } .a { margin: 0 !important } .b .a { margin: 1px } .b > p { top: 0 } p.a#x { color: blue }"
ODD = [
    f"{PLAIN} p + p {{ color: green }}",
    f"{PLAIN} .a ~ .b {{ color: green }}",
    f"{PLAIN} p:first-child {{ color: green }}",
    f"{PLAIN} p:nth-child(2) {{ color: green }}",
    f"{PLAIN} [title] {{ color: green }}",
    f'{PLAIN} p[lang="fa"] {{ color: green }}',
    f"{PLAIN} p:not(.a) {{ color: green }}",
    f"{PLAIN} p:hover {{ color: green }} @media (max-width: 1px) {{ p {{ color: green }} }} * {{ color: green }}",
]
ATTRIBUTES = [
    "",
    " class=a",
    " class=b",
    " class='b a'",
    " id=x",
    " title=t",
    " lang=fa",
    " style='color: black'",
]
element = st.tuples(
    st.sampled_from(["p", "div", "span", "a"]), st.lists(st.sampled_from(ATTRIBUTES), max_size=2)
)
drawn = st.recursive(
    st.sampled_from(["", "words", "<br>", "<!-- a -->"]),
    lambda inner: st.lists(st.tuples(element, inner).map(lambda given: tagged(*given)), max_size=3).map(
        "".join
    ),
    max_leaves=8,
)


def tagged(element: tuple[str, list[str]], inner: str) -> str:
    tag, attributes = element
    return f"<{tag}{''.join(dict.fromkeys(attributes))}>{inner}</{tag}>"


def alone(html: str, css: str) -> str:
    """What a run of premailer of its own, of which nothing is remembered, makes of a page."""
    marked = html.replace("<style", '<style data-premailer="ignore"')
    inlined = Premailer(
        marked,
        css_text=css,
        disable_leftover_css=True,
        allow_network=False,
        strip_important=False,
        keep_style_tags=True,
        disable_validation=True,
        cssutils_logging_level=logging.CRITICAL,
        align_floating_images=False,
        remove_unset_properties=False,
        disable_basic_attributes=["width", "height", "align", "valign", "bgcolor"],
    ).transform()
    bare = re.sub("^<!doctype[^>]*>", "", inlined, flags=re.IGNORECASE).strip()
    return "<!doctype html>" + bare.replace('<style data-premailer="ignore"', "<style")


@given(st.lists(drawn, min_size=1, max_size=4), st.sampled_from([PLAIN, *ODD]))
def test_what_is_remembered_of_other_pages_is_what_a_run_of_its_own_gives(
    bodies: list[str], css: str
) -> None:
    """Whatever a selector asks for: neighbors, places and attributes are as good as unknown from a page before."""
    for body in (*bodies, *reversed(bodies)):
        page = f"<!doctype html><html><head><style>p {{ top: 0 }}</style></head><body><div>{body}</div></body></html>"
        assert inlined(page, css) == alone(page, css)


@pytest.mark.parametrize("css", [PLAIN, *ODD])
def test_a_selector_meets_the_same_elements_on_every_page(css: str) -> None:
    bodies = [
        "<p>1</p>",
        "<p>1</p><p>2</p>",
        "<p title=t>1</p><p lang=fa>2</p>",
        "<p class=a>1</p><p class=b>2</p>",
    ]
    for body in (*bodies, *reversed(bodies)):
        page = f"<html><body>{body}</body></html>"
        assert inlined(page, css) == alone(page, css)


WORDS = [
    "plain",
    "*stressed*",
    "**strong**",
    "[a link](https://example.org/1)",
    "**[a link](https://example.org/2)**",
]
WORDS += ["[一带一路]{zh}", "*[سلام]{fa}*", "[a [سلام]{fa} link](https://example.org/3)"]
blocks = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" and ".join)
texts = st.lists(st.tuples(blocks, st.sampled_from(["", "- "])), min_size=1, max_size=5)


@given(texts, st.booleans())
def test_each_message_is_the_one_of_a_run_of_its_own(
    library: Library, written: list[tuple[str, str]], is_whole: bool
) -> None:
    lines = "\n\n".join(f"    {bullet}{block}" for block, bullet in written)
    issue = WHOLE if is_whole else ISSUE
    text = issue[: issue.index("watch:\n")] + f"watch:\n  text: |\n{lines}\n"
    fitted = fit(parse(text.encode(), "issues/x.yaml"), library)
    assert fitted.issue
    mjml, css = sources(fitted.issue, library)
    page = compile_mjml(mjml)
    assert inlined(page, css) == alone(page, css)
