"""Whatever is imported becomes YAML that can be read and has fields of an issue alone, or is refused in words."""

from __future__ import annotations

import re
from datetime import date

from copydesk.diagnostic import Severity
from copydesk.importing import Imported, Options, import_file
from copydesk.reading import parse
from tests.fuzz.grammar import FRAME
from tests.fuzz.properties import DESK
from tests.wordfile import WordFile

OPTIONS = Options(date=date(2024, 5, 22), title="A Harbor And Its Lenders")


def holds(data: bytes) -> None:
    """The first line names the file: `page.txt`, `page.html`; of `draft.docx` the rest is what Word calls its body."""
    name, _, content = data.partition(b"\n")
    if name == b"draft.docx":
        content = _word(content.decode("utf-8", "replace"))
    called = "page.html" if name == b"page.html" else "page.txt"
    found = import_file(content, called, DESK.library, OPTIONS)
    _are_words(found)
    if found.yaml:
        _can_be_read(found.yaml)


def _word(body: str) -> bytes:
    """A Word file of a body in a short form of its XML: `p`, `r`, `b`, `t` and so on, without Word's names for spaces."""
    file = WordFile()
    file.body = [re.sub(r"<(/?)(?=\w+[\s/>])", r"<\1w:", body)]
    file.links = ["https://example.org/a"]
    return file.data()


def _are_words(found: Imported) -> None:
    refused = any(each.severity is Severity.ERROR for each in found.diagnostics)
    assert refused is (found.yaml == "")
    for each in found.diagnostics:
        assert each.message.endswith((".", "?", "”")), each
        assert each.mend, each
        assert (each.span.line, each.span.column) <= (each.span.end_line, each.span.end_column), each


def _can_be_read(yaml: str) -> None:
    """The YAML has no fault as such, no field of another's making, and words without a sign that no file may hold."""
    document = parse(yaml.encode(), "issue.yaml")
    assert document.diagnostics == []
    values = document.plain()
    assert values["briefing"] == "china-in-eurasia"
    assert values.keys() <= FRAME.fields.keys()
    assert all(line == line.rstrip(" ") for line in yaml.split("\n"))
