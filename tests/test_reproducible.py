"""The same source is the same package, to the byte: on another desk, in another land, off the network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT

COMMAND = "from copydesk.cli import main; main(['build'])"
OFFLINE = """\
import socket
def cut(*args, **kwargs):
    raise OSError("the network is cut")
socket.socket.__init__ = socket.socket.connect = socket.create_connection = socket.getaddrinfo = cut
"""


def package(root: Path, *, prelude: str = "", umask: int = 0o022, **environment: str) -> dict[str, bytes]:
    """The files that a build of the example issues makes, in a workspace at this place."""
    shutil.copytree(ROOT / "issues", root / "issues")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", prelude + COMMAND],
        cwd=root / "issues" if prelude else root,
        env={"PATH": os.environ["PATH"], **environment},
        umask=umask,
        check=False,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode()
    dist = root / "dist"
    return {str(path.relative_to(dist)): path.read_bytes() for path in dist.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The packages as one desk builds them."""
    return package(
        tmp_path_factory.mktemp("here"),
        LC_ALL="C.UTF-8",
        TZ="Europe/Prague",
        PYTHONHASHSEED="1",
        PYTHONUTF8="1",
    )


def test_each_example_becomes_a_package(here: dict[str, bytes]) -> None:
    packages = {name.rpartition("/")[0] for name in here if name.endswith("/manifest.json")}
    assert len(packages) == len(list((ROOT / "issues").glob("*.yaml")))
    beside = {name for name in here if not any(name.startswith(f"{each}/") for each in packages)}
    assert beside == {"index.html", "index.json", "feed.atom", "china-in-eurasia/feed.atom"}


def test_another_desk_builds_the_same_bytes(here: dict[str, bytes], tmp_path: Path) -> None:
    """Another locale, without UTF-8 at that, time zone, order of hashes, umask, and folder."""
    there = package(
        tmp_path / "гавань and more",
        umask=0o077,
        LC_ALL="C",
        LANG="tr_TR",
        TZ="Pacific/Kiritimati",
        PYTHONHASHSEED="31337",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
        NO_COLOR="1",
        COLUMNS="40",
    )
    assert [name for name in here if here[name] != there.get(name)] == []
    assert here.keys() == there.keys()


def test_a_desk_without_a_network_builds_the_same_bytes(here: dict[str, bytes], tmp_path: Path) -> None:
    """From a folder below the workspace, too."""
    assert package(tmp_path / "offline", prelude=OFFLINE) == here


def test_no_date_of_today_and_no_path_of_this_desk_is_in_a_package(here: dict[str, bytes]) -> None:
    for content in here.values():
        for secret in (str(ROOT), str(Path.home()) + "/", "/tmp/"):
            assert secret.encode() not in content
