"""The properties of `make fuzz`, tried a few times each."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from .properties import TRIALS
from .targets import TARGETS, kept


@pytest.mark.parametrize("name", TRIALS)
def test_whatever_stands_in_a_file(name: str) -> None:
    trial = TRIALS[name]
    settings(max_examples=40)(given(trial.on)(trial.holds))()


@pytest.mark.parametrize(
    ("name", "path"),
    [pytest.param(name, path, id=f"{name}-{path.name}") for name in TARGETS for path in kept(name)],
)
def test_what_the_search_by_coverage_kept(name: str, path: Path) -> None:
    TARGETS[name](path.read_bytes())
