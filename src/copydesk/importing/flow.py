"""The words of a marked-up source, cut into paragraphs as they come."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from copydesk.importing.block import Block, Kind, Run
from copydesk.importing.page import HIDDEN

_BLANKS = re.compile("[ \t\n\r]+")
_SEPARATORS = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]+")


@dataclass
class Flow:
    """Collects paragraphs, each with its number among those that hold words."""

    blocks: list[Block] = field(default_factory=list)
    hidden: list[Block] = field(default_factory=list)
    """Paragraphs that lost a control character, which cannot stand in YAML."""
    paragraphs: list[str] = field(default_factory=list)
    """The text of every paragraph, in order."""
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    _runs: list[Run] = field(default_factory=list)
    _lost: bool = False

    @property
    def here(self) -> Block:
        """The place of the paragraph that is being read, or of the next one."""
        return Block("", len(self.paragraphs) + 1)

    @property
    def is_empty(self) -> bool:
        """Whether the paragraph that is being read has no words yet."""
        return not any(run.words.strip() for run in self._runs)

    def add(self, words: str, style: Run) -> None:
        """Words in a style; any blanks and line breaks of a source are one blank."""
        lines = _SEPARATORS.split(_BLANKS.sub(" ", words))
        shown = "\n".join(HIDDEN.sub("", line) for line in lines)
        self._lost = self._lost or len(shown) < len("\n".join(lines))
        if self._ends_blank() and shown.startswith(" "):
            shown = shown[1:]
        self._runs.append(replace(style, words=shown))

    def _ends_blank(self) -> bool:
        last = next((run.words[-1] for run in reversed(self._runs) if run.words), "\n")
        return last in " \n"

    def break_line(self) -> None:
        """End a line, within the same paragraph of the source."""
        self._runs.append(Run(" " if self.level else "\n"))

    def end(self) -> None:
        """End the paragraph, if it has words: each of its lines is a block."""
        whole = Block("".join(run.words for run in self._runs), self.here.line, styled=tuple(self._runs))
        self._runs = []
        if not whole.text.strip():
            return
        if self._lost:
            self.hidden.append(whole.cut(0))
        self._lost = False
        breaks = [-1, *(match.start() for match in re.finditer("\n", whole.text)), len(whole.text)]
        lines = [whole.cut(start + 1, stop) for start, stop in pairwise(breaks)]
        self.blocks += [replace(line, kind=self.kind, level=self.level) for line in lines if line.text]
        self.paragraphs.append(whole.text.replace("\n", " "))
