"""Words in another script than Latin, and what language their letters alone say they are in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from copydesk.languages import language, languages
from copydesk.late import late
from copydesk.report import joined


@dataclass(frozen=True, slots=True)
class Script:
    """A script: its name, ranges of its letters, and the languages that are often written in it."""

    name: str
    letters: str
    often: tuple[str, ...]
    alone: tuple[tuple[str, str], ...] = ()
    """Languages with the letters that no other of the region has."""


SCRIPTS = (
    Script(
        "Chinese or Japanese",
        "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003fffd",
        ("zh", "ja"),
        (("ja", "\u3041-\u30ff\uff66-\uff9f"), ("zh", "\u3400-\u4dbf\u4e00-\u9fff")),
    ),
    Script(
        "Cyrillic",
        "\u0400-\u052f",
        ("ru", "uk", "kk", "ky", "tg", "be", "sr", "bg"),
        (("uk", "ЇїЄєҐґ"), ("kk", "Ұұ"), ("tg", "ҶҷӢӣӮӯ"), ("sr", "ЂђЋћ"), ("mk", "ЃѓЌќ")),
    ),
    Script(
        "Arabic",
        "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
        ("ar", "fa", "prs", "ps", "ur", "ug"),
        (("ps", "ټډړښځڅګڼ"), ("ur", "ٹڈڑں"), ("ug", "ۈ")),
    ),
    Script("Hebrew", "\u0590-\u05ff\ufb1d-\ufb4f", ("he",)),
    Script("Greek", "\u0370-\u03ff\u1f00-\u1fff", ("el",)),
    Script("Armenian", "\u0530-\u058f", ("hy",)),
    Script("Georgian", "\u10a0-\u10ff\u1c90-\u1cbf", ("ka",)),
    Script("Korean", "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af", ("ko",)),
    Script("Thai", "\u0e00-\u0e7f", ("th",)),
    Script("Tibetan", "\u0f00-\u0fff", ("bo",)),
    Script("Devanagari", "\u0900-\u097f", ("hi", "ne")),
)
"""The scripts of the region, and of those around it. Words in Chinese characters alone count as Chinese."""

_FOREIGN = late(f"[{''.join(script.letters for script in SCRIPTS)}]")
_BETWEEN = r"(?:[ \t·'’\u200c\u200d-]|\n(?![ \t]*\n))+"


@cache
def _stretch(script: Script) -> re.Pattern[str]:
    letter, other = f"[{script.letters}]", f"[A-Za-z{script.letters}]"
    word = rf"{letter}[{script.letters}\u0300-\u036f]*"
    return re.compile(rf"(?<!{other}){word}(?:{_BETWEEN}{word})*(?!{other})")


@cache
def _beside(own: str) -> tuple[Script, ...]:
    """The scripts that a language is not written in."""
    known = language(own)
    scripts = {script: {languages()[tag].script for tag in script.often} for script in SCRIPTS}
    return tuple(script for script, codes in scripts.items() if known is None or known.script not in codes)


def stretches(words: str, own: str) -> Iterator[tuple[Script, int, int]]:
    """Each stretch of words in a script that is not that of the language `own`: from where to where.

    A letter within a Latin word is none.
    """
    for script in _beside(own) if _FOREIGN.search(words) else ():
        for match in _stretch(script).finditer(words):
            yield script, *match.span()


def written_in(script: Script, words: str) -> str:
    """The tag of the language that words are in by their letters; empty where it could be several."""
    if len(script.often) == 1:
        return script.often[0]
    return next((tag for tag, letters in script.alone if re.search(f"[{letters}]", words)), "")


def choice(script: Script) -> str:
    """The languages that are often written in a script, each with its tag."""
    return joined([f"`{{{each}}}` {languages()[each].name}" for each in script.often])
