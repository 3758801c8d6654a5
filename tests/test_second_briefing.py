"""A briefing is data: tests/second/ holds another one, and not a line of Python knows of it."""

import json
import re
import shutil
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from lxml import html

from copydesk.checks import check
from copydesk.fitting import fit
from copydesk.issue import Fitted
from copydesk.legal import words
from copydesk.library import Library
from copydesk.making import Built
from copydesk.press import build
from copydesk.reading import parse, read
from copydesk.render import render
from copydesk.skeleton import next_date, skeleton
from copydesk.structure import structure
from copydesk.workspace import Workspace

from .conftest import ROOT, reported

SECOND = ROOT / "tests" / "second"
ISSUE = SECOND / "issues" / "2024-05-24.yaml"

ORDER = [
    "Wider Europe",
    "Ann Example",
    "24 May 2024",
    "A Ladder, A Ledger, And A Long Table",
    "Two institutions count what they have promised, and one of them counts again.",
    "Welcome to Wider Europe, RFE/RL's newsletter focusing on the key issues",
    "I'm Ann Example, and there are two matters to look into today.",
    "Brief #1: The Queue At The Door",
    "Nine countries want to come in.",
    "What You Need To Know: The count has no legal force.",
    "A date is what all nine ask for; nobody has one to give.",
    "Drilling Down",
    "The report has 412 pages, the summary four.",
    "It was adopted without a debate.",
    "The next one is due in a year -- or sooner, if the council",
    "Brief #2: Who Pays For The Ammunition",
    "What You Need To Know: Three proposals are on the table",
    "Drilling Down",
    "The first would count gifts at their price when new.",
    "Looking Ahead",
    "On Monday, ministers meet for breakfast.",
    "That is all from Brussels.",
    "See you on Friday,",
    "Ann Example",
    "This weekly briefing comes every Friday: take it with you",
    'RFE/RL has been declared an "undesirable organization" by the Russian government.',
    "To find out more, click here",
    "An Example Desk, 1 Example Street, Brussels",
    "You asked for Wider Europe.",
    "No more of it",
]


@pytest.fixture(scope="module")
def second() -> Library:
    """The second briefing's two components, before the shipped ones."""
    return Library((SECOND / "components", ROOT / "components"), SECOND)


@pytest.fixture(scope="module")
def issue(second: Library) -> Fitted:
    return fit(read(ISSUE), second)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A copy of tests/second/, to build in."""
    folder = tmp_path_factory.mktemp("second") / "desk"
    shutil.copytree(SECOND, folder)
    return Workspace(folder)


@pytest.fixture(scope="module")
def built(desk: Workspace) -> Built:
    (found,) = build(desk.sources(), desk)
    return found


def one_line(text: str) -> str:
    return " ".join(text.split())


def in_order(text: str) -> list[str]:
    """Those of ORDER that stand in a text, each behind the one before."""
    found, at = [], 0
    for part in ORDER:
        place = text.lower().find(part.lower(), at)
        if place >= 0:
            found.append(part)
            at = place + len(part)
    return found


def test_its_issue_fits_and_nothing_is_found_in_it(issue: Fitted) -> None:
    assert issue.diagnostics == ()
    assert check(issue) == ()
    assert issue.issue
    assert issue.issue.envelope.subject == "Wider Europe: A Ladder, A Ledger, And A Long Table"
    assert issue.issue.canonical == "https://example.org/wider-europe/2024-05-24"


def test_its_text_has_every_part_in_its_own_order(issue: Fitted, second: Library) -> None:
    assert issue.issue
    assert in_order(one_line(render(issue.issue, second).text)) == ORDER


def test_its_html_has_every_part_in_its_own_order(issue: Fitted, second: Library) -> None:
    assert issue.issue
    _, _, body = render(issue.issue, second).html.partition("<body")
    without_inline = re.sub(r"</?(a|b|em|strong|span)\b[^>]*>", "", body)
    assert in_order(one_line(unescape(re.sub(r"<[^>]*>", " ", without_inline)))) == ORDER


def test_its_lists_are_lists_and_its_headings_headings(issue: Fitted, second: Library) -> None:
    assert issue.issue
    page = html.document_fromstring(render(issue.issue, second).html)
    assert [len(each.findall("li")) for each in page.iter("ul")] == [3, 3, 2]
    assert [one_line("".join(map(str, each.itertext()))) for each in page.iter("h2", "h3")] == [
        "Brief #1: The Queue At The Door",
        "Drilling Down",
        "Brief #2: Who Pays For The Ammunition",
        "Drilling Down",
        "Looking Ahead",
    ]
    assert [each.text for each in page.iter("b") if str(each.text).endswith(":")] == [
        "What You Need To Know:"
    ] * 2


def test_nothing_of_the_first_briefing_is_in_it(issue: Fitted, second: Library) -> None:
    assert issue.issue
    message = render(issue.issue, second)
    for name in ("China", "Reid Standish", "Supercontinent", "biweekly", "#EA6802", "China-In-Eurasia"):
        assert name.lower() not in (message.html + message.text).lower()


def test_it_is_built_with_the_legal_notice_word_for_word(built: Built) -> None:
    assert built.diagnostics == ()
    assert built.folder
    assert (built.folder.parent.name, built.folder.name) == ("wider-europe", "2024-05-24")
    text = re.sub(r" \[\d+\]", "", one_line((built.folder / "email.txt").read_text("utf-8")))
    assert one_line(" ".join(words("en"))) in text
    page = html.document_fromstring((built.folder / "email.html").read_text("utf-8"))
    paragraphs = [one_line("".join(map(str, each.itertext()))) for each in page.iter("p")]
    assert [each for each in words("en") if each not in paragraphs] == []
    manifest = json.loads((built.folder / "manifest.json").read_text("utf-8"))
    assert "wider-europe" in json.dumps(manifest)


def test_read_from_right_to_left_it_is_mirrored(tmp_path: Path) -> None:
    shutil.copytree(SECOND, tmp_path / "desk")
    path = tmp_path / "desk" / "components" / "briefings" / "wider-europe.yaml"
    path.write_text(path.read_text("utf-8").replace("direction: ltr", "direction: rtl"), "utf-8")
    desk = Workspace(tmp_path / "desk")
    (found,) = build(desk.sources(), desk)
    assert found.diagnostics == ()
    assert found.folder
    page = html.document_fromstring((found.folder / "email.html").read_text("utf-8"))
    assert page.get("dir") == "rtl"
    assert "margin-right:26px" in next(page.iter("ul")).get("style", "").replace(" ", "")


def test_its_summer_edition_has_one_brief_and_an_opening_of_its_own(second: Library) -> None:
    source = ISSUE.read_text("utf-8").replace("date: 2024-05-24", "date: 2024-08-02\nedition: summer")
    whole = fit(parse(source.encode(), "issues/2024-08-02.yaml"), second)
    assert reported(whole.diagnostics) == [("S116", "25:7-36:1")]
    head, _, tail = source.partition("    - headline: Who Pays")
    short = fit(parse((head + tail[tail.index("ahead:") :]).encode(), "issues/2024-08-02.yaml"), second)
    assert short.issue
    assert "one matter would not wait until September" in one_line(render(short.issue, second).text)


def test_another_of_its_authors_signs_everywhere(second: Library) -> None:
    source = ISSUE.read_text("utf-8").replace("date: 2024-05-24", "date: 2024-05-24\nauthor: bo-example")
    found = fit(parse(source.encode(), "issues/2024-05-24.yaml"), second).issue
    assert found
    text = render(found, second).text
    assert (text.count("Bo Example"), text.count("Ann Example")) == (3, 0)


def test_its_first_briefing_is_still_there(second: Library) -> None:
    assert second.slugs == ("china-in-eurasia", "wider-europe")


@pytest.mark.parametrize("edition", ["", "summer"])
def test_its_skeleton_lacks_only_what_has_to_be_written(second: Library, edition: str) -> None:
    source = skeleton(structure(second, "wider-europe", edition), date(2024, 5, 31))
    found = fit(parse(source.encode(), "issues/2024-05-31.yaml"), second)
    assert {each.code for each in found.diagnostics} == {"S104"}
    assert source.count("- label: What You Need To Know") == (1 if edition else 2)


def test_its_next_issue_is_a_week_later(second: Library) -> None:
    frame = structure(second, "wider-europe", "")
    assert next_date(frame, date(2024, 5, 24), date(2030, 1, 1)) == date(2024, 5, 31)
    assert next_date(frame, None, date(2024, 5, 22)) == date(2024, 5, 24)
