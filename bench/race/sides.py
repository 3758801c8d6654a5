"""The sides of the race: what each is, what it leaves out, and how it is run."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.race.running import Command

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
NODE, RUN = BIN / "node", HERE / "run.mjs"
MJML = HERE / "node_modules" / ".bin" / "mjml"


@dataclass(frozen=True)
class Side:
    """One side: its name, what it does and leaves out, and what it reads of an issue."""

    name: str
    makes: str
    """What goes in and what comes out, in a few words."""
    does: str
    leaves_out: str
    reads: str
    script: str = ""
    """Its module in Node.js; none for ours."""
    platforms: bool = False
    """Whether the package is made for each mailing system, too."""

    def serve(self, workspace: Path) -> Command:
        """The long-lived process."""
        return (
            [NODE, RUN, self.script] if self.script else [sys.executable, "-m", "bench.race.ours", workspace]
        )

    def make(self, output: Path, files: Sequence[Path]) -> Command:
        """A process that makes some messages, and ends; ours has what it reads in its workspace."""
        return [NODE, RUN, self.script, output, *files] if self.script else [BIN / "copydesk", "build"]


OURS = Side(
    "copydesk",
    "YAML in; checked HTML, text, web, e-mail out",
    "reads YAML, checks the copy, draws HTML, text and web page, puts styles inline, proves the legal notice, and "
    "makes `message.eml`, the manifest and the sums",
    "requests for mailing systems (`platforms: []`)",
    ".yaml",
)
HANDED = Side(
    "copydesk, all systems",
    "the same, and requests for mailing systems",
    "the same, and fills and proves a request for each mailing system, as it does by itself",
    "nothing",
    ".yaml",
    platforms=True,
)
MJML_JUICE = Side(
    "MJML and juice",
    "MJML in; HTML out",
    "compiles MJML that copydesk has drawn for it, and puts the style sheet inline",
    "content, templates, checks, text, web page, e-mail, manifest, proof",
    ".mjml.json",
    "mjml",
)
REACT = Side(
    "React Email",
    "JSON in; HTML out, no style sheet",
    "reads the content as JSON and draws it in components whose styles are inline from the start",
    "style sheets, dark mode, phones, checks, text, web page, e-mail, manifest, proof",
    ".blocks.json",
    "react",
)
MAIZZLE = Side(
    "Maizzle",
    "JSON in; HTML out",
    "reads the content as JSON, draws it in components, and puts Tailwind's classes inline",
    "dark mode, phones, checks, text, web page, e-mail, manifest, proof",
    ".blocks.json",
    "maizzle",
)
SIDES = (OURS, HANDED, MJML_JUICE, REACT, MAIZZLE)
