"""How often Python looks for litter: objects of no use any more that hold one another."""

from __future__ import annotations

import gc

RARELY = 100_000
"""Objects that are made between two looks: loading the libraries makes nearly as many, and keeps them."""
OFTEN = 1_000


def rarely() -> None:
    """Look for it rarely: for what is to answer at once."""
    gc.set_threshold(RARELY, 20, 20)


def often() -> None:
    """Look for it often in what is made from now on, where it was looked for `rarely`.

    It is for what is done thousands of times, and would otherwise take a fifth more memory.
    """
    if gc.get_threshold()[0] == RARELY:
        gc.freeze()
        gc.set_threshold(OFTEN, 10, 10)


def never() -> None:
    """Look for it no more, not even when the process ends: that would take longer than a check."""
    gc.freeze()
