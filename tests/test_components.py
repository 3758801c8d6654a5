"""Every component is whole: declared, described, drawn in both faces, and looked at when it changes.

The snapshots hold the faces of each component's sample, before the layout stands around them:
`COPYDESK_SNAPSHOTS=write python -m pytest tests/test_components.py` writes them anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from copydesk.gallery import sample
from copydesk.library import LAYOUT, Library
from copydesk.render.compose import Composer
from copydesk.render.plaintext import Notes
from copydesk.structure import ENVELOPE

from .conftest import ISSUE, ROOT, Desk

COMPONENTS = ROOT / "components"
SNAPSHOTS = Path(__file__).parent / "snapshots"
WRITE = os.environ.get("COPYDESK_SNAPSHOTS") == "write"

NAMES = sorted(path.parent.name for path in COMPONENTS.glob("*/component.yaml"))
DRAWN = [name for name in NAMES if name not in (ENVELOPE, LAYOUT)]
TEMPLATES = sorted([*COMPONENTS.rglob("*.j2"), *COMPONENTS.rglob("*.css")])

SIDES = ("", "-top", "-right", "-bottom", "-left")
PADDING = {f"padding{side}" for side in SIDES}
BORDER = {f"border{side}" for side in SIDES} | {"border-radius"}
TYPE = {
    "align",
    "color",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "letter-spacing",
    "line-height",
}
ANY = {"css-class", "mj-class"}

MJML: dict[str, tuple[set[str], set[str]]] = {
    "mjml": (set(), {"lang", "dir"}),
    "mj-head": ({"mjml"}, set()),
    "mj-title": ({"mj-head"}, set()),
    "mj-preview": ({"mj-head"}, set()),
    "mj-style": ({"mj-head"}, set()),
    "mj-attributes": ({"mj-head"}, set()),
    "mj-all": ({"mj-attributes"}, TYPE | PADDING),
    "mj-class": ({"mj-attributes"}, {"name", "css-class"} | TYPE | PADDING),
    "mj-raw": ({"mj-head", "mj-body", "mj-section", "mj-column"}, set()),
    "mj-body": ({"mjml"}, {"width", "background-color", "css-class"}),
    "mj-section": (
        {"mj-body", "mj-wrapper", "mj-attributes"},
        {"background-color", "direction", "full-width", "text-align"} | BORDER | PADDING | ANY,
    ),
    "mj-column": (
        {"mj-section", "mj-group", "mj-attributes"},
        {"background-color", "direction", "vertical-align", "width"} | BORDER | PADDING | ANY,
    ),
    "mj-text": (
        {"mj-column", "mj-attributes"},
        {"container-background-color", "height", "text-decoration", "text-transform"} | TYPE | PADDING | ANY,
    ),
}  # fmt: skip
"""Each tag that a component may use: in which others it stands, and with which attributes.

mjml-python validates nothing: a tag or an attribute that it does not know vanishes, words and all.
Those of MJML 4 that are missing here can be added with the first component that needs them.
"""

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

UNSTYLED: set[str] = set()
"""Classes without a rule in any style sheet."""
MADE_BY_MRML = {"body", "mj-column-per-100", "mj-outlook-group-fix"}


class Tags(HTMLParser):
    """Reads the tags of a face: who stands in whom, with which attributes, and what stays open."""

    def __init__(self, around: list[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.open = list(around)
        self.faults: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        if tag.startswith("mj"):
            self._mjml(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def _mjml(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        parents, attributes = MJML.get(tag, (set(), set()))
        parent = self.open[-1] if self.open else ""
        if tag not in MJML:
            self.faults.append(f"<{tag}> is not declared")
        elif parent not in parents and (parent or parents):
            self.faults.append(f"<{tag}> in <{parent}>")
        self.faults += [f"{name} on <{tag}>" for name, _ in attrs if name not in attributes]


def faults(markup: str, *around: str) -> list[str]:
    """What is wrong with the tags of a face that stands in these others."""
    reader = Tags(list(around))
    reader.feed(markup)
    reader.close()
    return reader.faults + [f"<{tag}> is not closed" for tag in reader.open[len(around) :]]


@pytest.fixture(scope="module")
def composer(library: Library) -> Composer:
    briefing = library.briefing("china-in-eurasia").briefing
    return Composer(library, briefing.theme, briefing.language, briefing.direction)


def faces(library: Library, composer: Composer, name: str) -> tuple[str, str]:
    """Both faces of a component's sample, without the layout; the text with its list of addresses."""
    values = sample(library, library.component(name))
    notes = Notes()
    text = composer.text(name, values, notes, medium="mail")
    listed = "".join(f"[{number}] {address}\n" for number, address in notes.new())
    return f"{composer.html(name, values, medium='mail')}\n", f"{text}\n{listed and chr(10)}{listed}"


@pytest.mark.parametrize("name", NAMES)
def test_a_component_says_what_it_and_each_of_its_fields_are_for(library: Library, name: str) -> None:
    """In whole sentences: they are what `copydesk new`, the schema and the gallery show."""
    component = library.component(name)
    assert re.fullmatch(r"[A-Z].*[.\"]", component.doc)
    for key, field in component.fields.items():
        assert re.fullmatch(r"[A-Z].*[.\"]", field.doc), key


@pytest.mark.parametrize("name", [*DRAWN, LAYOUT])
def test_a_component_has_both_faces(name: str) -> None:
    for ending in ("mjml.j2", "txt.j2"):
        assert (COMPONENTS / name / f"{name}.{ending}").is_file(), ending


@pytest.mark.parametrize("name", DRAWN)
def test_a_sample_fits_and_shows_every_field(library: Library, name: str) -> None:
    """Even the optional ones: what no sample shows, nobody looks at. A few exclude each other."""
    values = sample(library, library.component(name))
    missing = {key for key, value in values.items() if value is None}
    assert missing <= {"masthead": {"logo"}, "opening": {"before_greeting", "after_introduction"}}.get(
        name, set()
    )


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("ending", ["html", "txt"])
def test_a_face_is_as_it_was_when_somebody_last_looked(
    library: Library, composer: Composer, name: str, ending: str
) -> None:
    face = faces(library, composer, name)[("html", "txt").index(ending)]
    path = SNAPSHOTS / f"{name}.{ending}"
    if WRITE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(face, "utf-8", newline="\n")
    assert path.is_file(), f"write it with COPYDESK_SNAPSHOTS=write: {path.name}"
    assert face == path.read_text("utf-8")


def test_there_is_no_snapshot_of_a_component_that_is_gone() -> None:
    wanted = {f"{name}.{ending}" for name in DRAWN for ending in ("html", "txt")}
    assert {path.name for path in SNAPSHOTS.iterdir() if path.is_file()} - wanted == set()


@pytest.mark.parametrize("name", DRAWN)
def test_mjml_is_nested_and_spelt_as_declared(library: Library, composer: Composer, name: str) -> None:
    html, _ = faces(library, composer, name)
    around = ["mjml", "mj-body"]
    if not html.startswith("<mj-section"):
        around += ["mj-section", "mj-column", "mj-text"]
    assert faults(html, *around) == []


@pytest.mark.parametrize("medium", ["mail", "web"])
def test_the_layout_is_nested_and_spelt_as_declared(composer: Composer, medium: str) -> None:
    page = dict.fromkeys(
        ("page_title", "canonical", "description", "broadcaster", "date", "image", "image_alt", "preheader", "padding", "body"),
        "x",
    )  # fmt: skip
    drawn = composer.html(LAYOUT, {**page, "head_css": "p > a { color: red }"}, medium=medium)
    assert faults(drawn.replace("<mj-style>p > a", "<mj-style>a")) == []


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ("<mj-section><mj-text>x</mj-text></mj-section>", "<mj-text> in <mj-section>"),
        ("<mj-section><mj-column><mj-txt>x</mj-txt></mj-column></mj-section>", "<mj-txt> is not declared"),
        ('<mj-section colr="red"></mj-section>', "colr on <mj-section>"),
        ("<mj-section><mj-column></mj-section>", "</mj-section> closes nothing"),
        ("<p>x", "<p> is not closed"),
        ("<mj-column></mj-column>", "<mj-column> in <mj-body>"),
    ],
)
def test_a_face_that_mrml_would_swallow_is_found(markup: str, fault: str) -> None:
    assert fault in faults(markup, "mjml", "mj-body")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_each_color_and_font_comes_from_the_theme(library: Library, path: Path) -> None:
    """A name that the theme has not got is refused only where it is drawn; a color that stands in a
    template would not follow a second briefing."""
    source = path.read_text("utf-8")
    theme = library.briefing("china-in-eurasia").briefing.theme
    assert set(re.findall(r"\btheme\.(\w+)", source)) <= theme.keys()
    colors = {each.upper() for each in re.findall(r"#[0-9a-fA-F]{3,8}\b", re.sub(r"\{\{.*?\}\}", "", source))}
    assert colors - {"#FFFFFF", "#000000"} == set()


def test_the_theme_has_nothing_that_no_component_uses(library: Library) -> None:
    used = {name for path in TEMPLATES for name in re.findall(r"\btheme\.(\w+)", path.read_text("utf-8"))}
    assert library.briefing("china-in-eurasia").briefing.theme.keys() - used == set()


def classes() -> Iterator[str]:
    """Every class that a face may carry."""
    for path in COMPONENTS.rglob("*.j2"):
        if not path.name.endswith(".txt.j2"):
            source = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text("utf-8"))
            for value in re.findall(r'(?<!mj-)\b(?:css-)?class="([^"]*)"', source):
                yield from value.split()


def styled() -> Iterator[str]:
    """Every class that a style sheet has a rule for, those within the layout too."""
    sheets = [path.read_text("utf-8") for path in COMPONENTS.rglob("*.css")]
    sheets += re.findall(r"<style>(.*?)</style>", (COMPONENTS / "layout/layout.mjml.j2").read_text("utf-8"))
    for sheet in sheets:
        for selector in re.findall(r"([^{}]+)\{(?!\{)", re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "x", sheet)):
            yield from re.findall(r"\.([a-z][\w-]*)", selector)


def test_each_class_has_a_rule() -> None:
    assert set(classes()) - set(styled()) == UNSTYLED


def test_each_rule_is_for_a_class_that_is_used() -> None:
    assert set(styled()) - set(classes()) - MADE_BY_MRML == set()


def test_pictures_have_alternative_text_and_a_size(library: Library, composer: Composer) -> None:
    """Outlook knows a picture's size from its attributes alone."""
    for name in DRAWN:
        html, _ = faces(library, composer, name)
        for image in re.findall(r"<img\b[^>]*>", html):
            assert re.search(r'\balt="[^"]+"', image), name
            assert re.search(r'\b(?:width|height)="\d+"', image), name


def test_tables_are_for_layout_alone_and_say_so(library: Library, composer: Composer) -> None:
    """Else a screen reader counts rows and columns."""
    for name in DRAWN:
        html, _ = faces(library, composer, name)
        assert html.count("<table") == html.count('role="presentation"'), name


def test_headings_go_down_one_level_at_a_time(desk: Desk) -> None:
    issue = ISSUE.replace("lead:\n", "lead:\n  heading: The Cranes\n")
    for part in ("email.html", "web.html"):
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", desk.pack(issue)[part].decode())]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_right_to_left_briefing_has_its_sides_turned(library: Library) -> None:
    """No face names a side: they say `start` and `end`."""
    for path in TEMPLATES:
        source = re.sub(r"padding-(?:left|right)|\{%.*?%\}", "", path.read_text("utf-8"))
        assert not re.search(r'(?:align="|-|align: ?)(?:left|right)\b', source), path.name
