"""The gallery shows each component's sample, in both faces, on one page that needs nothing else."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from copydesk.checks.page import Page
from copydesk.diagnostic import Refused
from copydesk.gallery import DARK, exhibits, page
from copydesk.library import Library
from copydesk.targets.hosts import hosts

from .conftest import ROOT, Desk

SLUG = "china-in-eurasia"
SAMPLED = sorted(path.parent.name for path in (ROOT / "components").glob("*/sample.yaml"))


@pytest.fixture(scope="module")
def gallery(library: Library) -> str:
    return page(library, SLUG)


def frames(gallery: str) -> list[tuple[str, str]]:
    """Title and content of each frame."""
    return [
        (unescape(title), unescape(content))
        for title, content in re.findall(r'<iframe title="([^"]*)" [^>]*srcdoc="([^"]*)">', gallery)
    ]


def test_every_sample_is_an_exhibit(library: Library) -> None:
    found = list(exhibits(library, SLUG))
    assert [each.component.name for each in found] == SAMPLED
    for each in found:
        assert each.html.startswith("<!doctype html>")
        assert each.text.strip()


def test_the_page_has_a_part_for_each_with_its_fields_and_faces(gallery: str, library: Library) -> None:
    tree = Page(gallery).tree
    sections = {section.get("id"): section for section in tree.iter("section")}
    assert list(sections) == SAMPLED
    assert [link.get("href") for link in tree.iter("a")] == [f"#{name}" for name in SAMPLED]
    for name, section in sections.items():
        fields = library.component(name).fields
        assert ["".join(each.itertext()) for each in section.iter("code")] == list(fields)
        assert len(list(section.iter("iframe"))) == 2
        assert len(list(section.iter("pre"))) == 1


def test_frames_hold_the_faces_light_and_dark(gallery: str) -> None:
    found = dict(frames(gallery))
    assert list(found) == [f"{name}, {scheme}" for name in SAMPLED for scheme in ("light", "dark")]
    for name in SAMPLED:
        light, dark = found[f"{name}, light"], found[f"{name}, dark"]
        assert DARK in light
        assert DARK not in dark
        assert dark == light.replace(DARK, "@media all")


def test_the_page_needs_nothing_from_elsewhere(gallery: str) -> None:
    """But for the pictures of the samples, within the frames."""
    assert hosts(gallery) == []
    assert "<script src" not in gallery
    assert not any("<script" in content for _, content in frames(gallery))
    assert {host for _, content in frames(gallery) for host in hosts(content)} == {"example.org"}


def test_the_page_is_whole_html(gallery: str) -> None:
    """Each element that is opened is closed, but for those that need it not."""
    free = {"meta", "th", "br", "img"}
    opened: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
            if tag not in free:
                opened.append(tag)

        def handle_endtag(self, tag: str) -> None:
            if tag not in free:
                assert opened.pop() == tag

    reader = Reader()
    reader.feed(gallery)
    reader.close()
    assert opened == []


def test_each_frame_and_text_can_be_reached_by_those_who_do_not_see(gallery: str) -> None:
    tree = Page(gallery).tree
    assert tree.get("lang") == "en"
    assert all(frame.get("title") for frame in tree.iter("iframe"))
    assert all(text.get("tabindex") == "0" for text in tree.iter("pre"))
    assert len(list(tree.iter("main"))) == 1


def test_a_new_component_of_a_workspace_is_shown(desk: Desk) -> None:
    desk.write(
        "components/quote/component.yaml",
        "doc: A <quote>.\nfields:\n  words: {type: line, required: true, doc: W.}\n",
    )
    desk.write("components/quote/quote.mjml.j2", "<p>{{ words }}</p>")
    desk.write("components/quote/quote.txt.j2", "{{ words }}")
    desk.write("components/quote/sample.yaml", 'words: "<b>Patience</b> & more"\n')
    shown = page(desk.workspace.library, SLUG)
    section = next(each for each in Page(shown).tree.iter("section") if each.get("id") == "quote")
    assert section.findtext("p") == "A <quote>."
    assert section.findtext(".//pre").strip() == "<b>Patience</b> & more"
    frame = dict(frames(shown))["quote, light"]
    assert [line.words for line in Page(frame).lines] == ["<b>Patience</b> & more"]


def test_a_sample_that_does_not_fit_is_refused_at_its_line(desk: Desk) -> None:
    desk.write(
        "components/short-items/sample.yaml",
        "heading: In Brief\nitems:\n  - label: Tea\n    txt: It sells.\n",
    )
    with pytest.raises(Refused) as caught:
        page(desk.workspace.library, SLUG)
    (found,) = caught.value.diagnostics
    assert (found.code, found.path, found.span.line) == ("S102", "components/short-items/sample.yaml", 4)
    assert found.mend == "Did you mean `text`?"


def test_a_briefing_that_is_not_there_is_refused(library: Library) -> None:
    with pytest.raises(Refused):
        page(library, "no-such-briefing")
