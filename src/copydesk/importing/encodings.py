"""Bytes -> text, in the encoding that they declare, or that they can only be."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
_WEST = "cp1252"
"""What Windows in western languages writes: what is not UTF-8 most often is this."""


def decoded(data: bytes, *, declares: bool) -> tuple[str, str]:
    """The text, and what to say of its encoding; empty where that is sure.

    `declares` says whether the bytes can name their encoding themselves, as a page does.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), ""
    match = _DECLARED.search(data[:4096]) if declares else None
    declared = match[1].decode("ascii", "replace") if match else "utf-8"
    try:
        return data.decode(_usual(declared)), ""
    except (UnicodeError, LookupError):
        why = (
            f"It says that it is written in {declared}, and is not."
            if match
            else "It is not written in UTF-8."
        )
        return _guessed(data, why)


def _usual(name: str) -> str:
    """The encoding that browsers take for a name. Raises LookupError for one that is none."""
    found = codecs.lookup(name).name
    return {"iso8859-1": _WEST, "ascii": "utf-8", "utf-16": "utf-8"}.get(found, found)


def _guessed(data: bytes, why: str) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), f"{why} It was read as UTF-8."
    except UnicodeDecodeError:
        return data.decode(_WEST, "replace"), f"{why} It was read as windows-1252."
