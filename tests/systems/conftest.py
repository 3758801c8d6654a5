"""Real mailing systems, each in a folder and on ports of its own. `make test-systems` installs them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

from .inbox import Inbox, opened
from .package import ISSUES, Package, packed


@pytest.fixture(scope="session")
def programs() -> Path:
    """Where the systems' own programs are."""
    folder = ROOT / ".venv-systems" / "bin"
    assert folder.is_dir(), "the mailing systems are not installed: type `make test-systems`"
    return folder


@pytest.fixture(scope="session")
def inbox() -> Iterator[Inbox]:
    """Where all that the systems send arrives."""
    with opened() as inbox:
        yield inbox


@pytest.fixture(scope="session", params=ISSUES)
def package(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Package:
    """The package of each example issue, and of one that is awkward to carry."""
    return packed(ISSUES[request.param], tmp_path_factory.mktemp("workspace"))
