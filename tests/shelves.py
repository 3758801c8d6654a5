"""Small archives to look at: issues that are built by the command, and what stands in dist/ then."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from copydesk.cli import main

from .conftest import ISSUE, ROOT, Desk

BRIEFING = "china-in-eurasia"
SECOND = ISSUE.replace("2024-05-22", "2024-06-05").replace("A Harbor And Its Lenders", "A Tunnel To Nowhere")
THIRD = ISSUE.replace("2024-05-22", "2023-12-20").replace("A Harbor And Its Lenders", "Şuşa, Łódź, And Tea")


class Shelf(Desk):
    """A workspace whose issues are built by `copydesk build`."""

    @property
    def dist(self) -> Path:
        return self.root / "dist"

    def package(self, day: str = "2024-05-22") -> Path:
        return self.dist / BRIEFING / day

    def serve(self, *systems: str) -> Shelf:
        """Let the briefing be for these mailing systems alone: for few, an issue is built in half the time."""
        place = f"components/briefings/{BRIEFING}.yaml"
        briefing = (ROOT / place).read_text("utf-8")
        self.write(place, f"{briefing}platforms: [{', '.join(systems)}]\n")
        return self

    def copied(self, place: Path) -> Shelf:
        """All of it, in another folder."""
        shutil.copytree(self.root, place)
        return Shelf(place)

    def built(self, place: Path) -> dict[str, bytes]:
        """What a build that nothing befalls makes of a copy of it."""
        other = self.copied(place)
        assert other.run("build").exit_code == 0
        return other.everything

    def run(self, *words: str) -> Result:
        """What a command of copydesk says in the workspace."""
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.root)
            found = CliRunner().invoke(main, list(words), prog_name="copydesk")
        assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
        return found

    def fill(self, *issues: str, light: bool = False) -> Shelf:
        """Write some issues, each into the file of its day, and build them all."""
        for issue in issues:
            day = issue.partition("date: ")[2][:10]
            self.write(f"issues/{day}.yaml", issue)
        assert self.run("build", *(["--light"] if light else [])).exit_code == 0
        return self

    @property
    def index(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.dist / "index.json").read_bytes())
        return found

    @property
    def states(self) -> dict[str, str]:
        """What the index says of each package, by its day, in order."""
        return {each["date"]: each["state"] for each in self.index["packages"]}

    def ahead(self) -> list[str]:
        """The packages that the index names and that are not there as it says."""
        return [
            each["folder"]
            for each in self.index["packages"]
            if digest(self.dist / each["folder"] / "manifest.json") != each["digest"]
        ]

    @property
    def everything(self) -> dict[str, bytes]:
        """Every file in dist/, hidden ones too."""
        found = (path for path in self.dist.rglob("*") if path.is_file())
        return {path.relative_to(self.dist).as_posix(): path.read_bytes() for path in found}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
