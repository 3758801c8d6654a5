"""A paragraph -> the markup of prose, so that its words, links and emphasis come out to the letter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from copydesk.importing.block import Block, Run
from copydesk.importing.runs import letters, merged, tidy
from copydesk.prose import Paragraph, escaped, parse

_ACTIVE = "\\`*_[]<>&"
_LONG = 20_000
"""Characters of a paragraph that is escaped whole, since no newsroom would write it."""
_MANY = 400
"""Runs of a paragraph whose emphasis is given up: no newsroom would write it."""
_PLAIN_ADDRESS = re.compile(r"[^\s<>()\\]+")
_SIGNS = {"strong": "**", "emphasis": "*"}
_OF = {"link": "address", "foreign": "language"}
"""The pieces of prose that are of something, and the style of a run that holds it."""

_Escape = Callable[[str], str]


def prose(block: Block) -> str:
    """A paragraph in the markup of prose: one paragraph, or one item of a list.

    Only those signs are escaped that the markup would otherwise take for its own. Emphasis that the
    markup cannot hold, in the middle of a word for instance, is given up: `kept` says whether it was.
    """
    return _written(block)[0]


def in_comment(block: Block) -> str:
    """A paragraph as a comment shows it: in markup only where it has any."""
    return prose(block) if block.is_styled else block.text


def kept(block: Block) -> bool:
    """Whether the markup holds all of a paragraph's emphasis."""
    return _written(block)[1]


def _written(block: Block) -> tuple[str, bool]:
    opening = "- " if block.is_item else "\\" if block.text.startswith("- ") else ""
    runs = tidy(block.runs)
    if len(block.text) > _LONG:
        *_, barest = _simpler(runs)
        return opening + _compose(barest, escaped), barest == runs
    for simpler in _simpler(runs):
        if source := _sparing(opening, simpler):
            return source, simpler == runs
    return opening + escaped(block.text), False


def _simpler(runs: tuple[Run, ...]) -> Iterator[tuple[Run, ...]]:
    """The runs, then with less and less emphasis."""
    if len(runs) <= _MANY:
        yield runs
        yield merged(replace(run, emphasis=run.emphasis and not run.strong) for run in runs)
        yield merged(replace(run, emphasis=False) for run in runs)
    yield merged(replace(run, emphasis=False, strong=False) for run in runs)
    yield merged(replace(run, emphasis=False, strong=False, language="") for run in runs)


def _sparing(opening: str, runs: tuple[Run, ...]) -> str:
    """The markup with as few escapes as it needs; empty where none reads back the same."""
    signs = ""
    if not _keeps(opening + _compose(runs, _escaping(signs)), runs):
        signs = _ACTIVE
        if not _keeps(opening + _compose(runs, _escaping(signs)), runs):
            return ""
        for sign in _ACTIVE:
            fewer = signs.replace(sign, "")
            signs = fewer if _keeps(opening + _compose(runs, _escaping(fewer)), runs) else signs
    return opening + _compose(runs, _escaping(signs))


def _escaping(signs: str) -> _Escape:
    table = str.maketrans({sign: f"\\{sign}" for sign in signs})
    return lambda words: words.translate(table)


def _compose(runs: tuple[Run, ...], escape: _Escape) -> str:
    """The runs in markup: what reaches furthest stands outermost, and no link is split."""
    out = []
    at = 0
    while at < len(runs):
        ends = {name: _reach(runs, at, name) for name in ("address", "language", "strong", "emphasis")}
        name = max(ends, key=lambda each: ends[each])
        end = max(ends[name], at + 1)
        inner = tuple(replace(run, **{name: type(getattr(run, name))()}) for run in runs[at:end])
        if ends[name] == at:
            out.append(escape(runs[at].words))
        elif name == "address":
            before = "".join(out[-1:])
            out[-1:] = [f"{before[:-1]}\\!"] if before.endswith("!") else [before]
            out.append(f"[{_compose(inner, escape)}]({destination(runs[at].address)})")
        elif name == "language":
            out.append(f"[{_compose(inner, escape)}]{{{runs[at].language}}}")
        else:
            out.append(_signed(inner, _SIGNS[name], escape))
        at = end
    return "".join(out)


def _signed(runs: tuple[Run, ...], sign: str, escape: _Escape) -> str:
    """The runs between two signs; blanks at their edges stand outside, where the signs are read."""
    inner = _compose(runs, escape)
    bare = inner.strip()
    return inner.replace(bare, f"{sign}{bare}{sign}") if bare else inner


def _reach(runs: tuple[Run, ...], at: int, name: str) -> int:
    """Where a style that a run has ends, not within a link that begins behind it; `at` for none."""
    value = getattr(runs[at], name)
    end = at
    while value and end < len(runs) and getattr(runs[end], name) == value:
        end += 1
    while at < end < len(runs) and runs[end].address and runs[end - 1].address == runs[end].address:
        if name == "address" or runs[at].address == runs[end].address:
            break
        end -= 1
    return end


def destination(address: str) -> str:
    """An address as it stands in the parentheses of a link."""
    if _PLAIN_ADDRESS.fullmatch(address) and "&" not in address:
        return address
    pointed = re.sub(r"([\\<>])", r"\\\1", address)
    forms = (address, f"<{pointed}>", f"<{escaped(address)}>")
    return next((form for form in forms if _holds(form, address)), forms[-1])


def _holds(source: str, address: str) -> bool:
    return [link.address for link in parse(f"[x]({source})").links] == [address]


def _keeps(source: str, runs: tuple[Run, ...]) -> bool:
    """Whether the markup reads a source as one paragraph of these runs."""
    read = parse(source)
    paragraphs = tuple(read.paragraphs)
    if all(run == Run(run.words) for run in runs):
        return len(paragraphs) == 1 and read.plain() == " ".join("".join(run.words for run in runs).split())
    return len(paragraphs) == 1 and letters(read_runs(paragraphs[0])) == letters(runs)


def read_runs(paragraph: Paragraph) -> tuple[Run, ...]:
    """The runs of a paragraph of prose."""
    found: list[Run] = []
    style = {"address": "", "language": "", "strong": False, "emphasis": False}
    for piece in paragraph.pieces:
        kind, _, edge = piece.kind.rpartition("_")
        if kind in _OF:
            style[_OF[kind]] = piece.address if edge == "open" else ""
        elif kind in ("strong", "em"):
            style["strong" if kind == "strong" else "emphasis"] = edge == "open"
        elif piece.text:
            found.append(Run(piece.text, **style))  # type: ignore[arg-type]
    return merged(found)
