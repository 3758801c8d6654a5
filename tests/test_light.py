"""The light version: the message for readers who are to contact nobody by opening it, or who pay for each byte."""

from __future__ import annotations

import email
import email.policy
import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from copydesk.checks.page import Page
from copydesk.cli import main
from copydesk.examine import examine
from copydesk.finishing import proof
from copydesk.making import Built
from copydesk.press import build
from copydesk.render.pictures import without_pictures
from copydesk.targets.hosts import hosts
from copydesk.workspace import Workspace

from .browsers import page
from .conftest import ISSUE, ROOT, Desk

PHOTO = """\
photo:
  image: https://pictures.example.org/harbor.jpg
  alt: Five cranes stand over an "empty" quay
  caption: The terminal at low tide, on May 28.
  credit: Staff photo
lead:
"""
ILLUSTRATED = ISSUE.replace("lead:\n", PHOTO, 1)
LOADED = (
    '<mj-raw><link rel="icon" href="https://icons.example/i.png">'
    '<!--[if mso]><v:image src="https://paper.example/grain.png"/><![endif]--></mj-raw>'
)
"""What is loaded beside pictures, the second by Outlook alone."""
BRIEFING = (ROOT / "components/briefings/china-in-eurasia.yaml").read_text("utf-8")
LAYOUT = (ROOT / "components/layout/layout.mjml.j2").read_text("utf-8")


def built(desk: Desk, issue: str = ILLUSTRATED, *, light: bool | None = True) -> Built:
    (found,) = build([desk.write("issues/2024-05-22.yaml", issue)], desk.workspace, light)
    return found


def folder(desk: Desk, issue: str = ILLUSTRATED, *, light: bool | None = True) -> Path:
    found = built(desk, issue, light=light)
    assert found.diagnostics == ()
    assert found.folder
    return found.folder


def lines(html: str) -> list[str]:
    return [line.words for line in Page(html).lines]


def links(html: str) -> list[tuple[str, str]]:
    return [("".join(each.itertext()), each.get("href")) for each in Page(html).tree.iter("a")]


def test_it_has_the_same_words_and_links_and_the_photo_is_its_words(desk: Desk) -> None:
    package = folder(desk)
    main_version = (package / "email.html").read_text("utf-8")
    light = (package / "light/email.html").read_text("utf-8")
    said = [line.replace("\ufffc", 'Five cranes stand over an "empty" quay') for line in lines(main_version)]
    assert lines(light) == said
    assert "The terminal at low tide, on May 28. (Staff photo)" in said
    assert links(light) == links(main_version)


def test_opening_it_contacts_nobody(desk: Desk, browser: Browser) -> None:
    html = (folder(desk) / "light/email.html").read_text("utf-8")
    assert hosts(html) == []
    assert not re.search(r"<img|url\(|@import|\bsrc=", html)
    assert asked(browser, html) == []


def asked(browser: Browser, html: str) -> list[str]:
    """The addresses that a browser asks for as it opens a page and scrolls to its end."""
    found: list[str] = []
    with page(browser, width=600, scripts=True) as shown:
        shown.on("request", lambda request: found.append(request.url))
        shown.set_content(html, wait_until="networkidle")
        shown.evaluate("scrollTo(0, document.body.scrollHeight)")
        shown.wait_for_load_state("networkidle")
    return found


@pytest.mark.parametrize("name", ["email.html", "web.html"])
def test_the_main_version_asks_for_its_pictures_and_nothing_else(
    desk: Desk, browser: Browser, name: str
) -> None:
    """No pixel, no web font, no style sheet."""
    html = (folder(desk) / name).read_text("utf-8")
    assert asked(browser, html) == ["https://pictures.example.org/harbor.jpg"]


def test_what_is_asked_for_would_be_seen(browser: Browser) -> None:
    head = '<link rel="stylesheet" href="https://a.example/x.css"><style>@import "https://b.example/y.css"</style>'
    pixel = '<img src="https://c.example/p.gif" width="1" height="1" alt="">'
    assert len(asked(browser, f"<!doctype html><html><head>{head}</head><body>{pixel}</body></html>")) == 3


def test_its_draft_holds_it_beside_the_same_text(desk: Desk) -> None:
    package = folder(desk)
    draft = email.message_from_bytes(
        (package / "light/message.eml").read_bytes(), policy=email.policy.default
    )
    text, html = (each.get_content().replace("\r\n", "\n") for each in draft.iter_parts())
    assert text == (package / "email.txt").read_text("utf-8")
    assert html == (package / "light/email.html").read_text("utf-8")
    assert not (package / "light/email.txt").exists()


def test_the_manifest_names_it(desk: Desk) -> None:
    with_it = json.loads((folder(desk) / "manifest.json").read_bytes())
    assert with_it["light"] is True
    assert {"light/email.html", "light/message.eml"} < with_it["files"].keys()
    without = json.loads((folder(desk, light=False) / "manifest.json").read_bytes())
    assert without["light"] is False
    assert not [name for name in without["files"] if name.startswith("light/")]


def test_without_a_word_there_is_none(desk: Desk) -> None:
    assert not (folder(desk, light=None) / "light").exists()


def test_the_briefing_may_ask_for_it_always(desk: Desk) -> None:
    desk.write("components/briefings/china-in-eurasia.yaml", BRIEFING.replace("light: false", "light: true"))
    assert (folder(desk, light=None) / "light/email.html").is_file()
    assert not (folder(desk, light=False) / "light").exists()


def test_one_that_is_there_is_made_anew_until_somebody_says_otherwise(desk: Desk) -> None:
    """A desk that sends it would not see it vanish, or grow old, with the next mend of a comma."""
    folder(desk)
    mended = ILLUSTRATED.replace("The terminal stands empty", "The terminal stood empty")
    assert "The terminal stood empty" in (folder(desk, mended, light=None) / "light/email.html").read_text(
        "utf-8"
    )
    assert not (folder(desk, mended, light=False) / "light").exists()
    assert not (folder(desk, mended, light=None) / "light").exists()


def test_what_would_be_loaded_nevertheless_has_the_package_refused(desk: Desk) -> None:
    desk.write("components/layout/layout.mjml.j2", LAYOUT.replace("</mj-head>", f"{LOADED}</mj-head>"))
    found = built(desk)
    assert found.folder is None
    assert [(each.code, each.message) for each in found.diagnostics] == [
        ("M123", "Opening the light version contacts icons.example and paper.example.")
    ]
    assert not (desk.root / "dist/china-in-eurasia/2024-05-22").exists()


def test_check_says_it_before_the_build_does(desk: Desk) -> None:
    desk.write("components/briefings/china-in-eurasia.yaml", BRIEFING.replace("light: false", "light: true"))
    desk.write("components/layout/layout.mjml.j2", LAYOUT.replace("</mj-head>", f"{LOADED}</mj-head>"))
    fitted = examine(desk.write("issues/2024-05-22.yaml", ISSUE), desk.workspace)
    assert [each.code for each in proof(fitted, desk.workspace.library)] == ["M123"]


def test_an_issue_without_a_photo_has_one_too(desk: Desk) -> None:
    package = folder(desk, ISSUE)
    assert (package / "light/email.html").read_text("utf-8") == (package / "email.html").read_text("utf-8")


def test_a_logo_and_a_portrait_are_words(desk: Desk) -> None:
    pictured = BRIEFING.replace('logo: ""', "logo: https://pictures.example.org/logo.png")
    portrait = "    photo: https://pictures.example.org/face.jpg\n    biography: |"
    desk.write(
        "components/briefings/china-in-eurasia.yaml", pictured.replace("    biography: |", portrait, 1)
    )
    html = (folder(desk) / "light/email.html").read_text("utf-8")
    assert hosts(html) == []
    assert 'class="logo"' in html
    assert ">RFE/RL</span>" in html
    assert 'class="face"' in html
    assert ">Reid Standish</span>" in html


def test_from_right_to_left_it_is_the_same(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "second", tmp_path / "desk")
    path = tmp_path / "desk/components/briefings/wider-europe.yaml"
    path.write_text(path.read_text("utf-8").replace("direction: ltr", "direction: rtl"), "utf-8")
    desk = Workspace(tmp_path / "desk")
    (found,) = build(desk.sources(), desk, light=True)
    assert found.folder
    html = (found.folder / "light/email.html").read_text("utf-8")
    assert Page(html).tree.get("dir") == "rtl"
    assert hosts(html) == []


@pytest.mark.parametrize(
    ("picture", "left"),
    [
        ('<p>A <img src="x" alt="ship"> sails</p>', "<p>A <span>ship</span> sails</p>"),
        ('<p>A <img src="x" alt=""> quay</p>', "<p>A  quay</p>"),
        ('<a href="/x"><img src="x" alt="Home"></a>', '<a href="/x"><span>Home</span></a>'),
        ('<table><tr><td height="96"><img src="x" alt=""></td></tr></table><p>a</p>', "<p>a</p>"),
        (
            '<table><tr><td><img src="x"></td><td>a</td></tr></table>',
            "<table><tr><td></td><td>a</td></tr></table>",
        ),
        ('<p><img src="x" alt="a &lt;b&gt; &amp; c"></p>', "<p><span>a &lt;b&gt; &amp; c</span></p>"),
    ],
    ids=["in-a-line", "decorative", "linked", "decorative-in-a-frame", "beside-words", "like-markup"],
)
def test_a_picture_is_its_words_and_a_decorative_one_nothing(picture: str, left: str) -> None:
    html = without_pictures(f"<!doctype html><html><body>{picture}</body></html>")
    assert re.sub(r"\n", "", html) == f"<!doctype html><html><body>{left}</body></html>"


def test_the_words_of_a_picture_keep_its_type_and_not_its_size() -> None:
    style = "display:block;width:100%;height:auto;border:0;color:#595F66;font-size:15px"
    html = without_pictures(
        f'<body><img src="x" alt="A quay" width="640" class="photo" style="{style}"></body>'
    )
    said = '<span class="photo" style="color:#595F66;font-size:15px;display:block;padding:12px 20px">A quay</span>'
    assert said in html


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues/2024-05-22.yaml").write_text(ILLUSTRATED, "utf-8")
    return CliRunner()


def test_the_command_makes_it_and_takes_it_away(command: CliRunner) -> None:
    place = Path("dist/china-in-eurasia/2024-05-22/light/email.html")
    for options, there in (
        ([], False),
        (["--light"], True),
        ([], True),
        (["--no-light"], False),
        ([], False),
    ):
        done = command.invoke(main, ["build", *options])
        assert done.exit_code == 0
        assert place.is_file() is there
        assert ("with a light version" in done.stdout) is there
