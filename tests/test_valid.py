"""W3C's checker of HTML finds no error in a message: as Outlook reads its conditional comments, and as others do."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from copydesk.checks.page import as_outlook
from copydesk.render.compile import compile_mjml
from copydesk.render.valid import mend_attributes

from .conftest import ROOT
from .messages import MESSAGES, PARTS, message

CHECKER = ROOT / "tests/checkers/node_modules/vnu-jar/build/dist/vnu.jar"

OUTLOOK_NEEDS = (
    r"Attribute “xmlns:[ov]” not allowed here\."
    r"|CSS: “(mso-(?:line-height-rule|padding-alt|table-[lr]space))”: Property “\1” doesn't exist\."
)
"""What HTML does not know, and Outlook on Windows needs: Office's names, and what Word reads of a style."""
SETTINGS = """\
<noscript>
<xml>
<o:OfficeDocumentSettings>
  <o:AllowPNG/>
  <o:PixelsPerInch>96</o:PixelsPerInch>
</o:OfficeDocumentSettings>
</xml>
</noscript>"""
"""Office's settings, without which Outlook draws pictures by the screen's resolution. They are XML, and
no checker of HTML reads on behind them: they are taken out by the letter, and only as Outlook reads them."""

SOUND = message("whole")["email.html"]
BODY = "<mjml lang='en'><mj-head><mj-title>x</mj-title></mj-head><mj-body>{}</mj-body></mjml>"
DRAWN = BODY.format(
    "<mj-section><mj-column><mj-image src='https://example.org/1.jpg' alt='Cranes' />"
    "<mj-button href='https://example.org/'>Read on</mj-button></mj-column></mj-section>"
)
PLANTED = {
    "a table that is not closed": SOUND.replace("<table ", "<table><tr><td><table ", 1),
    "a height that is no number": SOUND.replace('<img class="photo', '<img height="auto" class="photo', 1),
    "an attribute that there is not": SOUND.replace("<tr><td ", '<tr><td vertical-align="top" ', 3),
    "a property that there is not": SOUND.replace("font-size:13px", "mso-size:13px", 1),
    "a paragraph within a heading": SOUND.replace("</h1>", "<p>x</p></h1>", 1),
    "a picture without words": re.sub(r'(<img[^>]*) alt="[^"]*"', r"\1", SOUND, count=1),
    "an element in Office's settings": SOUND.replace("<o:AllowPNG/>", "<o:AllowPNG/><o:Script/>"),
    "what only Outlook reads": SOUND.replace("<!--[if mso | IE]><table ", '<!--[if mso | IE]><table rows="1" ', 1),
    "what only others read": SOUND.replace("<!--[if !mso]><!-->", "<!--[if !mso]><!--><blink></blink>", 1),
    "what mrml writes": compile_mjml(DRAWN),
}  # fmt: skip


def faces(html: str) -> dict[str, str]:
    """A page as Outlook on Windows reads it, and as all others do."""
    return {"in Outlook": as_outlook(html).replace(SETTINGS, ""), "elsewhere": html}


@pytest.fixture(scope="module")
def errors(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], list[str]]:
    """The errors in each page and each face of it, from one run of the checker."""
    pages = {f"{name} {part}": message(name)[part] for name in MESSAGES for part in PARTS}
    pages |= PLANTED | {"what mrml writes, mended": mend_attributes(compile_mjml(DRAWN))}
    folder = tmp_path_factory.mktemp("pages")
    found: dict[tuple[str, str], list[str]] = {}
    for page, html in pages.items():
        for face, markup in faces(html).items():
            (folder / f"{len(found)}.html").write_text(markup, "utf-8")
            found[page, face] = []
    places = list(found)
    for each in checked(folder):
        found[places[int(Path(each["url"]).stem)]].append(each["message"])
    return found


def checked(folder: Path) -> list[dict[str, str]]:
    assert CHECKER.is_file(), "W3C's checker is not installed. Type: make test"
    assert shutil.which("java"), "W3C's checker needs Java. Type: make system"
    run = subprocess.run(
        ["java", "-jar", CHECKER, "--errors-only", "--format", "json", "--filterpattern", OUTLOOK_NEEDS, folder],
        capture_output=True,
        check=False,
        text=True,
    )  # fmt: skip
    messages: list[dict[str, str]] = json.loads(run.stderr)["messages"]
    return messages


@pytest.mark.parametrize("face", ["in Outlook", "elsewhere"])
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_valid(
    errors: dict[tuple[str, str], list[str]], name: str, part: str, face: str
) -> None:
    assert errors[f"{name} {part}", face] == []


@pytest.mark.parametrize(
    "fault", [fault for fault in PLANTED if not fault.startswith(("what only", "an element in"))]
)
@pytest.mark.parametrize("face", ["in Outlook", "elsewhere"])
def test_a_fault_is_found(errors: dict[tuple[str, str], list[str]], fault: str, face: str) -> None:
    assert errors[fault, face]


@pytest.mark.parametrize(
    ("fault", "face"),
    [
        ("what only Outlook reads", "in Outlook"),
        ("an element in Office's settings", "in Outlook"),
        ("what only others read", "elsewhere"),
    ],
)
def test_a_fault_in_a_conditional_comment_is_found_in_the_face_that_reads_it(
    errors: dict[tuple[str, str], list[str]], fault: str, face: str
) -> None:
    (other,) = {"in Outlook", "elsewhere"} - {face}
    assert errors[fault, face]
    assert errors[fault, other] == []


def test_what_mrml_writes_of_pictures_and_buttons_is_mended(
    errors: dict[tuple[str, str], list[str]],
) -> None:
    for face in ("in Outlook", "elsewhere"):
        assert errors["what mrml writes, mended", face] == []


@pytest.mark.parametrize(
    ("html", "mended"),
    [
        ('<img alt="a > b" height="auto" src="x">', '<img alt="a > b" src="x">'),
        ('<td align="left" vertical-align="middle">', '<td align="left">'),
        ('<td style="height:auto;vertical-align:top">x</td>', '<td style="height:auto;vertical-align:top">x</td>'),
        ('<p>He wrote height="auto" and vertical-align="top".</p>', '<p>He wrote height="auto" and vertical-align="top".</p>'),
        ("<img alt='x' height=\"20\">", "<img alt='x' height=\"20\">"),
    ],
)  # fmt: skip
def test_nothing_else_is_changed(html: str, mended: str) -> None:
    assert mend_attributes(html) == mended
