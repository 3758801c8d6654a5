"""No message goes out in which the legal notice is not word for word, and visible.

For some readers, opening the mail is dangerous; these words say so.
"""

from __future__ import annotations

import re

import pytest

from copydesk.diagnostic import Refused
from copydesk.legal import NOTICES, notice

from .conftest import ISSUE, ROOT, Desk

ADDRESS = "https://www.rferl.org/a/rferl-named-undesirable-organization-russia/32828106.html"
NOTICE = (
    'RFE/RL has been declared an "undesirable organization" by the Russian government.',
    """If you are in Russia or the Russia-controlled parts of Ukraine and hold a Russian passport or are a \
stateless person residing permanently in Russia or the Russia-controlled parts of Ukraine, please note \
that you could face fines or imprisonment for sharing, liking, commenting on, or saving our content, or \
for contacting us.""",
    "To find out more, click here.",
)

FACE = "components/legal-notice/legal-notice.mjml.j2"
TEXT = "components/legal-notice/legal-notice.txt.j2"
OWN = "components/legal-notice/legal-notice.css"
OTHER = "components/headline/headline.head.css"
BESIDE = "components/sign-off/sign-off.mjml.j2"
BRIEFING = "components/briefings/china-in-eurasia.yaml"

LOOP = "{% for block in notice.blocks %}<p>{{ block }}</p>{% endfor %}"


def section(inside: str) -> str:
    """A face of the component that draws these words in a card."""
    return f'<mj-section css-class="card"><mj-column css-class="well"><mj-text>{inside}</mj-text></mj-column></mj-section>'


def drawn(filters: str) -> str:
    """The paragraphs, each through some filters of Jinja."""
    return LOOP.replace("{{ block }}", "{% set words %}{{ block }}{% endset %}{{ words | " + filters + " }}")


def replaced(words: str, others: str) -> str:
    """The paragraphs with some of their words, or markup, replaced."""
    return drawn(f'replace("{words}" | safe, "{others}" | safe)')


def refusal(desk: Desk, place: str, content: str, issue: str = ISSUE) -> str:
    """What the build says of the legal notice in a workspace with this file; empty where it builds."""
    desk.write(place, content)
    try:
        desk.pack(issue)
    except Refused as refused:
        return "\n".join(f"{each.code} {each.message}" for each in refused.diagnostics)
    return ""


def test_the_wording_is_the_one_of_every_source() -> None:
    assert NOTICES["en"] == "\n\n".join(NOTICE).replace("click here", "[click here]({address})") + "\n"


def test_the_notice_takes_the_address_that_its_link_leads_to() -> None:
    assert notice("en", ADDRESS).endswith(f"To find out more, [click here]({ADDRESS}).\n")


@pytest.mark.parametrize("source", sorted((ROOT / "issues").glob("*.yaml")), ids=lambda path: path.stem)
def test_each_example_goes_out_with_it(desk: Desk, source: object) -> None:
    files = desk.pack(source.read_text("utf-8"))  # type: ignore[attr-defined]
    words = " ".join(re.sub(r" \[\d+\]", "", files["email.txt"].decode()).split())
    assert " ".join(NOTICE) in words


def test_the_shipped_layout_is_proved_in_the_dark_and_on_the_telephone(desk: Desk) -> None:
    """A dark scheme, or a narrow screen, whose colors clash in the notice is refused by name."""
    dark = "@media (prefers-color-scheme: dark) { .card p, .card b { color: #333333 !important } }"
    phone = "@media (max-width: 639px) { .card p { font-size: 11px !important } }"
    assert refusal(desk, OTHER, "") == ""
    assert "in `@media (prefers-color-scheme: dark)`" in refusal(desk, OTHER, dark)
    assert "a type of 11 px in `@media (max-width: 639px)`" in refusal(desk, OTHER, phone)


@pytest.mark.parametrize(
    "inside",
    [
        LOOP,
        "{% for block in notice.blocks %}<div>{{ block }}</div>{% endfor %}",
        "{% for block in notice.blocks %}{{ block }}{% if not loop.last %}<br><br>{% endif %}{% endfor %}",
        "<h2>Please note</h2>" + LOOP + "<p>The desk</p>",
        "<table><tr><td>" + LOOP + "</td></tr></table>",
        "{% for block in notice.blocks %}<p style='font-size: 13px; line-height: 19px'><b>{{ block }}</b></p>{% endfor %}",
        LOOP + "<div style='display: none'>" + LOOP + "</div>",
        replaced("fines", "<em>fi</em>nes"),
    ],
    ids=["paragraphs", "divisions", "breaks", "heading", "table", "small", "twice", "stressed"],
)
def test_a_workspace_may_draw_it_otherwise(desk: Desk, inside: str) -> None:
    assert refusal(desk, FACE, section(inside)) == ""


FACES = {
    "nothing": section("<p>About us</p>"),
    "first-paragraph-alone": section("<p>{{ notice.blocks[0] }}</p>"),
    "last-left-out": section(LOOP.replace("notice.blocks", "notice.blocks[:2]")),
    "cut-short": section(drawn("striptags | truncate(60)")),
    "comment": section(f"<!-- {LOOP} -->"),
    "comment-of-outlook": section(f"<!--[if mso]>{LOOP}<![endif]-->"),
    "not-in-outlook": section(f"<!--[if !mso]><!-->{LOOP}<!--<![endif]-->"),
    "hidden-in-outlook": section(f"<!--[if mso]><div style='display: none'><![endif]-->{LOOP}<!--[if mso]></div><![endif]-->"),
    "mso-hide": section(f"<div style='mso-hide: all'>{LOOP}</div>"),
    "display": section(f"<div style='display: none'>{LOOP}</div>"),
    "hidden": section(f"<div hidden>{LOOP}</div>"),
    "visibility": section(f"<div style='visibility: hidden'>{LOOP}</div>"),
    "opacity": section(f"<div style='opacity: 0'>{LOOP}</div>"),
    "white-on-white": section(f"<div style='color: #ffffff'>{LOOP}</div>"),
    "white-by-attribute": section(LOOP).replace("<mj-text", '<mj-text color="#ffffff"'),
    "small-by-attribute": section(LOOP).replace("<mj-text", '<mj-text font-size="2px"'),
    "size-0.1em": section(f"<div style='font-size: 0.1em'>{LOOP}</div>"),
    "folded": section(f"<div style='max-height: 0; overflow: hidden'>{LOOP}</div>"),
    "off-screen": section(f"<div style='position: absolute; left: -9999px'>{LOOP}</div>"),
    "indented": section(f"<div style='text-indent: -9999px'>{LOOP}</div>"),
    "clipped": section(f"<div style='clip-path: inset(100%)'>{LOOP}</div>"),
    "noscript": section(f"<noscript>{LOOP}</noscript>"),
    "template": section(f"<template>{LOOP}</template>"),
    "details": section(f"<details><summary>Notice</summary>{LOOP}</details>"),
    "hidden-word": section(replaced("fines", "<span style='display: none'>fines</span>")),
    "another-word": section(replaced("you could", "you could not")),
    "a-word-less": section(replaced(" or imprisonment", "")),
    "curly-quotes": section(replaced("&#34;undesirable organization&#34;", "“undesirable organization”").replace("&#34;", '\\"')),
    "cyrillic-letter": section(replaced("fines", "fin\u0435s")),
    "soft-hyphen": section(replaced("imprison", "im\u00adprison")),
    "capitals": section(replaced("undesirable", "UNDESIRABLE")),
    "image-among-words": section(replaced("fines", "<img src='https://example.org/x.png' alt=''>fines")),
    "other-order": section(LOOP.replace("notice.blocks", "notice.blocks | reverse")),
    "inserted-paragraph": section(LOOP.replace("</p>", "</p>{% if loop.first %}<p>This is no longer so.</p>{% endif %}")),
    "inserted-words": section(LOOP.replace("</p>", "</p>{% if loop.first %}Not so.{% endif %}")),
    "one-paragraph": section("<p>{% for block in notice.blocks %}{{ block }} {% endfor %}</p>"),
    "other-link": section(replaced("www.rferl.org", "example.org")),
    "no-link": section(drawn("striptags")),
    "shorter-link": section(replaced("click here</a>", "click</a> here")),
    "another-link": section(replaced("fines", "<a href='https://example.org/'>fines</a>")),
    "dead-link": section(replaced("<a ", "<a style='pointer-events: none' ")),
}  # fmt: skip


@pytest.mark.parametrize("face", FACES.values(), ids=FACES)
def test_a_component_cannot_drop_change_or_hide_it(desk: Desk, face: str) -> None:
    assert refusal(desk, FACE, face).startswith("M101 The legal notice is not whole and visible in the ")


SHEETS = {
    "own-inline": (OWN, ".well p { display: none }"),
    "other-inline": ("components/headline/headline.css", "p { font-size: 2px }"),
    "tag": (OTHER, "p { display: none }"),
    "important": (OTHER, ".card p { display: none !important }"),
    "important-color": (OTHER, ".card div, .card p { color: #ffffff !important }"),
    "print": (OTHER, "@media print { .well { display: none } }"),
    "telephone": (OTHER, "@media (max-width: 639px) { .well { display: none !important } }"),
    "dark": (
        OTHER,
        "@media (prefers-color-scheme: dark) { .well div, .well p { color: #1b1e22 !important } }",
    ),
    "dark-ground": (
        OTHER,
        "@media (prefers-color-scheme: dark) { .well p { background: #e8e6e3 !important } }",
    ),
    "dark-in-outlook.com": (OTHER, "[data-ogsc] p { display: none }  p[data-ogsc], .well p { opacity: 0 }"),
    "attribute-selector": (OTHER, "[class~=well] { display: none }"),
    "place-selector": (OTHER, "td:first-child { opacity: 0 }"),
    "not-selector": (OTHER, "div:not(.headline) { visibility: hidden }"),
    "selector-of-tomorrow": (OTHER, "p:nth-child(1 of p) { display: none }"),
    "nested": (OTHER, ".card { p { display: none } }"),
    "words-before": (OTHER, ".well p::before { content: 'It is not true that ' }"),
    "supports": (OTHER, "@supports (display: grid) { .well { display: none } }"),
    "layer": (OTHER, "@layer x { .well p { display: none !important } }"),
    "import": (OTHER, "@import url(https://example.org/hide.css);"),
    "font": (OTHER, "@font-face { font-family: Arial; src: url(https://example.org/blank.woff2) }"),
    "covered": (OTHER, ".foot { position: relative; top: -400px; background: #ffffff }"),
}


@pytest.mark.parametrize(("place", "sheet"), SHEETS.values(), ids=SHEETS)
def test_no_style_sheet_can_hide_it(desk: Desk, place: str, sheet: str) -> None:
    """Nor one of another component."""
    assert "may be hidden by " in refusal(desk, place, sheet)


NEIGHBORS = {
    "layer-above": "<div style='position: fixed; top: 0; left: 0; width: 100%; height: 100%; background: #fff'></div>",
    "script": "<script>document.querySelector('.well').remove()</script>",
    "style-sheet": "<style>.well { display: none }</style>",
    "style-sheet-for-outlook": "<!--[if mso]><style>p { display: none }</style><![endif]-->",
    "linked-style-sheet": "<link rel='stylesheet' href='https://example.org/hide.css'>",
    "event": "<img src='https://example.org/x.png' alt='' onload='document.body.remove()'>",
    "frame": "<iframe src='https://example.org/'></iframe>",
    "refresh": "<meta http-equiv='refresh' content='0; url=https://example.org/'>",
}


@pytest.mark.parametrize("neighbor", NEIGHBORS.values(), ids=NEIGHBORS)
def test_no_other_component_can_cover_or_remove_it(desk: Desk, neighbor: str) -> None:
    face = section("<p>{{ closing }} {{ name }}</p>" + neighbor)
    assert "may be hidden by " in refusal(desk, BESIDE, face)


TEXTS = {
    "dropped": "See our website.",
    "shortened": "{{ notice.blocks[0].text(notes.number) | wrap }}",
    "reordered": "{% for block in notice.blocks | reverse %}{{ block.text(notes.number) | wrap }}\n\n{% endfor %}",
    "inserted": "{% for block in notice.blocks %}{{ block.text(notes.number) | wrap }}\n\nNot so.\n\n{% endfor %}",
    "run-together": "{% for block in notice.blocks %}{{ block.text(notes.number) }} {% endfor %}",
    "contradicted": "It is untrue that {{ notice | paragraphs }}",
    "without-address": "{% for block in notice.blocks %}{{ block.plain() | wrap }}\n\n{% endfor %}",
    "capitals": "{{ notice | paragraphs | upper }}",
}


@pytest.mark.parametrize("face", TEXTS.values(), ids=TEXTS)
def test_the_text_has_it_too(desk: Desk, face: str) -> None:
    assert "is not whole and visible in the text: " in refusal(desk, TEXT, face)


def briefing(changed: str, instead: str) -> str:
    text = (ROOT / "components/briefings/china-in-eurasia.yaml").read_text("utf-8")
    assert text.count(changed) == 1
    return text.replace(changed, instead)


SECTION = """\
  - key: legal_notice
    component: legal-notice
    wording:
      notice: "{legal_notice}"
"""


@pytest.mark.parametrize(
    ("instead", "parts"),
    [
        ("", ["HTML", "web version", "text"]),
        (SECTION + "    medium: mail\n", ["web version"]),
        (SECTION + "    medium: web\n", ["HTML", "text"]),
        (
            SECTION.replace('"{legal_notice}"', "RFE/RL is popular with the Russian government."),
            ["HTML", "web version", "text"],
        ),
    ],
    ids=["left-out", "mail-alone", "web-alone", "reworded"],
)
def test_a_briefing_cannot_go_without_it(desk: Desk, instead: str, parts: list[str]) -> None:
    found = refusal(desk, BRIEFING, briefing(SECTION, instead))
    assert re.findall(r"visible in the ([^:]+):", found) == parts


@pytest.mark.parametrize(
    "written",
    [
        "legal_notice: {notice: Nothing to see here.}\n",
        "legal_notice:\n  notice: |\n    Nothing to see here.\n",
        "legal_notice:\n",
        "legal_notice: Nothing to see here.\n",
    ],
)
@pytest.mark.parametrize("edition", ["", "edition: special\n"], ids=["usual", "special"])
def test_an_issue_cannot_write_its_own(desk: Desk, written: str, edition: str) -> None:
    with pytest.raises(Refused) as caught:
        desk.pack(ISSUE + edition + written)
    found = [each for each in caught.value.diagnostics if "legal_notice" in each.message]
    assert [(each.code, each.span.line) for each in found] == [("S117", (ISSUE + edition).count("\n") + 1)]


def test_a_briefing_in_a_language_without_a_wording_is_refused(desk: Desk) -> None:
    desk.write(BRIEFING, briefing("language: en", "language: xx"))
    with pytest.raises(Refused) as caught:
        desk.pack()
    assert [each.code for each in caught.value.diagnostics] == ["B003"]


def test_a_refusal_says_what_hides_it_and_where(desk: Desk) -> None:
    found = refusal(desk, OTHER, "@media print { .card { display: none } }")
    assert "it may be hidden by `display: none` of `.card` in `@media print`." in found


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/x",
        "http://www.rferl.org/x",
        "https://rferl.org.evil.example/",
        "https://xrferl.org/",
        "x",
    ],
)
def test_its_link_leads_to_the_broadcaster(address: str, desk: Desk) -> None:
    briefing = (ROOT / "components" / "briefings" / "china-in-eurasia.yaml").read_text("utf-8")
    line = next(each for each in briefing.splitlines() if each.strip().startswith("legal_notice: https"))
    desk.write(
        "components/briefings/china-in-eurasia.yaml", briefing.replace(line, f"  legal_notice: {address}")
    )
    with pytest.raises(Refused, match="does not lead to the broadcaster"):
        desk.pack()
