"""The languages of merge tags, and what a platform that speaks one makes of a text.

This reads what `writing.py` wrote, and knows nothing of how it did: what a message becomes at a platform
is worked out from the platform's own rules alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Literal

from copydesk.platforms.declaration import Platform

Part = Literal["html", "text", "line"]
"""Where a text stands; `line` is a subject or a preheader."""

_QUOTED = r'(?P<literal>"(?:[^"\\\n]|\\.)*")'
LANGUAGES: Mapping[str, str] = {
    "placeholders": "",
    # html/template and text/template: words in quotation marks are Go strings; an open `{{` is an error.
    "go": rf"\{{\{{-?\s*(?:Safe\s+)?{_QUOTED}\s*-?\}}\}}|\{{\{{[^\n]*?\}}\}}|\{{\{{",
    # A backslash before it makes `{{` two letters; with another before that, or more braces behind, it need not.
    "handlebars": r"\\(?<!\\\\)(?P<literal>\{\{)(?!\{)|\{\{\{?.*?\}?\}\}|\{\{",
    "liquid": rf"\{{\{{-?\s*{_QUOTED}\s*-?\}}\}}|\{{\{{.*?\}}\}}|\{{%.*?%\}}|\{{\{{|\{{%",
    # Django looks for these in a line, and leaves what is not closed.
    "django": rf"\{{\{{\s*{_QUOTED}\s*\}}\}}|\{{\{{[^\n]*?\}}\}}|\{{%[^\n]*?%\}}|\{{\#[^\n]*?\#\}}",
}
"""What each language acts on. The group `literal` holds words that it prints as they are."""
_NEVER = r"\0(?!)"
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_CONTROL = {"n": "\n", "r": "\r", "t": "\t"}


class Unread(ValueError):
    """What a platform would act on, and that is no tag of the message."""


@lru_cache(maxsize=256)
def constructs(language: str, acts_on: tuple[str, ...]) -> re.Pattern[str]:
    """What a platform acts on. Raises re.error for an expression that is none."""
    return re.compile("|".join(filter(None, (LANGUAGES[language], *acts_on))) or _NEVER, re.DOTALL)


def acted_on(platform: Platform) -> re.Pattern[str]:
    """What a platform acts on in a text."""
    return constructs(platform.language, platform.acts_on)


def delivered(text: str, platform: Platform, part: Part, values: Mapping[str, str]) -> str:
    """What a reader gets of a text that a platform was given, with `values` for its tags.

    Raises Unread where the platform would act on something else.
    """
    return "".join(_pieces(text, platform, part, values))


def _pieces(text: str, platform: Platform, part: Part, values: Mapping[str, str]) -> Iterator[str]:
    static = _STATIC.get((platform.language, part), str)
    start = 0
    for match in acted_on(platform).finditer(text):
        yield static(text[start : match.start()])
        yield _value(match, values)
        start = match.end()
    yield static(text[start:])


def _value(match: re.Match[str], values: Mapping[str, str]) -> str:
    literal = match.groupdict().get("literal")
    if literal is not None:
        return _unquoted(literal) if literal.startswith('"') else literal
    if match[0] not in values:
        raise Unread(match[0])
    return values[match[0]]


def _unquoted(literal: str) -> str:
    return _ESCAPED.sub(lambda match: _CONTROL.get(match[1], match[1]), literal[1:-1])


def _without_comments(html: str) -> str:
    return _COMMENT.sub("", html)


def _as_markup(text: str) -> str:
    return _without_comments(text).replace("<", "&lt;")


_STATIC: Mapping[tuple[str, Part], Callable[[str], str]] = {
    ("go", "html"): _without_comments,
    ("go", "text"): _as_markup,
}
"""What happens to words between tags: html/template takes comments out, and a text part is markup to it, too."""
