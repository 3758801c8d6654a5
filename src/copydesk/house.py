"""components/house-style.yaml: the house's spellings and phrases, as editors declare them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, eq=False)
class Spelling:
    """A word as the house writes it, and the forms that it is met in otherwise."""

    write: str
    instead_of: tuple[str, ...]
    why: str = ""
    any_case: bool = False


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


NO_STYLE = HouseStyle()
"""Where there is no house-style.yaml."""
