"""The desk behind `copydesk lsp`, at moments that an editor cannot time."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from lsprotocol import types as lsp

from copydesk.lsp import desk as desk_module
from copydesk.lsp.desk import Desk as Server
from copydesk.lsp.sheets import Sheet

from .conftest import ISSUE, Desk

STYLE = "spellings:\n  - write: harbor\n    instead_of: [{}]\n"


def test_a_component_saved_while_an_issue_is_examined_counts_at_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the issue would be held against the old components until it is written in."""
    path = desk.write("issues/2024-05-22.yaml", ISSUE)
    server, examine_text = Server(), desk_module.examine_text
    published: list[lsp.PublishDiagnosticsParams] = []
    saves = ["components/house-style.yaml"]

    def examined_while_saving(data: bytes, *rest: Any) -> Any:
        fitted = examine_text(data, *rest)
        while saves:
            desk.write(saves.pop(), STYLE.format("opens"))
            server.sheets.refresh()
        return fitted

    monkeypatch.setattr(desk_module, "examine_text", examined_while_saving)
    monkeypatch.setattr(server, "text_document_publish_diagnostics", published.append)
    sheet, _ = server.sheets.begin(path.as_uri(), path, ISSUE, "utf-16")
    assert isinstance(sheet, Sheet)
    sheet.text, sheet.version = ISSUE, 1
    fitted = asyncio.run(server.examined(sheet))
    assert fitted
    assert [each.code for each in fitted.diagnostics] == ["H101"]
    assert [[each.code for each in said.diagnostics] for said in published] == [["H101"]]
