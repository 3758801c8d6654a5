"""Words count as seen only where nothing at all could hide them."""

import pytest

from copydesk.checks.legible import contrast
from copydesk.checks.page import Page
from copydesk.checks.sight import why_hidden

WORDS = "You could face fines."
CARD = "color: #1f2328; background-color: #ffffff; font-size: 16px; line-height: 24px"


def hidden(paragraph: str, head: str = "", beside: str = "") -> str:
    """Why the words in a paragraph of a plain page may not be seen."""
    page = Page(
        f"<!doctype html><html lang=en><head>{head}</head><body class=page><div class=card style='{CARD}'>"
        f"{paragraph}</div>{beside}</body></html>"
    )
    return why_hidden(page, [line for line in page.lines if line.words == WORDS])


@pytest.mark.parametrize(
    "style",
    [
        "",
        "margin: 0 0 12px",
        "margin: 0 auto; padding: 8px 16px; width: 100%; max-width: 640px",
        "border-left: 4px solid #ea6802; border-radius: 4px",
        "font-size: 12px; line-height: 1.4",
        "font-size: 0.9em; line-height: 150%",
        "font-weight: bold; font-style: italic; font-family: 'Skolar Sans PE', Arial, sans-serif",
        "color: #767676",
        "background: #f2f2f2; text-align: center",
        "background-color: transparent",
        "display: block; visibility: visible; opacity: 1; position: static; float: none",
        "text-decoration: underline; letter-spacing: 0.4px; word-break: break-word",
    ],
)
def test_a_plain_style_lets_words_be_seen(style: str) -> None:
    assert hidden(f'<p style="{style}">{WORDS}</p>') == ""


@pytest.mark.parametrize(
    "style",
    [
        # switched off
        "display: none",
        "DISPLAY: NONE",
        "d\\69splay: none",
        "display: /**/ none",
        "display: none; display: block",
        "display: contents",
        "visibility: hidden",
        "visibility: collapse",
        "opacity: 0",
        "opacity: 0.3",
        "content-visibility: hidden",
        "mso-hide: all",
        "all: unset",
        # moved away
        "position: absolute; left: -9999px",
        "position: relative; top: 4000px",
        "text-indent: -9999px",
        "margin-left: -9999px",
        "margin-top: 90000px",
        "padding-left: 200vw",
        "margin: calc(0px - 9999px)",
        "transform: translateX(-9999px)",
        "translate: -9999px",
        "rotate: 90deg",
        "float: left",
        # squeezed
        "height: 0",
        "max-height: 0; overflow: hidden",
        "width: 1px",
        "width: 0%",
        "max-width: 4px",
        "overflow: hidden",
        "clip: rect(0, 0, 0, 0)",
        "clip-path: inset(50%)",
        "scale: 0",
        "zoom: 0.1",
        "columns: 20",
        "white-space: nowrap",
        "text-wrap: nowrap",
        "letter-spacing: -1em",
        "word-spacing: 900px",
        # too small
        "font-size: 0",
        "font-size: 1px",
        "font-size: 11.9px",
        "font-size: 0.1em",
        "font-size: 50%",
        "font-size: 1vw",
        "font-size: calc(1px)",
        "font-size: xx-small",
        "font: 0/0 serif",
        "line-height: 0",
        "line-height: 0.1",
        "line-height: 1px",
        "line-height: 10%",
        "mso-text-raise: 900px",
        # without contrast, or a color that cannot be told
        "color: #ffffff",
        "color: #777777",
        "color: white",
        "color: hsl(0, 0%, 100%)",
        "color: transparent",
        "color: rgba(31, 35, 40, 0.01)",
        "color: var(--ink)",
        "color: Canvas",
        "background-color: #1f2328",
        "background-color: currentcolor",
        "background: #1f2328",
        "background: linear-gradient(#fff, #000)",
        "background: url(https://example.org/black.png)",
        "background-image: url(https://example.org/black.png)",
        "-webkit-text-fill-color: #ffffff",
        # made illegible
        "-webkit-text-security: disc",
        "text-decoration: line-through",
        "text-decoration-thickness: 24px",
        "font-family: Wingdings, sans-serif",
        "font-family: 'Adobe Blank'",
        "unicode-bidi: bidi-override; direction: rtl",
        "writing-mode: vertical-rl",
        "filter: blur(9px)",
        "mask: linear-gradient(transparent, transparent)",
        "mix-blend-mode: screen",
        "content: 'This is no longer so.'",
        "animation: fade 1s forwards",
        # what nobody knows yet
        "some-new-property: 1",
    ],
)
@pytest.mark.parametrize("road", ["attribute", "sheet"])
def test_a_style_that_could_hide_words_counts_as_hiding_them(style: str, road: str) -> None:
    if road == "attribute":
        assert hidden(f'<p style="{style}">{WORDS}</p>')
    else:
        assert hidden(f"<p class=x>{WORDS}</p>", f"<style>.x {{ {style} }}</style>")


@pytest.mark.parametrize(
    "sheet",
    [
        "p { display: none }",
        "P { display: none }",
        "* { display: none }",
        "body > div p { display: none }",
        "html body div.card > p.x { display: none }",
        "[class~=x] { display: none }",
        '[class="x"] { display: none }',
        "[class^='x'] { display: none }",
        '[CLASS="x" i] { display: none }',
        "p[class] { display: none }",
        "[style*='zzz'] { display: none }",
        "p:first-child { display: none }",
        "p:nth-child(odd) { display: none }",
        "p:nth-child(1 of .x) { display: none }",
        "p:not(.y) { display: none }",
        "p:not(.y, .z) { display: none }",
        ":is(p, li) { display: none }",
        ":where(.x) { display: none }",
        "div:has(> p) { display: none }",
        "div:has(p.x) p { display: none }",
        "p:only-child, .y { display: none }",
        "p:lang(en) { display: none }",
        "p:hover { display: none }",
        "p:target { display: none }",
        "p:not(:hover) { display: none }",
        "p:focus-within { display: none }",
        "p::first-line { font-size: 0 }",
        "p::before { content: 'It is untrue that ' }",
        ".x::after { position: absolute; background: #fff }",
        ":root p { display: none }",
        "p:empty { display: none }",
        "*|p { display: none }",
        "svg|p { display: none }",
        "\\70 { display: none }",
        ".\\78 { display: none }",
        "p/**/.x { display: none }",
        "p!odd { display: none }",
        ".card { p { display: none } }",
        ".card { & > .x { display: none } }",
        ".card { @media print { display: none } }",
        ".card { visibility: hidden }",
        "body { opacity: 0 }",
        "html { filter: opacity(0) }",
        "@media print { p { display: none } }",
        "@media (max-width: 639px) { p { display: none !important } }",
        "@media (prefers-color-scheme: dark) { .card { color: #e8e6e3 !important } }",
        "@media (prefers-color-scheme: dark) { .card { background: #121417 !important } }",
        "@media screen { @media (min-width: 1px) { p { display: none } } }",
        "@MEDIA screen { p { display: none } }",
        "@supports (display: block) { p { display: none } }",
        "@supports (display: block) { @media screen { p { font-size: 0 } } }",
        "@layer a { p { display: none !important } }",
        "@container (width > 1px) { p { display: none } }",
        "@scope (.card) { p { display: none } }",
        "@import url(https://example.org/hide.css);",
        "@font-face { font-family: Georgia; src: url(https://example.org/blank.woff2) }",
        "@keyframes fade { to { opacity: 0 } }",
        "p { display: block !important } p { display: none }",
        ".x { color: #1f2328 } p { color: #ffffff !important }",
        "p.x { color: #ffffff !important } .x { color: #1f2328 }",
        ".y { color: #1f2328 } .x { color: #ffffff !important } .x { color: #1f2328 }",
        "<!-- p { display: none } -->",
    ],
)
def test_a_rule_that_could_reach_words_counts_as_reaching_them(sheet: str) -> None:
    assert hidden(f"<p class=x>{WORDS}</p>", f"<style>{sheet}</style>")


@pytest.mark.parametrize(
    "sheet",
    [
        ".y { display: none }",
        "h1, .y > p { display: none }",
        "p.y:first-child { display: none }",
        "p:not(.x) { display: none }",
        "p:nth-child(2) { display: none }",
        "li:hover, a:hover { opacity: 0.8 }",
        "#outlook a { padding: 0 } .card p { margin: 0 0 12px !important }",
        "@media (max-width: 639px) { .card { padding: 20px !important; font-size: 15px } }",
        "@media (prefers-color-scheme: dark) { .card { background: #1b1e22 !important; color: #e8e6e3 !important } }",
        "@supports (text-wrap: pretty) { p { text-wrap: pretty } }",
        ":root { color-scheme: light dark; --ink: #1f2328 }",
    ],
)
def test_a_rule_for_others_or_a_plain_one_lets_words_be_seen(sheet: str) -> None:
    assert hidden(f"<p class=x>{WORDS}</p>", f"<style>{sheet}</style>") == ""


def test_two_media_that_hide_only_together_count_as_hiding() -> None:
    """A telephone may be in dark mode."""
    dark = "@media (prefers-color-scheme: dark) { .card { background: #1b1e22 !important } .x { color: #e8e6e3 !important } }"
    phone = "@media (max-width: 639px) { .x { background: #f2f2f2 !important } }"
    assert hidden(f"<p class=x>{WORDS}</p>", f"<style>{dark}</style>") == ""
    assert hidden(f"<p class=x>{WORDS}</p>", f"<style>{phone}</style>") == ""
    reason = hidden(f"<p class=x>{WORDS}</p>", f"<style>{dark} {phone}</style>")
    assert "contrast" in reason
    assert "max-width" in reason
    assert "dark" in reason


def test_words_that_only_a_style_sheet_makes_visible_count_as_hidden() -> None:
    """Some mail clients drop every style sheet."""
    paragraph = f'<div style="font-size: 0"><p class=x>{WORDS}</p></div>'
    assert hidden(paragraph, "<style>.x { font-size: 16px }</style>") == "a type of 0 px"


def test_the_media_attribute_of_a_style_sheet_is_a_condition() -> None:
    sheet = '<style media="print">.x { display: none }</style>'
    assert hidden(f"<p class=x>{WORDS}</p>", sheet) == "`display: none` of `.x` in `@media print`"


@pytest.mark.parametrize(
    "paragraph",
    [
        "<p hidden>{}</p>",
        "<p hidden=until-found>{}</p>",
        "<p aria-hidden=true>{}</p>",
        "<p popover>{}</p>",
        "<p aria-label='Nothing of note'>{}</p>",
        "<div role=img aria-label='A picture'><p>{}</p></div>",
        "<p background='https://example.org/black.png'>{}</p>",
        "<noscript>{}</noscript>",
        "<template><p>{}</p></template>",
        "<details><summary>More</summary><p>{}</p></details>",
        "<dialog><p>{}</p></dialog>",
        "<textarea>{}</textarea>",
        "<select><option>{}</option></select>",
        "<svg><text>{}</text></svg>",
        "<object><p>{}</p></object>",
        "<iframe>{}</iframe>",
        "<audio>{}</audio>",
        "<marquee>{}</marquee>",
        "<p><s>{}</s></p>",
        "<p><del>{}</del></p>",
        "<p><bdo dir=rtl>{}</bdo></p>",
        "<p><font color=white>{}</font></p>",
        "<o:p>{}</o:p>",
        "<script>{}</script>",
        "<table width=1><tr><td>{}</td></tr></table>",
        "<table><tr><td height=1>{}</td></tr></table>",
        "<table><tr><td bgcolor='#1f2328'>{}</td></tr></table>",
        "<p>{}<img src=https://example.org/not.png alt=''></p>",
        "<p style='color: #e8e6e3; background: #1b1e22'><a href='https://example.org/'>{}</a></p>",
    ],
)
def test_an_element_or_attribute_that_could_hide_words_counts_as_hiding_them(paragraph: str) -> None:
    """An image between the words makes other words of them: then they are not found at all."""
    page = Page(f"<body style='{CARD}'>{paragraph.format(WORDS)}</body>")
    lines = [line for line in page.lines if line.words == WORDS]
    assert not lines or why_hidden(page, lines)


def test_one_hidden_word_hides_all() -> None:
    paragraph = "<p>You could <span style='display: none'>face</span> fines.</p>"
    assert hidden(paragraph) == "`display: none` of `<span style>`"


@pytest.mark.parametrize(
    "beside",
    [
        '<div style="position: fixed; inset: 0; background: #fff"></div>',
        '<div style="position: absolute; top: 0"></div>',
        '<div style="position: relative; top: -300px; background: #fff">x</div>',
        '<img src="https://example.org/white.png" alt="" style="margin-top: -900px">',
        '<div style="transform: translateY(-400px)">x</div>',
        '<div style="-webkit-transform: translateY(-400px)">x</div>',
        '<div style="box-shadow: 0 -900px 0 900px #fff">x</div>',
        '<div style="outline: 900px solid #fff">x</div>',
        '<div style="backdrop-filter: blur(20px)">x</div>',
        '<div style="margin-block-start: -900px">x</div>',
        "<style>.y { position: sticky }</style>",
        "<script>document.querySelector('.card').remove()</script>",
        "<img src=x alt='' onerror='document.body.textContent = \"\"'>",
        "<dialog open>x</dialog>",
        "<div popover>x</div>",
        '<meta http-equiv="refresh" content="0; url=https://example.org/">',
        '<link rel="stylesheet" href="https://example.org/hide.css">',
        "<iframe src='https://example.org/'></iframe>",
        "<svg><style>p { display: none }</style></svg>",
    ],
)
def test_what_stands_beside_words_can_hide_them_too(beside: str) -> None:
    assert hidden(f"<p>{WORDS}</p>", beside=beside)


@pytest.mark.parametrize(
    "beside",
    [
        '<div style="display: none; max-height: 0; overflow: hidden; opacity: 0">preheader</div>',
        '<img src="https://example.org/a.jpg" alt="A quay" width="640" style="display: block; box-shadow: 0 1px 3px rgba(0, 0, 0, 0.2)">',
        "<style>.y { position: relative; margin: 0 auto; outline: none }</style>",
        '<link rel="canonical" href="https://example.org/issue">',
    ],
)
def test_what_only_stands_beside_words_lets_them_be_seen(beside: str) -> None:
    assert hidden(f"<p>{WORDS}</p>", beside=beside) == ""


@pytest.mark.parametrize(
    ("body", "lack"), [("background: #ffffff", "color"), ("color: #000000", "background color")]
)
def test_words_need_a_color_and_a_ground_of_their_own(body: str, lack: str) -> None:
    """What a client puts in their place in dark mode is not known."""
    page = Page(f'<body style="{body}"><p>{WORDS}</p></body>')
    assert why_hidden(page, page.lines) == f"the lack of a {lack} of its own"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0, 0, 0), (1, 1, 1), 21.0),
        ((1, 1, 1), (1, 1, 1), 1.0),
        # 0x76, 0x77: the greys on either side of 4.5:1 on white
        ((118 / 255,) * 3, (1, 1, 1), 4.54),
        ((119 / 255,) * 3, (1, 1, 1), 4.48),
        ((234 / 255, 104 / 255, 2 / 255), (1, 1, 1), 3.24),
        ((181 / 255, 71 / 255, 0), (1, 1, 1), 5.43),
    ],
)
def test_contrast_is_that_of_wcag(
    one: tuple[float, float, float], other: tuple[float, float, float], expected: float
) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.01)
