"""The styles in which YAML writes a text, right and nearly right."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from .words import any_text, prose

Writer = Callable[[str], str]
"""Gives the source of a value that is written at an indentation."""


def indented(text: str, indent: str) -> str:
    """A text with each of its lines further in."""
    return "\n".join(indent + line for line in text.split("\n"))


def _plain(text: str) -> Writer:
    return lambda _: text


def _single(text: str) -> Writer:
    return lambda _: f"'{text.replace(chr(39), chr(39) * 2)}'"


def _double(text: str) -> Writer:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return lambda _: f'"{escaped}"'


def _half_quoted(text: str) -> Writer:
    return lambda _: f'"{text}"'


def _literal(text: str) -> Writer:
    return lambda indent: f"|\n{indented(text, indent or '  ')}"


def _folded(text: str) -> Writer:
    return lambda indent: f">\n{indented(text, indent or '  ')}"


def _block(parts: tuple[str, str, str]) -> Writer:
    sign, header, text = parts
    return lambda indent: f"{sign}{header}\n{indented(text, indent or '  ')}"


STYLES = (*[_literal] * 8, *[_folded] * 2, *[_double] * 3, *[_single] * 2, _plain)
HEADERS = ["", "-", "+", "2", "1-", "+4", "9", " # x", " x", "0"]

usual = st.sampled_from(
    [
        "2024-05-22",
        "no",
        "A Harbor And Its Lenders",
        "https://example.org/a.jpg",
        "Finding Perspective",
        "The Details",
    ]
).map(_plain)
"""What fits one type of field or another."""
written = st.builds(lambda style, text: style(text), st.sampled_from(STYLES), prose)
"""A text of almost-markup in one of the styles."""
wild = st.one_of(
    any_text.map(_plain),
    any_text.map(_half_quoted),
    st.tuples(st.sampled_from("|>"), st.sampled_from(HEADERS), prose).map(_block),
    st.sampled_from(["~", "", "[a, {b: c}]", "{a: b}", "[", "*a", "&a", "!x y", "? a"]).map(_plain),
)
"""A value that a slip of the hand may make."""
