"""What holds for whatever bytes there are: `make fuzz` looks for some that break it, `make test` tries those that were kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from . import filling, importers, prose, reader

TARGETS: dict[str, Callable[[bytes], None]] = {
    "reader": reader.holds,
    "prose": prose.holds,
    "importers": importers.holds,
    "filling": filling.holds,
}
CORPUS = Path(__file__).parents[1] / "corpus"


def kept(name: str) -> list[Path]:
    """The inputs of a target that are kept: those it begins with, and those that once broke it."""
    return sorted((CORPUS / name).iterdir())
