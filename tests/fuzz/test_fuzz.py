"""The properties of `make fuzz`, tried a few times each."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from .properties import TRIALS


@pytest.mark.parametrize("name", TRIALS)
def test_whatever_stands_in_a_file(name: str) -> None:
    trial = TRIALS[name]
    settings(max_examples=40)(given(trial.on)(trial.holds))()
