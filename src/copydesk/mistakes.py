"""What a correspondent did when YAML says "mapping values are not allowed here"."""

from __future__ import annotations

import re

Explanation = tuple[str, str]
"""What is wrong and how to mend it, both in words."""

_KEY = r"^(?P<indent>[ \t-]*)(?P<key>[\w-]+)"
_SEEN: tuple[tuple[str, str, str], ...] = (
    (
        r"^ *\t",
        "This line is indented with a tab.",
        "Indent with blanks: two for each step.",
    ),
    (
        _KEY + r":\u00a0",
        "The blank after `{key}:` is a non-breaking one, as Word makes it.",
        "Delete it and type a plain blank.",
    ),
    (
        _KEY + r":(?![\s/])(?P<rest>.+)$",
        "There is no blank after `{key}:`.",
        "Write `{key}: {rest}`.",
    ),
    (
        _KEY + r": +\"(?P<quoted>[^\"]*)\"\s*\S.*$",
        "The text after `{key}:` begins with a quotation mark that closes in mid-sentence.",
        "Put `|` after `{key}:` and the text on the next line, two blanks further in.",
    ),
    (
        _KEY + r": +'",
        "The text after `{key}:` begins with an apostrophe, which YAML takes for a quotation.",
        "Put `|` after `{key}:` and the text on the next line, two blanks further in.",
    ),
    (
        _KEY + r": +(?P<value>[^\"'|>].*: .*)$",
        "The text after `{key}:` holds a second colon, which YAML takes for another field.",
        "Put `|` after `{key}:` and the text on the next line, two blanks further in.",
    ),
    (
        _KEY + r": +(?P<sign>[*&!%@`{{[])",
        "The text after `{key}:` begins with `{sign}`, which has a meaning of its own in YAML.",
        "Put `|` after `{key}:` and the text on the next line, two blanks further in.",
    ),
)
_PATTERNS = tuple((re.compile(pattern.replace("{{", "{")), message, mend) for pattern, message, mend in _SEEN)


def explain(line: str, problem: str) -> Explanation:
    """The mistake seen on this source line; failing that, the library's own words."""
    for pattern, message, mend in _PATTERNS:
        if match := pattern.search(line):
            found = match.groupdict()
            return message.format(**found), mend.format(**found)
    return (
        f"This line cannot be read as YAML ({problem}).",
        "Compare its indentation, colons and quotation marks with the lines around it.",
    )
