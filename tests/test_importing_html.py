"""A saved article page becomes an issue: its links, its photo, its day, and nothing of what stands around it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from copydesk.diagnostic import Severity
from copydesk.importing import Imported, Options, import_file
from copydesk.library import Library
from copydesk.press import build
from copydesk.reading import parse
from copydesk.workspace import Workspace

from .test_importing import FAREWELL, GREETING, INTRODUCTION, said
from .test_seeds import page, plain, words

HTML = f"""\
<!DOCTYPE html>
<html lang="en" class="no-js">
<head>
<meta charset="utf-8">
<title>China In Eurasia Briefing: A Harbor And Its Lenders</title>
<meta property="og:title" content="China In Eurasia Briefing: A Harbor And Its Lenders">
<meta property="og:image" content="https://example.org/social.jpg">
<link rel="canonical" href="https://example.org/a/harbor/1.html">
<script>var words = "<p>Not a paragraph.</p>";</script>
<style>p {{ color: red }}</style>
</head>
<body class="has-share">
<ul class="skip" role="navigation"><li><a href="#content">Skip to main content</a></li></ul>
<header><div>Site Name</div><nav><a href="/news">News</a></nav></header>
<div id="page">
<div class="hdr">
<h1 class="title">China In Eurasia Briefing: A Harbor And Its Lenders</h1>
<div class="published"><span class="date"><time pubdate="pubdate" datetime="2024-06-05T09:12:00+02:00">June 05, 2024 09:12 CET</time></span></div>
<div class="share--box"><ul><li><a href="https://social.example/share?u=1">Share on Something</a></li></ul></div>
</div>
<figure class="media-image"><div class="img-wrap"><img data-src="/photos/cranes_w1080.jpg" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="Five cranes stand over an empty quay"></div>
<figcaption><span class="caption">The terminal at low tide, on <em>May</em> 28.</span></figcaption></figure>
<div class="wsw">
<p>{GREETING}</p>
<p>{INTRODUCTION}</p>
<h2>The Harbor Changes Hands</h2>
<p>The terminal was to handle a million containers, as <a href="/a/loan.html?utm_source=home">we <strong>reported</strong></a>.<br>The lenders wait.</p>
<div class="media-block also-read"><a href="/a/other.html"><span>SEE ALSO:</span><h4>Another Article Of The Site</h4></a></div>
<p>Here's what you need to know.</p>
<p><strong>Finding Perspective:</strong> The loan was signed in a week.</p>
<ul><li>One part is <b>secret</b>.</li><li>The <a href="https://example.org/rest">rest</a> is lost.</li></ul>
<figure><img src="https://example.org/clerk.jpg" alt="A clerk"><figcaption>A clerk reads.</figcaption></figure>
<p><strong>Why It Matters</strong>: Four more harbors were promised.</p>
<div class="player-and-links"><video src="x.mp4">No media source currently available</video></div>
<h2>Three More Stories From Eurasia</h2>
<p><strong>1. A Railway Changes Its Gauge</strong></p>
<p>Engineers move <a href="../rail.html">one rail</a> of two.</p>
<p><strong>What It Means:</strong> Trains no longer stop at the border.</p>
<p><strong>2. The Minister Learns Mandarin</strong></p>
<p>He speaks it without notes.</p>
<p><strong>The Details:</strong> His teacher was a radio announcer.</p>
<p><strong>3. A Dictionary Of Patience</strong></p>
<p>It was forty years in the making.</p>
<p><strong>What You Need To Know:</strong> It ends with the word for patience.</p>
<h2>Across The Supercontinent</h2>
<p><strong>Tea And Sanctions:</strong> A grower sells to both sides.</p>
<p><strong>A Bridge:</strong> It opens in June.</p>
<p><strong>The Ferry:</strong> It does not sail on Mondays.</p>
<p><strong>Two Maps:</strong> They differ by an island.</p>
<h2>One Thing To Watch</h2>
<p>The court sits again in <a href="javascript:void(0)">the third country</a>.</p>
<p>{FAREWELL}</p>
<p>Until next time,</p>
<p>Reid Standish</p>
<p><em>If you enjoyed this briefing and don't want to miss the next edition, <a href="https://example.org/subscribe">subscribe here</a>. It will be sent to your inbox every other Wednesday.</em></p>
</div>
<aside><h3>More Articles</h3><p>Something else happened.</p></aside>
</div>
<footer>Follow the site</footer>
<img src="https://example.org/pixel.gif" width="1" height="1" alt="">
</body>
</html>
"""
"""An article page, in the form in which news sites publish them."""

PARAGRAPHS = [
    "A Harbor And Its Lenders", "The terminal at low tide, on May 28.", GREETING, INTRODUCTION,
    "The Harbor Changes Hands", "The terminal was to handle a million containers, as we reported.",
    "The lenders wait.", "Here's what you need to know.",
    "Finding Perspective: The loan was signed in a week.", "One part is secret.", "The rest is lost.",
    "Why It Matters: Four more harbors were promised.", "Three More Stories From Eurasia",
    "A Railway Changes Its Gauge", "Engineers move one rail of two.",
    "What It Means: Trains no longer stop at the border.", "The Minister Learns Mandarin",
    "He speaks it without notes.", "The Details: His teacher was a radio announcer.",
    "A Dictionary Of Patience", "It was forty years in the making.",
    "What You Need To Know: It ends with the word for patience.", "Across The Supercontinent",
    "Tea And Sanctions: A grower sells to both sides.", "A Bridge: It opens in June.",
    "The Ferry: It does not sail on Mondays.", "Two Maps: They differ by an island.", "One Thing To Watch",
    "The court sits again in the third country.", FAREWELL, "Until next time,", "Reid Standish",
]  # fmt: skip


def imported(library: Library, markup: str | bytes = HTML, name: str = "saved.html") -> Imported:
    data = markup if isinstance(markup, bytes) else markup.encode()
    return import_file(data, name, library, Options())


def changed(*changes: tuple[str, str]) -> str:
    """The page, with parts replaced that it does hold."""
    text = HTML
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def values(found: Imported) -> dict[str, object]:
    document = parse(found.yaml.encode(), "issue.yaml")
    assert document.diagnostics == []
    return document.plain()


@pytest.fixture
def package(workspace: Workspace) -> Path:
    """The folder that the page was built into, without an error."""
    source = workspace.issues / "2024-06-05.yaml"
    source.write_text(imported(workspace.library).yaml, "utf-8")
    (built,) = build([source], workspace)
    assert [found for found in built.diagnostics if found.severity is Severity.ERROR] == []
    assert built.folder is not None
    return built.folder


@pytest.mark.parametrize(("name", "read"), [("email.html", page), ("email.txt", words)], ids=["html", "text"])
def test_every_paragraph_of_the_page_stands_in_the_message_in_order(
    name: str, read: object, package: Path
) -> None:
    assert callable(read)
    found = read((package / name).read_text("utf-8"))
    at = 0
    for paragraph in map(plain, PARAGRAPHS):
        assert paragraph in found[at:], f"{paragraph!r} is missing, or stands too early"
        at = found.index(paragraph, at) + len(paragraph)


def test_links_strong_words_and_lists_of_the_page_stand_in_the_yaml(library: Library) -> None:
    lead = values(imported(library))["lead"]
    assert lead["text"] == (
        "The terminal was to handle a million containers, as "
        "[we **reported**](https://example.org/a/loan.html).\n\nThe lenders wait.\n"
    )
    assert lead["passages"][0]["text"] == (
        "The loan was signed in a week.\n\n"
        "- One part is **secret**.\n- The [rest](https://example.org/rest) is lost.\n"
    )
    assert "[one rail](https://example.org/a/rail.html)" in imported(library).yaml


def test_words_in_another_language_keep_it(library: Library) -> None:
    """And those in the language of the page do not say so."""
    page = changed(("rail</a> of two", 'rail</a> of <span lang="EN-US">the <i lang="zh">铁路</i> two</span>'))
    assert "of the [*铁路*]{zh} two." in imported(library, page).yaml


def test_the_photo_is_filled_in_from_its_figure(library: Library) -> None:
    assert values(imported(library))["photo"] == {
        "image": "https://example.org/photos/cranes_w1080.jpg",
        "alt": "Five cranes stand over an empty quay",
        "caption": "The terminal at low tide, on *May* 28.\n",
    }


def test_a_second_photo_is_kept_in_a_comment(library: Library) -> None:
    found = imported(library)
    assert "# https://example.org/clerk.jpg A clerk reads.\n" in found.yaml
    assert [each.message for each in said(found, "I012") if "photo" in each.message]


def test_a_photo_behind_the_last_paragraph_is_kept_in_a_comment_and_none_becomes_the_issues_there(
    library: Library,
) -> None:
    """It may be the author's portrait."""
    portrait = '<figure><img src="https://example.org/me.jpg" alt="A man"><figcaption>At the desk.</figcaption></figure>'
    start, end = HTML.index('<figure class="media-image">'), HTML.index('<div class="wsw">')
    without = re.sub(r"<figure>.*?</figure>", "", HTML[:start] + HTML[end:], flags=re.DOTALL)
    for markup in (HTML, without):
        found = imported(library, markup.replace("</div>\n<aside>", f"{portrait}</div>\n<aside>"))
        assert "# https://example.org/me.jpg At the desk.\n" in found.yaml
        assert any("At the desk." in each.message for each in said(found, "I012"))
        assert values(found).get("photo", {}) == (
            {} if markup == without else values(imported(library))["photo"]
        )


def test_a_photo_outside_of_the_issue_is_said(library: Library) -> None:
    article = "<p>Something else happened.</p>" * 6
    other = '<figure><img src="https://example.org/o.jpg" alt="Other"><figcaption>Elsewhere.</figcaption></figure>'
    start = HTML.index("<h1")
    found = imported(library, HTML[:start] + other + article + HTML[start:])
    assert any("Elsewhere." in each.message for each in said(found, "I002"))
    assert "Elsewhere" not in found.yaml


def test_a_photo_that_only_other_sites_are_told_of_needs_words(library: Library) -> None:
    start, end = HTML.index('<figure class="media-image">'), HTML.index('<div class="wsw">')
    found = imported(
        library,
        HTML[:start]
        + HTML[end:]
        .replace("<figure>", "<div>")
        .replace(
            '<img src="https://example.org/clerk.jpg" alt="A clerk"><figcaption>A clerk reads.</figcaption></figure>',
            "</div>",
        ),
    )
    assert "# photo:\n#   image: https://example.org/social.jpg\n#   alt:\n" in found.yaml
    assert "`alt`" in said(found, "I006")[0].message


def test_the_day_is_the_one_that_the_page_gives(library: Library) -> None:
    found = imported(library)
    assert values(found)["date"] == "2024-06-05"
    assert "CET" not in found.yaml
    without = imported(
        library,
        changed(
            (
                '<time pubdate="pubdate" datetime="2024-06-05T09:12:00+02:00">June 05, 2024 09:12 CET</time>',
                "",
            ),
            (
                '<meta charset="utf-8">',
                '<meta property="article:published_time" content="2024-06-12T07:00:00Z">',
            ),
        ),
    )
    assert values(without)["date"] == "2024-06-12"


def test_nothing_of_what_stands_around_the_text_gets_in(library: Library) -> None:
    found = imported(library)
    strangers = (
        "Not a paragraph",
        "Skip to",
        "Site Name",
        "Share on",
        "SEE ALSO",
        "Another Article",
        "No media",
        "More Articles",
        "Something else",
        "Follow the",
        "pixel.gif",
    )
    assert [each for each in strangers if each in found.yaml] == []


def test_what_stood_among_the_text_and_was_left_out_is_said(library: Library) -> None:
    (note,) = said(imported(library), "I023")
    assert "Share on Something" in note.message


def test_a_link_without_an_address_is_said_and_its_words_are_kept(library: Library) -> None:
    found = imported(library)
    assert "The court sits again in the third country." in found.yaml
    (warning,) = said(found, "I021")
    assert "“the third country” leads to `javascript:void(0)`" in warning.message


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([], "https://example.org/a/loan.html"),
        ([("<title>", '<base href="https://example.com/b/"><title>')], "https://example.com/a/loan.html"),
        (
            [
                (
                    '<link rel="canonical" href="https://example.org/a/harbor/1.html">',
                    '<meta property="og:url" content="https://example.net/x">',
                )
            ],
            "https://example.net/a/loan.html",
        ),
        (
            [
                ('<link rel="canonical" href="https://example.org/a/harbor/1.html">', ""),
                ("<html ", "<!-- saved from url=(0024)https://example.edu/a/1 -->\n<html "),
            ],
            "https://example.edu/a/loan.html",
        ),
    ],
    ids=["canonical", "base", "og:url", "saved"],
)
def test_an_address_is_completed_by_the_one_of_its_page(
    library: Library, changes: list[tuple[str, str]], expected: str
) -> None:
    assert f"[we **reported**]({expected})" in imported(library, changed(*changes)).yaml


def test_without_any_address_of_its_page_a_short_address_is_said(library: Library) -> None:
    found = imported(
        library, changed(('<link rel="canonical" href="https://example.org/a/harbor/1.html">', ""))
    )
    assert "as we **reported**." in found.yaml
    assert "`/a/loan.html?utm_source=home`" in said(found, "I021")[0].message


def test_the_title_may_stand_outside_of_the_text(library: Library) -> None:
    start, end = HTML.index("<h1"), HTML.index("</h1>") + len("</h1>")
    assert values(imported(library, HTML[:start] + HTML[end:]))["title"] == "A Harbor And Its Lenders"


@pytest.mark.parametrize("name", ["saved.html", "saved.txt", "saved"])
def test_a_page_is_known_by_its_beginning_whatever_it_is_called(library: Library, name: str) -> None:
    assert values(imported(library, name=name)) == values(imported(library))


CURLY = ("The lenders wait.", "The lenders’ Café waits – “really.”")


@pytest.mark.parametrize(
    ("charset", "encoding", "guess"),
    [
        ("utf-8", "utf-8", ""),
        ("windows-1252", "cp1252", ""),
        ("iso-8859-1", "cp1252", ""),
        ("utf-8", "cp1252", "It says that it is written in utf-8, and is not. It was read as windows-1252."),
        ("x-no-such", "utf-8", "It says that it is written in x-no-such, and is not. It was read as UTF-8."),
        ("base64", "utf-8", "It says that it is written in base64, and is not. It was read as UTF-8."),
        ("", "utf-8", ""),
        ("", "cp1252", "It is not written in UTF-8. It was read as windows-1252."),
        ("", "utf-8-sig", ""),
        ("windows-1251", "utf-16", ""),
    ],
)
def test_a_page_is_read_in_its_encoding(library: Library, charset: str, encoding: str, guess: str) -> None:
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    found = imported(library, changed(CURLY, ('<meta charset="utf-8">', declared)).encode(encoding))
    assert "The lenders’ Café waits – “really.”" in found.yaml
    assert [each.message for each in said(found, "I022")] == [guess] * bool(guess)


def test_a_control_character_in_a_photos_alternative_text_is_left_out(library: Library) -> None:
    found = imported(library, changed(('alt="Five cranes', 'alt="Five\x1a cranes')))
    assert values(found)["photo"] == {
        "image": "https://example.org/photos/cranes_w1080.jpg",
        "alt": "Five cranes stand over an empty quay",
        "caption": "The terminal at low tide, on *May* 28.\n",
    }
