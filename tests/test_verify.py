"""`copydesk verify` proves a package from its files alone, and names what was altered, missing or added."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import shutil
import tarfile
import tracemalloc
import zipfile
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings, strategies

from copydesk.cli import main
from copydesk.diagnostic import Diagnostic
from copydesk.reading import read_bytes
from copydesk.targets.eml import Draft, unsent
from copydesk.verify import proof
from copydesk.verify.packed import take_packed
from copydesk.verify.platforms import MAX_OPENED, TOO_LARGE, known
from copydesk.verify.stream import MAX_STREAM
from copydesk.verify.sums import CORE
from copydesk.verify.taken import MAX_BYTES, MAX_DEPTH, MAX_FILES, MAX_TOTAL, Taken, take_folder

from .conftest import ISSUE, ROOT
from .shelves import BRIEFING, SECOND, Shelf, digest


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two packages without files for mailing systems, which have a class of their own."""
    shelf = Shelf(tmp_path_factory.mktemp("desk"))
    place = f"components/briefings/{BRIEFING}.yaml"
    shelf.write(place, (ROOT / place).read_text("utf-8") + "\nplatforms: []\n")
    return shelf.fill(ISSUE, SECOND).dist


@pytest.fixture
def dist(built: Path, tmp_path: Path) -> Path:
    """A dist/ folder with two packages, and no workspace around it."""
    return Path(shutil.copytree(built, tmp_path / "dist"))


@pytest.fixture
def package(dist: Path) -> Path:
    return dist / BRIEFING / "2024-05-22"


def verify(*words: object) -> Result:
    found = CliRunner().invoke(main, ["verify", *map(str, words)], prog_name="copydesk")
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    return found


def said(*words: object) -> list[tuple[str, str, str]]:
    """Code, file and message of all that is said of a package, or of a dist/ folder."""
    found = json.loads(verify("--format", "json", *words).stdout)
    every = [
        *found["diagnostics"],
        *(each for package in found["packages"] for each in package["diagnostics"]),
    ]
    return [(each["code"], Path(each["path"]).name, each["message"]) for each in every]


def codes(*words: object) -> list[tuple[str, str]]:
    return [(code, file) for code, file, _ in said(*words)]


def reseal(package: Path, **changes: Any) -> None:
    """Make manifest and sums say what the files say: what somebody does who alters a package with care."""
    manifest = json.loads((package / "manifest.json").read_bytes())
    names = [path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file()]
    inner = [name for name in names if name not in ("manifest.json", "SHA256SUMS")]
    manifest["files"] = {
        name: {"bytes": (package / name).stat().st_size, "sha256": digest(package / name)} for name in inner
    }
    (package / "manifest.json").write_text(json.dumps({**manifest, **changes}))
    lines = [f"{digest(package / name)}  {name}\n" for name in sorted([*inner, "manifest.json"])]
    (package / "SHA256SUMS").write_text("".join(lines))


def in_all_parts(package: Path, old: str, new: str) -> None:
    """Change the words of a message in each of its parts, and in message.eml."""
    parts = {package / name: (package / name).read_text() for name in ("email.html", "email.txt", "web.html")}
    assert any(old in text for text in parts.values())
    for path, text in parts.items():
        path.write_text(text.replace(old, new))
    write_mail(package)


def write_mail(package: Path) -> None:
    """Write message.eml as copydesk does, of the parts beside it."""
    manifest = json.loads((package / "manifest.json").read_bytes())
    sender, subject, language = manifest["sender"], manifest["subject"], manifest["language"]
    text, html = ((package / name).read_bytes().decode() for name in ("email.txt", "email.html"))
    draft = Draft(subject, sender["name"], sender["address"], language, text, html)
    (package / "message.eml").write_bytes(unsent(draft))


class TestWhole:
    def test_says_in_a_line_what_was_proven_and_the_digest(self, dist: Path, package: Path) -> None:
        done = verify(package)
        assert done.exit_code == 0
        assert done.stdout == (
            f"whole  {package}  6 files, legal notice in html, text, web, and eml\n"
            f"       digest {digest(package / 'manifest.json')}\n"
            "1 package proven.\n"
        )
        assert done.stderr == ""

    def test_proves_a_whole_dist_folder(self, dist: Path) -> None:
        done = verify(dist)
        assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "2 packages proven.")

    def test_proves_the_folder_of_a_briefing(self, dist: Path) -> None:
        assert verify(dist / BRIEFING).stdout.endswith("2 packages proven.\n")

    def test_needs_neither_a_workspace_nor_a_word(self, dist: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(dist.parent)
        assert verify().stdout.startswith("whole  dist/china-in-eurasia/2024-06-05  6 files")
        monkeypatch.chdir(dist)
        assert verify(".").exit_code == 0

    def test_a_resealed_package_is_whole(self, package: Path) -> None:
        """What the next tests do to a package is all that they find."""
        in_all_parts(package, "</body>", "</body>")
        reseal(package)
        assert said(package) == []

    def test_says_it_to_machines(self, package: Path) -> None:
        (package / "email.txt").unlink()
        found = json.loads(verify("--format", "json", package).stdout)
        (one,) = found["packages"]
        assert (one["whole"], one["files"], one["digest"]) == (False, 5, digest(package / "manifest.json"))
        assert one["diagnostics"][0]["code"] == "K002"


class TestFiles:
    @pytest.mark.parametrize("name", [name for name in CORE if name not in ("SHA256SUMS", "manifest.json")])
    def test_each_file_that_was_altered_is_named(self, package: Path, name: str) -> None:
        with (package / name).open("a") as file:
            file.write(" ")
        done = verify(package)
        assert done.exit_code == 1
        assert (
            f"{package}/{name}: error K001 This file was altered: manifest.json and SHA256SUMS say otherwise."
            in done.stdout
        )
        assert done.stdout.endswith("1 of 1 package must not be sent.\n")

    @pytest.mark.parametrize("name", CORE)
    def test_each_file_that_is_missing_is_named(self, package: Path, name: str) -> None:
        (package / name).unlink()
        assert ("K002", name) in codes(package)

    @pytest.mark.parametrize(
        "name", ["note.txt", ".hidden", "Email.html", "a b.html", "ünïcode.txt", "sub/x.txt"]
    )
    def test_each_file_that_was_added_is_named(self, package: Path, name: str) -> None:
        (package / name).parent.mkdir(exist_ok=True)
        (package / name).write_text("mine")
        (found,) = said(package)
        assert found == (
            "K003",
            Path(name).name,
            "This file was added: manifest.json and SHA256SUMS do not name it.",
        )

    def test_a_file_that_one_of_the_two_does_not_name_was_added(self, package: Path) -> None:
        (package / "note.txt").write_text("mine")
        with (package / "SHA256SUMS").open("a") as sums:
            sums.write(f"{digest(package / 'note.txt')}  note.txt\n")
        assert said(package) == [("K003", "note.txt", "This file was added: manifest.json does not name it.")]

    def test_a_file_that_was_altered_together_with_its_sum_is_named(self, package: Path) -> None:
        path = package / "email.txt"
        before = digest(path)
        path.write_text(path.read_text().replace("rail", "road"))
        sums = (package / "SHA256SUMS").read_text().replace(before, digest(path))
        (package / "SHA256SUMS").write_text(sums)
        assert ("K001", "email.txt", "This file was altered: manifest.json says otherwise.") in said(package)

    def test_an_altered_manifest_is_named(self, package: Path) -> None:
        path = package / "manifest.json"
        path.write_text(path.read_text().replace("A Harbor", "One Harbor"))
        assert ("K001", "manifest.json", "This file was altered: SHA256SUMS says otherwise.") in said(package)

    def test_a_wrong_size_is_named(self, package: Path) -> None:
        manifest = json.loads((package / "manifest.json").read_bytes())
        manifest["files"]["email.txt"]["bytes"] += 1
        reseal(package, files=manifest["files"])
        assert [code for code, _ in codes(package)] == ["K001"]

    @pytest.mark.parametrize(
        "line", ["hello", f"{'0' * 64} email.txt", f"{'0' * 64}  ../secret", f"{'0' * 64}  email.txt"]
    )
    def test_a_line_that_is_no_sum_is_named(self, package: Path, line: str) -> None:
        with (package / "SHA256SUMS").open("a") as sums:
            sums.write(f"{line}\n")
        assert ("K005", "SHA256SUMS", "Line 6 is no sum of a file.") in said(package)


class TestManifest:
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "it is no JSON: line 1, column 1"),
            (b"[]", "it holds no fields"),
            (b"\xff", "it is not encoded in UTF-8"),
            (b"[" * 200_000, "it is nested too deeply"),
            (b'{"a":' * 200_000, "it is nested too deeply"),
            (b'{"files": {}, "files": {}}', "`files` stands in it twice"),
            (b'{"schema_version": NaN}', "`NaN` is no number"),
            (b'{"schema_version": ' + b"1" * 5000 + b"}", "a number in it has 5000 digits"),
            (b'{"title": "\\ud800"}', ""),
            (b'{"schema_version": true}', ""),
        ],
    )
    def test_one_that_is_none_is_said_in_words(self, package: Path, content: bytes, words: str) -> None:
        (package / "manifest.json").write_bytes(content)
        messages = [
            message for code, file, message in said(package) if (code, file) == ("K004", "manifest.json")
        ]
        assert len(messages) == 1
        assert words in messages[0]

    @pytest.mark.parametrize(
        "change",
        [
            {"links": "none"},
            {"title": 5},
            {"schema_version": 2},
            {"schema_version": "1"},
            {"direction": "up"},
            {"more": 1},
            {"files": {"email.html": {"bytes": "many", "sha256": "x"}}},
        ],
    )
    def test_one_that_is_not_as_its_schema_says_is_refused(
        self, package: Path, change: dict[str, Any]
    ) -> None:
        reseal(package, **change)
        assert ("K004", "manifest.json") in codes(package)

    @pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b", "..\\b", ""])
    def test_a_name_that_leads_out_of_the_package_is_refused(self, package: Path, name: str) -> None:
        """And nothing is read there."""
        manifest = json.loads((package / "manifest.json").read_bytes())
        reseal(package, files={**manifest["files"], name: {"bytes": 1, "sha256": "0" * 64}})
        assert [code for code, _ in codes(package)] == ["K006"]

    def test_a_host_that_it_does_not_own_up_to_is_named(self, package: Path) -> None:
        in_all_parts(package, "</body>", '<img src="https://track.example/x.gif" alt=""></body>')
        reseal(package)
        assert said(package) == [
            (
                "K004",
                "email.html",
                "Opening the message contacts track.example, of which the manifest says nothing.",
            )
        ]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Shelf(tmp_path_factory.mktemp("desk")).fill(ISSUE).package()


def test_of_a_file_that_was_altered_just_that_is_said(full: Path, tmp_path: Path) -> None:
    """What each mailing system would deliver is held against the proven message, and that is another now."""
    package = Path(shutil.copytree(full, tmp_path / "package"))
    (package / "email.html").write_text("<p>Words</p>")
    assert codes(package) == [("K001", "email.html")]


class TestPlatforms:
    """Whoever alters what is for a mailing system, its sums and its facts still does not get past its proof."""

    @pytest.fixture
    def package(self, full: Path, tmp_path: Path) -> Path:
        return Path(shutil.copytree(full, tmp_path / "package"))

    def test_each_of_them_is_proven(self, package: Path) -> None:
        assert (
            "33 files, legal notice in html, text, web, and eml, 9 mailing systems\n"
            in verify(package).stdout
        )

    @pytest.mark.parametrize("platform", list(known()))
    def test_another_notice_for_one_is_found(self, package: Path, platform: str) -> None:
        path = package / "platforms" / platform / "body.html"
        path.write_text(path.read_text().replace("imprisonment", "a letter"))
        reseal(package)
        assert ("M205", platform) in codes(package)

    @pytest.mark.parametrize("end", ["</style></head>", ""], ids=["closed", "without end"])
    @pytest.mark.parametrize("platform", list(known()))
    def test_a_rule_that_only_this_platform_would_make_one_is_found(
        self, package: Path, platform: str, end: str
    ) -> None:
        """CSS does not read `&#123;` as a brace: what stands so in the proven message hides nothing there."""
        place = "</head>" if end else "</body>"
        for file, opened, closed in (
            ("email.html", "&#123;", "&#125;"),
            (f"platforms/{platform}/body.html", "{", "}"),
        ):
            path = package / file
            before, _, after = path.read_text().rpartition(place)
            rule = f"<style>td,p,h1{opened}display:none !important;{closed}"
            path.write_text(f"{before}{rule}{end}{after}")
        reseal(package)
        assert ("M205", platform) in codes(package)

    def test_the_delivered_page_is_proved_itself_where_it_is_written_otherwise(self, package: Path) -> None:
        """An attribute that looks like a comment parts the HTML for the comparison, and not for a reader."""
        for file, opened, closed in (
            ("email.html", "&#123;", "&#125;"),
            ("platforms/postmark/body.html", "{", "}"),
        ):
            path = package / file
            hidden = f"<style>/*-->*/td,p,h1{opened}display:none !important;{closed}</style></body>"
            path.write_text(path.read_text().replace("</body>", f'<p title="<!--"></p>{hidden}'))
        request = package / "platforms/postmark/request.json"
        asked = json.loads(request.read_bytes())
        asked["HtmlBody"] = (package / "platforms/postmark/body.html").read_text()
        request.write_text(json.dumps(asked))
        reseal(package)
        assert [code for code, name in codes(package) if name == "postmark"] == ["M101"]

    def test_copy_that_a_platform_would_act_on_is_delivered_as_words_and_proven(self, tmp_path: Path) -> None:
        """There the delivered page is written otherwise than email.html, and goes through its own proof."""
        issue = ISSUE.replace("They differ by an island.", "They differ by `{{ island }}` and `{% isle %}`.")
        assert issue != ISSUE
        assert said(Shelf(tmp_path / "desk").fill(issue).package()) == []

    def test_a_merge_tag_that_was_taken_out_is_found(self, package: Path) -> None:
        path = package / "platforms" / "mailchimp" / "body.txt"
        path.write_text(path.read_text().replace("*|UNSUB|*", "https://example.org/"))
        reseal(package)
        assert ("M201", "mailchimp") in codes(package)

    def test_a_request_that_says_something_else_is_found(self, package: Path) -> None:
        path = package / "platforms" / "listmonk" / "request.json"
        path.write_text(json.dumps({**json.loads(path.read_text()), "body": "<p>Hello</p>"}))
        reseal(package)
        assert ("M207", "listmonk") in codes(package)

    @pytest.mark.parametrize("times", [1_000_000, MAX_OPENED + 1])
    @pytest.mark.parametrize("file", ["body.html", "body.txt", "request.json"])
    def test_a_part_that_is_too_large_to_be_looked_through_is_refused_at_once(
        self, package: Path, file: str, times: int
    ) -> None:
        """Brevo's tags are looked for from each `{{` on to the end of its line: of these, that takes hours."""
        path = package / "platforms" / "brevo" / file
        path.write_text(path.read_text() + "{{" * times)
        reseal(package)
        assert said(package) == [("K006", file, TOO_LARGE)]

    def test_a_message_that_is_too_large_is_held_against_no_platform(self, package: Path) -> None:
        path = package / "email.txt"
        path.write_text(path.read_text() + " " * 1_000_000)
        reseal(package)
        assert ("K006", "email.txt") in codes(package)
        assert not [code for code, _ in codes(package) if code.startswith("M2")]

    def test_one_that_is_not_known_here_is_said(self, package: Path) -> None:
        shutil.move(package / "platforms" / "keila", package / "platforms" / "ours")
        manifest = json.loads((package / "manifest.json").read_text())
        manifest["platforms"]["ours"] = manifest["platforms"].pop("keila")
        reseal(package, platforms=manifest["platforms"])
        assert codes(package) == [("K010", "ours")]

    def test_one_that_only_the_manifest_or_only_a_folder_names_is_found(self, package: Path) -> None:
        shutil.rmtree(package / "platforms" / "keila")
        (package / "platforms" / "ours").mkdir()
        (package / "platforms" / "ours" / "body.html").write_text("<p>Words</p>")
        reseal(package)
        assert codes(package) == [("K004", "keila"), ("K004", "ours")]


class TestLight:
    @pytest.fixture
    def light(self, tmp_path: Path) -> Path:
        shelf = Shelf(tmp_path / "desk")
        shelf.root.mkdir()
        shelf.fill(ISSUE, light=True)
        return shelf.dist / BRIEFING / "2024-05-22"

    def test_is_proven_too(self, light: Path) -> None:
        assert "legal notice in html, text, web, eml, and light" in verify(light).stdout

    def test_another_notice_in_it_is_found(self, light: Path) -> None:
        path = light / "light" / "email.html"
        path.write_text(path.read_text().replace("imprisonment", "a letter"))
        reseal(light)
        assert codes(light) == [("M101", "email.html"), ("K007", "message.eml")]

    def test_another_sender_in_its_mail_is_found(self, light: Path) -> None:
        path = light / "light" / "message.eml"
        path.write_bytes(path.read_bytes().replace(b"From:", b"Reply-To: x@example.org\r\nFrom:"))
        reseal(light)
        assert [code for code, _ in codes(light)] == ["K007"]

    def test_a_mail_without_its_page_is_found(self, light: Path) -> None:
        (light / "light" / "email.html").unlink()
        reseal(light)
        assert ("K007", "message.eml") in codes(light)

    def test_a_picture_in_it_is_found(self, light: Path) -> None:
        path = light / "light" / "email.html"
        path.write_text(path.read_text().replace("<p", '<img src="https://example.net/1.png" alt=""><p', 1))
        reseal(light)
        assert ("K004", "email.html") in codes(light)


class TestNotice:
    """Whoever alters message, manifest and sums together still does not get past it."""

    @pytest.mark.parametrize("part", ["email.html", "web.html", "email.txt"])
    def test_other_words_are_found_in_each_part(self, package: Path, part: str) -> None:
        path = package / part
        path.write_text(path.read_text().replace("imprisonment", "a letter"))
        reseal(package)
        name = {"email.html": "HTML", "web.html": "web version", "email.txt": "text"}[part]
        messages = [message for code, _, message in said(package) if code == "M101"]
        assert len(messages) == 1
        assert messages[0].startswith(f"The legal notice is not whole and visible in the {name}: ")

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("</head>", "<style>.well{display:none}</style></head>"),
            ("</head>", "<style>.well p{font-size:1px}</style></head>"),
            (
                "</body>",
                '<div style="position:fixed;top:0;height:100%;width:100%;background:#fff"></div></body>',
            ),
            ("</body>", "<script>document.body.remove()</script></body>"),
            ("you could face fines or imprisonment", "you could face nothing"),
        ],
    )
    def test_one_that_is_hidden_with_care_is_found(self, package: Path, old: str, new: str) -> None:
        in_all_parts(package, old, new)
        reseal(package)
        assert {code for code, _ in codes(package)} == {"M101"}

    @pytest.mark.parametrize(
        "address",
        [
            "https://rferl.org.example.net/",
            "http://www.rferl.org/a/1.html",
            "https://example.org/#rferl.org",
            "https://user@example.org/",
            "javascript:alert(1)",
            "https://www.rferl.org/)[x](https://example.org/",
            "https://www.rferl.org/\n\nAll is well.\n\n[more](https://www.rferl.org/",
            "",
        ],
    )
    def test_its_link_leads_to_the_broadcaster_whatever_the_manifest_says(
        self, package: Path, address: str
    ) -> None:
        old = json.loads((package / "manifest.json").read_bytes())["legal_notice"]
        in_all_parts(package, old, address)
        reseal(package, legal_notice=address)
        assert "The legal notice cannot be proved: its link does not lead to the broadcaster." in [
            message for code, _, message in said(package) if code == "M101"
        ]

    def test_a_language_without_a_notice_is_no_way_around_it(self, package: Path) -> None:
        reseal(package, language="tlh")
        assert "there is none in the language `tlh`" in said(package)[0][2]

    def test_a_package_without_its_parts_is_none(self, package: Path) -> None:
        """Although neither manifest nor sums know of them."""
        for name in ("email.html", "web.html"):
            (package / name).unlink()
        reseal(package)
        assert codes(package)[:2] == [("K002", "email.html"), ("K002", "web.html")]

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b" ",
            b"<!-- -->",
            b"\xff\xfe",
            b"\0",
            b"<p>" * 50_000,
            b"<a>" * 100_000,
            b"{" * 100_000,
            b"x" * 1_000_001,
            b"<style>" + b"a{" * 20_000,
        ],
    )
    @pytest.mark.parametrize("part", ["email.html", "web.html", "email.txt"])
    def test_parts_that_are_no_message_end_in_words(self, package: Path, part: str, content: bytes) -> None:
        (package / part).write_bytes(content)
        reseal(package)
        assert {"M101", "K006"} & {code for code, _ in codes(package)}

    @pytest.mark.parametrize(
        "more",
        ['<img src="https://[x">', "<div>" * 3000, "<style>" + "@media (width:1px){a{color:red}}" * 200],
    )
    def test_markup_that_no_library_expects_ends_in_words(self, package: Path, more: str) -> None:
        in_all_parts(package, "</body>", f"{more}</body>")
        reseal(package)
        assert codes(package)

    def test_an_open_slot_is_found(self, package: Path) -> None:
        in_all_parts(
            package, "mailto:StandishR@rferl.org?subject=Unsubscribe", "https://slot.invalid/unsubscribe"
        )
        reseal(package)
        assert {code for code, _ in codes(package)} == {"M102"}


class TestMail:
    """message.eml is the text and the HTML beside it, and nothing else."""

    @pytest.mark.parametrize(
        ("old", "new", "why"),
        [
            (b" crane", b" train", "its part of the type text/plain is not `email.txt`"),
            (b"imprisonment", b"nothing", "its part of the type text/plain is not `email.txt`"),
            (b"</body>", b"<p></p></body>", "its part of the type text/html is not `email.html`"),
            (b"Subject: A Harbor", b"Subject: One Harbor", "its subject is not that of the manifest"),
            (b"Subject: A", b"Subject: Two\r\nSubject: A", "its subject is not that of the manifest"),
            (b"<StandishR@rferl.org>", b"<x@example.org>", "its sender is not that of the manifest"),
            (b"multipart/alternative", b"multipart/mixed", "it is not made of a text and an HTML part alone"),
            (
                b"Content-Type: text/html",
                b"Content-Type: text/plain",
                "it is not made of a text and an HTML part alone",
            ),
            (
                b"From:",
                b"Reply-To: x@example.org\r\nSender: x@example.org\r\nFrom:",
                "its headers are not those that copydesk writes: Reply-To and Sender",
            ),
            (
                b"Content-Type: text/html",
                b"Content-Disposition: attachment; filename=x.exe\r\nContent-Type: text/html",
                "its headers are not those that copydesk writes: Content-Disposition",
            ),
            (b'"utf-8"', b'"utf-7"', "its headers are not those that copydesk writes: Content-Type"),
            (b"=E2", b"=e2", "it is not written as copydesk writes one"),
        ],
    )
    def test_another_one_is_found(self, package: Path, old: bytes, new: bytes, why: str) -> None:
        path = package / "message.eml"
        content = path.read_bytes()
        assert old in content
        path.write_bytes(content.replace(old, new))
        reseal(package)
        assert said(package) == [
            ("K007", "message.eml", f"The message is another than the parts beside it: {why}.")
        ]

    def test_an_attachment_is_found(self, package: Path) -> None:
        from email.mime.text import MIMEText

        mail = message_from_bytes((package / "message.eml").read_bytes())
        mail.attach(MIMEText("<script>", "html"))
        (package / "message.eml").write_bytes(mail.as_bytes())
        reseal(package)
        assert codes(package) == [("K007", "message.eml")]

    @pytest.mark.parametrize(
        "content",
        [
            b"\0",
            b"Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\n" * 2000,
            b"Subject: =?nonsense?q?x?=\r\n\r\n",
            b"Content-Type: multipart/alternative\r\n\r\n",
            b"Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=nonsense\r\nContent-Transfer-Encoding: base64\r\n\r\n=====\r\n--x\r\nContent-Type: text/html\r\n\r\n--x--",
        ],
    )
    def test_one_that_is_none_ends_in_words(self, package: Path, content: bytes) -> None:
        (package / "message.eml").write_bytes(content)
        reseal(package)
        assert codes(package) == [("K007", "message.eml")]


class TestArchive:
    """index.json, index.html and the feeds are never ahead of the packages."""

    def change(self, dist: Path, name: str, old: str, new: str) -> list[str]:
        """What is said after something in a file of the archive was changed, its sum too."""
        path = dist / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
        index = json.loads((dist / "index.json").read_bytes())
        if name in index["files"]:
            index["files"][name] = {"bytes": path.stat().st_size, "sha256": digest(path)}
            (dist / "index.json").write_text(json.dumps(index))
        return [message for code, _, message in said(dist) if code in ("K008", "K004")]

    def test_a_package_that_is_not_there_is_named(self, dist: Path, package: Path) -> None:
        shutil.rmtree(package)
        folder = f"`{BRIEFING}/2024-05-22`"
        messages = [message for code, _, message in said(dist) if code == "K008"]
        assert f"{folder} is named, and is not there." in messages
        assert f"{folder} is linked, and is not there." in messages
        assert (
            "The entry `tag:rferl.org,2024-05-22:china-in-eurasia` is of no package that is there."
            in messages
        )
        assert verify(dist).exit_code == 1

    def test_a_package_that_the_index_does_not_name_is_found(self, dist: Path, package: Path) -> None:
        index = json.loads((dist / "index.json").read_bytes())
        index["packages"].pop()
        (dist / "index.json").write_text(json.dumps(index))
        assert said(dist) == [("K008", "index.json", f"`{BRIEFING}/2024-05-22` is not named.")]

    def test_another_digest_is_found(self, dist: Path, package: Path) -> None:
        """A package that was altered together with its manifest and sums is known by it."""
        reseal(package, preheader="Other words")
        assert said(package) == []
        assert said(dist) == [
            ("K008", "index.json", f"`{BRIEFING}/2024-05-22` is named, and its manifest has another digest.")
        ]

    @pytest.mark.parametrize(
        ("name", "old", "new", "words"),
        [
            ("index.json", '"title": "A Harbor', '"title": "One Harbor', "has another `title`"),
            ("index.json", '"schema_version": 1', '"schema_version": 2', "cannot be read"),
            ("index.html", "<script>", "<script>location='https://example.org/';", "`<script>`, which this proof does not know"),
            ("index.html", "imprisonment", "nothing", "The legal notice is not whole"),
            ("index.html", "</style>", ".notice{display:none}</style>", "display: none"),
            ("index.html", f'"{BRIEFING}/2024-05-22/web', f'"{BRIEFING}/2024-05-21/web', "is linked, and is not there"),
            ("feed.atom", "imprisonment, on", "x", ""),
            ("feed.atom", "<title>A Harbor", "<title>One Harbor", "has another title or date"),
            ("feed.atom", "<updated>2024-05-22T", "<updated>2024-05-23T", "has another title or date"),
            (f"{BRIEFING}/feed.atom", "</feed>", "", "cannot be read: it is no XML"),
            ("feed.atom", "<feed", '<!DOCTYPE x [<!ENTITY a "b">]><feed', "it declares a type of its own"),
        ],
    )  # fmt: skip
    def test_what_it_says_that_is_not_so_is_found(
        self, dist: Path, name: str, old: str, new: str, words: str
    ) -> None:
        if not words:
            text = (dist / name).read_text()
            old = "fines or imprisonment for sharing, liking, commenting on, or saving our content, or for contacting us.&lt;"
            assert old in text
            new, words = "nothing.&lt;", "The legal notice is not whole"
        assert any(words in message for message in self.change(dist, name, old, new))

    @pytest.mark.parametrize("name", ["index.html", "feed.atom", f"{BRIEFING}/feed.atom"])
    def test_a_file_with_another_sum_or_none_is_found(self, dist: Path, name: str) -> None:
        with (dist / name).open("a") as file:
            file.write("\n")
        assert said(dist) == [("K008", "index.json", f"`{name}` is another than it says.")]
        (dist / name).unlink()
        assert said(dist) == [("K008", "index.json", f"`{name}` is missing.")]

    @pytest.mark.parametrize("content", [b"", b"[" * 100_000, b"\xff", b'{"packages": 1}'])
    def test_an_index_that_is_none_ends_in_words(self, dist: Path, content: bytes) -> None:
        (dist / "index.json").write_bytes(content)
        assert codes(dist) == [("K004", "index.json")]

    @pytest.mark.parametrize(
        "content", [b"", b"\xff\xfe\0", b"<a>" * 100_000, b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"]
    )
    @pytest.mark.parametrize("name", ["index.html", "feed.atom"])
    def test_a_page_or_a_feed_that_is_none_ends_in_words(self, dist: Path, name: str, content: bytes) -> None:
        (dist / name).write_bytes(content)
        assert {code for code, _ in codes(dist)} <= {"K004", "K008"}
        assert ("K008", "index.json") in codes(dist)

    def test_a_package_that_is_not_ready_is_not_to_be_sent(self, tmp_path: Path) -> None:
        shelf = Shelf(tmp_path).fill(ISSUE, SECOND)
        (shelf.root / "issues/2024-05-22.yaml").unlink()
        shelf.run("build")
        done = shelf.run("verify")
        assert done.exit_code == 1
        assert "note K009 Not ready: Its issue is no longer in the workspace." in done.stdout
        assert done.stdout.endswith("2 packages whole, 1 of them not ready to be sent.\n")

    def test_without_its_index_nothing_is_known_of_what_is_ready(self, dist: Path) -> None:
        (dist / "index.json").unlink()
        assert codes(dist) == [("K008", "index.json")]

    def test_packages_without_an_archive_are_proven_alone(self, dist: Path) -> None:
        for name in ("index.json", "index.html", "feed.atom", f"{BRIEFING}/feed.atom"):
            (dist / name).unlink()
        assert verify(dist).exit_code == 0


class TestHostile:
    """A package may come from anywhere."""

    def test_a_link_is_not_followed(self, package: Path, tmp_path: Path) -> None:
        (tmp_path / "email.html").write_bytes((package / "email.html").read_bytes())
        (package / "email.html").unlink()
        (package / "email.html").symlink_to(tmp_path / "email.html")
        (package / "more").symlink_to("/", target_is_directory=True)
        assert codes(package) == [("K006", "email.html"), ("K006", "more"), ("K002", "email.html")]

    def test_what_is_no_file_is_not_waited_for(self, package: Path) -> None:
        os.mkfifo(package / "pipe")
        assert said(package) == [("K006", "pipe", "This is neither a file nor a folder.")]

    def test_a_huge_file_is_not_read(self, package: Path) -> None:
        with (package / "email.html").open("wb") as file:
            file.truncate(5 * MAX_BYTES)
        assert ("K006", "email.html", f"This file has more than {MAX_BYTES:,} bytes.") in said(package)

    def test_huge_numbers_of_files_are_not_read(self, package: Path) -> None:
        for number in range(MAX_FILES + 1):
            (package / f"{number}.txt").touch()
        assert ("K006", package.name, f"It holds more than {MAX_FILES:,} files.") in said(package)

    def test_folders_without_end_are_not_entered(self, package: Path) -> None:
        (package / "/".join(["a"] * 50)).mkdir(parents=True)
        assert [message for _, _, message in said(package)] == [
            f"More than {MAX_DEPTH} folders lie in one another."
        ]

    def test_what_may_not_be_read_is_said(self, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whoever runs this may be allowed to read all: so the file is taken away as another is read."""

        def reading(path: Path, name: str, most: int) -> bytes:
            (package / "email.html").unlink(missing_ok=True)
            return read_bytes(path, name, most)

        monkeypatch.setattr("copydesk.verify.taken.read_bytes", reading)
        done = verify(package)
        assert done.exit_code == 3
        assert (
            f"{package}/email.html: error Y001 This file cannot be read: No such file or directory."
            in done.stdout
        )

    def test_names_cannot_speak_to_the_terminal(self, package: Path) -> None:
        (package / "\x1b[2J\u202eevil.txt").write_text("mine")
        os.close(os.open(os.fsencode(package) + b"/\xff\xfe.txt", os.O_CREAT | os.O_WRONLY))
        for done in (verify(package), verify("--format", "json", package)):
            assert done.exit_code == 1
            assert "\x1b" not in done.stdout
            assert "\u202e" not in done.stdout
            assert "\\udcff" in done.stdout or "\\\\udcff" in done.stdout

    @pytest.mark.parametrize("path", ["nothing", "nothing.zip"])
    def test_a_place_that_is_not_there_is_said(self, tmp_path: Path, path: str) -> None:
        done = verify(tmp_path / path)
        assert done.exit_code == 3
        assert "W001 There is no such file or folder." in done.stderr

    def test_a_folder_without_a_package_is_said(self, tmp_path: Path) -> None:
        done = verify(tmp_path)
        assert done.exit_code == 3
        assert "W001 There is no package in this folder." in done.stderr

    def test_another_kind_of_file_is_said(self, package: Path) -> None:
        assert "W001 This is no package." in verify(package / "email.html").stderr

    def test_a_package_whose_files_are_all_gone_is_still_looked_for(self, package: Path) -> None:
        for path in package.iterdir():
            path.unlink()
        assert codes(package) == [("K002", name) for name in sorted(CORE)]


def zipped(folder: Path, into: Path, prefix: str = "") -> Path:
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in folder.iterdir():
            archive.write(path, f"{prefix}{path.name}")
    return into


class TestPacked:
    @pytest.mark.parametrize("prefix", ["", "2024-05-22/"])
    def test_a_zip_is_proven_as_it_is(self, package: Path, tmp_path: Path, prefix: str) -> None:
        path = zipped(package, tmp_path / "package.zip", prefix)
        done = verify(path)
        assert done.exit_code == 0
        assert done.stdout.startswith(f"whole  {path}  6 files, ")
        assert digest(package / "manifest.json") in done.stdout

    @pytest.mark.parametrize("name", ["package.tar.gz", "package.tgz", "package.tar"])
    def test_a_tar_is_proven_as_it_is(self, package: Path, tmp_path: Path, name: str) -> None:
        with tarfile.open(tmp_path / name, "w" if name.endswith("tar") else "w:gz") as archive:
            archive.add(package, "." if name == "package.tgz" else "china")
        assert verify(tmp_path / name).exit_code == 0

    def test_every_package_in_an_archive_of_dist_is_proven(self, dist: Path, tmp_path: Path) -> None:
        for name, kind in (("dist.zip", "zip"), ("dist.tar.gz", "gztar")):
            made = shutil.make_archive(str(tmp_path / "made" / kind), kind, dist.parent, "dist")
            path = Path(shutil.copy(made, tmp_path / name))
            assert verify(path).stdout.endswith("2 packages proven.\n")

    def test_what_an_archiver_adds_is_left_alone(self, package: Path, tmp_path: Path) -> None:
        path = zipped(package, tmp_path / "package.zip", "2024-05-22/")
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("__MACOSX/2024-05-22/._email.html", "x")
            archive.writestr("2024-05-22/.DS_Store", "x")
        assert verify(path).stdout.endswith("1 package proven.\n")

    def test_an_archive_without_a_package_is_said(self, tmp_path: Path) -> None:
        path = tmp_path / "other.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("hello.txt", "x")
        done = verify(path)
        assert done.exit_code == 3
        assert "There is no package in this archive." in done.stderr

    def test_what_was_altered_in_it_is_named(self, package: Path, tmp_path: Path) -> None:
        (package / "email.txt").write_text("Other")
        assert ("K001", "email.txt") in codes(zipped(package, tmp_path / "package.zip"))

    @pytest.mark.parametrize("name", ["../../evil.txt", "/tmp/evil.txt", "..\\evil.txt"])
    def test_a_name_that_leads_out_is_refused_and_nothing_is_unpacked(
        self, package: Path, tmp_path: Path, name: str
    ) -> None:
        path = zipped(package, tmp_path / "package.zip")
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(name, "mine")
        before = sorted(tmp_path.rglob("*"))
        assert [code for code, _ in codes(path)] == ["K006"]
        assert sorted(tmp_path.rglob("*")) == before

    def test_links_and_devices_in_a_tar_are_refused(self, package: Path, tmp_path: Path) -> None:
        path = tmp_path / "package.tar.gz"
        with tarfile.open(path, "w:gz") as archive:
            for each in package.iterdir():
                archive.add(each, each.name)
            for kind, name in (
                (tarfile.SYMTYPE, "link"),
                (tarfile.LNKTYPE, "hard"),
                (tarfile.CHRTYPE, "device"),
            ):
                info = tarfile.TarInfo(name)
                info.type, info.linkname = kind, "/etc/passwd"
                archive.addfile(info)
        assert codes(path) == [("K006", "link"), ("K006", "hard"), ("K006", "device")]

    def test_two_files_of_one_name_are_refused(self, package: Path, tmp_path: Path) -> None:
        path = zipped(package, tmp_path / "package.zip")
        with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("email.txt", "Other")
        assert codes(path) == [("K006", "email.txt")]

    def test_a_bomb_is_not_unpacked(self, tmp_path: Path) -> None:
        path = tmp_path / "package.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(20):
                archive.writestr(f"{number}.txt", b"\0" * (MAX_BYTES - 1))
        (taken,) = take_packed(path, "package.zip")
        assert [each.message for each in taken.faults] == ["It holds more than 50,000,000 bytes."]
        assert verify(path).exit_code == 1

    def test_a_file_without_end_in_a_tar_is_not_passed_over(self, tmp_path: Path) -> None:
        path = tmp_path / "package.tar.gz"
        with tarfile.open(path, "w:gz") as archive:
            info = tarfile.TarInfo("email.html")
            info.size = MAX_BYTES + 1
            archive.addfile(info, io.BytesIO(b"\0" * info.size))
        assert said(path)[0] == ("K006", path.name, f"A file in it has more than {MAX_BYTES:,} bytes.")

    @pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.XGLTYPE])
    def test_words_without_end_on_a_file_in_a_tar_are_not_unpacked(self, tmp_path: Path, kind: bytes) -> None:
        """They are no file, and are read in one piece."""
        path = tmp_path / "package.tar.gz"
        info = tarfile.TarInfo("email.html")
        info.type, info.size = kind, 4 * MAX_TOTAL
        with gzip.open(path, "wb", 1) as file:
            file.write(info.tobuf(tarfile.USTAR_FORMAT))
            for _ in range(40):
                file.write(bytes(info.size // 40))
        tracemalloc.start()
        try:
            found = said(path)
            most = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert found[0] == ("K006", path.name, f"It holds more than {MAX_STREAM:,} bytes.")
        assert most < 3 * MAX_TOTAL

    @pytest.mark.parametrize("name", ["package.zip", "package.tar.gz"])
    def test_folders_count_as_files_do(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        names = [f"{number}/" for number in range(MAX_FILES + 1)]
        if name.endswith("zip"):
            with zipfile.ZipFile(path, "w") as archive:
                for each in names:
                    archive.writestr(each, "")
        else:
            with tarfile.open(path, "w:gz") as tar:
                for each in names:
                    info = tarfile.TarInfo(each)
                    info.type = tarfile.DIRTYPE
                    tar.addfile(info)
        assert said(path)[0] == ("K006", path.name, f"It holds more than {MAX_FILES:,} files.")

    def test_many_files_without_end_in_a_zip_are_not_unpacked(self, tmp_path: Path) -> None:
        path = tmp_path / "package.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(10):
                archive.writestr(f"{number}.txt", bytes(MAX_BYTES + 1))
        assert said(path)[0] == ("K006", path.name, f"A file in it has more than {MAX_BYTES:,} bytes.")

    @pytest.mark.parametrize("name", ["package.zip", "package.tar.gz"])
    @pytest.mark.parametrize("cut", [0, 10, 3000])
    def test_a_damaged_one_ends_in_words(self, package: Path, tmp_path: Path, name: str, cut: int) -> None:
        path = tmp_path / name
        if name.endswith("zip"):
            zipped(package, path)
        else:
            with tarfile.open(path, "w:gz") as archive:
                archive.add(package, "china")
        path.write_bytes(path.read_bytes()[:cut])
        assert "K006" in [code for code, _ in codes(path)]

    def test_an_encrypted_one_ends_in_words(self, package: Path, tmp_path: Path) -> None:
        path = zipped(package, tmp_path / "package.zip")
        data = bytearray(path.read_bytes())
        for mark, flag in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
            data[data.index(mark) + flag] |= 1
        path.write_bytes(data)
        assert "K006" in [code for code, _ in codes(path)]


def test_a_further_proof_is_one_more_in_the_list(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a proof of the platforms belongs."""

    def refused(taken: Taken, _manifest: object) -> list[Diagnostic]:
        return [taken.fault("K001", "Refused.", "", "platforms/x/body.html")]

    assert proof.prove(take_folder(package, "x")).is_whole
    monkeypatch.setattr(proof, "PROOFS", (*proof.PROOFS, refused))
    assert [each.path for each in proof.prove(take_folder(package, "x")).diagnostics] == [
        "x/platforms/x/body.html"
    ]


def test_the_digest_is_that_of_the_manifest(package: Path) -> None:
    (package / "manifest.json").write_bytes(b"{}")
    assert hashlib.sha256(b"{}").hexdigest() in verify(package).stdout


@pytest.fixture(scope="module")
def taken(built: Path) -> Taken:
    return take_folder(built / BRIEFING / "2024-05-22", "x")


@settings(max_examples=25)
@given(name=strategies.sampled_from(CORE), place=strategies.integers(0, 10**6), bit=strategies.integers(0, 7))
def test_no_bit_of_a_package_can_be_turned_unseen(taken: Taken, name: str, place: int, bit: int) -> None:
    content = bytearray(taken.files[name])
    content[place % len(content)] ^= 1 << bit
    assert not proof.prove(Taken("x", {**taken.files, name: bytes(content)})).is_whole


@settings(max_examples=100)
@given(
    content=strategies.binary()
    | strategies.recursive(
        strategies.none() | strategies.booleans() | strategies.floats() | strategies.text(),
        lambda inner: strategies.lists(inner) | strategies.dictionaries(strategies.text(), inner),
    ).map(lambda value: json.dumps(value).encode())
)
def test_whatever_a_manifest_holds_it_ends_in_words(taken: Taken, content: bytes) -> None:
    found = proof.prove(Taken("x", {**taken.files, "manifest.json": content}))
    assert {each.code for each in found.diagnostics} == {"K001", "K004"}
