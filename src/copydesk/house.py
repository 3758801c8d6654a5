"""components/house-style.yaml: the house's spellings and phrases, as editors declare them.

A form that is empty, such as `avoid: ""`, is met nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, eq=False)
class Spelling:
    """A word as the house writes it, and the forms that it is met in otherwise."""

    write: str
    instead_of: tuple[str, ...]
    why: str = ""
    any_case: bool = False
    but_not: tuple[str, ...] = ()
    """Names in which a wrong form is right: `Labour Party`."""


@dataclass(frozen=True, eq=False)
class Phrase:
    """Words that the house avoids, why, and what to write instead where that is always right."""

    avoid: str
    why: str
    write: str = ""


@dataclass(frozen=True, eq=False)
class Attribution:
    """A verb that takes sides beside a quotation, why it does, and what to write instead."""

    avoid: str
    why: str
    write: str = "said"


@dataclass(frozen=True)
class HouseStyle:
    """The house style, as far as it is data."""

    spellings: tuple[Spelling, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    attribution: tuple[Attribution, ...] = ()
    people: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    acronyms: dict[str, str] = field(default_factory=dict)
    """What an abbreviation that readers do not know stands for."""

    def over(self, other: HouseStyle) -> HouseStyle:
        """Both styles as one: this one first, and where they speak of the same word, this one alone.

        What this one calls wrong, the other cannot ask for.
        """
        decided = {each.write for each in self.spellings}.union(*(each.instead_of for each in self.spellings))
        avoided = {each.avoid.casefold() for each in self.phrases}
        verbs = {each.avoid for each in self.attribution}
        return HouseStyle(
            (*self.spellings, *(each for each in other.spellings if each.write not in decided)),
            (*self.phrases, *(each for each in other.phrases if each.avoid.casefold() not in avoided)),
            (*self.attribution, *(each for each in other.attribution if each.avoid not in verbs)),
            tuple(dict.fromkeys((*self.people, *other.people))),
            tuple(dict.fromkeys((*self.titles, *other.titles))),
            {**other.acronyms, **self.acronyms},
        )


NO_STYLE = HouseStyle()
"""Where there is no house-style.yaml."""
