"""The manual: a page on every code that a diagnostic can bear, in families of what they are about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from inspect import cleandoc
from pathlib import Path
from typing import Any

from copydesk.checks import CHECKS
from copydesk.diagnostic import Severity
from copydesk.reading import read

PLACE = Path(__file__).with_name("manual.yaml")
"""Where the codes that are no checks are explained."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is to be known of a code: its weight, and what is wrong, why it matters, what to write."""

    code: str
    weight: Severity
    text: str


@cache
def manual() -> Mapping[str, Page]:
    """Every page by its code, family by family, and in a family by code."""
    declared = read(PLACE).plain()
    found = [Page(each.code, each.severity, cleandoc(each.doc)) for each in CHECKS.values()]
    found += [Page(code, _weight(code, declared), text.strip()) for code, text in declared["pages"].items()]
    order = list(declared["families"])
    return {
        each.code: each
        for each in sorted(found, key=lambda each: (order.index(_family(each.code, order)), each.code))
    }


def families() -> Mapping[str, tuple[Page, ...]]:
    """The pages of each family, by its heading, in order."""
    headings: dict[str, str] = read(PLACE).plain()["families"]
    return {
        heading: tuple(each for each in manual().values() if _family(each.code, headings) == family)
        for family, heading in headings.items()
    }


def _family(code: str, families: Mapping[str, str] | list[str]) -> str:
    return next(each for each in families if code.startswith(each))


def _weight(code: str, declared: dict[str, Any]) -> Severity:
    if code in declared["notes"]:
        return Severity.NOTE
    return Severity.WARNING if code in declared["warnings"] else Severity.ERROR
