"""A build makes anew what changed, and nothing else; why it does is what `--explain` says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from copydesk.press import Run
from copydesk.press.plan import installed

from .conftest import ISSUE, ROOT
from .shelves import BRIEFING, SECOND, Shelf

PHOTO = (
    "photo:\n  image: https://example.org/a.jpg\n  alt: Cranes over a quay\n  caption: The quay at dawn.\n"
)
WITH_PHOTO = SECOND.replace("lead:\n", f"{PHOTO}lead:\n", 1)
FIRST_DAY, SECOND_DAY = "2024-05-22", "2024-06-05"
KEPT = "nothing changed"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Two issues that are built; the second one has a photo."""
    return Shelf(tmp_path / "desk").fill(ISSUE, WITH_PHOTO)


def explained(shelf: Shelf, *options: str) -> dict[str, str]:
    """Why each issue was built, `built: ...`, or was not, `unchanged: ...`, by its day."""
    done = shelf.run("build", "--explain", *options)
    assert done.exit_code == 0, done.output
    found = {}
    for line in done.stdout.splitlines():
        word, _, rest = line.partition(" ")
        if word in ("built", "unchanged"):
            found[rest.partition(f"{BRIEFING}/")[2][:10]] = f"{word}: {rest.rpartition('  ')[2]}"
    return found


def shipped(place: str) -> str:
    return (ROOT / "components" / place).read_text("utf-8")


def states(shelf: Shelf) -> dict[Path, tuple[int, int]]:
    """What tells that a file was written again."""
    return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in shelf.dist.rglob("*")}


class TestNothingChanged:
    def test_nothing_is_written(self, shelf: Shelf) -> None:
        before = states(shelf)
        assert explained(shelf) == dict.fromkeys((FIRST_DAY, SECOND_DAY), f"unchanged: {KEPT}")
        assert states(shelf) == before

    def test_nothing_of_the_renderer_is_loaded(self, shelf: Shelf) -> None:
        code = (
            "import sys\nfrom copydesk.cli import main\n"
            "try:\n    main(['build'])\nexcept SystemExit as end:\n    assert not end.code\n"
            "print(sorted({'jinja2', 'mjml', 'premailer', 'lxml', 'pydantic', 'markdown_it'} & set(sys.modules)))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=shelf.root, capture_output=True, text=True, check=True
        )
        assert done.stdout.splitlines()[-1] == "[]"
        shelf.write(f"issues/{FIRST_DAY}.yaml", ISSUE.replace("A Harbor", "One Harbor"))
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=shelf.root, capture_output=True, text=True, check=True
        )
        assert "'premailer'" in done.stdout.splitlines()[-1]

    def test_a_touched_file_is_no_change(self, shelf: Shelf) -> None:
        before = states(shelf)
        for path in [*shelf.root.glob("issues/*"), shelf.package() / "email.html"]:
            os.utime(path, (1, 1))
        touched = states(shelf)
        assert all(each.startswith("unchanged: ") for each in explained(shelf).values())
        assert states(shelf) == touched != before
        assert explained(shelf) == dict.fromkeys((FIRST_DAY, SECOND_DAY), f"unchanged: {KEPT}")

    @pytest.mark.parametrize("remembered", [True, False], ids=["with-record", "without-record"])
    def test_a_fresh_clone_makes_nothing_anew(self, shelf: Shelf, tmp_path: Path, remembered: bool) -> None:
        """Every file is another one to the system, and what was built last may not be known."""
        ignored = shutil.ignore_patterns(*([] if remembered else [".copydesk"]))
        shutil.copytree(shelf.root, tmp_path / "clone", ignore=ignored, copy_function=shutil.copy)
        clone = Shelf(tmp_path / "clone")
        before = states(clone)
        assert all(each.startswith("unchanged: ") for each in explained(clone).values())
        assert states(clone) == before
        assert explained(clone) == dict.fromkeys((FIRST_DAY, SECOND_DAY), f"unchanged: {KEPT}")

    def test_the_warnings_that_there_were_are_counted(self, shelf: Shelf) -> None:
        shelf.write(f"issues/{FIRST_DAY}.yaml", ISSUE.replace("in a week", "in  a week"))
        assert "warning P105" in shelf.run("build").stderr
        done = shelf.run("build")
        assert done.stderr == ""
        assert f"unchanged dist/{BRIEFING}/{FIRST_DAY}/, 1 warning as before\n" in done.stdout


@pytest.mark.parametrize(
    ("place", "rebuilt"),
    [
        ("story/story.css", {FIRST_DAY, SECOND_DAY}),
        ("photo/photo.mjml.j2", {SECOND_DAY}),
        ("photo/sample.yaml", set()),
        ("archive/archive.css", set()),
        ("house-style.yaml", set()),
        ("briefings/china-in-eurasia.yaml", {FIRST_DAY, SECOND_DAY}),
    ],
)
def test_a_component_makes_those_anew_that_are_drawn_with_it(
    shelf: Shelf, place: str, rebuilt: set[str]
) -> None:
    shelf.write(f"components/{place}", shipped(place) + "\n")
    found = explained(shelf)
    assert {day for day, why in found.items() if why.startswith("built: ")} == rebuilt
    part = place if place.startswith("briefings") else place.partition("/")[0]
    assert {found[day] for day in rebuilt} <= {f"built: `components/{part}` changed"}
    assert explained(shelf) == dict.fromkeys((FIRST_DAY, SECOND_DAY), f"unchanged: {KEPT}")


def test_a_stricter_house_style_is_heeded_where_nothing_is_drawn_anew(shelf: Shelf) -> None:
    """What is found by it is said; the package, which it does not change, stays."""
    before = states(shelf)
    style = "phrases:\n  - avoid: a radio announcer\n    why: It is a job.\n"
    shelf.write("components/house-style.yaml", style)
    done = shelf.run("build")
    assert done.stderr.count("a radio announcer") >= 2
    assert done.stdout.count("unchanged") == 2
    assert states(shelf) == before


def test_a_changed_issue_is_made_anew_and_those_after_it_are_checked_again(shelf: Shelf) -> None:
    shelf.write(f"issues/{FIRST_DAY}.yaml", ISSUE.replace("A Harbor", "One Harbor"))
    found = explained(shelf)
    assert found[FIRST_DAY] == "built: its source changed"
    assert found[SECOND_DAY].startswith("unchanged: an issue before it changed: it was checked again")


def test_what_an_issue_repeats_of_a_changed_one_is_found(shelf: Shelf) -> None:
    """The later issue is as it was; the earlier one now says what it says."""
    shelf.write(f"issues/{FIRST_DAY}.yaml", ISSUE.replace("A Harbor And Its Lenders", "A Tunnel To Nowhere"))
    assert f"issues/{SECOND_DAY}.yaml:3:8: warning" in shelf.run("build").stderr


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda folder: (folder / "email.html").write_bytes(b"<p>"), "`email.html` was altered"),
        (lambda folder: (folder / "email.txt").unlink(), "`email.txt` is missing"),
        (lambda folder: (folder / "note.txt").write_bytes(b"mine"), "`note.txt` does not belong to it"),
        (shutil.rmtree, "it was not built before"),
        (lambda folder: (folder / "manifest.json").write_bytes(b"{"), "`manifest.json` cannot be understood"),
        (lambda folder: (folder / "SHA256SUMS").write_bytes(b""), "`SHA256SUMS` was altered"),
    ],
    ids=["altered", "deleted", "added", "gone", "manifest", "sums"],
)
def test_a_package_that_somebody_changed_is_made_anew(
    shelf: Shelf, change: Callable[[Path], object], why: str
) -> None:
    before = shelf.everything
    change(shelf.package())
    assert explained(shelf) == {FIRST_DAY: f"built: {why}", SECOND_DAY: f"unchanged: {KEPT}"}
    assert shelf.everything == before


def test_a_package_with_which_its_sums_were_changed_too_is_made_anew(shelf: Shelf) -> None:
    """It is whole by itself; that it is not the one that was written is remembered."""
    before = shelf.everything
    other = Shelf(shelf.root.parent / "other").fill(ISSUE.replace("signed in a week", "signed in a day"))
    forged = {path.name: path.read_bytes() for path in other.package().iterdir() if path.is_file()}
    own = shelf.package()
    manifest = (own / "manifest.json").read_bytes()
    for name, content in forged.items():
        (own / name).write_bytes(content)
    sums = {name: _sum(own / name) for name in ("email.html", "email.txt", "message.eml", "web.html")}
    text = manifest.decode()
    for name, found in sums.items():
        text = text.replace(_listed(before, name), found)
    (own / "manifest.json").write_text(text)
    listed = before[f"{BRIEFING}/{FIRST_DAY}/SHA256SUMS"].decode()
    for name in [*sums, "manifest.json"]:
        listed = listed.replace(_listed(before, name), _sum(own / name))
    (own / "SHA256SUMS").write_text(listed)
    assert explained(shelf)[FIRST_DAY] == "built: `SHA256SUMS` was altered"
    assert shelf.everything == before


def _sum(path: Path) -> str:
    from hashlib import sha256

    return sha256(path.read_bytes()).hexdigest()


def _listed(everything: dict[str, bytes], name: str) -> str:
    lines = everything[f"{BRIEFING}/{FIRST_DAY}/SHA256SUMS"].decode().splitlines()
    return next(line.split("  ")[0] for line in lines if line.endswith(f"  {name}"))


@pytest.mark.parametrize(
    ("where", "value", "why"),
    [
        ("recipe.copydesk_itself", lambda: "0" * 64, "`copydesk` changed"),
        ("making.kept.versions", lambda: {"mjml-python": "0"}, "`copydesk` and 4 more changed"),
    ],
    ids=["code", "renderer"],
)
def test_another_version_makes_all_anew(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, where: str, value: object, why: str
) -> None:
    (shelf.root / ".copydesk/builds.sqlite3").unlink()
    monkeypatch.setattr(f"copydesk.{where}", value)
    with Run(shelf.workspace, shelf.workspace.sources()) as run:
        assert [one.why for one in run.build()] == [why] * 2


def test_another_version_of_a_renderer_is_noticed_without_a_look_at_the_packages(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Run(shelf.workspace, shelf.workspace.sources()) as run:
        assert run.to_do == 0
    (tmp_path / "site/mjml_python-99.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path / "site")
    installed.cache_clear()
    with Run(shelf.workspace, shelf.workspace.sources()) as run:
        assert run.to_do == 2
    installed.cache_clear()


def test_a_light_version_is_made_when_it_is_wanted_and_kept_then(shelf: Shelf) -> None:
    assert set(explained(shelf, "--light").values()) == {"built: a light version is wanted"}
    assert set(explained(shelf, "--light").values()) == {f"unchanged: {KEPT}"}
    assert set(explained(shelf).values()) == {f"unchanged: {KEPT}"}
    assert set(explained(shelf, "--no-light").values()) == {"built: no light version is wanted"}


def test_one_issue_alone_leaves_what_is_known_of_the_others(shelf: Shelf) -> None:
    shelf.write(f"issues/{FIRST_DAY}.yaml", ISSUE.replace("A Harbor", "One Harbor"))
    assert explained(shelf, f"issues/{FIRST_DAY}.yaml") == {FIRST_DAY: "built: its source changed"}
    assert explained(shelf, f"issues/{SECOND_DAY}.yaml")[SECOND_DAY].startswith("unchanged: an issue before")
    assert set(explained(shelf).values()) == {f"unchanged: {KEPT}"}


@pytest.mark.skipif(sys.platform != "linux", reason="On other systems, every name is in Unicode.")
def test_a_source_may_have_any_name_that_the_system_gives(tmp_path: Path) -> None:
    """A byte that is no UTF-8 is shown as `\\xff`, in the terminal and in the manifest."""
    shelf = Shelf(tmp_path).serve()
    shelf.write("issues/2024-06-05.yaml", SECOND)
    (tmp_path / "issues/2024-06-05.yaml").rename(tmp_path / "issues" / os.fsdecode(b"june\xff.yaml"))
    assert shelf.run("build").exit_code == 0
    manifest = json.loads((shelf.package("2024-06-05") / "manifest.json").read_bytes())
    assert manifest["source"]["path"] == "issues/june\\xff.yaml"
    assert "unchanged" in shelf.run("build").output
    assert shelf.run("check", "--format", "json").output.strip() == "[]"
