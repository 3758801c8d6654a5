"""Nothing else in a message may cover the legal notice, push it away, or make it unreadable."""

from __future__ import annotations

import pytest

from copydesk.diagnostic import Refused

from .conftest import ROOT, Desk

IMPRINT = (ROOT / "components" / "imprint" / "imprint.mjml.j2").read_text("utf-8")
NOTICE = (ROOT / "components" / "legal-notice" / "legal-notice.mjml.j2").read_text("utf-8")
TEXT = (ROOT / "components" / "legal-notice" / "legal-notice.txt.j2").read_text("utf-8")


def before_text(markup: str) -> str:
    """The imprint, which follows the notice, with a markup before its first text."""
    return IMPRINT.replace("<mj-text", f"<mj-raw><tr><td>{markup}</td></tr></mj-raw><mj-text", 1)


COVERS = {
    "a box that grows upward": '<div style="display:flex;height:0;align-items:flex-end"><div style="height:420px;background:#ffffff"></div></div>',
    "huge letters in no line": '<div style="font-size:420px;line-height:0;color:#ffffff">███</div>',
    "letters larger than their line": '<div style="font-size:60px;line-height:10px;color:#ffffff">███</div>',
    "letters behind a break": '<div style="font-size:60px;line-height:10px;color:#ffffff"><br>███</div>',
    "a shadow of letters": '<div style="text-shadow:0 -60px 0 #ffffff">███</div>',
    "a box that floats": '<div style="float:left;height:400px;background:#ffffff"></div>',
    "a grid": '<div style="display:grid;height:0;align-items:end">x</div>',
    "a box moved up": '<div style="margin-top:-300px;background:#ffffff">x</div>',
    "an unknown property": '<div style="anchor-name:--x;position-area:top">x</div>',
    "a picture behind": '<div style="background:url(https://example.org/a.png)">x</div>',
    "a text turned round": '<div style="writing-mode:vertical-rl">x</div>',
}


@pytest.mark.parametrize("markup", COVERS.values(), ids=COVERS.keys())
def test_what_follows_the_notice_cannot_cover_it(markup: str, desk: Desk) -> None:
    desk.write("components/imprint/imprint.mjml.j2", before_text(markup))
    with pytest.raises(Refused, match="legal notice is not whole and visible"):
        desk.pack()


SHEETS = {
    "a footer that grows upward": ".foot { display: flex; height: 0; align-items: flex-end }",
    "words drawn over by another element": ".foot p::before { content: '████' }",
    "a symbol font": ".well p, .well b, .well a { font-family: 'Zapf Dingbats', Marlett !important }",
    "letters too large to be read": ".well p { font-size: 9000px; line-height: 9000px }",
}


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS.keys())
def test_a_style_sheet_cannot_cover_it(sheet: str, desk: Desk) -> None:
    desk.write("components/imprint/imprint.head.css", sheet)
    with pytest.raises(Refused, match="legal notice is not whole and visible"):
        desk.pack()


def test_it_cannot_be_pushed_out_of_sight(desk: Desk) -> None:
    spacer = '<mj-spacer height="90000px" /><mj-text'
    desk.write("components/legal-notice/legal-notice.mjml.j2", NOTICE.replace("<mj-text", spacer, 1))
    with pytest.raises(Refused, match="legal notice is not whole and visible"):
        desk.pack()


def test_its_plain_text_cannot_be_drawn_apart(desk: Desk) -> None:
    apart = TEXT.replace("| paragraphs", '| paragraphs | replace(" ", " " * 900)')
    assert apart != TEXT
    desk.write("components/legal-notice/legal-notice.txt.j2", apart)
    with pytest.raises(Refused, match="more than 78 columns"):
        desk.pack()
