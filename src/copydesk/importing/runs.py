"""Runs of words in one style, brought into the form in which the markup of prose can hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from copydesk.importing.block import Run

_BRACKETED = ("address", "language")
"""The styles whose markup is read within a word, too."""


def tidy(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs as the markup can hold them: no style begins or ends at a blank, or at a mark in a word."""
    found = merged(runs)
    for name in ("address", "language", "strong", "emphasis"):
        found = merged(_bridged(found, name))
        found = merged(_trimmed(found, name))
    return found


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs, neighbors in one style made one."""
    groups = groupby((run for run in runs if run.words), key=lambda run: replace(run, words=""))
    return tuple(replace(style, words="".join(run.words for run in group)) for style, group in groups)


def _bridged(runs: tuple[Run, ...], name: str) -> Iterator[Run]:
    """A blank between two runs of one style belongs to it, as Word forgets it does."""
    for at, run in enumerate(runs):
        around = {getattr(each, name) for each in (*runs[max(at - 1, 0) : at], *runs[at + 1 : at + 2])}
        is_between = 0 < at < len(runs) - 1 and len(around) == 1 and not run.words.strip()
        yield replace(run, **{name: around.pop()}) if is_between else run


def _trimmed(runs: tuple[Run, ...], name: str) -> Iterator[Run]:
    """Without the style on what stands at its edges and is no word's."""
    text = "".join(run.words for run in runs)
    at = 0
    for value, group in groupby(runs, key=lambda run: getattr(run, name)):
        stretch = tuple(group)
        start, end = at, at + sum(len(run.words) for run in stretch)
        at = end
        first, last = _edges(text, start, end, name) if value else (start, end)
        for run in stretch:
            size = len(run.words)
            low, high = (min(max(edge - start, 0), size) for edge in (first, last))
            bare = replace(run, **{name: type(value)()})
            yield replace(bare, words=run.words[:low])
            yield replace(run, words=run.words[low:high])
            yield replace(bare, words=run.words[high:])
            start += size


def _edges(text: str, start: int, end: int, name: str) -> tuple[int, int]:
    """From where to where a style is kept."""
    while start < end and (
        text[start].isspace() or (name not in _BRACKETED and _is_glued(text, start - 1, start))
    ):
        start += 1
    while start < end and (
        text[end - 1].isspace() or (name not in _BRACKETED and _is_glued(text, end, end - 1))
    ):
        end -= 1
    return start, end


def _is_glued(text: str, outer: int, inner: int) -> bool:
    """Whether a mark at the edge of a style sticks to a letter outside of it."""
    return 0 <= outer < len(text) and text[outer].isalnum() and not text[inner].isalnum()


def letters(runs: Iterable[Run]) -> list[Run]:
    """Each letter in its style; blanks part words and are nothing besides."""
    found: list[Run] = []
    for run in runs:
        for letter in run.words:
            if not letter.isspace():
                found.append(replace(run, words=letter))
            elif found and found[-1].words != " ":
                found.append(Run(" "))
    return found[:-1] if found and found[-1].words == " " else found
