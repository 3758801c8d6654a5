"""A correspondent's draft, written in Word, becomes an issue: every word, link and bold word of it, in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from copydesk import fixing
from copydesk.diagnostic import Diagnostic, Severity
from copydesk.document import Document
from copydesk.examine import examine, examine_text
from copydesk.importing import Imported, Options, import_file
from copydesk.library import Library
from copydesk.press import build
from copydesk.reading import parse
from copydesk.workspace import Workspace

from .test_importing import GREETING, INTRODUCTION, said
from .test_seeds import page, plain, words
from .wordfile import BULLET, COUNTED, PICTURE, WordFile, run

WRAPPED = "https://www.google.com/url?q=https://example.org/loan%3Futm_source%3Dmail&sa=D"
SAFE = "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fgauge&data=05"


def draft(*, numbered: bool = False, opened: bool = False) -> WordFile:
    """A whole issue; its stories counted by Word, or not at all; with or without the greeting."""
    file = WordFile()
    file.add("A Harbor And Its Lenders", style="Title")
    file.add("Five years on, who pays for the cranes?", style="Subtitle")
    if opened:
        file.add(GREETING)
        file.add(INTRODUCTION)
    file.add("The harbor changes hands", style="Heading1")
    file.add(
        "The terminal\u00a0was to handle a million con\u00adtainers a year, as ",
        file.link("we reported", WRAPPED),
        " — it “did not.” ",
        run("Nobody", bold=True),
        run(" asks", bold=True, italic=True),
        ".",
    )
    file.add("Here’s what you need to know.")
    file.add(
        run("Finding Perspective:", bold=True),
        " The loan was signed, and its ",
        run("interest", italic=True),
        " is secret.",
    )
    file.add("It has two parts:")
    file.add("the harbor, all of it", style="ListParagraph", numbering=BULLET)
    file.add(
        "the ",
        file.link("railway", "https://example.org/railway"),
        " behind it",
        style="ListParagraph",
        numbering=BULLET,
    )
    file.add("Nobody has seen both.")
    file.add(run("Why It Matters", bold=True), " Four more harbors were promised, 2015–2019.")
    file.add("Three More Stories From Eurasia", style="Heading1")
    style = {"numbering": COUNTED, "style": "ListParagraph"} if numbered else {"style": "Heading2"}
    file.add("A Railway Changes Its Gauge", **style)
    file.add("Engineers move ", file.link("one rail", SAFE), " of two.")
    file.add(run("What It Means: ", bold=True), "Trains no longer stop at the border.")
    file.add("The Minister Learns Mandarin", **style)
    file.add("He speaks it ", run("without", bold=True), " notes.")
    file.add(run("The Details", bold=True), ": His teacher was a radio announcer.")
    file.add("A Dictionary Of Patience", **style)
    file.add("It was forty years in the making.")
    file.add(
        run("What You Need To Know:", bold=True),
        " It ends with the word for ",
        run("patience", italic=True),
        ".",
    )
    file.add("Across The Supercontinent", style="Heading1")
    file.add(
        run("Tea And Sanctions:", bold=True),
        " A grower sells to ",
        file.link("both sides", "https://example.org/tea"),
        ".",
    )
    file.add("A bridge", style="Heading3")
    file.add("It opens in June, and one half of it is paid for.")
    file.add(run("The Ferry.", bold=True), " It does not sail on Mondays.")
    file.add("Two Maps: They differ by an island.")
    file.add("One Thing To Watch", style="Heading1")
    file.add("The court in the ", run("third country", bold=True), " sits again in June.")
    return file


PARAGRAPHS = [
    "A Harbor And Its Lenders",
    "Five years on, who pays for the cranes?",
    "The harbor changes hands",
    'The terminal was to handle a million containers a year, as we reported -- it "did not." Nobody asks.',
    "Here's what you need to know.",
    "Finding Perspective: The loan was signed, and its interest is secret.",
    "It has two parts:",
    "the harbor, all of it",
    "the railway behind it",
    "Nobody has seen both.",
    "Why It Matters: Four more harbors were promised, 2015-2019.",
    "Three More Stories From Eurasia",
    "A Railway Changes Its Gauge",
    "Engineers move one rail of two.",
    "What It Means: Trains no longer stop at the border.",
    "The Minister Learns Mandarin",
    "He speaks it without notes.",
    "The Details: His teacher was a radio announcer.",
    "A Dictionary Of Patience",
    "It was forty years in the making.",
    "What You Need To Know: It ends with the word for patience.",
    "Across The Supercontinent",
    "Tea And Sanctions: A grower sells to both sides.",
    "A bridge: It opens in June, and one half of it is paid for.",
    "The Ferry: It does not sail on Mondays.",
    "Two Maps: They differ by an island.",
    "One Thing To Watch",
    "The court in the third country sits again in June.",
]
"""What readers of the draft above read, once its file is mended by `check --fix`."""
LINKS = [
    ("https://example.org/loan", "we reported"),
    ("https://example.org/railway", "railway"),
    ("https://example.org/gauge", "one rail"),
    ("https://example.org/tea", "both sides"),
]
STRONG = ["Nobody <em>asks</em>", "without", "third country"]


def imported(file: WordFile | bytes, library: Library, day: date | None = date(2024, 6, 5)) -> Imported:
    data = file if isinstance(file, bytes) else file.data()
    return import_file(data, "draft.docx", library, Options(date=day))


def values(found: Imported) -> dict[str, object]:
    document = parse(found.yaml.encode(), "issue.yaml")
    assert document.diagnostics == []
    return document.plain()


def mended(found: Imported, workspace: Workspace) -> Path:
    """The issue as a file, with all mended that a machine can mend."""
    source = workspace.issues / "2024-06-05.yaml"
    source.write_bytes(clean(found.yaml.encode(), source, workspace))
    return source


def clean(data: bytes, source: Path, workspace: Workspace) -> bytes:
    """What `check --fix` makes of a file."""

    def examined(changed: bytes) -> tuple[Document, tuple[Diagnostic, ...]]:
        fitted = examine_text(changed, source, workspace)
        return fitted.document, fitted.diagnostics

    return fixing.mended(data, examined)[0]


@pytest.fixture(params=[{}, {"numbered": True}, {"opened": True}], ids=["headings", "numbered", "greeting"])
def file(request: pytest.FixtureRequest) -> WordFile:
    return draft(**request.param)


@pytest.fixture
def package(file: WordFile, workspace: Workspace) -> Path:
    """The folder that a draft was built into, without an error."""
    source = mended(imported(file, workspace.library), workspace)
    (built,) = build([source], workspace)
    assert [found for found in built.diagnostics if found.severity is Severity.ERROR] == []
    assert built.folder is not None
    return built.folder


@pytest.mark.parametrize(("name", "read"), [("email.html", page), ("email.txt", words)], ids=["html", "text"])
def test_every_paragraph_of_a_draft_stands_in_the_message_in_order(
    name: str, read: Callable[[str], str], package: Path
) -> None:
    found = read((package / name).read_text("utf-8"))
    at = 0
    for paragraph in map(plain, PARAGRAPHS):
        assert paragraph in found[at:], f"{paragraph!r} is missing, or stands too early"
        at = found.index(paragraph, at) + len(paragraph)


def test_every_link_of_a_draft_stands_in_the_message_unwrapped_and_in_order(package: Path) -> None:
    markup = (package / "email.html").read_text("utf-8")
    links = re.findall(r'<a [^>]*href="(https://example\.org/[^"]*)"[^>]*>(.*?)</a>', markup)
    assert links == LINKS
    text = (package / "email.txt").read_text("utf-8")
    listed = re.findall(r"^\[\d+\] (https://example\.org/\S+)$", text, flags=re.MULTILINE)
    assert listed == [address for address, _ in LINKS]


def test_every_strong_word_and_every_list_of_a_draft_stands_in_the_message(package: Path) -> None:
    markup = (package / "email.html").read_text("utf-8")
    strong = [
        re.sub(r"(<\w+)[^>]*", r"\1", each) for each in re.findall(r"<strong[^>]*>(.*?)</strong>", markup)
    ]
    assert strong == STRONG
    assert re.findall(r"<em[^>]*>(.*?)</em>", markup) == ["asks", "interest", "patience"]
    items = [re.sub(r"<[^>]+>", "", each) for each in re.findall(r"<li[^>]*>(.*?)</li>", markup)]
    assert items == ["the harbor, all of it", "the railway behind it"]


def test_the_rubbish_of_word_stays_in_the_yaml_and_is_mended_there(workspace: Workspace) -> None:
    found = imported(draft(), workspace.library)
    assert "terminal\u00a0was" in found.yaml
    assert "con\u00adtainers" in found.yaml
    assert "“did not.”" in found.yaml
    source = mended(found, workspace)
    once = source.read_bytes()
    assert {each.code for each in examine(source, workspace).diagnostics if each.fix} == set()
    assert {each.code[0] for each in examine(source, workspace).diagnostics} <= {"H", "R", "E"}
    assert clean(once, source, workspace) == once


def test_what_was_wrapped_is_said_at_its_paragraph(library: Library) -> None:
    found = imported(draft(), library)
    notes = [
        (found.paragraphs[each.span.line - 1], each.message)
        for each in said(found, "I020")
        if found.paragraphs
    ]
    assert [words_ for words_, _ in notes] == [
        "The terminal\u00a0was to handle a million con\u00adtainers a year, as we reported — it “did not.” Nobody asks.",
        "Engineers move one rail of two.",
    ]
    assert ["`https://example.org/loan`" in notes[0][1], "`https://example.org/gauge`" in notes[1][1]] == [
        True,
        True,
    ]


def test_a_heading_is_one_because_the_file_says_so(library: Library) -> None:
    """It may be written as a sentence is."""
    lead = values(imported(draft(), library))["lead"]
    assert lead["heading"] == "The harbor changes hands"


def test_a_label_is_one_because_it_is_bold_or_a_heading(library: Library) -> None:
    found = values(imported(draft(), library))
    assert [each["label"] for each in found["lead"]["passages"]] == ["Finding Perspective", "Why It Matters"]
    labels = [each["label"] for each in found["across"]["items"]]
    assert labels == ["Tea And Sanctions", "A bridge", "The Ferry", "Two Maps"]


def test_bold_words_that_open_a_sentence_are_no_label(library: Library) -> None:
    file = WordFile()
    file.add(GREETING)
    file.add("The Harbor", style="Heading1")
    file.add(run("Nobody", bold=True), " asks.")
    file.add(run("Finding Perspective:", bold=True), " It is.")
    assert values(imported(file, library))["lead"]["text"] == "**Nobody** asks.\n"


def test_a_link_in_a_title_is_said_and_not_lost_in_silence(library: Library) -> None:
    file = draft()
    file.add(file.link("A Harbor And Its Lenders", "https://example.org/title"), style="Title")
    file.body[0] = file.body.pop()
    (warning,) = said(imported(file, library), "I025")
    assert "https://example.org/title" in warning.message


@pytest.mark.parametrize(
    "address", ["report.html", "file:///C:/Users/me/report.docx", "javascript:alert(1)", "#_Toc1", "http://"]
)
def test_an_address_that_leads_nowhere_is_said_and_its_words_are_kept(library: Library, address: str) -> None:
    file = draft()
    file.add("See ", file.link("the report", address), ".")
    found = imported(file, library)
    assert "See the report." in found.yaml
    (warning,) = said(found, "I021")
    assert "“the report”" in warning.message
    assert address[:20] in warning.message


def test_a_photo_in_the_file_is_left_out_and_its_words_are_kept(library: Library) -> None:
    file = draft()
    file.add(PICTURE)
    file.add("The terminal at low tide.", style="Caption")
    file.body[2:2] = [file.body.pop(-2), file.body.pop(-1)]
    found = imported(file, library)
    assert "#   alt: Cranes over a quay\n#   caption: |\n#     The terminal at low tide.\n" in found.yaml
    assert [each.code for each in found.diagnostics if each.code == "I006"] == ["I006"]
    assert "data:" not in found.yaml


def test_a_short_paragraph_under_a_picture_at_the_top_is_its_caption_and_that_is_said(
    library: Library,
) -> None:
    file = draft()
    file.add(PICTURE)
    file.add("The terminal at low tide.")
    file.body[2:2] = [file.body.pop(-2), file.body.pop(-1)]
    found = imported(file, library)
    assert "#   caption: |\n#     The terminal at low tide.\n" in found.yaml
    assert "opening" not in values(found)
    (guess, _) = said(found, "I006")
    assert "The terminal at low tide." in guess.message
    assert guess.span.line == 3


def test_a_paragraph_that_names_the_photographer_is_a_caption_wherever_the_picture_stands(
    library: Library,
) -> None:
    file = draft()
    file.add(PICTURE)
    file.add("A clerk at the ministry. Photo: Staff")
    found = imported(file, library)
    assert "#   caption: |\n#     A clerk at the ministry. Photo: Staff\n" in found.yaml
    assert "A clerk" in said(found, "I006")[0].message


@pytest.mark.parametrize(
    "words",
    ["The visit is over. " * 20, "The minister signed at noon.", GREETING],
    ids=["long", "far", "greeting"],
)
def test_a_paragraph_of_the_text_under_a_picture_stays_in_the_text(library: Library, words: str) -> None:
    file = draft()
    file.add(PICTURE)
    file.add(words.strip())
    at = 2 if words == GREETING else 6
    file.body[at:at] = [file.body.pop(-2), file.body.pop(-1)]
    found = imported(file, library)
    assert "caption" not in found.yaml
    assert words == GREETING or words.strip()[:20] in found.yaml


def test_a_picture_that_is_anchored_in_a_paragraph_takes_no_words_from_the_text(library: Library) -> None:
    file = draft()
    file.add(PICTURE, "Ships wait for weeks.")
    file.body[2:2] = [file.body.pop()]
    found = imported(file, library)
    assert "caption" not in found.yaml
    assert "Ships wait for weeks." in found.yaml


def test_a_picture_at_the_end_is_not_lost(library: Library) -> None:
    file = draft()
    file.add(PICTURE)
    file.add("A clerk reads.", style="Caption")
    assert (
        "#   alt: Cranes over a quay\n#   caption: |\n#     A clerk reads.\n" in imported(file, library).yaml
    )


def test_a_draft_is_told_which_headings_are_looked_for(library: Library) -> None:
    file = WordFile()
    file.add("The harbor changes hands.")
    (refusal,) = imported(file, library).diagnostics
    assert refusal.code == "I001"
    assert "Three More Stories From Eurasia, Across The Supercontinent, One Thing To Watch" in refusal.mend
    assert "page" not in refusal.mend


def test_what_the_briefing_adds_is_not_missed_in_a_draft(library: Library) -> None:
    assert not [each for each in imported(draft(), library).diagnostics if each.code in ("I005", "I019")]


def test_a_word_file_is_called_a_file_and_never_a_page(library: Library) -> None:
    file = WordFile()
    for heading in ("Three More Stories From Eurasia", "Across The Supercontinent", "One Thing To Watch"):
        file.add(heading, style="Heading1")
        file.add("Whatever. See you.")
    found = imported(file, library, day=None)
    assert {"I003", "I004", "I011"} <= {each.code for each in found.diagnostics}
    assert [each.message for each in found.diagnostics if re.search(r"\bpage\b", each.message)] == []
    assert "page" not in found.yaml


def test_what_is_deleted_or_commented_on_in_the_file_does_not_come_along(library: Library) -> None:
    file = draft()
    file.body.append(
        '<w:p><w:r><w:t xml:space="preserve">The court </w:t></w:r><w:del><w:r><w:delText>never</w:delText></w:r></w:del>'
        "<w:ins><w:r><w:t>always</w:t></w:r></w:ins><w:r><w:t> sits.</w:t></w:r></w:p>"
    )
    assert "The court always sits." in imported(file, library).yaml


def test_macros_and_what_a_file_asks_for_from_elsewhere_are_ignored(library: Library) -> None:
    """Nothing is fetched, nothing run, and no mapping of styles in the file changes what is read."""
    changes = {
        "word/vbaProject.bin": "\0" * 100,
        "mammoth/style-map": "p => h1:fresh",
        "word/_rels/settings.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/></Relationships>',
    }
    assert imported(draft().data(changes), library).yaml == imported(draft(), library).yaml


def test_a_list_whose_items_open_with_strong_words_stays_a_list(library: Library) -> None:
    file = draft()
    file.body[7:8] = []
    for words_ in ("The Price:", "The Term:"):
        file.add(run(words_, bold=True), " Too high.", style="ListParagraph", numbering=BULLET)
    file.body[7:7] = [file.body.pop(-2), file.body.pop(-1)]
    (passage, *_) = values(imported(file, library))["lead"]["passages"]
    assert "- **The Price:** Too high.\n- **The Term:** Too high.\n" in passage["text"]


def test_short_items_may_be_a_list(library: Library) -> None:
    file = draft()
    first = next(at for at, each in enumerate(file.body) if "Across The" in each) + 1
    last = next(at for at, each in enumerate(file.body) if "One Thing To" in each)
    tail = file.body[last:]
    del file.body[first:]
    for label in ("Tea And Sanctions", "a bridge", "The Ferry", "Two Maps"):
        file.add(run(f"{label}:", bold=True), " It is.", style="ListParagraph", numbering=BULLET)
    file.body += tail
    items = values(imported(file, library))["across"]["items"]
    assert items == [
        {"label": label, "text": "It is.\n"}
        for label in ("Tea And Sanctions", "a bridge", "The Ferry", "Two Maps")
    ]
