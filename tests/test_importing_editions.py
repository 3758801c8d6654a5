"""What was published imports whole: two editions from end to end, and the openings of eight more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from copydesk.diagnostic import Severity
from copydesk.document import Document
from copydesk.fitting import fit
from copydesk.importing import Imported, Options, import_text
from copydesk.issue import Part
from copydesk.library import Library
from copydesk.prose import Prose
from copydesk.reading import parse

SHARED = Path(__file__).parents[2] / "shared"
CHROME = {
    "Accessibility links", "Breaking News", "Load more", "• 16x9 Image", "please wait",
    "No media source currently available", "0:00 0:41:24 0:00", "XS", "SM", "MD", "LG",
}  # fmt: skip
PREFIX = "China In Eurasia Briefing: "
NAME = "Reid Standish"
MISSING = ["stories", "across", "watch"]

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the editions (../shared) are not at hand")


@cache
def source(name: str) -> tuple[str, str]:
    """The name and the text of the one page whose name begins so."""
    path = next(SHARED.glob(f"{name}*"))
    return path.name, path.read_text("utf-8")


def imported(name: str, library: Library) -> Imported:
    path, text = source(name)
    return import_text(text, path, library, Options())


def paragraphs(text: str) -> list[str]:
    """The lines that hold words and are no chrome, each once where it is printed twice."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return [line for number, line in enumerate(lines) if line not in CHROME and line != lines[number - 1]]


def folded(text: str) -> str:
    """The words, with quotes, dashes, capitals and the rhythm made one."""
    straight = re.sub("[‘’]", "'", re.sub("[“”]", '"', text)).replace("–", "-").replace("--", "-")
    return re.sub(r"\b(bi)?weekly\b", "RHYTHM", " ".join(straight.split()).casefold())


def printed(part: Part) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The paragraphs of a section as its page prints them, each with the fields that it comes from."""
    values = part.values
    key = part.section.key
    if key == "opening":
        fields = ("before_greeting", "greeting", "after_greeting", "introduction", "after_introduction")
        for field in fields:
            yield from ((text, (key, field)) for text in prose(values[field]))
        return
    if values["heading"]:
        yield values["heading"], (key, "heading")
    for number, item in enumerate(values.get("items", ()), 1):
        if "headline" in item:
            yield f"{number}. {item['headline']}", (key, "items")
            yield from ((text, (key, "items")) for text in story(item))
        else:
            yield from ((text, (key, "items")) for text in labeled(item))
    if "items" not in values:
        yield from ((text, (key, "text")) for text in story(values))


def story(values: dict[str, Any]) -> Iterator[str]:
    yield from prose(values["text"])
    if values.get("bridge"):
        yield values["bridge"]
    for passage in values.get("passages") or ():
        yield from labeled(passage)


def labeled(item: dict[str, Any]) -> Iterator[str]:
    first, *others = prose(item["text"])
    yield from (f"{item['label']}: {first}", *others)


def prose(value: Prose | None) -> list[str]:
    return value.plain().split("\n") if value else []


def is_written(document: Document, path: tuple[str, ...]) -> bool:
    return document.node(path) is not None


def edition_of(name: str) -> tuple[list[str], list[str]]:
    """The paragraphs of a whole edition from its caption on, cut out of its page without the importer.

    They come in two lists: up to the correspondent's name, and behind it.
    """
    _, text = source(name)
    lines = paragraphs(text)
    opens = next(
        number for number, line in enumerate(lines) if "China In Eurasia briefing, an RFE/RL" in line
    )
    edition = lines[opens - 1 :]
    end = edition.index(NAME) + 1
    tail = edition[end:]
    if text.count("16x9 Image"):
        del tail[tail.index(NAME) + 1]  # The biography.
    return edition[:end], tail


@pytest.mark.parametrize("name", ["seeds/000", "seeds/001"])
class TestWholeEditions:
    """The two whole editions."""

    def test_one_makes_an_issue_without_an_error(self, name: str, library: Library) -> None:
        found = fit(parse(imported(name, library).yaml.encode(), "issue.yaml"), library)
        assert [each for each in found.diagnostics if each.severity is Severity.ERROR] == []
        assert found.issue is not None

    def test_every_paragraph_stands_once_and_in_order(self, name: str, library: Library) -> None:
        yaml = imported(name, library).yaml
        document = parse(yaml.encode(), "issue.yaml")
        issue = fit(document, library).issue
        assert issue is not None
        (caption, *body), _ = edition_of(name)
        parts = {part.section.key: part for part in issue.parts}
        found = [each for key in ("opening", "lead", *MISSING) for each in printed(parts[key])]
        signed = parts["sign_off"].values
        found += [(text, ("sign_off", "")) for text in prose(signed["farewell"])]
        found += [(signed[field], ("sign_off", field)) for field in ("closing", "name")]
        assert [folded(text) for text, _ in found] == [folded(line) for line in body]
        for (text, path), line in zip(found, body, strict=True):
            assert text == line or not is_written(document, path)
        assert yaml.count(caption) == 1
        assert f"#     {caption}\n" in yaml

    def test_what_stands_behind_the_sign_off_is_the_briefings_own(self, name: str, library: Library) -> None:
        yaml = imported(name, library).yaml
        issue = fit(parse(yaml.encode(), "issue.yaml"), library).issue
        assert issue is not None
        own = {
            folded(text)
            for part in issue.parts
            for value in part.values.values()
            for text in (prose(value) if isinstance(value, Prose) else [str(value)])
        }
        _, tail = edition_of(name)
        assert [line for line in tail if folded(line) not in own] == []
        assert [line for line in tail if len(line.split()) > 3 and line in yaml] == []

    def test_nothing_of_the_other_article_is_taken(self, name: str, library: Library) -> None:
        yaml = imported(name, library).yaml
        (caption, *_), _ = edition_of(name)
        _, text = source(name)
        others = [line for line in paragraphs(text[: text.index(caption)]) if not line.startswith(PREFIX)]
        assert [line for line in others if len(line.split()) > 3 and line in yaml] == []


def test_the_special_edition_is_one_and_writes_its_own_headings(library: Library) -> None:
    values = parse(imported("seeds/000", library).yaml.encode(), "issue.yaml").plain()
    _, text = source("seeds/000")
    lines = paragraphs(text)
    first = next(number for number, line in enumerate(lines) if line.startswith("1. "))
    last = next(number for number, line in enumerate(lines) if line == "One Thing To Watch")
    assert values["edition"] == "special"
    assert "greeting" not in values["opening"]
    assert list(values["opening"]) == ["after_greeting"]
    assert "heading" not in values["lead"]
    assert values["stories"]["heading"] == lines[first - 1]
    assert values["across"]["heading"] in lines[first:last]
    assert "heading" not in values["watch"]


def test_the_usual_edition_writes_nothing_that_is_fixed(library: Library) -> None:
    values = parse(imported("seeds/001", library).yaml.encode(), "issue.yaml").plain()
    assert list(values) == ["briefing", "date", "title", "lead", *MISSING]
    assert values["title"] == values["lead"]["heading"]
    assert [list(values[key]) for key in MISSING] == [["items"], ["items"], ["text"]]


def test_every_label_of_the_whole_editions_is_found(library: Library) -> None:
    usual = parse(imported("seeds/001", library).yaml.encode(), "issue.yaml").plain()
    special = parse(imported("seeds/000", library).yaml.encode(), "issue.yaml").plain()
    leads = [[each["label"] for each in values["lead"]["passages"]] for values in (usual, special)]
    assert leads == [
        ["Finding Perspective", "Behind The Scenes", "Why It Matters"],
        ["Finding Perspective", "Why It Matters"],
    ]
    for values in (usual, special):
        stories = values["stories"]["items"]
        assert [[each["label"] for each in story["passages"]] for story in stories] == [
            ["What It Means"],
            ["The Details"],
            ["What You Need To Know"],
        ]
        assert len(values["across"]["items"]) == 4


def test_each_guess_of_the_special_edition_stands_at_its_line(library: Library) -> None:
    _, text = source("seeds/000")
    lines = text.split("\n")
    found = {each.code: each.span for each in imported("seeds/000", library).diagnostics}
    greeting = next(number for number, line in enumerate(lines, 1) if "welcome back to the China" in line)
    bridge = next(number for number, line in enumerate(lines, 1) if line.startswith("Finding Perspective"))
    assert lines[found["I002"].line - 1 : found["I002"].end_line][0] == lines[6]
    assert found["I002"].end_line < found["I006"].line < greeting
    assert found["I015"].line == greeting
    assert found["I008"].line == bridge - 2
    assert {"I003", "I004", "I007", "I013"} <= found.keys()


OPENINGS = {
    "02": {"date": "2021-06-05", "title": 6, "opening": {"after_greeting": [4]}, "heading": 6, "text": [7]},
    "06": {"title": 7, "caption": 9, "opening": {}, "heading": 16, "text": [18], "box": 24},
    "09": {"title": 7, "caption": 9, "opening": {}, "text": [16, 18]},
    "14": {"title": 7, "caption": 9, "opening": {}, "heading": 15, "text": [17]},
    "19": {
        "title": 7,
        "caption": 9,
        "opening": {"greeting": [12], "after_greeting": [14, 16]},
        "heading": 18,
        "text": [20],
    },
    "22": {"title": 7, "caption": 9, "opening": {}, "heading": 16, "text": [18], "box": 24},
    "24": {
        "date": "2024-02-28",
        "title": 22,
        "caption": 9,
        "opening": {"after_greeting": [14], "podcast": True},
        "heading": 22,
        "text": [24],
    },
    "27": {
        "title": 7,
        "caption": 10,
        "opening": {"invite": True, "after_greeting": [15]},
        "heading": 19,
        "text": [21],
    },
}
"""For each opening, the lines of the page that its parts stand on."""


@pytest.mark.parametrize("number", OPENINGS)
class TestOpenings:
    """Eight pages that are cut off in mid-text."""

    def test_each_part_is_what_stands_on_its_line(self, number: str, library: Library) -> None:
        parts = OPENINGS[number]
        _, text = source(f"editions/{number}")
        lines = ["", *(line.strip() for line in text.split("\n"))]
        found = imported(f"editions/{number}", library)
        values = parse(found.yaml.encode(), "issue.yaml").plain()
        assert values["title"] == lines[parts["title"]].removeprefix(PREFIX)
        assert values["date"] == parts.get("date", values["date"])
        assert values.get("opening", {}) == {
            key: "yes" if value is True else "\n\n".join(lines[line] for line in value) + "\n"
            for key, value in parts["opening"].items()
        }
        assert values["lead"].get("heading") == (lines[parts["heading"]] if "heading" in parts else None)
        assert values["lead"]["text"] == "\n\n".join(lines[line] for line in parts["text"]) + "\n"
        assert ("# photo:\n" in found.yaml) == ("caption" in parts)
        if "caption" in parts:
            assert found.yaml.count(f"#     {lines[parts['caption']]}\n") == 1

    def test_its_labels_are_found_and_nothing_else_is_one(self, number: str, library: Library) -> None:
        values = parse(imported(f"editions/{number}", library).yaml.encode(), "issue.yaml").plain()
        labels = [each["label"] for each in values["lead"]["passages"]]
        assert labels == ["Finding Perspective", *(["Why It Matters"] if number == "02" else [])]

    def test_every_paragraph_from_the_first_label_on_is_kept(self, number: str, library: Library) -> None:
        _, text = source(f"editions/{number}")
        lines = paragraphs(text)
        first = next(at for at, line in enumerate(lines) if line.startswith("Finding Perspective: "))
        yaml = imported(f"editions/{number}", library).yaml
        for line in lines[first:]:
            words = re.sub("^(Finding Perspective|Why It Matters): ", "", line)
            assert yaml.count(f"        {words}\n") == 1

    def test_a_promotion_in_the_main_story_is_said(self, number: str, library: Library) -> None:
        found = imported(f"editions/{number}", library)
        box = OPENINGS[number].get("box")
        assert [each.span.line for each in found.diagnostics if each.code == "I010"] == ([box] if box else [])

    def test_it_warns_of_each_section_that_is_not_there(self, number: str, library: Library) -> None:
        found = imported(f"editions/{number}", library)
        warnings = [each for each in found.diagnostics if each.severity is Severity.WARNING]
        assert [each.message.split("`")[1] for each in warnings] == MISSING
        document = parse(found.yaml.encode(), "issue.yaml")
        assert document.diagnostics == []
        assert set(MISSING).isdisjoint(document.plain())
