"""The words of a marked-up source, cut into paragraphs as they come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from copydesk.importing.block import Block, Kind, Run
from copydesk.importing.page import HIDDEN

_BLANKS = re.compile("[ \t\n\r]+")
_SEPARATORS = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]+")


MOST = 20_000
"""The most paragraphs of a page that are read: an issue has 100, and a page of comments a thousand."""


class TooMany(Exception):
    """A page with more paragraphs than are read."""


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
        if shown:
            self._runs.append(replace(style, words=shown))

    def _ends_blank(self) -> bool:
        return not self._runs or self._runs[-1].words[-1] in " \n"

    def break_line(self) -> None:
        """End a line, within the same paragraph of the source."""
        self._runs.append(Run(" " if self.level else "\n"))

    def end(self) -> None:
        """End the paragraph, if it has words: each of its lines is a block. Raises TooMany."""
        runs, self._runs = self._runs, []
        text = "".join(run.words for run in runs)
        if not text.strip():
            return
        if len(self.paragraphs) == MOST:
            raise TooMany
        if self._lost:
            self.hidden.append(Block(text.strip(), self.here.line))
        self._lost = False
        lines = (line.cut(0) for line in _lines(runs, self.here.line))
        self.blocks += [replace(line, kind=self.kind, level=self.level) for line in lines if line.text]
        self.paragraphs.append(text.replace("\n", " "))


def _lines(runs: list[Run], number: int) -> Iterator[Block]:
    """The runs, cut at the ends of lines."""
    line: list[Run] = []
    column = 1
    for run in (*runs, Run("\n")):
        first, *others = run.words.split("\n")
        line.append(replace(run, words=first))
        for words in others:
            text = "".join(each.words for each in line)
            yield Block(text, number, column, styled=tuple(line))
            column += len(text) + 1
            line = [replace(run, words=words)]
