"""Whatever file is imported: what it is and what to do is said in a sentence, and nothing raises."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.diagnostic import Severity
from copydesk.importing import LARGEST_FILE, Imported, Options, import_file
from copydesk.importing.kinds import SAVE_AS
from copydesk.importing.sources import LARGEST
from copydesk.importing.word import LARGEST_TEXT
from copydesk.library import Library

from .conftest import ROOT
from .test_importing import PAGE, YAML
from .test_importing_html import HTML
from .test_importing_word import draft
from .wordfile import WordFile


@cache
def shipped() -> Library:
    return Library((ROOT / "components",), ROOT)


def imported(data: bytes, name: str = "file") -> Imported:
    return import_file(data, name, shipped(), Options())


def refused(data: bytes, name: str = "file") -> tuple[str, str]:
    """The one error that a file is refused with: what it is, and what to do."""
    found = imported(data, name)
    assert found.yaml == ""
    (error,) = (each for each in found.diagnostics if each.severity is Severity.ERROR)
    return error.message, error.mend


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


WORD = draft().data()


@pytest.mark.parametrize(
    ("data", "message", "mend"),
    [
        (b"", "This file is empty.", "Look whether it was saved"),
        (b"\xef\xbb\xbf \r\n", "This file is empty.", "Look whether it was saved"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old kind (.doc)", SAVE_AS),
        (b"{\\rtf1\\ansi Hello}", "Rich Text", SAVE_AS),
        (
            archive(mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": b"<x/>"}),
            "OpenDocument",
            SAVE_AS,
        ),
        (b"%PDF-1.7\n%\xe2\xe3", "This is a PDF.", "Word file that it was made of"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "This is a picture.", "`photo`"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "This is a picture.", "`photo`"),
        (archive(**{"notes.txt": b"Hello"}), "an archive, and no Word file", "unpack"),
        (archive(**{"xl/workbook.xml": b"<x/>"}), "an archive, and no Word file", "unpack"),
        (
            b"From: Blink\r\nSnapshot-Content-Location: https://example.org\r\nMIME-Version: 1.0\r\n\r\n",
            "web archive",
            "HTML only",
        ),
        (WORD[: len(WORD) // 2], "damaged", "Fetch it once more"),
        (b"PK\x03\x04", "damaged", "Fetch it once more"),
    ],
    ids=["empty", "blank", "doc", "rtf", "odt", "pdf", "png", "jpeg", "zip", "xlsx", "mhtml", "half", "stub"],
)
def test_a_file_that_cannot_be_imported_is_named_with_what_to_do(
    data: bytes, message: str, mend: str
) -> None:
    said, advice = refused(data, "draft.docx")
    assert message in said
    assert mend in advice


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/document.xml", "<w:document"),
        ("word/document.xml", ""),
        ("word/document.xml", "<other/>"),
        ("word/document.xml", "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><x>&a;</x>"),
        ("word/styles.xml", "not xml"),
        ("word/numbering.xml", "<w:numbering>"),
        ("_rels/.rels", "<<<"),
        ("[Content_Types].xml", "\0"),
        ("word/document.xml", "<w:p>" * 50_000 + "</w:p>" * 50_000),
        ("word/document.xml", "<a>" * 50_000 + "</a>" * 50_000),
    ],
)
def test_a_word_file_with_a_broken_part_is_damaged(part: str, content: str) -> None:
    assert "damaged" in refused(draft().data({part: content}))[0]


def test_a_word_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    bomb = draft().data({"word/document.xml": " " * (LARGEST_TEXT + 1)})
    assert len(bomb) < 50_000
    assert f"more than {LARGEST_TEXT:,} bytes" in refused(bomb)[0]


def test_photos_in_a_word_file_do_not_count_as_text() -> None:
    assert (
        imported(draft().data({"word/media/image1.png": "x" * 5 * LARGEST_TEXT})).yaml == imported(WORD).yaml
    )


def test_a_word_file_that_lies_about_the_size_of_a_part_is_damaged() -> None:
    size = LARGEST_TEXT // 2
    data = draft().data({"word/document.xml": " " * size})
    lying = data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != data
    assert "damaged" in refused(lying)[0]


@pytest.mark.parametrize(
    ("form", "beginning"), [("text", b"a"), ("html", b"<!doctype html>"), ("docx", WORD)]
)
def test_a_file_that_is_too_large_is_refused_and_not_cut(form: str, beginning: bytes) -> None:
    most = next(size for each, size in LARGEST.items() if each.value == form)
    assert most <= LARGEST_FILE
    data = beginning + b"a" * (most + 1 - len(beginning))
    if form == "docx":
        data = bytes(most + 1 - len(beginning)) + beginning
        data = b"PK\3\4" + data[4:]
    assert f"more than {most:,} bytes" in refused(data)[0]


@pytest.mark.parametrize("tag", ["div", "b", "ul", "table"])
def test_a_page_that_nests_too_deep_is_refused_and_not_cut(tag: str) -> None:
    markup = HTML.replace("<p>Here's", f"<{tag}>" * 100_000 + "<p>Here's")
    message, mend = refused(markup.encode())
    assert "deeper than any browser" in message
    assert "copy the issue alone into a text file" in mend


@pytest.mark.parametrize(
    "markup",
    [
        "<!doctype html>",
        "<!doctype html><p>Weather: rain.",
        "<html>" + "<p>" * 200_000,
        "<html><p>" + "a<br>" * 100_000,
        "<html><p>" + "<a>a</a>" * 100_000,
        "<html>" + "<a href='x'>" * 2_000 + "a",
        "<html>" + "<" * 500_000,
        "<html><p>" + "&nbsp;" * 200_000,
        "<html><p>" + "<i>a</i><b>b</b>" * 20_000,
        "<html><!--" + "x" * 500_000,
        "<html><p " + "a=b " * 100_000 + ">x",
        "<html><p>\0\x01\ud800</p>",
    ],
    ids=lambda markup: repr(markup[:30]),
)
def test_a_page_without_an_issue_is_refused_in_words(markup: str) -> None:
    assert "no issue of the briefing" in refused(markup.encode("utf-8", "surrogatepass"))[0]


def test_a_page_of_more_paragraphs_than_any_issue_has_is_refused() -> None:
    message, mend = refused(b"<html>" + b"<p>a" * 200_000)
    assert "more than 20,000 paragraphs" in message
    assert "copy the issue alone into a text file" in mend


@pytest.mark.parametrize("times", [200, 5_000])
def test_many_styles_in_one_paragraph_lose_no_link_and_no_emphasis_in_silence(times: int) -> None:
    styles = "<i>a</i><b>b</b> <a href='https://example.org/c'>c</a> " * times
    found = imported(HTML.replace("The lenders wait.", styles).encode())
    assert found.yaml.count("](https://example.org/c)") == times
    assert [each.code for each in found.diagnostics if each.code == "I026"] == ["I026"]


@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_refused_in_words(data: bytes) -> None:
    assert all(refused(data))


@given(st.integers(0, len(WORD) - 1), st.binary(min_size=1, max_size=4))
def test_a_damaged_word_file_never_raises(at: int, noise: bytes) -> None:
    assert imported(WORD[:at] + noise + WORD[at + len(noise) :]).diagnostics


@given(st.integers(0, len(HTML) - 1), st.text("<>/&;\"'= abp!-\0\u2028", max_size=8))
def test_a_damaged_page_never_raises(at: int, noise: str) -> None:
    assert imported((HTML[:at] + noise + HTML[at:]).encode()).diagnostics


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_in_its_encoding(encoding: str) -> None:
    curly = PAGE.replace("The lenders wait.", "The lenders’ Café waits – “really.”").encode(encoding)
    found = imported(curly, "page.txt")
    assert found.yaml == YAML.replace("The lenders wait.", "The lenders’ Café waits – “really.”")
    assert any(each.code == "I022" for each in found.diagnostics) == (encoding == "cp1252")


def test_a_text_is_a_text_whatever_it_is_called() -> None:
    assert imported(PAGE.encode(), "page.docx").yaml == YAML.replace("page.txt", "page.docx")


def test_an_empty_word_file_holds_no_issue() -> None:
    assert "no issue of the briefing" in refused(WordFile().data())[0]


def test_no_file_is_written_beside_the_one_that_is_read(tmp_path: Path) -> None:
    (tmp_path / "draft.docx").write_bytes(WORD)
    imported((tmp_path / "draft.docx").read_bytes(), str(tmp_path / "draft.docx"))
    assert [each.name for each in tmp_path.iterdir()] == ["draft.docx"]


@pytest.mark.parametrize("words", ["PKK", "BM", "RIFF", "II*"])
def test_a_text_may_begin_as_other_files_do(words: str) -> None:
    assert imported(f"{words} and others.\n\n{PAGE}".encode(), "page.txt").yaml == YAML
