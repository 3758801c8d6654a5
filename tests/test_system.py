"""Without a browser or Java, `make test` says so in a plain sentence, with what to type."""

from __future__ import annotations

import subprocess
from pathlib import Path

from .conftest import ROOT


def needs(path: Path, *commands: str) -> subprocess.CompletedProcess[str]:
    """Ask for one of some commands, as somebody who may install nothing; `path` is all there is of the system."""
    put(path / "id", "#!/bin/sh\necho 1000\n")
    return subprocess.run(
        ["/bin/sh", ROOT / "tests/needs.sh", "a-package", *commands],
        env={"PATH": str(path)},
        capture_output=True,
        check=False,
        text=True,
    )


def put(command: Path, script: str) -> None:
    command.write_text(script)
    command.chmod(0o755)


def test_what_is_missing_is_named_with_what_to_type(tmp_path: Path) -> None:
    found = needs(tmp_path, "chromium", "google-chrome")
    assert found.returncode == 1
    assert found.stderr == (
        "The tests need one of: chromium google-chrome. "
        "Install it (on Debian or Ubuntu: sudo apt-get install a-package), and type: make test\n"
    )


def test_one_of_several_is_enough(tmp_path: Path) -> None:
    put(tmp_path / "google-chrome", "#!/bin/sh\n")
    found = needs(tmp_path, "chromium", "google-chrome")
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")
