"""Which edition of its briefing an issue is, seen from its greeting and headings; its opening in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from copydesk.importing.beginning import Opening
from copydesk.importing.block import Block
from copydesk.importing.fixed import Fixed
from copydesk.importing.sections import Values
from copydesk.structure import Structure, structure

_Path = tuple[str, str]


class Editions:
    """What an opening and headings would have to override in each edition."""

    def __init__(self, fixed: Fixed, opening: Opening, headings: Mapping[str, Block]) -> None:
        self.fixed, self.opening, self.headings = fixed, opening, headings
        self.key = next((each.key for each in fixed.frame.sections if "greeting" in each.wording), "")

    def best(self) -> str:
        """The edition that lets the issue stand with the least overridden; the usual one if none does."""
        names = ("", *self.fixed.frame.loaded.briefing.editions)
        fitting = [name for name in names if self._fits(name)]
        return min(fitting, key=lambda name: len(list(self.overrides(name))), default="")

    def frame(self, edition: str) -> Structure:
        """The structure of the briefing in an edition."""
        usual = self.fixed.frame
        return structure(usual.library, usual.loaded.slug, edition)

    def overrides(self, edition: str) -> Iterator[_Path]:
        """The fields in which the page differs from the wording of an edition."""
        if self.opening.greeting and self.taken(edition) is None:
            yield self.key, "greeting"
        for key, block in self.headings.items():
            phrases = self.fixed.named("heading", edition)
            if all(each.words != block.folded for each in phrases if each.section == key):
                yield key, "heading"

    def _fits(self, edition: str) -> bool:
        own = self._introduces(edition) or not self.fixed.named("introduction", edition)
        return own and all(self.may_write(path, edition) for path in self.overrides(edition))

    def may_write(self, path: _Path, edition: str) -> bool:
        """Whether an issue may write a field in an edition."""
        return self.frame(edition).field(path) is not None

    def taken(self, edition: str) -> frozenset[str] | None:
        """Which fixed wording stands in the greeting's paragraph behind the greeting.

        None where not all of the paragraph is the edition's own.
        """
        text = self.opening.greeting.folded if self.opening.greeting else ""
        taken = set()
        for field in ("greeting", "invitation", "introduction"):
            words = max(
                (each.words for each in self.fixed.named(field, edition) if text.startswith(each.words)),
                default="",
                key=len,
            )
            if words:
                taken.add(field)
                text = text[len(words) :].strip()
        return None if text else frozenset(taken)

    def _introduces(self, edition: str) -> bool:
        """Whether an edition has an introduction, and the page no other."""
        block = self.opening.introduction
        own = self.fixed.named("introduction", edition)
        return bool(own) and (block is None or any(each.words == block.folded for each in own))

    def lacks_introduction(self, edition: str) -> bool:
        """Whether an edition has an introduction, and the page none."""
        joined = "introduction" in (self.taken(edition) or ())
        return self._introduces(edition) and self.opening.introduction is None and not joined

    def written(self, edition: str) -> Values:
        """What an issue writes in the opening."""
        opening, taken = self.opening, self.taken(edition) or frozenset()
        values: Values = {"before_greeting": opening.before}
        if opening.greeting and (self.key, "greeting") in self.overrides(edition):
            values["greeting"] = (opening.greeting,)
        if "invitation" in taken:
            values["invite"] = True
        values |= self._notes(edition, joined="introduction" in taken)
        if opening.podcast:
            values["podcast"] = True
        return {key: value for key, value in values.items() if value}

    def _notes(self, edition: str, *, joined: bool) -> Values:
        """The notes behind the greeting, parted by the introduction where the edition has one."""
        opening = self.opening
        if joined:
            return {"after_introduction": (*opening.between, *opening.after)}
        if self._introduces(edition):
            return {"after_greeting": opening.between, "after_introduction": opening.after}
        introduction = (opening.introduction,) if opening.introduction else ()
        notes = (*opening.between, *introduction, *opening.after)
        field = self.frame(edition).field((self.key, "after_greeting"))
        most = field.max if field and field.max else len(notes)
        return {"after_greeting": notes[:most], "after_introduction": notes[most:]}
