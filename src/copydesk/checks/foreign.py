"""Words in another language: whether they say which, so that they are read out and drawn as they should be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.checks.registry import Finding, check, check_issue
from copydesk.checks.scripts import choice, stretches, written_in
from copydesk.checks.words import any_of, beyond_ascii
from copydesk.diagnostic import Severity
from copydesk.issue import Fitted
from copydesk.languages import language, languages, meant
from copydesk.late import late
from copydesk.manuscript import WORDS, Copy

_EXAMPLES = "`ar` Arabic, `fa` Persian, `kk` Kazakh, `ru` Russian, `zh` Chinese"


@check("F101", Severity.ERROR, on=WORDS, needs=any_of("]{"))
def unknown_language(copy: Copy) -> Iterator[Finding]:
    """The language of foreign words is none that is known.

    It stands in braces behind the words, as its short name: `zh` Chinese, `fa` Persian, `prs` Dari, `ar`
    Arabic, `ru` Russian, `kk` Kazakh, `uk` Ukrainian, `tr` Turkish. A screen reader then speaks the words as
    they sound, and a phone draws them in the right letters. It is the language's name, not the country's.

    Instead of `[一带一路]{Chinese}`
    write      `[一带一路]{zh}`
    """
    for each in copy.prose.foreign:
        if language(each.tag) is None:
            guess = meant(each.tag)
            named = language(guess)
            mend = (
                f"Did you mean `{{{guess}}}`, which is {languages()[guess.split('-')[0]].name}?"
                if named
                else f"Write the short name of a language: {_EXAMPLES}."
            )
            start = each.end - len(each.tag) - 1
            yield Finding(
                f"`{each.tag}` is no language that is known here.", mend, start, each.end - 1, guess or None
            )


_TAG = r"\{[ \t]*(?P<tag>[a-z]{2,3}(?:-[A-Za-z0-9]{2,4})*)[ \t]*"
_BARE = r"(?<![^\x00-\x7f])[^\x00-\x7f\s]{1,40}(?: [^\x00-\x7f\s]{1,40}){0,6}"
_NEAR_MISS = late(
    rf"(?:(?P<words>\[[^\[\]\n]*\]|{_BARE})[ \t]*)?{_TAG}(?P<end>\}}|(?=[\s.,;:!?)]|$))(?P<behind>\[[^\[\]\n]+\])?"
)


@check("F102", Severity.ERROR, on=WORDS, needs=any_of("{"))
def near_miss(copy: Copy) -> Iterator[Finding]:
    """The mark of foreign words is almost one, and would be printed as it is typed.

    The words stand in square brackets, and their language in braces right behind.

    Instead of `[一带一路] {zh}`
    write      `[一带一路]{zh}`
    """
    for match in _almost(copy):
        start = match.start("words") if match["words"] else match.start("tag") - 1
        yield Finding(
            "This is almost a mark of foreign words, and would be printed as it stands.",
            f"Write `[words]{{{match['tag']}}}`.",
            start,
            match.end(),
            _whole(match),
        )


def _almost(copy: Copy) -> Iterator[re.Match[str]]:
    """What is almost a mark of foreign words."""
    text = copy.text.value
    marked = {each.end for each in copy.prose.foreign}
    for match in _NEAR_MISS.finditer(text) if "{" in text else ():
        if match.end("end") not in marked and not _is_other(text, match) and language(match["tag"]):
            yield match


def _is_other(text: str, match: re.Match[str]) -> bool:
    """Whether a brace is one of `{{name}}`, or written to be printed."""
    before = text[: match.start("tag")].rstrip(" \t")
    return before.endswith(("{{", "\\{", "\\]{")) or text[match.end() :].startswith("}")


def _whole(match: re.Match[str]) -> str | None:
    """The mark as it was meant; None where it is not sure which words it is about."""
    words = match["words"] or match["behind"]
    if not words or not words.strip("[] ") or (match["words"] and match["behind"]):
        return None
    return f"[{words.strip('[]')}]{{{match['tag']}}}"


@check_issue("F103", Severity.WARNING)
def unmarked(fitted: Fitted) -> Iterator[Finding]:
    """Words in another script do not say their language.

    A screen reader spells them, or leaves them out, and a Chinese word can be drawn with Japanese letters.
    Put them in square brackets, and behind them the language in braces.

    Instead of `the 一带一路 plan`
    write      `the [一带一路]{zh} plan`
    """
    for copy in fitted.chosen(WORDS, beyond_ascii):
        for finding in _unmarked(copy, _language_of(fitted)):
            yield finding._replace(copy=copy)


def _language_of(fitted: Fitted) -> str:
    return fitted.structure.loaded.briefing.language if fitted.structure else ""


def _unmarked(copy: Copy, own: str) -> Iterator[Finding]:
    text = copy.text.value
    said = [(each.start, each.end) for each in copy.prose.foreign]
    said += [match.span() for match in _almost(copy)]
    said += [(link.start, link.end) for link in copy.prose.links if language(link.address)]
    for script, start, end in stretches(copy.words, own):
        if not any(first <= start < last for first, last in said):
            words = text[start:end]
            tag = written_in(script, words)
            yield Finding(
                f"These words are in {script.name} letters, and do not say in which language.",
                f"Write `[{words}]{{{tag}}}`."
                if tag
                else f"Write `[{words}]` and behind it the language: {choice(script)}.",
                start,
                end,
                f"[{words}]{{{tag}}}" if tag else None,
            )
