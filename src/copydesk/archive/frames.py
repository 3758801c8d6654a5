"""The briefings of the packages in dist/, as far as the components know them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property

from copydesk.archive.shelf import Shelved
from copydesk.briefing import Briefing
from copydesk.diagnostic import Refused
from copydesk.legal import notice
from copydesk.library import Library
from copydesk.prose import Prose, parse
from copydesk.render import composer_of
from copydesk.render.compose import Composer
from copydesk.wording import spoken


class Frames:
    """The briefings of some packages, that of the newest first."""

    def __init__(self, shelf: Sequence[Shelved], library: Library) -> None:
        self.library = library
        self._drawn: dict[str, str] = {}
        self._names = {each.briefing_name for each in shelf}
        self._slugs = tuple(dict.fromkeys(each.briefing for each in shelf))

    @cached_property
    def known(self) -> dict[str, Briefing]:
        """The briefings by their names. Raises Refused where there is not a single one to draw with."""
        found: dict[str, Briefing] = {}
        for slug in self._slugs:
            try:
                found[slug] = self.library.briefing(slug).briefing
            except Refused:
                continue
        if not found:
            slug = next(iter(self.library.slugs), "")
            found[slug] = self.library.briefing(slug).briefing
        return found

    @cached_property
    def first(self) -> Briefing:
        """The briefing whose look all share."""
        return next(iter(self.known.values()))

    @property
    def is_one(self) -> bool:
        """Whether all packages are of one briefing."""
        return len(self._names) < 2

    @property
    def name(self) -> str:
        """What readers call all of them: the briefing, or whose briefings they are."""
        return self.first.name if self.is_one else self.first.broadcaster

    @cached_property
    def composer(self) -> Composer:
        """What draws in that look."""
        return composer_of(self.first, self.library)

    @cached_property
    def notices(self) -> tuple[Prose, ...]:
        """The legal notice in each of the languages, once."""
        texts = {each.language: each.addresses.legal_notice for each in reversed(self.known.values())}
        return tuple(parse(notice(language, address)) for language, address in reversed(texts.items()))

    def notice_of(self, slug: str) -> Prose:
        """The legal notice as a briefing has it."""
        briefing = self.known.get(slug, self.first)
        return parse(notice(briefing.language, briefing.addresses.legal_notice))

    def once(self, folder: str, draw: Callable[[], str]) -> str:
        """What is drawn of a package, for whichever feed it is drawn first."""
        if folder not in self._drawn:
            self._drawn[folder] = draw()
        return self._drawn[folder]

    def day(self, package: Shelved) -> str:
        """The day of an issue as its briefing writes it; in numbers where that is not known."""
        day = date.fromisoformat(package.date)
        try:
            return spoken(day, self.known[package.briefing].calendar)
        except KeyError:
            return day.isoformat()
