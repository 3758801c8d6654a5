"""House style: what editors have put into components/house-style.yaml, and case in headlines and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from copydesk.checks.registry import Finding, check, check_issue
from copydesk.checks.words import matches, words_of
from copydesk.diagnostic import Severity
from copydesk.house import Attribution, Spelling
from copydesk.issue import Copy, Fitted
from copydesk.prose import masked


@check_issue("H101", Severity.WARNING)
def spelling(fitted: Fitted) -> Iterator[Finding]:
    """A word is not spelt as the house spells it.

    The spellings stand in `components/house-style.yaml`, where editors add to them.

    Instead of `Tokayev`
    write      `Toqaev`
    """
    for copy, text in words_of(fitted):
        low = text.lower()
        for form, pattern, wanted in _forms(fitted.house.spellings):
            if form not in low:
                continue
            for match in pattern.finditer(text):
                write = _cased(wanted.write, match[0])
                blank = " " if match[0] == "%" and text[match.start() - 1 : match.start()].isdigit() else ""
                yield Finding(
                    f"The house writes `{wanted.write}`, not `{match[0]}`.",
                    f"{wanted.why} Write `{write}`.".strip(),
                    match.start(),
                    match.end(),
                    replacement=blank + write,
                    copy=copy,
                )


def _cased(write: str, found: str) -> str:
    return write[0].upper() + write[1:] if found[0].isupper() and write[0].islower() else write


@lru_cache(maxsize=8)
def _forms(spellings: tuple[Spelling, ...]) -> tuple[tuple[str, re.Pattern[str], Spelling], ...]:
    """Each wrong form in small letters, a pattern of it as whole words, and the spelling."""
    return tuple(
        (form.lower(), re.compile(_whole(form), re.IGNORECASE if each.any_case else 0), each)
        for each in spellings
        for form in each.instead_of
    )


def _whole(form: str) -> str:
    before = r"(?<![\w./@-])" if form[0].isalnum() else ""
    after = r"(?![\w@])(?!\.\w)" if form[-1].isalnum() else ""
    return f"{before}{re.escape(form)}{after}"


@check_issue("H102", Severity.WARNING)
def phrase(fitted: Fitted) -> Iterator[Finding]:
    """A phrase is one that the house avoids.

    The phrases stand in `components/house-style.yaml`, each with its reason.
    """
    for copy, text in words_of(fitted):
        low = text.lower()
        for each in fitted.house.phrases:
            if each.avoid.lower() not in low:
                continue
            for match in re.finditer(rf"\b{re.escape(each.avoid)}\b", text, re.IGNORECASE):
                yield Finding(
                    f"The house avoids `{match[0]}`.",
                    each.why,
                    match.start(),
                    match.end(),
                    replacement=_cased(each.write, match[0]) if each.write else None,
                    copy=copy,
                )


@check_issue("H107", Severity.WARNING)
def attribution(fitted: Fitted) -> Iterator[Finding]:
    """A verb beside a quotation takes sides.

    `Said` is neutral, and no reader is tired of it. The verbs stand in `components/house-style.yaml`,
    each with its reason.

    Instead of `"We never met," he claimed.`
    write      `"We never met," he said.`
    """
    pattern, verbs = _attributing(fitted.house.attribution)
    if not verbs:
        return
    for copy, match in matches(fitted, pattern, ("prose",)):
        verb = match[match.lastgroup or 0]
        yield Finding(
            f"`{verb}` takes sides beside a quotation.",
            f"{verbs[verb].why} Write `{verbs[verb].write}`.",
            *match.span(match.lastgroup or 0),
            replacement=verbs[verb].write,
            copy=copy,
        )


@lru_cache(maxsize=8)
def _attributing(
    declared: tuple[Attribution, ...],
) -> tuple[re.Pattern[str], dict[str, Attribution]]:
    """Where a verb follows on a quotation, or opens one; and the verbs."""
    verbs = {each.avoid: each for each in declared}
    forms = "|".join(map(re.escape, verbs))
    speaker = r"(?:(?!(?:said|says|told|wrote|added|and|but|who|which|that|as)\b)[\w.'’/-]+,? ){1,5}?"
    end = r"(?=[.,;:!?]|\s*$|\s+(?:after|as|at|before|during|earlier|from|in|last|later|on|this|to|when|while)\b)"
    pattern = (
        rf"(?:,[\"”] |[?!][\"”] (?=[a-z]))(?:{speaker}(?P<last>{forms}){end}|(?P<first>{forms}) (?=[A-Z]|the |an? ))"
        rf"|\b(?P<before>{forms})[,:]? [\"“]"
    )
    return re.compile(pattern), verbs


_SMALL_WORD = re.compile(r"(?<![\w'’.-])[a-z][\w'’]*")
_KEPT_SMALL = re.compile(r"(?:e-|i[A-Z]|de |al-|von |van |der )")


@check("H104", Severity.WARNING, on=("label",))
def label_case(copy: Copy) -> Iterator[Finding]:
    """A label does not capitalize each of its words.

    Instead of `label: Taiwan and Kosovo`
    write      `label: Taiwan And Kosovo`
    """
    yield from _small_words(copy, "label")


@check_issue("H105", Severity.WARNING)
def headline_case(fitted: Fitted) -> Iterator[Finding]:
    """A headline does not capitalize each of its words.

    The house capitalizes every word of a headline, the small ones too.

    Instead of `headline: A Dose of Caution`
    write      `headline: A Dose Of Caution`
    """
    for copy in fitted.copy:
        if copy.path[-1] in ("title", "headline", "heading", "subject"):
            for finding in _small_words(copy, "headline"):
                yield replace(finding, copy=copy)


def _small_words(copy: Copy, kind: str) -> Iterator[Finding]:
    for match in _SMALL_WORD.finditer(masked(copy.text.value)):
        if not _KEPT_SMALL.match(copy.text.value, match.start()):
            word = match[0][0].upper() + match[0][1:]
            yield Finding(
                f"A {kind} capitalizes each of its words.",
                f"Write `{word}`.",
                match.start(),
                match.end(),
                replacement=word,
            )
