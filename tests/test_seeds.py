"""The two whole editions go through import, check and build, and lose no paragraph on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from copydesk.diagnostic import Severity
from copydesk.examine import examine
from copydesk.importing import Options, import_text
from copydesk.press import build
from copydesk.workspace import Workspace

CHROME = {"Load more", "• 16x9 Image"}
LONG = 80
"""Characters: a paragraph of this length stands nowhere else by chance."""


@dataclass(frozen=True)
class Edition:
    """where an edition stands in the dump of its page, from the greeting to the subscribe line (lines from 1)."""

    file: str
    day: date
    first: int
    last: int


EDITIONS = [
    Edition("000_4c89a0f9b18c3b3e.txt", date(2024, 5, 10), 72, 192),
    Edition("001_ae3afbf1dc2ec027.txt", date(2024, 5, 22), 10, 114),
]


class Words(HTMLParser):
    """The words of a page as a reader meets them, without style sheets and hidden parts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self._skip = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skip = tag in ("style", "title") or (self._skip and tag != "body")
        if tag in ("p", "h1", "h2", "h3", "td", "div", "li", "br"):
            self.out.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "title"):
            self._skip = False

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.out.append(data)


def plain(text: str) -> str:
    """Words in small letters, straight quotes, single blanks: what the parts of a package share."""
    for curly, straight in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"')):
        text = text.replace(curly, straight)
    return " ".join(text.split()).casefold()


def page(markup: str) -> str:
    reader = Words()
    reader.feed(markup)
    return plain("".join(reader.out))


def words(text: str) -> str:
    """The words of the text part: without rules under headings, numbers of links and their list."""
    text = re.sub(r"^(?:\[\d+\] \S+|[-=]{3,})$", "", text, flags=re.MULTILINE)
    return plain(re.sub(r"\s\[\d+\]", "", text))


def paragraphs(seeds: Path, edition: Edition) -> list[str]:
    lines = (seeds / edition.file).read_text("utf-8").splitlines()[edition.first - 1 : edition.last]
    kept = (line.strip() for line in lines if line.strip() and line.strip() not in CHROME)
    return [plain(re.sub(r"^\d\. ", "", line)) for line in kept]


@pytest.fixture(params=EDITIONS, ids=lambda edition: edition.file[:3])
def edition(request: pytest.FixtureRequest) -> Edition:
    found: Edition = request.param
    return found


@pytest.fixture
def package(edition: Edition, seeds: Path, workspace: Workspace) -> Path:
    """The folder that an edition was built into, from its page, without an error."""
    text = (seeds / edition.file).read_text("utf-8")
    imported = import_text(
        text, edition.file, workspace.library, Options("china-in-eurasia", edition.day, None)
    )
    source = workspace.issues / f"{edition.day}.yaml"
    source.write_text(imported.yaml, "utf-8")
    (built,) = build([source], workspace)
    assert [found for found in built.diagnostics if found.severity is Severity.ERROR] == []
    assert built.folder is not None
    return built.folder


@pytest.mark.parametrize(
    ("name", "read"),
    [("email.html", page), ("email.txt", words), ("web.html", page)],
    ids=["html", "text", "web"],
)
def test_every_paragraph_of_an_edition_stands_once_and_in_order(
    name: str, read: object, edition: Edition, package: Path, seeds: Path
) -> None:
    assert callable(read)
    found = read((package / name).read_text("utf-8"))
    at = found.index(paragraphs(seeds, edition)[0])
    for paragraph in paragraphs(seeds, edition):
        assert paragraph in found[at:], f"{paragraph!r} is missing, or stands too early"
        at = found.index(paragraph, at) + len(paragraph)
        if len(paragraph) > LONG:
            assert found.count(paragraph) == 1


def test_no_word_of_the_other_article_and_of_the_pages_chrome_gets_in(package: Path) -> None:
    found = page((package / "email.html").read_text("utf-8"))
    strangers = (
        "two-day state visit where he's set to press",
        "accessibility links",
        "breaking news",
        "load more",
    )
    assert [each for each in strangers if each in found] == []


REMAINING = {
    "000_4c89a0f9b18c3b3e.txt": {
        "E101": "a published page has no preheader, and this one no standfirst",
        "H104": "`Taiwan and Kosovo`: a slip of the edition",
        "H105": "`A Dose of Caution`: a slip of the edition",
        "L113": "the text dumps of the pages have lost every link",
        "P101": "the edition mixes curly and straight marks",
        "R102": "three sentences have more than 50 words",
    },
    "001_ae3afbf1dc2ec027.txt": {
        "E101": "a published page has no preheader, and this one no standfirst",
        "H102": "`in order to`",
        "L113": "the text dumps of the pages have lost every link",
        "P101": "the edition mixes curly and straight marks",
        "P102": "five dashes are en dashes: a slip of the edition",
        "R102": "two sentences have more than 50 words",
    },
}
"""What the checks say of the editions as they were published, and why it is right."""


def test_the_checks_say_of_an_edition_what_is_right_and_no_more(
    edition: Edition, seeds: Path, workspace: Workspace
) -> None:
    text = (seeds / edition.file).read_text("utf-8")
    imported = import_text(
        text, edition.file, workspace.library, Options("china-in-eurasia", edition.day, None)
    )
    source = workspace.issues / f"{edition.day}.yaml"
    source.write_text(imported.yaml, "utf-8")
    assert {found.code for found in examine(source, workspace).diagnostics} == REMAINING[edition.file].keys()
