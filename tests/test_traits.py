"""What a page has is found wherever it stands: elements, attributes, styles, sheets, pictures, links."""

from __future__ import annotations

import pytest

from copydesk.clients.looks import features_of
from copydesk.inspection.traits import traits

STYLE = "<html><head><style>{}</style></head><body></body></html>"


def found(html: str) -> frozenset[str]:
    return features_of(traits(html))


@pytest.mark.parametrize(
    ("style", "feature"),
    [
        ("border-top-left-radius: 4px", "css-border-radius"),
        ("display: inline-flex", "css-display-flex"),
        ("DISPLAY: FLEX", "css-display-flex"),
        ("width: calc(100% - 4px)", "css-unit-calc"),
        ("width: CLAMP(1px, 2vw, 3px)", "css-function-clamp"),
        ("background: linear-gradient(#fff, #000)", "css-linear-gradient"),
        ("background: repeating-radial-gradient(#fff, #000)", "css-radial-gradient"),
        ("color: var(--ink)", "css-variables"),
        ("--ink: #000", "css-variables"),
        ("margin: 0 auto 1.5rem", "css-unit-rem"),
        ("margin: .5em", "css-unit-em"),
        ("width: 50%", "css-unit-percent"),
        ("color: rgba(0,0,0,.5)", "css-rgba"),
        ("width: max-content", "css-intrinsic-size"),
        ("font-family: system-ui, sans-serif", "css-sytem-ui"),
        ("color: initial", "css-unit-initial"),
        ("color: red !important", "css-important"),
    ],
)
def test_a_style_is_found_in_an_attribute_and_in_a_sheet(style: str, feature: str) -> None:
    assert feature in found(f'<p style="{style}">x</p>')
    assert feature in found(STYLE.format(f"p {{ {style} }}"))
    assert feature not in found("<p>x</p>")


@pytest.mark.parametrize(
    ("style", "feature"),
    [
        ("font-family: 'Display Flex', serif", "css-display-flex"),
        ("color: #5e5", "css-unit-em"),
        ("background: url(a-5px.png)", "css-unit-px"),
        ("width: auto", "css-intrinsic-size"),
        ("color: rgb(0,0,0)", "css-rgba"),
        ("max-width: 4px", "css-width"),
    ],
)
def test_what_only_looks_alike_is_not_taken_for_it(style: str, feature: str) -> None:
    assert feature not in found(f'<p style="{style}">x</p>')


@pytest.mark.parametrize(
    ("sheet", "feature"),
    [
        ("@media (max-width: 9px) { p { margin: 0 } }", "css-at-media"),
        ("@media (prefers-color-scheme: dark) { p { margin: 0 } }", "css-at-media-prefers-color-scheme"),
        ("@media screen and (orientation: portrait) { p { margin: 0 } }", "css-at-media-orientation"),
        ("@import 'x.css';", "css-at-import"),
        ("@font-face { font-family: X; src: url(x.woff) }", "css-at-font-face"),
        ("@supports (display: grid) { p { margin: 0 } }", "css-at-supports"),
        ("@keyframes x { from { top: 0 } }", "css-at-keyframes"),
        ("a > b { margin: 0 }", "css-selector-child"),
        ("a>b { margin: 0 }", "css-selector-child"),
        ("a b { margin: 0 }", "css-selector-descendant"),
        ("a + b { margin: 0 }", "css-selector-adjacent-sibling"),
        ("a ~ b { margin: 0 }", "css-selector-general-sibling"),
        ("a, b { margin: 0 }", "css-selector-grouping"),
        (".a { margin: 0 }", "css-selector-class"),
        ("#a { margin: 0 }", "css-selector-id"),
        ("a[href] { margin: 0 }", "css-selector-attribute"),
        ("* { margin: 0 }", "css-selector-universal"),
        ("a { margin: 0 }", "css-selector-type"),
        (".a.b { margin: 0 }", "css-selector-chaining"),
        ("a:hover { margin: 0 }", "css-pseudo-class-hover"),
        ("a:not(.b) { margin: 0 }", "css-pseudo-class-not"),
        ("a:nth-child(2n) { margin: 0 }", "css-pseudo-class-nth-child"),
        ("a::before { margin: 0 }", "css-pseudo-element-before"),
        ("a { b & { margin: 0 } }", "css-nesting"),
    ],
)
def test_a_rule_of_a_sheet_is_found(sheet: str, feature: str) -> None:
    assert feature in found(STYLE.format(sheet))


@pytest.mark.parametrize(
    ("sheet", "feature"),
    [
        (".a { margin: 0 }", "css-selector-type"),
        ("a[title='>'] { margin: 0 }", "css-selector-child"),
        ("a { margin: 0 } b { margin: 1px }", "css-selector-grouping"),
        ("a > b { margin: 0 }", "css-selector-descendant"),
        ("a b { margin: 0 }", "css-selector-chaining"),
    ],
)
def test_another_selector_is_not_taken_for_it(sheet: str, feature: str) -> None:
    assert feature not in found(STYLE.format(sheet))


@pytest.mark.parametrize(
    ("html", "feature"),
    [
        ("<main>x</main>", "html-semantics"),
        ("<ol><li>x</li></ol>", "html-lists"),
        ('<p lang="ru">x</p>', "html-lang"),
        ('<table cellpadding="0"><tr><td>x</td></tr></table>', "html-cellpadding"),
        ('<input type="TEXT">', "html-input-text"),
        ('<img src="a.webp">', "image-webp"),
        ('<img src="https://x.org/a.JPG?w=9">', "image-jpg"),
        ('<img src="data:image/png;base64,AA==">', "image-base64"),
        ('<a href="mailto:a@x.org">x</a>', "html-mailto-links"),
        ('<a href="#top">x</a>', "html-anchor-links"),
        ('<style media="(hover: hover)">p { margin: 0 }</style>', "css-at-media-hover"),
    ],
)
def test_what_stands_in_the_page_is_found(html: str, feature: str) -> None:
    assert feature in found(html)


def test_what_stands_in_a_comment_and_what_only_outlook_reads_is_left_out() -> None:
    hidden = '<!-- <main>x</main> --><!--[if mso]><table style="display:grid"></table><![endif]--><p>x</p>'
    assert found(hidden) & {"html-semantics", "html-table", "css-display-grid"} == set()


def test_what_all_but_outlook_read_is_found() -> None:
    assert "html-semantics" in found("<!--[if !mso]><!--><main>x</main><!--<![endif]-->")


def test_an_address_that_is_none_ends_in_nothing() -> None:
    assert {feature for feature in found('<img src="https://[::1">') if feature.startswith("image")} == set()
