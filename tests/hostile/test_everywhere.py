"""Several hundred strings in every field of an issue: nothing runs, nothing is worked out, the words arrive.

Here each string stands in a few fields; `make stress` has each in every field.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default

import pytest
from playwright.sync_api import Browser, BrowserContext

from copydesk.workspace import Workspace
from tests.hostile.issues import Hostile, Place, build, placed
from tests.hostile.opened import Opened, arrived, bare, opened
from tests.hostile.strings import WORKED_OUT, strings
from tests.shelves import Shelf

LINKED = re.compile(r"\]\([^)]*\)")
"""Where a link leads. In the text part, that stands at its end."""
ALL = "COPYDESK_STRESS" in os.environ
STRINGS = strings()
FIRST = range(0, len(STRINGS), 1 if ALL else 20)
PAGES = ("email.html", "web.html", "light/email.html")
MARKUP = {"strong", "ol", "br", "@start", "http:"}
"""What copy may be made of, beyond what the plain issue has."""
REFUSED = {
    "S106": "is longer than its place",
    "S107": "a run-in label that ends in a colon",
    "S110": "is no web address",
    "S121": "holds control characters",
    "A108": "a picture from a host that the briefing does not name",
    "L101": "a link that leads to no page",
    "L102": "an address that is kept for mailing systems",
    "L104": "a picture amid the copy",
}
"""All that may be said against a string, by the code of the error."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace(Shelf(tmp_path_factory.mktemp("hostile")).serve().root)


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    found = browser.new_context()
    yield found
    found.close()


@pytest.fixture(scope="module")
def plain(workspace: Workspace, context: BrowserContext) -> dict[str, Opened]:
    """The pages of the issue without a hostile string."""
    issue = Hostile({})
    build(issue, workspace)
    return {page: opened(context, issue.files[page].decode()) for page in PAGES}


@pytest.mark.parametrize("first", FIRST)
def test_nothing_runs_nothing_is_worked_out_and_the_words_arrive(
    workspace: Workspace, context: BrowserContext, plain: dict[str, Opened], first: int
) -> None:
    """Their elements, attributes, schemes and requests are those of the plain issue."""
    issue = placed(STRINGS, first)
    build(issue, workspace)
    assert {code for _, _, code in issue.refused} <= REFUSED.keys()
    for page in PAGES if first % 5 == 0 else PAGES[:1]:
        seen = opened(context, issue.files[page].decode())
        assert seen.ran == []
        assert seen.made_of <= plain[page].made_of | MARKUP
        assert seen.asked <= plain[page].asked
        assert WORKED_OUT not in seen.words
        assert missed(issue, seen.words, {"subject"} if page == PAGES[0] else {"subject", "preheader"}) == {}
    assert WORKED_OUT not in issue.files["email.txt"].decode()
    text = bare(issue.files["email.txt"].decode()).upper()
    for place, string in missed(issue, text, {"subject", "preheader"}).items():
        assert arrived(LINKED.sub("]", string).upper(), text), (place, string)
    hold_envelope(issue)


def missed(issue: Hostile, words: str, elsewhere: set[str]) -> dict[Place, str]:
    """The strings of an issue that did not arrive, but for the fields that are shown elsewhere."""
    there = issue.accepted.items()
    return {
        place: text
        for place, text in there
        if place[0] not in elsewhere and not arrived(text, words) and not arrived(text.upper(), words)
    }


def hold_envelope(issue: Hostile) -> None:
    """Subject and preheader in the manifest, and the subject in the header of the mail, which has no second line."""
    manifest = json.loads(issue.files["manifest.json"])
    mail = message_from_bytes(issue.files["message.eml"], policy=default)
    for (field, *_), text in issue.accepted.items():
        if field in ("subject", "preheader"):
            assert bare(manifest[field]) == bare(text)
        if field == "subject":
            assert bare(mail["Subject"]) == bare(text)
    assert mail.keys().count("Subject") == 1


@pytest.mark.parametrize(
    ("string", "seen"),
    [
        ("<script>window.ran=1</script>", "ran"),
        ("<script>alert(1)</script>", "ran"),
        ("<img src=x onerror=window.ran=1>", "ran"),
        ("<svg onload=window.ran=1>", "ran"),
        ("<details ontoggle=window.ran=1>", "ran"),
        ("<meta http-equiv=refresh content='0;url=https://evil.example/'>", "ran"),
        ("<link rel=stylesheet href=https://evil.example/x.css>", "asked"),
        ("<a href='javascript:window.ran=1'>a</a>", "made_of"),
        ("<p onclick=window.ran=1>", "made_of"),
        ("<form action=https://evil.example/>", "made_of"),
    ],
)
def test_a_string_that_is_not_escaped_is_seen(
    context: BrowserContext, plain: dict[str, Opened], string: str, seen: str
) -> None:
    page = opened(context, f"<!doctype html><body><p>{string}</p>")
    assert {
        "ran": bool(page.ran),
        "asked": bool(page.asked - plain[PAGES[0]].asked),
        "made_of": bool(page.made_of - plain[PAGES[0]].made_of - MARKUP),
    }[seen]


@pytest.mark.parametrize(
    ("text", "words", "is_there"),
    [
        ("<b>a</b>", "x<b>a</b>y", True),
        ("<b>a</b>", "xay", False),
        ("{{1337*1337}}", "1787569", False),
        ("a &lt; b", "a<b", True),
        ("*a* and [b](https://example.org/)", "aandbhttps://example.org/", True),
    ],
)
def test_words_that_were_taken_away_are_missed(text: str, words: str, is_there: bool) -> None:
    assert arrived(text, words) is is_there
