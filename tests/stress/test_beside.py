"""Builds beside one another, beside a preview, and ended by the system: each leaves a whole dist/."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from urllib.request import urlopen

import pytest

from tests.conftest import ISSUE
from tests.desks import preview
from tests.shelves import BRIEFING, Shelf

ENDS = 8 if "COPYDESK_STRESS" in os.environ else 2
DAYS = [f"2024-{month:02}-05" for month in range(1, 7)]
BUILD = [sys.executable, "-m", "copydesk", "build"]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Issues that were built, and then were all changed."""
    shelf = Shelf(tmp_path_factory.mktemp("before")).serve()
    shelf.fill(*(ISSUE.replace("2024-05-22", day).replace("A Harbor", f"A Harbor {day}") for day in DAYS))
    for path in shelf.root.glob("issues/*"):
        path.write_text(path.read_text("utf-8").replace("A Harbor", "One Harbor"), "utf-8")
    return shelf


@pytest.fixture(scope="module")
def new(before: Shelf, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one build alone makes of them."""
    return before.built(tmp_path_factory.mktemp("new") / "desk")


@pytest.fixture
def shelf(before: Shelf, tmp_path: Path) -> Shelf:
    return before.copied(tmp_path / "desk")


def together(shelf: Shelf, *commands: list[str]) -> list[str]:
    """What several commands say that run at the same time; each of them ends well."""
    begun = [
        subprocess.Popen(
            [*BUILD, *words], cwd=shelf.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for words in commands
    ]
    said = [each.communicate()[0] for each in begun]
    assert [each.returncode for each in begun] == [0] * len(begun), said
    return said


Verdict = tuple[list[bool], set[str]]


def verdict(shelf: Shelf) -> Verdict:
    """Which packages `verify` finds whole, and the codes of what it finds."""
    found = json.loads(shelf.run("verify", "--format", "json").stdout)
    return [each["whole"] for each in found["packages"]], {each["code"] for each in found["diagnostics"]}


def whole(codes: set[str]) -> Verdict:
    """Every package is whole. K009 tells of issues that were changed and are not built yet."""
    return [True] * len(DAYS), codes


def test_three_builds_of_the_same_issues_end_where_one_ends(shelf: Shelf, new: dict[str, bytes]) -> None:
    together(shelf, [], [], ["--jobs", "2"])
    assert shelf.everything == new
    assert [*shelf.root.glob(".copydesk/drafts/*")] == []


def test_builds_of_different_issues_lose_none(shelf: Shelf, new: dict[str, bytes]) -> None:
    """Each holds what the others made; the archive tells of all of them."""
    together(shelf, *([f"issues/{day}.yaml"] for day in DAYS[:3]))
    found = shelf.everything
    for day in DAYS[:3]:
        place = f"{BRIEFING}/{day}/manifest.json"
        assert found[place] == new[place]
    assert shelf.ahead() == []
    assert shelf.run("build").exit_code == 0
    assert shelf.everything == new


def test_a_build_beside_a_preview_ends_where_it_ends_alone(shelf: Shelf, new: dict[str, bytes]) -> None:
    with preview(shelf.root) as address:
        together(shelf, [])
        with urlopen(address) as page:
            assert page.status == 200
    assert shelf.everything == new


@pytest.mark.parametrize("number", range(ENDS))
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_ended_by_a_signal_to_all_of_its_processes_dist_is_whole(
    shelf: Shelf, before: Shelf, new: dict[str, bytes], end: signal.Signals, number: int
) -> None:
    """From its first draft on: until then, Python itself is on its way."""
    command = subprocess.Popen(
        [*BUILD, "--jobs", "2"], cwd=shelf.root, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while command.poll() is None and not [*shelf.root.glob(".copydesk/drafts/*")]:
        time.sleep(0.005)
    moment = Random(number).uniform(0, 0.4)
    time.sleep(moment)
    if command.poll() is None:
        os.killpg(command.pid, end)
    said = command.communicate()[1]
    assert "Traceback" not in said, moment
    assert command.returncode in (0, 130 if end == signal.SIGINT else -signal.SIGTERM), moment
    assert shelf.ahead() == [], moment
    if end == signal.SIGTERM:
        assert shelf.everything in (before.everything, new), moment
    assert verdict(shelf) in (whole(set()), whole({"K009"} if end == signal.SIGINT else set())), moment
    assert shelf.run("build").exit_code == 0
    assert shelf.everything == new, moment
    assert [*shelf.root.glob(".copydesk/drafts/*")] == []
