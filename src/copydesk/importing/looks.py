"""How a paragraph looks: a heading, a run-in label, a numbered headline, one short sentence."""

from __future__ import annotations

import re
from collections.abc import Collection

LONGEST_HEADING = 110
"""Characters of a heading. Headlines have about 50."""

_SMALL = frozenset("a an and as at but by for from in nor of on or the to vs with".split())  # noqa: SIM905
_SIGNS = str.maketrans(
    dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00ad\u200b\u2060\ufeff", "")
)  # fmt: skip
_DASHES = re.compile("-+")
_WORD = re.compile(r"[^\W_][\w'’.&/-]*")
_LABEL = re.compile(r"([^:]{1,40}):(?:\s+|$)")
_NUMBER = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
_CLOSING = "\"'”’»)]"
_ABBREVIATION = re.compile(r"(?:\b\w\.){2,}$")
_WITHIN = re.compile(r"[.!?…]\s")


def folded(text: str) -> str:
    """The words alone, for comparing: quotes, dashes, blanks and capitals are all one."""
    return " ".join(_DASHES.sub("-", text.translate(_SIGNS)).split()).casefold()


def is_heading(text: str) -> bool:
    """Whether a paragraph reads like a heading: short, headline case, no full stop."""
    if len(text) > LONGEST_HEADING or _is_closed(text):
        return False
    words = _WORD.findall(text)
    return bool(words) and not words[0][0].islower() and 4 * sum(map(_is_capital, words)) >= 3 * len(words)


def _is_closed(text: str) -> bool:
    """Whether a text ends as a sentence does. A heading may ask, and may end in `U.S.`."""
    end = text.rstrip(_CLOSING)
    return end.endswith((".", "…", ",", ";", ":")) and not _ABBREVIATION.search(end)


def _is_capital(word: str) -> bool:
    return not word[0].islower() or word.rstrip(".") in _SMALL


def label_of(text: str, known: Collection[str] = ()) -> tuple[str, str] | None:
    """The run-in label that a paragraph opens with, and the words behind its colon.

    A label is at most 40 characters and five words in headline case, outside a quotation. One that
    is known (`known` is folded) may be in any case, and its colon may lack the blank behind it.
    """
    label, colon, _ = text[:80].partition(":")
    if colon and folded(label) in known:
        return label.strip(), text[len(label) + 1 :].strip()
    match = _LABEL.match(text)
    if match is None or match.end() == len(text) or not _is_label(match[1].strip()):
        return None
    return match[1].strip(), text[match.end() :]


def _is_label(label: str) -> bool:
    words = label.split()
    capital = _WORD.findall(label)
    return (
        0 < len(words) <= 5
        and bool(capital)
        and not capital[0][0].islower()
        and all(map(_is_capital, capital))
        and label.count("“") == label.count("”")
        and label.count('"') % 2 == 0
        and not label.startswith(("‘", "'"))
    )


def is_box(text: str, known: Collection[str] = ()) -> bool:
    """Whether a paragraph only looks like a label: `Far Away: Full Coverage On Our Site`."""
    found = label_of(text, known)
    return found is not None and folded(found[0]) not in known and is_heading(found[1])


def number_of(text: str) -> tuple[int, str] | None:
    """The number that a paragraph opens with, and the headline behind it."""
    match = _NUMBER.match(text)
    if match is None or len(text) > LONGEST_HEADING:
        return None
    return int(match[1]), text[match.end() :]


def is_short_sentence(text: str, longest: int) -> bool:
    """Whether a paragraph is one sentence of at most so many characters."""
    return len(text) <= longest and not _WITHIN.search(text)
