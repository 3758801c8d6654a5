"""MJML that the renderer does not know is refused, where it would be passed through or dropped."""

from __future__ import annotations

import pytest

from copydesk.diagnostic import Refused
from copydesk.render.compile import compile_mjml

from .conftest import Desk


def page(inside: str) -> str:
    return (
        f'<mjml lang="en"><mj-body><mj-section><mj-column>{inside}</mj-column></mj-section></mj-body></mjml>'
    )


def test_a_page_of_mjml_becomes_html() -> None:
    html = compile_mjml(page("<mj-text>Hello</mj-text>"))
    assert html.lower().startswith("<!doctype html>")
    assert ">Hello</div>" in html
    assert "<!--[if mso | IE]>" in html


@pytest.mark.parametrize(
    "inside",
    [
        "<mj-txt>Hello</mj-txt>",
        "<mj-text><mj-button>Hello</mj-button></mj-text>",
        "<mj-text>Hello <mj-x /></mj-text>",
        "<mj-text>a < b</mj-text>",
        "<mj-text>Hello",
        "<mj-text><p>Hello</mj-text>",
    ],
    ids=["misspelt", "misplaced", "unknown", "unescaped", "unclosed", "unclosed-html"],
)
def test_what_is_no_mjml_is_refused(inside: str) -> None:
    with pytest.raises(Refused) as caught:
        compile_mjml(page(inside))
    assert [each.code for each in caught.value.diagnostics] == ["R002"]


@pytest.mark.parametrize(
    ("face", "words"),
    [
        ("<mj-section><mj-column><mj-txt>{{ name }}</mj-txt></mj-column></mj-section>", "`<mj-txt>`"),
        ("<mj-section><mj-column><mj-text>{{ name }}</mj-column></mj-section>", "cannot be compiled"),
        (
            "<mj-section><mj-column><mj-text><p>{{ name }}</mj-text></mj-column></mj-section>",
            "cannot be compiled",
        ),
    ],
    ids=["misspelt", "unclosed", "unclosed-html"],
)
def test_the_component_at_fault_is_named(desk: Desk, face: str, words: str) -> None:
    path = "components/sign-off/sign-off.mjml.j2"
    desk.write(path, face)
    with pytest.raises(Refused) as caught:
        desk.pack()
    (found,) = caught.value.diagnostics
    assert (found.code, found.path) == ("R002", path)
    assert words in found.message


@pytest.mark.parametrize(
    "alt",
    ["می\u200cخواهم", "\U0001f469\u200d\U0001f4bb", "cafe\u0301", "C:\\harbor\\1.jpg", "a\u2028b", "a\tb"],
    ids=["persian", "emoji", "decomposed", "backslash", "line-separator", "tab"],
)
@pytest.mark.parametrize(
    "tag", ['<mj-image src="x" alt="{}" />', '<mj-text><img src="x" alt="{}"></mj-text>']
)
def test_attributes_come_out_as_they_went_in(alt: str, tag: str) -> None:
    """mrml writes them as debug strings of its language, in which a joiner is `\\u{200d}`."""
    html = compile_mjml(page(tag.format(alt)))
    escaped = "".join(each if " " <= each <= "~" and each != "\\" else f"&#{ord(each)};" for each in alt)
    assert f'alt="{escaped}"' in html


def test_the_preheader_is_hidden_and_of_no_color_that_hides_it() -> None:
    """White words on a light page are what filters look for in spam."""
    html = compile_mjml("<mjml><mj-head><mj-preview>Next</mj-preview></mj-head><mj-body></mj-body></mjml>")
    hidden = html.partition(">Next<")[0].rpartition("<div ")[2]
    assert "display:none" in hidden
    assert "color" not in hidden


def test_a_cell_for_outlook_is_as_wide_as_its_section_within_its_padding() -> None:
    """A 0 without a unit had mrml take the whole padding for none: Outlook got 600 px instead of 536."""
    face = '<mj-section padding="24px 32px 0"><mj-column><mj-text>Hello</mj-text></mj-column></mj-section>'
    assert '<td style="vertical-align:top;width:536px;">' in compile_mjml(
        f"<mjml><mj-body>{face}</mj-body></mjml>"
    )
