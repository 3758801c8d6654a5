"""What a correspondent did when YAML says "mapping values are not allowed here"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from copydesk.mending import (
    KEY,
    ODD_BLANKS,
    LineEdits,
    Mending,
    among,
    below,
    blank,
    brought_back,
    indentation,
    insert_blank,
    next_line,
    nothing,
    put_below,
    realigned,
    taken_in,
)

_BELOW = "Put `|` after `{key}:` and the text on the next line, two blanks further in."
_SEEN: tuple[tuple[str, str, str, Mending], ...] = (
    (
        r"^ *(?P<at>\t)",
        "This line is indented with a tab.",
        "Indent with blanks: two for each step.",
        indentation,
    ),
    (
        rf"^ *(?P<at>[{ODD_BLANKS}])",
        "This line is indented with a blank that is none to YAML ({code}), as Word or a web page makes it.",
        "Delete it and type plain blanks.",
        indentation,
    ),
    (
        "(?P<at>[\x85\u2028\u2029])",
        "There is an invisible line break in this line ({code}).",
        "Delete it: step through the line with the arrow keys until the cursor stands still once.",
        blank,
    ),
    (
        rf"{KEY}(?P<at>[{ODD_BLANKS}])",
        "The blank after `{key}:` is none to YAML ({code}): Word or a web page makes such blanks.",
        "Delete it and type a plain blank.",
        blank,
    ),
    (
        rf"{KEY[:-1]}(?P<at>:)(?!//)(?P<rest>\S.*)$",
        "There is no blank after `{key}:`.",
        "Write `{key}: {rest}`.",
        insert_blank,
    ),
    (
        r"^[ -]*(?P<at>:)(?= |$)",
        "There is no name before this colon.",
        "Write the name of the field before it.",
        nothing,
    ),
    (
        rf"{KEY} +(?P<at>\")(?:[^\"\\]++|\\.)*+(?:$|\" *[^ #])",
        "The text after `{key}:` begins with a quotation mark, which closes too early or never.",
        _BELOW,
        below,
    ),
    (
        rf"{KEY} +(?P<at>')(?:[^']++|'')*+(?:$|' *[^ #'])",
        "The text after `{key}:` begins with an apostrophe, which YAML takes for a quotation.",
        _BELOW,
        below,
    ),
    (
        rf"{KEY} +\".*?(?P<at>\\)",
        "There is a backslash between the quotation marks, which has a meaning of its own in YAML.",
        _BELOW,
        nothing,
    ),
    (
        rf"{KEY} +(?P<at>[*&!%@\[\]{{}},]|[-?](?= ))",
        "The text after `{key}:` begins with `{at}`, which has a meaning of its own in YAML.",
        _BELOW,
        below,
    ),
    (
        rf"{KEY} +(?P<at>`)",
        "The text after `{key}:` begins with a backtick, which has a meaning of its own in YAML.",
        _BELOW,
        below,
    ),
    (
        rf"(?P<header>{KEY} +(?P<sign>[|>])[-+\d]*) +(?P<at>[^ #])",
        "Behind `{sign}`, the text begins on the next line.",
        "Move the text to the next line, two blanks further in.",
        next_line,
    ),
    (
        rf"{KEY} +[^\"'|> ].*?(?P<at>:)(?= |$)",
        "The text after `{key}:` holds a second colon, which YAML takes for another field.",
        _BELOW,
        below,
    ),
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str, str, Mending], ...]:
    """Compiled where something is wrong, and not before."""
    return tuple((re.compile(pattern), message, mend, mending) for pattern, message, mend, mending in _SEEN)


class Mistake(NamedTuple):
    """What is wrong, how to mend it, which character of the line is meant (from 0), and what mends it."""

    message: str
    mend: str
    column: int
    edits: LineEdits = ()


def seen(line: str) -> Mistake | None:
    """The mistake that can be seen on a line of the source, if there is one."""
    for pattern, message, mend, mending in _patterns():
        if match := pattern.search(line):
            found = match.groupdict() | {"code": f"U+{ord(match['at']):04X}"}
            words = message.format(**found), mend.format(**found)
            return Mistake(*words, match.start("at"), mending(match))
    return None


def cut_off_at(line: str, column: int) -> Mistake:
    """That YAML takes the rest of a line, from a `#` on, for a comment.

    A `#` right before a word or a number is taken for text; before a blank, only a person can tell.
    """
    is_text = not line[column + 1 : column + 2].isspace()
    return Mistake(
        "This ` #` cuts the text off: YAML takes the rest of the line for a comment.",
        "Put `|` after the colon and the text on the next line. If it is a comment, give it its own line.",
        column,
        put_below(line) if is_text else (),
    )


def second_document(line: str) -> Mistake:
    """That a line of dashes begins a second document."""
    edits = ((0, len(line), ""),) if not line.strip("- ") else ()
    return Mistake(
        "A second document begins here.", "Delete the line `---`: one file is one issue.", 0, edits
    )


def own_meaning(line: str, column: int) -> Mistake:
    """That a text begins with the sign of an anchor, an alias or a tag."""
    return Mistake(
        f"`{line[column : column + 1]}` has a meaning of its own in YAML, and none in an issue.",
        "If it belongs to the text, put `|` after the colon and the text on the next line; else delete it.",
        column,
        put_below(line),
    )


def guessed(line: str, above: Sequence[str], below: str) -> Mistake | None:
    """The mistake that a line's place among the lines around it explains, if it does."""
    if edits := brought_back(line, above, below):
        return Mistake("This field lost its indentation.", "Indent it as far as its neighbors.", 0, edits)
    if edits := realigned(line, above):
        return Mistake(
            "This line begins one blank off its neighbors.", "Indent it as far as they are.", 0, edits
        )
    if edits := taken_in(line, above):
        message = "This line fell out of the text that it belongs to, which stands further in."
        return Mistake(message, "Indent it as far as that text.", 0, edits)
    return None


def aligned(mistake: Mistake, line: str, above: Sequence[str]) -> Mistake:
    """The same mistake; where it is a tab, its mend puts the line among its neighbors."""
    blanks = line[: len(line) - len(line.lstrip())]
    if "\t" not in blanks or not mistake.edits:
        return mistake
    return mistake._replace(edits=((0, len(blanks), among(line, above)),))


def masked(line: str) -> str:
    """A line as long, with its mistake gone, so that what follows it can be read."""
    line = re.sub(rf"^[ \t{ODD_BLANKS}]+", lambda blanks: " " * len(blanks[0]), line)
    if match := re.match(KEY, line):
        return f"{match[0]} {'x' * (len(line) - match.end() - 1)}"[: len(line)]
    return line
