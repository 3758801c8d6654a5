"""A workspace to send from, servers to send to, and somebody who signs certificates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any

import pytest
import trustme
from click.testing import CliRunner, Result

from copydesk.cli import main
from tests.conftest import ISSUE, Desk

from . import LOGIN, Send
from .postoffice import Office, office


@pytest.fixture
def opened() -> Iterator[Callable[[AbstractContextManager[Office]], Office]]:
    """Opens an office for the time of a test."""
    with ExitStack() as stack:
        yield stack.enter_context


@pytest.fixture
def plain(opened: Any) -> Office:
    """A server on this machine that offers no encryption."""
    found: Office = opened(office())
    return found


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """Somebody who signs certificates, and whom this computer trusts."""
    found = trustme.CA()
    found.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return found


@pytest.fixture
def send(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Send:
    """Runs `copydesk send` in a workspace with one issue."""
    monkeypatch.chdir(desk.root)
    for name in LOGIN:
        monkeypatch.delenv(name, raising=False)
    desk.write("issues/2024-05-22.yaml", ISSUE)

    def sending(place: Office | str, *words: str, host: str = "localhost") -> Result:
        smtp = place if isinstance(place, str) else f"{host}:{place.port}"
        result = CliRunner().invoke(main, ["send", "--smtp", smtp, *words], prog_name="copydesk")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return sending
