"""The wheel is whole: whoever installs it needs no checkout to found a workspace and build in it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from .conftest import ISSUE, ROOT, Desk

COMMAND = [sys.executable, "-m", "copydesk"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as for a release but with the packages that are here."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def site(wheel: Path) -> Path:
    """The wheel as it is installed."""
    folder = wheel.parent / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def installed(site: Path, cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Runs the copydesk of the wheel, and not the one of the checkout."""
    return subprocess.run(
        [*COMMAND, *words],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_carries_every_component_and_module(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    components = {
        f"copydesk/components/{path.relative_to(ROOT / 'components').as_posix()}"
        for path in (ROOT / "components").rglob("*")
        if path.is_file()
    }
    modules = {
        path.relative_to(ROOT / "src").as_posix()
        for ending in ("*.py", "*.yaml", "*.txt")
        for path in (ROOT / "src").rglob(ending)
    }
    assert components | modules <= names
    assert {re.sub(r"-\d+\.\d+\.\d+", "", name.split("/")[0]) for name in names} == {
        "copydesk",
        "copydesk.dist-info",
    }
    assert not {name for name in names if "tests" in name or "issues" in name or "/dist/" in name}


def test_it_is_named_and_described(site: Path) -> None:
    (described,) = site.glob("*.dist-info")
    metadata = (described / "METADATA").read_text("utf-8")
    assert "Name: copydesk\n" in metadata
    assert "Requires-Dist: mjml-python>=1.4\n" in metadata
    assert "copydesk = copydesk." in (described / "entry_points.txt").read_text()


def test_a_workspace_that_it_founds_builds_the_same_message(site: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    root = tmp_path / "new"
    where = installed(site, root, "init")
    assert where.returncode == 0, where.stderr
    (issue,) = (root / "issues").iterdir()
    issue.unlink()
    (root / "issues/2024-05-22.yaml").write_text(ISSUE, "utf-8")
    checked = installed(site, root, "check")
    assert (checked.returncode, checked.stdout) == (0, "Nothing to mend in 1 file.\n"), checked.stderr
    built = installed(site, root, "build")
    assert built.returncode == 0, built.stderr
    package = root / "dist/china-in-eurasia/2024-05-22"
    here = Desk(tmp_path / "here").pack()
    for name in ("email.html", "email.txt", "web.html", "message.eml"):
        assert (package / name).read_bytes() == here[name], name


def test_it_is_the_wheel_that_was_run(site: Path, tmp_path: Path) -> None:
    code = "import copydesk.workspace as w; print(w.__file__); print(w.shipped())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [str(site / "copydesk/workspace.py"), str(site / "copydesk/components")]
