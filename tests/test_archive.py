"""The archive in dist/ says what is there: from the manifests, newest first, and never ahead of the packages."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import jsonschema
import pytest

from copydesk.targets.index import schema

from .conftest import ISSUE
from .shelves import BRIEFING, SECOND, THIRD, Shelf, digest


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_every_package_is_in_the_index_the_newest_first(shelf: Shelf) -> None:
    shelf.fill(ISSUE, SECOND, THIRD)
    assert [each["folder"] for each in shelf.index["packages"]] == [
        f"{BRIEFING}/2024-06-05",
        f"{BRIEFING}/2024-05-22",
        f"{BRIEFING}/2023-12-20",
    ]
    first = shelf.index["packages"][0]
    assert first == {
        "folder": f"{BRIEFING}/2024-06-05",
        "briefing": BRIEFING,
        "date": "2024-06-05",
        "edition": "",
        "language": "en",
        "title": "A Tunnel To Nowhere",
        "subject": "A Tunnel To Nowhere",
        "canonical": "https://www.rferl.org/China-In-Eurasia/2024/6/5",
        "source": "issues/2024-06-05.yaml",
        "digest": digest(shelf.package("2024-06-05") / "manifest.json"),
        "ready": True,
        "state": "ready",
        "reason": "",
    }


def test_the_index_is_as_its_schema_says(shelf: Shelf) -> None:
    shelf.fill(ISSUE)
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(shelf.index, schema())
    assert json.loads(shelf.run("schema", "--index").stdout) == schema()
    for change in ({"packages": "none"}, {"more": 1}, {"schema_version": 2}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**shelf.index, **change}, schema())


def test_the_index_has_the_sums_of_the_page_and_the_feeds(shelf: Shelf) -> None:
    shelf.fill(ISSUE)
    names = ["feed.atom", f"{BRIEFING}/feed.atom", "index.html"]
    assert sorted(shelf.index["files"]) == sorted(names)
    for name in names:
        assert shelf.index["files"][name]["sha256"] == digest(shelf.dist / name)


def test_building_one_issue_keeps_the_others(shelf: Shelf) -> None:
    shelf.fill(ISSUE, SECOND)
    shelf.write("issues/2024-06-05.yaml", SECOND.replace("A Tunnel", "One Tunnel"))
    assert shelf.run("build", "issues/2024-06-05.yaml").exit_code == 0
    assert [each["title"] for each in shelf.index["packages"]] == [
        "One Tunnel To Nowhere",
        "A Harbor And Its Lenders",
    ]
    assert shelf.ahead() == []


def test_nothing_is_written_where_nothing_changed(shelf: Shelf) -> None:
    shelf.fill(ISSUE, SECOND)
    before = {path: path.stat().st_mtime_ns for path in shelf.dist.rglob("*")}
    shelf.run("build")
    assert {path: path.stat().st_mtime_ns for path in shelf.dist.rglob("*")} == before


@pytest.mark.parametrize("name", ["index.html", "index.json", "feed.atom", f"{BRIEFING}/feed.atom"])
@pytest.mark.parametrize("change", ["altered", "missing"])
def test_an_archive_that_was_changed_by_hand_is_written_again(shelf: Shelf, name: str, change: str) -> None:
    before = shelf.fill(ISSUE, SECOND).everything
    if change == "altered":
        (shelf.dist / name).write_text("<p>Other</p>")
    else:
        (shelf.dist / name).unlink()
    shelf.run("build", "issues/2024-05-22.yaml")
    assert shelf.everything == before


def test_another_order_of_builds_makes_the_same_bytes(shelf: Shelf, tmp_path: Path) -> None:
    shelf.fill(ISSUE, SECOND, THIRD)
    other = Shelf(tmp_path / "other")
    for issue in (THIRD, SECOND, ISSUE):
        other.fill(issue)
    assert other.everything == shelf.everything


def test_where_nothing_was_ever_built_there_is_no_archive(shelf: Shelf) -> None:
    shelf.write("issues/2024-05-22.yaml", ISSUE.replace("title:", "titel:"))
    assert shelf.run("build").exit_code == 1
    assert not shelf.dist.exists()


class TestReady:
    """What a mailing system may send is what its issue says now."""

    def test_an_issue_with_errors_now_is_not_ready(self, shelf: Shelf) -> None:
        shelf.fill(ISSUE, SECOND)
        shelf.write("issues/2024-06-05.yaml", SECOND.replace("title:", "titel:"))
        assert shelf.run("build").exit_code == 1
        assert shelf.states == {"2024-06-05": "errors", "2024-05-22": "ready"}
        assert shelf.index["packages"][0]["ready"] is False
        assert shelf.index["packages"][0]["reason"] == "Its issue has errors now, and was not built again."

    def test_that_stays_until_the_issue_is_built_again(self, shelf: Shelf) -> None:
        """The issue is the same, and what was wrong is in the components: another build does not look there."""
        shelf.fill(ISSUE, SECOND)
        place = "components/legal-notice/legal-notice.txt.j2"
        shelf.write(place, "See our website.")
        shelf.run("build", "issues/2024-06-05.yaml")
        assert shelf.states["2024-06-05"] == "errors"
        (shelf.root / place).unlink()
        shelf.run("build", "issues/2024-05-22.yaml")
        assert shelf.states == {"2024-06-05": "errors", "2024-05-22": "ready"}
        shelf.run("build", "issues/2024-06-05.yaml")
        assert shelf.states == {"2024-06-05": "ready", "2024-05-22": "ready"}

    def test_an_issue_that_was_changed_and_not_built_is_not_ready(self, shelf: Shelf) -> None:
        shelf.fill(ISSUE, SECOND)
        shelf.write("issues/2024-06-05.yaml", SECOND + "\n")
        shelf.run("build", "issues/2024-05-22.yaml")
        assert shelf.states == {"2024-06-05": "changed", "2024-05-22": "ready"}

    def test_an_issue_that_is_gone_leaves_its_package_and_a_note(self, shelf: Shelf) -> None:
        shelf.fill(ISSUE, SECOND)
        (shelf.root / "issues/2024-06-05.yaml").unlink()
        done = shelf.run("build")
        assert done.exit_code == 0
        assert shelf.states == {"2024-06-05": "gone", "2024-05-22": "ready"}
        assert (
            f"dist/{BRIEFING}/2024-06-05: note K009 Its issue is no longer in the workspace. "
            "It was `issues/2024-06-05.yaml`."
        ) in done.stderr
        assert shelf.package("2024-06-05").is_dir()

    def test_an_issue_that_moved_to_another_day_is_shown_once(self, shelf: Shelf) -> None:
        shelf.fill(ISSUE)
        shelf.write("issues/2024-05-22.yaml", ISSUE.replace("date: 2024-05-22", "date: 2024-05-29"))
        done = shelf.run("build")
        assert shelf.states == {"2024-05-29": "ready", "2024-05-22": "moved"}
        assert "Its issue is built into another folder now." in done.stderr
        assert (shelf.dist / "index.html").read_text().count("A Harbor And Its Lenders") == 1
        assert (shelf.dist / "feed.atom").read_text().count("<entry") == 1
        shelf.write("issues/2024-06-05.yaml", SECOND)
        shelf.run("build", "issues/2024-06-05.yaml")
        assert shelf.states["2024-05-22"] == "moved"

    def test_an_issue_from_elsewhere_is_ready_as_it_is_built(self, shelf: Shelf) -> None:
        shelf.fill(SECOND)
        outside = shelf.root.parent / "elsewhere.yaml"
        outside.write_text(ISSUE)
        shelf.run("build", str(outside))
        outside.unlink()
        assert shelf.states == {"2024-06-05": "ready", "2024-05-22": "ready"}


class TestDamage:
    """What stands in dist/ may be anything; the rest is built."""

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            ("", "it is no JSON: line 1, column 1"),
            ("[" * 100_000, "it is nested too deeply"),
            ('{"title": 1, "title": 2}', "`title` stands in it twice"),
            ("{}", "`schema_version`: field required"),
            ("null", "it holds no fields"),
            (None, "This file cannot be read: No such file or directory."),
        ],
    )
    def test_a_damaged_manifest_is_said_and_stops_nothing(
        self, shelf: Shelf, content: str | None, words: str
    ) -> None:
        shelf.fill(ISSUE, SECOND)
        (shelf.root / "issues/2024-06-05.yaml").unlink()
        manifest = shelf.package("2024-06-05") / "manifest.json"
        manifest.unlink() if content is None else manifest.write_text(content)
        done = shelf.run("build")
        assert done.exit_code == 1
        assert f"dist/{BRIEFING}/2024-06-05: error K004" in done.stderr
        assert words in done.stderr
        assert shelf.states == {"2024-05-22": "ready"}
        assert "A Tunnel" not in (shelf.dist / "index.html").read_text()

    def test_a_package_in_a_folder_of_another_day_is_refused(self, shelf: Shelf) -> None:
        shelf.fill(ISSUE)
        shelf.package().rename(shelf.package("2024-05-23"))
        (shelf.root / "issues/2024-05-22.yaml").unlink()
        shelf.write("issues/2024-06-05.yaml", SECOND)
        assert f"it is that of `{BRIEFING}/2024-05-22`" in shelf.run("build").stderr
        assert shelf.states == {"2024-06-05": "ready"}

    @pytest.mark.parametrize("content", ["", "{}", "[" * 100_000, '{"packages": [{}]}'])
    def test_a_damaged_index_is_written_anew(self, shelf: Shelf, content: str) -> None:
        before = shelf.fill(ISSUE, SECOND).everything
        (shelf.dist / "index.json").write_text(content)
        shelf.write("issues/2024-06-05.yaml", SECOND.replace("A Tunnel", "One Tunnel"))
        assert shelf.run("build").exit_code == 0
        shelf.fill(SECOND)
        assert shelf.everything == before

    def test_drafts_and_other_folders_are_no_packages(self, shelf: Shelf) -> None:
        before = shelf.fill(ISSUE).index
        for name in (f"{BRIEFING}/.2024-05-22.abc", f"{BRIEFING}/notes", ".trash/2024-05-22"):
            (shelf.dist / name).mkdir(parents=True)
        assert shelf.run("build").exit_code == 0
        assert shelf.index == before

    def test_packages_that_were_deleted_are_in_no_file_any_more(self, shelf: Shelf) -> None:
        shelf.fill(ISSUE)
        shutil.rmtree(shelf.package())
        shelf.write("issues/2024-05-22.yaml", ISSUE.replace("title:", "titel:"))
        shelf.run("build")
        assert shelf.index["packages"] == []
        assert sorted(shelf.everything) == ["index.html", "index.json"]
        assert "A Harbor" not in (shelf.dist / "index.html").read_text()

    def test_a_component_that_hides_the_notice_stops_the_page_and_no_package(self, shelf: Shelf) -> None:
        shelf.fill(ISSUE)
        before = (shelf.dist / "index.html").read_bytes()
        shelf.write("components/archive/archive.css", ".notice { display: none }")
        shelf.write("issues/2024-06-05.yaml", SECOND)
        for _ in range(2):
            done = shelf.run("build")
            assert done.exit_code == 1
            assert "The legal notice is not whole and visible in the archive" in done.stderr
        assert (shelf.dist / "index.html").read_bytes() == before
        assert shelf.states == {"2024-06-05": "ready", "2024-05-22": "ready"}

    def test_a_faulty_template_is_named_with_its_line(self, shelf: Shelf) -> None:
        shelf.write("components/archive/entry.html.j2", "<p>\n{{ no_such_thing }}</p>")
        shelf.write("issues/2024-05-22.yaml", ISSUE)
        done = shelf.run("build")
        assert done.exit_code == 1
        assert "components/archive/entry.html.j2:2:1: error R001" in done.stderr


def test_two_builds_at_once_leave_one_archive_of_all(shelf: Shelf) -> None:
    shelf.fill(ISSUE, SECOND, THIRD)
    days = ("2024-05-22", "2024-06-05", "2023-12-20")
    for day, issue in zip(days, (ISSUE, SECOND, THIRD), strict=True):
        shelf.write(f"issues/{day}.yaml", issue.replace("The court sits", "The high court sits"))
    code = "from copydesk.cli import main; main(['build', '{}'])"

    def run(day: str) -> None:
        command = [sys.executable, "-c", code.format(f"issues/{day}.yaml")]
        subprocess.run(command, cwd=shelf.root, capture_output=True, check=True)

    crew = [threading.Thread(target=run, args=(day,)) for day in days]
    for each in crew:
        each.start()
    for each in crew:
        each.join()
    assert shelf.ahead() == []
    assert shelf.states == {"2024-06-05": "ready", "2024-05-22": "ready", "2023-12-20": "ready"}
    assert shelf.run("verify").exit_code == 0
