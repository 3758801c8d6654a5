"""What a correspondent writes arrives in the mail, the text and the web page as it was written."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from copydesk.checks.page import Page
from copydesk.examine import examine
from copydesk.fitting import fit
from copydesk.issue import Fitted
from copydesk.library import Library
from copydesk.message import Message
from copydesk.prose import parse
from copydesk.reading import read
from copydesk.render import mail, render

from .conftest import ISSUE, ROOT, Desk

SLOTS = {"unsubscribe": "https://example.org/out", "browser": "https://example.org/web"}
EXAMPLES = sorted((ROOT / "issues").glob("*.yaml"))

HOSTILE = {
    "jinja-name": "{{ x }}",
    "jinja-tag": "{% raw %}",
    "jinja-comment": "{# x #}",
    "fact": "{title}",
    "slot-fact": "{slot.unsubscribe}",
    "mailchimp": "*|UNSUB|*",
    "erb": "<% x %>",
    "mailgun": "%recipient.x%",
    "script": "<script>alert(1)</script>",
    "style": "<style>p{color:red}</style>",
    "comparison": "a < b > c",
    "ampersand": "&",
    "entity": "&amp;",
    "numeric-entity": "&#60;b&#62;",
    "quotes": "\"quoted\" 'single'",
    "emoji": "\U0001f600 \U0001f469\u200d\U0001f4bb",
    "cyrillic": "Кириллица",
    "chinese": "五年过去，起重机由谁来付钱？",
    "persian": "خلیج فارس",
    "decomposed": "cafe\u0301",
    "cdata-end": "]]>",
    "cdata": "<![CDATA[x",
    "comment-end": "-->",
    "comment-start": "<!--",
    "conditional-end": "<![endif]-->",
    "mjml": "<mj-text>",
    "mjml-raw": "</mj-text><mj-raw>",
    "group": "$1 \\1 \\g<0>",
    "line-separator": "a\u2028b",
    "tab": "a\tb",
    "zwnj": "می\u200cخواهم",
    "premailer": 'data-premailer="ignore"',
    "encoded-word": "=?utf-8?q?x?=",
    "placeholder": "%s {0} %(x)s",
    "tag-open": "<b",
    "attribute": '" onload="x',
}

FIELDS = (
    "title",
    "standfirst",
    "subject",
    "preheader",
    "alt",
    "caption",
    "credit",
    "heading",
    "text",
    "label",
    "headline",
)

TEMPLATE = (
    ISSUE.replace("A Harbor And Its Lenders", "<title>")
    .replace("Five years on, who pays for the cranes?", "<standfirst>")
    .replace(
        "lead:\n",
        "subject: <subject>\npreheader: <preheader>\n"
        "photo:\n  image: https://example.org/a.jpg\n  alt: <alt>\n  caption: <caption>\n  credit: <credit>\n"
        "lead:\n  heading: <heading>\n",
        1,
    )
    .replace("text: |\n    The terminal stands empty.", "text: <text>", 1)
    .replace("label: Finding Perspective", "label: <label>")
    .replace("headline: A Railway Changes Its Gauge", "headline: <headline>")
)


def written(words: str) -> str:
    """An issue in which each field holds its own name, these words, and its name again."""
    text = TEMPLATE
    for field in FIELDS:
        value = (
            f"{field} {words} {field}".replace("\\", "\\\\")
            .replace('"', '\\"')
            .replace("\u2028", "\\L")
            .replace("\t", "\\t")
        )
        text = text.replace(f"<{field}>", f'"{value}"')
    return text


def squeezed(text: str) -> str:
    return "".join(text.split())


def tags(markup: str) -> list[str]:
    """The elements of a page, in order, but for those that keep a short compound on one line."""
    return [str(each.tag) for each in Page(markup).elements if each.tag != "span"]


@pytest.fixture(scope="module")
def rendered(library: Library) -> Callable[[str], Message]:
    """Renders the text of an issue, its slots filled."""
    from copydesk.reading import parse as parse_document

    def rendering(text: str) -> Message:
        fitted = fit(parse_document(text.encode(), "issues/test.yaml"), library)
        assert fitted.issue, fitted.diagnostics
        return render(fitted.issue, library).filled(SLOTS)

    return rendering


@pytest.fixture(scope="module")
def harmless(rendered: Callable[[str], Message]) -> Message:
    return rendered(written("x"))


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_words_arrive_as_they_were_written(
    words: str, rendered: Callable[[str], Message], harmless: Message
) -> None:
    """In every field, and nothing in them is taken for a command of any language on the way."""
    message = rendered(written(words))
    for markup, plain, titled in ((message.html, harmless.html, 2), (message.web, harmless.web, 1)):
        assert tags(markup) == tags(plain)
        assert markup.count("<!--") == plain.count("<!--")
        page = Page(markup)
        shown = squeezed("\n".join(line.words for line in page.lines))
        for field in set(FIELDS) - {"subject", "preheader", "alt"}:
            assert squeezed(f"{field} {words} {field}") in shown, field
        assert f"alt {words} alt" in [image.get("alt") for image in page.tree.iter("img")]
        titles = [page.tree.findtext(".//title"), *page.tree.xpath("//@aria-label")]
        assert titles == [f"China In Eurasia Briefing: title {words} title"] * titled
    (described,) = Page(message.web).tree.xpath('//meta[@name="description"]/@content')
    assert described == f"standfirst {words} standfirst"
    assert squeezed(f"preheader {words} preheader") in squeezed(Page(message.html).lines[0].words)
    text = squeezed(message.text)
    for field in ("title", "standfirst", "alt", "caption", "credit", "text", "headline"):
        assert squeezed(f"{field} {words} {field}") in text, field
    for field in ("heading", "label"):
        assert squeezed(f"{field} {words} {field}".upper()) in text, field
    assert message.envelope.subject == f"subject {words} subject"
    assert message.envelope.preheader == f"preheader {words} preheader"


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.stem)
def example(request: pytest.FixtureRequest, library: Library) -> tuple[Fitted, Message]:
    """An example issue and its message."""
    fitted = fit(read(request.param), library)
    assert fitted.issue
    return fitted, render(fitted.issue, library).filled(SLOTS)


def paragraphs(fitted: Fitted) -> list[str]:
    """The paragraphs that the correspondent wrote, in order."""
    values = [copy.text.value for copy in fitted.copy if copy.field.type == "prose"]
    return [squeezed(each.plain()) for value in values for each in parse(value).paragraphs]


@pytest.mark.parametrize("part", ["html", "web", "text"])
def test_each_paragraph_stands_once_and_in_order(example: tuple[Fitted, Message], part: str) -> None:
    fitted, message = example
    if part == "text":
        shown = squeezed(re.sub(r"\s\[\d+\]", "", message.text))
    else:
        shown = squeezed("\n".join(line.words for line in Page(getattr(message, part)).lines))
    wanted = paragraphs(fitted)
    assert len(wanted) > 20
    places = [shown.find(each) for each in wanted]
    assert -1 not in places
    assert places == sorted(places)
    assert [shown.count(each) for each in wanted] == [1] * len(wanted)


@pytest.mark.parametrize("part", ["html", "web"])
def test_a_page_begins_with_its_doctype_and_says_its_language(
    example: tuple[Fitted, Message], part: str
) -> None:
    markup = getattr(example[1], part)
    assert markup.startswith('<!doctype html><html lang="en" dir="ltr"')
    assert markup.lower().count("<!doctype") == 1
    assert markup.endswith("</html>")


@pytest.mark.parametrize("part", ["html", "web", "text"])
def test_nothing_of_the_workshop_is_left_over(example: tuple[Fitted, Message], part: str) -> None:
    """No template, no MJML, no slot, no fact, and nothing that would be fetched from elsewhere."""
    content = getattr(example[1], part)
    for rest in ("{{", "{%", "<mj-", "slot.invalid", "premailer", "@import", "fonts.g", "{briefing}"):
        assert rest not in content


def test_the_style_of_phones_and_dark_schemes_reaches_the_reader(example: tuple[Fitted, Message]) -> None:
    sheets = "".join(sheet.text or "" for sheet in Page(example[1].html).tree.iter("style"))
    assert "@media (prefers-color-scheme: dark) {" in sheets
    assert "@media (max-width: 639px) {" in sheets
    assert sheets.count("!important") > 20


def test_a_picture_has_its_width_and_its_alternative_text(library: Library) -> None:
    fitted = fit(read(ROOT / "issues/2024-05-22.yaml"), library)
    assert fitted.issue
    message = render(fitted.issue, library)
    photo = next(image for image in Page(message.html).tree.iter("img") if "photo" in image.get("class", ""))
    assert photo.get("width") == "640"
    assert (
        photo.get("alt")
        == "Two men in dark suits walk along a red carpet, past a row of soldiers with rifles"
    )
    assert [image.address for image in message.images] == [photo.get("src")]


def test_slots_are_open_until_a_platform_is_known(library: Library, fitted: Callable[[str], Fitted]) -> None:
    issue = fitted(ISSUE).issue
    assert issue
    message = render(issue, library)
    for part in (message.html, message.text):
        assert "https://slot.invalid/unsubscribe" in part
        assert "https://slot.invalid/browser" in part
    assert "slot.invalid" not in message.web
    assert "https://example.org/out" in message.filled(SLOTS).html


def test_the_web_page_has_no_ways_that_only_a_mail_needs(rendered: Callable[[str], Message]) -> None:
    """It is where "View in browser" leads, it has no list to leave, and no preheader."""
    message = rendered(ISSUE.replace("title:", "preheader: Psst.\ntitle:"))
    for words in ("View in browser", "Unsubscribe", "Psst."):
        assert words in message.html
        assert words not in message.web
    assert '<link rel="canonical" href="https://www.rferl.org/China-In-Eurasia/2024/5/22">' in message.web
    assert 'rel="canonical"' not in message.html


def test_links_and_images_are_known_by_section(rendered: Callable[[str], Message]) -> None:
    message = rendered(written("x"))
    assert ("lead", "we reported", "https://example.org/loan") in [
        (link.section, link.words, link.address) for link in message.links
    ]
    assert [(image.section, image.words, image.address) for image in message.images] == [
        ("photo", "alt x alt", "https://example.org/a.jpg")
    ]


def test_a_preheader_is_filled_up_so_that_no_inbox_shows_the_words_behind_it(
    rendered: Callable[[str], Message],
) -> None:
    first = Page(rendered(ISSUE).html).tree.find("body")[0].text_content()
    assert first.startswith("Five years on, who pays for the cranes?\u00a0\u200c")
    assert 199 <= len(first) <= 201


def test_the_mail_alone_is_the_one_of_the_message(fitted: Callable[[str], Fitted], library: Library) -> None:
    issue = fitted(ISSUE).issue
    assert issue
    assert mail(issue, library) == render(issue, library).html


SECTION = "<mj-section css-class='card'><mj-column><mj-text>Bye</mj-text></mj-column></mj-section>"


@pytest.mark.parametrize(
    "face",
    [
        SECTION,
        "",
        "<mj-section full-width='full-width'><mj-column><mj-text>Bye</mj-text></mj-column></mj-section>",
        f"<mj-wrapper background-color='#FFFFFF'>{SECTION}</mj-wrapper>{SECTION}",
        f"<mj-raw><p>Bye</p></mj-raw>{SECTION}",
        f"{SECTION}<mj-raw>bye <b>for now</b></mj-raw>",
        "<mj-raw><!--[if mso]>Outlook<![endif]--></mj-raw>",
        "<mj-raw><!--[if !mso]><!--><p>Bye</p><!--<![endif]--></mj-raw>",
        f"<mj-raw><!--[if mso | IE]><p>Outlook</p><![endif]--></mj-raw>{SECTION}<mj-raw><!-- a note --></mj-raw>",
    ],
)
def test_where_sections_begin_is_known_and_leaves_no_trace(desk: Desk, face: str) -> None:
    """The message is the one that is drawn without marks, whatever stands where two sections meet."""
    desk.write("components/sign-off/sign-off.mjml.j2", face)
    issue = examine(desk.write("issues/2024-05-22.yaml", ISSUE), desk.workspace).issue
    assert issue
    message = render(issue, desk.workspace.library)
    assert message.html == mail(issue, desk.workspace.library)
    assert [*message.sections] == [part.section.key for part in issue.parts if part.section.medium != "web"]
    assert (message.sections["sign_off"] > 0) == bool(face)


@pytest.mark.parametrize("place", ["sign-off/sign-off.mjml.j2", "prose/medium.j2"])
def test_a_section_that_speaks_of_its_medium_is_drawn_for_each(desk: Desk, place: str) -> None:
    words = "<mj-section><mj-column><mj-text>for {{ medium }}</mj-text></mj-column></mj-section>"
    desk.write("components/sign-off/sign-off.mjml.j2", '{% include "prose/medium.j2" %}')
    desk.write(f"components/{place}", words)
    files = desk.pack()
    assert b"for mail" in files["email.html"]
    assert b"for web" in files["web.html"]
