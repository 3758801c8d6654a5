"""Any bytes are read to the values that YAML gives them, or it is said at their place why not."""

from __future__ import annotations

import re

import yaml

from copydesk.document import Document
from tests.fuzz.properties import ends_in_diagnostics, examine

_LINE_ENDS_IN_YAML_ALONE = re.compile("[\x85\u2028\u2029]")


def holds(data: bytes) -> None:
    """What is found can be shown, is found again, and a source without a fault says what PyYAML reads in it."""
    ends_in_diagnostics(data)
    document, found = examine(data)
    again, found_again = examine(data)
    assert (again.plain(), found_again) == (document.plain(), found)
    if document.root and not any(each.code.startswith("Y") for each in found):
        _is_what_yaml_says(document)


def _is_what_yaml_says(document: Document) -> None:
    if not _LINE_ENDS_IN_YAML_ALONE.search(document.source):
        assert document.plain() == yaml.load(document.source, yaml.CBaseLoader)  # to which all are strings
