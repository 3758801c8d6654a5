"""The folder that a race is run in: the issues, and what each side reads of them."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import ROOT, write
from bench.race.running import run
from bench.race.sides import Side

_BRIEFING = ROOT / "components" / "briefings" / "china-in-eurasia.yaml"


@dataclass(frozen=True)
class Track:
    """Workspaces for our sides, and files for theirs, of the same issues."""

    folder: Path

    def workspace(self, side: Side) -> Path:
        """The workspace of one of our sides."""
        return self.folder / ("handed" if side.platforms else "plain")

    def issues(self, side: Side, count: int) -> list[Path]:
        """What a side reads of that many issues, the oldest first."""
        sources = sorted((self.folder / "plain" / "issues").glob("*.yaml"))[:count]
        if side.script:
            return [self.folder / "theirs" / f"{source.stem}{side.reads}" for source in sources]
        return [self.workspace(side) / "issues" / source.name for source in sources]

    def empty(self, name: str) -> Path:
        """A folder with nothing in it."""
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder


def lay(folder: Path, count: int, theirs: bool = True) -> Track:
    """Write issues into the workspaces of a track, and, where they run too, what the others read of them."""
    for name in ("plain", "handed"):
        issues = folder / name / "issues"
        issues.mkdir(parents=True)
        write(issues, count)
    own = folder / "plain" / "components" / "briefings"
    own.mkdir(parents=True)
    (own / _BRIEFING.name).write_text(_BRIEFING.read_text("utf-8") + "\nplatforms: []\n", "utf-8")
    track = Track(folder)
    if theirs:
        run([sys.executable, "-m", "bench.race.content", folder / "plain", track.empty("theirs")])
    return track
