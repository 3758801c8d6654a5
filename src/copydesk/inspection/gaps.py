"""What a message uses and the clients of its readers do not support, and what stands in for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from copydesk.briefing import Component
from copydesk.clients.looks import features_of
from copydesk.clients.support import Feature, Level, Support, caniemail
from copydesk.inspection.traits import traits
from copydesk.issue import Issue
from copydesk.library import LAYOUT, Library
from copydesk.render.compose import within

AROUND = ""
"""The key of what stands around all sections: the head with its style, the frame of the page."""
_INVENTED = frozenset({("element", "html"), ("element", "head"), ("element", "body")})
"""What a parser adds to a part of a page."""


@dataclass(frozen=True)
class Gap:
    """A feature of a message that some of the clients do not support, or not all of it."""

    feature: Feature
    support: tuple[Support, ...]
    """What each of the clients that the briefing names supports of it."""
    fallbacks: Mapping[str, str]
    """What their readers get instead, by the component that declares it."""

    def at(self, level: Level) -> tuple[Support, ...]:
        """The clients that support just so much of it."""
        return tuple(each for each in self.support if each.level is level)

    @cached_property
    def level(self) -> Level:
        """The least that a client is known to support."""
        return next(level for level in (Level.NONE, Level.PART, Level.FULL, Level.UNKNOWN) if self.at(level))


def gaps(html: str, issue: Issue, library: Library) -> tuple[Gap, ...]:
    """The gaps of a finished e-mail, by the keys of their features."""
    declaring = drawing(issue, library)
    found = (_gap(key, issue.briefing.clients, declaring) for key in sorted(features_of(traits(html))))
    return tuple(gap for gap in found if gap.at(Level.NONE) or gap.at(Level.PART))


def _gap(key: str, names: Collection[str], declaring: Collection[Component]) -> Gap:
    feature = caniemail().features[key]
    fallbacks = {each.name: each.fallbacks[key] for each in declaring if key in each.fallbacks}
    return Gap(feature, _support(key, tuple(names)), fallbacks)


@lru_cache(maxsize=1024)
def _support(key: str, names: tuple[str, ...]) -> tuple[Support, ...]:
    """What clients support of a feature: every message of a briefing asks the same."""
    return tuple(caniemail().features[key].of(name) for name in names)


def drawing(issue: Issue, library: Library) -> tuple[Component, ...]:
    """The components that draw an e-mail, the layout first, each once."""
    used = [library.component(LAYOUT)]
    for part in issue.parts:
        if part.section.medium != "web":
            used += within(part.component, library)
    return tuple({each.name: each for each in used}.values())


def places(pieces: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The keys of the sections, whose HTML is given, that use each feature; `AROUND` for what stands around them."""
    found: dict[str, tuple[str, ...]] = {}
    for section, piece in pieces.items():
        had = traits(piece) - (_INVENTED if section else frozenset())
        for key in features_of(had):
            found[key] = (*found.get(key, ()), section)
    return found


def undeclared(
    found: Iterable[Gap], sections: Mapping[str, Collection[str]], issue: Issue, library: Library
) -> dict[str, tuple[str, ...]]:
    """The components that use what a client does not support at all, and have no fallback for it, by its key.

    `sections` are those that use each feature, as `places` gives them. A fallback of the layout holds for
    all. What stands around the sections has the style of every component: there, any fallback is enough.
    """
    parts = {part.section.key: part.component for part in issue.parts}
    bare: dict[str, tuple[str, ...]] = {}
    for gap in found:
        using = [parts.get(section) for section in sections.get(gap.feature.key, ())]
        names = [each.name if each else LAYOUT for each in using if not _declares(gap, each, library)]
        if names and gap.level is Level.NONE:
            bare[gap.feature.key] = tuple(dict.fromkeys(names))
    return bare


def _declares(gap: Gap, component: Component | None, library: Library) -> bool:
    if LAYOUT in gap.fallbacks or component is None:
        return bool(gap.fallbacks)
    return any(each.name in gap.fallbacks for each in within(component, library))
