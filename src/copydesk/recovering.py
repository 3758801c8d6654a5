"""Reading on behind a mistake in the YAML, so that each is reported in one run.

A mistake that is understood is mended in a copy of the source, which is read anew. Where its mend is not
known, or does not help, its line is masked there: the field stays, and nothing is said of its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from copydesk.diagnostic import Diagnostic, Edit, Fix, Refused
from copydesk.document import Document, Mapping
from copydesk.mistakes import Mistake, aligned, guessed, masked, seen
from copydesk.patching import Patched
from copydesk.problems import is_late, translated
from copydesk.rewriting import edits_of, explained
from copydesk.walking import Stop, Walk

MAX_MISTAKES = 20
"""The most control characters, or mistakes in the YAML, that are reported at once."""
_UNPRINTABLE = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]|[\ud800-\udfff]|\ufeff|[\ufffe\uffff]"
)
"""What YAML 1.1 does not take (section 5.1), and a byte order mark within the text."""
_ABOVE = 200
"""How many lines are looked at above one, for the text that it may have fallen out of."""
_BELOW = 20
"""How many lines are looked at below one, for the next that is not empty."""
_BREAKS = "\v\f"
"""Control characters that Word and mail programs write for a line break."""


def recovered(document: Document) -> Mapping | None:
    """The fields of a file, as far as they can be read, with what is wrong among its diagnostics.

    None where there is something that cannot be read past. Raises Refused where it is no text.
    """
    return _Recovery(document).run()


class _Recovery:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.mistakes: dict[int, Mistake] = {}
        """By their line."""
        self.edits: dict[int, tuple[Edit, ...]] = {}
        """What lets the reading go on, by the same lines; that of characters under 0."""

    def run(self) -> Mapping | None:
        controls = tuple(_controls(self.document))
        self.edits[0] = tuple(edit for each in controls if each.fix for edit in each.fix.edits)
        while True:
            self.document.patched = Patched(self.document.source, tuple(self._apart()))
            walk = Walk(self.document)
            stop = walk.run()
            if stop is None or not self._goes_on(stop):
                break
        self.document.diagnostics += [*controls, *walk.found, *self._said(stop)]
        return walk.fields if stop is None else None

    def _apart(self) -> Iterator[Edit]:
        """The edits, without those of characters in lines that have edits of their own."""
        for line, edits in self.edits.items():
            for edit in edits:
                if line or self.document.position(edit.start)[0] not in self.mistakes:
                    yield edit

    def _goes_on(self, stop: Stop) -> bool:
        """Whether the mistake is understood, and reading can be tried anew."""
        line, mistake = self._suspect(stop)
        if mistake is None or len(self.mistakes) == MAX_MISTAKES:
            return False
        self.mistakes[line] = mistake
        self.edits[line] = edits_of(self.document, line, mistake)
        if not mistake.edits:
            first, last = self.document.stretch(line)
            self.edits[line] = (Edit(first, last, _UNPRINTABLE.sub(" ", masked(self.document.line(line)))),)
            self.document.unread.add(line)
        return True

    def _suspect(self, stop: Stop) -> tuple[int, Mistake | None]:
        """The line that holds the mistake, and what it is: not always the line that YAML names."""
        lines = dict.fromkeys(self.document.position(place)[0] for place in stop.places)
        before = [line - 1 for line in lines if line > 1]
        for look, places in ((self._seen, lines), (self._guessed, [*before, *lines]), (self._in_vain, lines)):
            for line in places:
                if mistake := look(line):
                    return line, mistake
        return 0, None

    def _seen(self, line: int) -> Mistake | None:
        mistake = None if line in self.mistakes else seen(self.document.line(line))
        return aligned(mistake, self.document.line(line), self._above(line)) if mistake else None

    def _guessed(self, line: int) -> Mistake | None:
        """The mistake of a line that stands wrong, or of the field before it."""
        if line in self.mistakes:
            return None
        return guessed(self.document.line(line), self._above(line), self._below(line))

    def _above(self, line: int) -> list[str]:
        return [self.document.line(number) for number in range(max(1, line - _ABOVE), line)]

    def _below(self, line: int) -> str:
        following = (self.document.line(number) for number in range(line + 1, line + _BELOW))
        return next((text for text in following if text.strip()), "")

    def _in_vain(self, line: int) -> Mistake | None:
        """The mistake whose mend was tried and did not help: it is none."""
        mistake = self.mistakes.get(line)
        return mistake._replace(edits=()) if mistake and mistake.edits else None

    def _said(self, stop: Stop | None) -> Iterator[Diagnostic]:
        for line in sorted(self.mistakes):
            yield explained(self.document, line, "Y012", self.mistakes[line])
        if stop and not self.mistakes:
            yield _unexplained(self.document, stop)


def _controls(document: Document) -> Iterator[Diagnostic]:
    """The invisible control characters. Raises Refused where they are so many that this is no text."""
    found = [
        document.report(
            document.span(*match.span()),
            "Y004",
            f"There is an invisible control character here (U+{ord(match[0]):04X}).",
            "Delete it.",
            fix=Fix("Delete it.", (Edit(*match.span(), " " if match[0] in _BREAKS else ""),)),
        )
        for match in islice(_UNPRINTABLE.finditer(document.source), MAX_MISTAKES + 1)
    ]
    if len(found) > MAX_MISTAKES:
        raise Refused(*found[:MAX_MISTAKES])
    yield from found


def _unexplained(document: Document, stop: Stop) -> Diagnostic:
    """A mistake that only the YAML library's own words speak of."""
    at = stop.places[-2 if len(stop.places) > 1 else -1] if is_late(stop.problem) else stop.places[0]
    return document.report(document.span(at, at), "Y012", *translated(stop.problem))
