"""What stands at the top of an issue's YAML: briefing, date, edition, title, standfirst, author."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from copydesk.importing.block import Block, Blocks, Kind
from copydesk.importing.dates import day_of
from copydesk.importing.edges import Whole, title_prefix
from copydesk.importing.editions import Editions
from copydesk.importing.forms import number_of
from copydesk.importing.looks import folded
from copydesk.importing.page import Page
from copydesk.importing.parts import Stretch
from copydesk.importing.remarks import Remarks
from copydesk.importing.yamltext import Entry


@dataclass(frozen=True)
class Top:
    """Writes the top of one issue; `day` and `title` are what the caller knows."""

    editions: Editions
    edition: str
    remarks: Remarks
    day: date | None
    title: str | None

    def entries(
        self, page: Page, whole: Whole, found: Mapping[str, Stretch], tail: Blocks
    ) -> Iterator[Entry]:
        """The fields in the order of the envelope."""
        yield Entry("briefing", self.editions.fixed.frame.loaded.slug)
        yield self._day(page, whole, found)
        if self.edition:
            yield self._edition()
        yield self._title(whole, found)
        if self.editions.opening.standfirst:
            yield self._standfirst(self.editions.opening.standfirst)
        yield from self._author(tail)

    def _day(self, page: Page, whole: Whole, found: Mapping[str, Stretch]) -> Entry:
        if self.day:
            return Entry("date", self.day.isoformat())
        said = (*whole.front, *_said(found))
        near = whole.greeting or whole.title
        guess = day_of(page, said, near.line if near else 1, self.editions.fixed.frame.loaded.briefing)
        day = guess.day.isoformat()
        self.remarks.note("I004", guess.at, f"The date {day} is a guess: {guess.reason}.", "Check it.")
        return Entry("date", day, above=(f"guessed: {guess.reason}",))

    def _edition(self) -> Entry:
        opening = self.editions.opening
        blocks = [block for block in (opening.greeting, *self.editions.headings.values()) if block]
        own = [key for key, _ in self.editions.overrides("")] or [self.editions.key]
        self.remarks.note(
            "I015",
            blocks[0] if blocks else None,
            f"This is imported as edition `{self.edition}`: "
            f"in {', '.join(f'`{key}`' for key in dict.fromkeys(own))} the page has words of its own.",
            "If it is a usual issue, delete the line `edition` and what it overrides.",
        )
        return Entry("edition", self.edition)

    def _title(self, whole: Whole, found: Mapping[str, Stretch]) -> Entry:
        printed = _cut(whole.title, self.editions)
        if self.title and self.title.strip():
            differs = printed and folded(printed) != folded(self.title)
            above = (f"On the page: {printed}",) if differs else ()
            return Entry("title", " ".join(self.title.split()), above=above)
        if printed:
            return Entry("title", printed)
        title, at = next(self._titles(found))
        self.remarks.note(
            "I003",
            at or whole.greeting,
            f"The page has no title; “{title}” is a guess.",
            "Write the issue's title.",
        )
        return Entry("title", title, above=("guessed: the page has no title",))

    def _titles(self, found: Mapping[str, Stretch]) -> Iterator[tuple[str, Block | None]]:
        """What could be the title: a heading that is not the briefing's, a headline, the briefing's name."""
        fixed = self.editions.fixed
        for stretch in found.values():
            if stretch.heading and not fixed.headed(stretch.heading):
                yield stretch.heading.text, stretch.heading
        for stretch in found.values():
            for block in stretch.blocks:
                if number := number_of(block):
                    yield number[1].text, block
        yield fixed.frame.loaded.briefing.name, None

    def _standfirst(self, block: Block) -> Entry:
        if block.kind is not Kind.STANDFIRST:
            self.remarks.note(
                "I018",
                block,
                "This stands between the title and the photo's caption; it is taken for the standfirst.",
                "If it is none, move it to `opening`, as `before_greeting`.",
            )
        return Entry("standfirst", block.text)

    def _author(self, tail: Blocks) -> Iterator[Entry]:
        """The author, where all that the page says of one is of another than the usual."""
        usual = self.editions.fixed.frame.loaded.briefing.author
        opening = self.editions.opening
        for block in (opening.greeting, opening.introduction, *tail):
            authors = [phrase.author for phrase in self.editions.fixed.of(block)] if block else []
            if authors and usual not in authors:
                yield Entry("author", authors[0])
                return


def _said(found: Mapping[str, Stretch]) -> Iterator[Block]:
    for stretch in found.values():
        yield from stretch.blocks


def _cut(title: Block | None, editions: Editions) -> str:
    """A title without the prefix that the briefing puts before it."""
    match = title_prefix(editions.fixed).match(title.text) if title else None
    return title.text[match.end() if match else 0 :] if title else ""
