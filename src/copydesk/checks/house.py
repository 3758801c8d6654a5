"""House style: what editors have put into components/house-style.yaml, and case in headlines and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from copydesk.checks.labels import near_miss
from copydesk.checks.registry import Finding, check, check_issue
from copydesk.checks.words import any_of, any_word, matches
from copydesk.diagnostic import Severity
from copydesk.house import Attribution, Phrase, Spelling
from copydesk.issue import Fitted
from copydesk.late import late
from copydesk.manuscript import WORDS, Copy, Needs
from copydesk.report import joined


@check_issue("H101", Severity.WARNING)
def spelling(fitted: Fitted) -> Iterator[Finding]:
    """A word is not spelt as the house spells it.

    The spellings stand in `components/house-style.yaml`, where editors add to them.

    Instead of `Tokayev`
    write      `Toqaev`
    """
    for form, needs, wanted in _forms(fitted.house.spellings):
        if not fitted.has(form):
            continue
        for copy in fitted.chosen(WORDS, needs):
            for match in _whole(form, is_any_case=wanted.any_case).finditer(copy.words):
                if any(_is_within(name, match) for name in wanted.but_not):
                    continue
                write = _cased(wanted.write, match[0])
                is_after_number = copy.words[match.start() - 1 : match.start()].isdigit()
                yield Finding(
                    f"The house writes `{wanted.write}`, not `{match[0]}`.",
                    f"{wanted.why} Write `{write}`.".strip(),
                    match.start(),
                    match.end(),
                    replacement=f" {write}" if match[0] == "%" and is_after_number else write,
                    copy=copy,
                )


def _cased(write: str, found: str) -> str:
    return write[:1].upper() + write[1:] if found[0].isupper() and write[:1].islower() else write


def _is_within(name: str, match: re.Match[str]) -> bool:
    """Whether a match is a part of a name, which a line may break within."""
    start = match.start() - max(0, name.find(match[0]))
    return match[0] in name and match.string[max(0, start) :][: len(name)].replace("\n", " ") == name


@lru_cache(maxsize=8)
def _forms(spellings: tuple[Spelling, ...]) -> tuple[tuple[str, Needs, Spelling], ...]:
    """Each wrong form, the words that can hold it, and the spelling."""
    return tuple((form, any_of(form.lower()), each) for each in spellings for form in each.instead_of if form)


@lru_cache(maxsize=2048)
def _whole(form: str, *, is_any_case: bool) -> re.Pattern[str]:
    """A form as whole words."""
    before = r"(?<![\w./@-])" if form[0].isalnum() else _BEFORE.get(form, "")
    after = r"(?![\w@$])(?!\.\w)" if form[-1].isalnum() or form in _BEFORE else ""
    return re.compile(f"{before}{re.escape(form)}{after}", re.IGNORECASE if is_any_case else 0)


_BEFORE = {"%": r"(?:(?<=[0-9])|(?<=[0-9] ))"}
"""What a sign has to stand behind: elsewhere, `%` may be a part of an address or of a program."""


@check_issue("H102", Severity.WARNING)
def phrase(fitted: Fitted) -> Iterator[Finding]:
    """A phrase is one that the house avoids.

    The phrases stand in `components/house-style.yaml`, each with its reason.
    """
    pattern, needs, phrases = _avoiding(fitted.house.phrases)
    for copy, match in matches(fitted, pattern, needs):
        each = phrases[(match.lastindex or 1) - 1]
        yield Finding(
            f"The house avoids `{match[0]}`.",
            each.why,
            match.start(),
            match.end(),
            replacement=_cased(each.write, match[0]) if each.write else None,
            copy=copy,
        )


@lru_cache(maxsize=8)
def _avoiding(declared: tuple[Phrase, ...]) -> tuple[re.Pattern[str], Needs, list[Phrase]]:
    """Where a phrase stands, the longest of several; the words that can hold one; a phrase for each group."""
    phrases = [each for each in declared if each.avoid.strip()]
    phrases.sort(key=lambda each: len(each.avoid), reverse=True)
    forms = "|".join(f"({re.escape(each.avoid)})" for each in phrases) or "(?!)"
    needs = any_word(*(each.avoid for each in phrases))
    return late(rf"\b(?:{forms})\b", re.IGNORECASE), needs, phrases


@check_issue("H107", Severity.WARNING)
def attribution(fitted: Fitted) -> Iterator[Finding]:
    """A verb beside a quotation takes sides.

    `Said` is neutral, and no reader is tired of it. The verbs stand in `components/house-style.yaml`,
    each with its reason.

    Instead of `"We never met," he claimed.`
    write      `"We never met," he said.`
    """
    pattern, needs, verbs = _attributing(fitted.house.attribution)
    for copy, match in matches(fitted, pattern, needs, ("prose",)):
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
) -> tuple[re.Pattern[str], Needs, dict[str, Attribution]]:
    """Where a verb follows on a quotation, or opens one; the words that can hold one; and the verbs."""
    verbs = {each.avoid: each for each in declared if each.avoid.strip()}
    forms = "|".join(map(re.escape, verbs)) or "(?!)"
    speaker = r"(?:(?!(?:said|says|told|wrote|added|and|but|who|which|that|as)\b)[\w.'’/-]+,? ){1,5}?"
    end = r"(?=[.,;:!?]|\s*$|\s+(?:after|as|at|before|during|earlier|from|in|last|later|on|this|to|when|while)\b)"
    pattern = (
        rf"(?:,[\"”] |[?!][\"”] (?=[a-z]))(?:{speaker}(?P<last>{forms}){end}|(?P<first>{forms}) (?=[A-Z]|the |an? ))"
        rf"|\b(?P<before>{forms})[,:]? [\"“]"
    )
    return late(pattern), any_word(*verbs), verbs


_SMALL_WORD = late(r"(?<![\w'’.-])[a-z][\w'’]*")
_KEPT_SMALL = late(r"(?:e-|i[A-Z]|de |al-|von |van |der )")


@check("H104", Severity.WARNING, on=("label",))
def label_case(copy: Copy) -> Iterator[Finding]:
    """A label does not capitalize each of its words.

    Instead of `label: Taiwan and Kosovo`
    write      `label: Taiwan And Kosovo`
    """
    found = list(_small_words(copy, "label"))
    if found and not any(near_miss(copy)):
        yield from found


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
                yield finding._replace(copy=copy)


def _small_words(copy: Copy, kind: str) -> Iterator[Finding]:
    """One finding for all words of a line that begin small."""
    found = [
        match
        for match in _SMALL_WORD.finditer(copy.words)
        if not _KEPT_SMALL.match(copy.words, match.start())
    ]
    words = [match[0][0].upper() + match[0][1:] for match in found]
    if found:
        edits = tuple((match.start(), match.end(), word) for match, word in zip(found, words, strict=True))
        yield Finding(
            f"A {kind} capitalizes each of its words.",
            f"Write {joined([f'`{word}`' for word in words])}.",
            found[0].start(),
            found[-1].end(),
            edits=edits,
        )
