"""What features look like in a page, as looks.yaml declares it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from copydesk.reading import read

Trait = tuple[str, str]
"""Something that a page has: its kind, as looks.yaml has them, and its name."""

_UNSEEN = "unseen"


@cache
def looks() -> Mapping[Trait, tuple[str, ...]]:
    """The keys of the features that each trait gives away."""
    found: dict[Trait, tuple[str, ...]] = {}
    for kind, features in _declared().items():
        if kind != _UNSEEN:
            for key, names in features.items():
                for name in names:
                    found[kind, name] = (*found.get((kind, name), ()), key)
    return found


def unseen() -> Mapping[str, str]:
    """Why a page does not show a feature, by its key."""
    return _declared()[_UNSEEN]


def features_of(traits: Iterable[Trait]) -> frozenset[str]:
    """The keys of the features that a page with these traits uses."""
    given_away = looks()
    return frozenset(key for trait in traits for key in given_away.get(trait, ()))


@cache
def _declared() -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = read(Path(__file__).with_name("looks.yaml")).plain()
    return found
