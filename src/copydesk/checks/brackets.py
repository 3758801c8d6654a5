"""Brackets and quotation marks without a partner."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from copydesk.late import late

_PAIRS = {"(": ")", "[": "]", "{": "}"}
_BRACKET = late(r"[()\[\]{}]")
_SIGNS: defaultdict[int, str | None] = defaultdict(lambda: None, {ord(sign): sign for sign in '()[]{}"“”'})
"""Takes away all signs but these."""
_PARAGRAPH = late(r"(?:[^\n]+|\n(?!\s*\n))+")


def lone_signs(text: str) -> Iterator[tuple[str, int]]:
    """Each bracket or quotation mark that has no partner in its paragraph, and where it stands."""
    for paragraph in _PARAGRAPH.finditer(text):
        if not _is_balanced(paragraph[0].translate(_SIGNS)):
            for sign, at in (*_brackets(paragraph[0]), *_quotes(paragraph[0])):
                yield sign, paragraph.start() + at


def _is_balanced(signs: str) -> bool:
    """Whether brackets alone surely have their partners, and straight quotation marks are even in number."""
    brackets = signs.replace('"', "")
    while (fewer := brackets.replace("()", "").replace("[]", "")) != brackets:
        brackets = fewer
    return not brackets and signs.count('"') % 2 == 0


def _brackets(text: str) -> Iterator[tuple[str, int]]:
    opened: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(text):
        sign, at = match[0], match.start()
        if sign in _PAIRS:
            opened.append((sign, at))
        elif opened and _PAIRS[opened[-1][0]] == sign:
            opened.pop()
        else:
            yield sign, at
    yield from opened


def _quotes(text: str) -> Iterator[tuple[str, int]]:
    marks = [match.start() for match in re.finditer('"', text)]
    if len(marks) % 2:
        yield '"', marks[-1]
    opening = [at for at, sign in enumerate(text) if sign == "“"]
    closing = [at for at, sign in enumerate(text) if sign == "”"]
    if len(closing) > len(opening):
        yield "”", closing[-1]
    elif len(opening) > len(closing) + 1:
        yield "“", opening[-1]
