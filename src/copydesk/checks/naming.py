"""How people and organizations are named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from copydesk.briefing import WEEKDAYS
from copydesk.checks.registry import Finding, check_issue
from copydesk.checks.words import any_of, any_word, matches, name_before
from copydesk.diagnostic import Severity
from copydesk.issue import Fitted
from copydesk.late import late
from copydesk.manuscript import Needs


@check_issue("H103", Severity.WARNING)
def first_mention(fitted: Fitted) -> Iterator[Finding]:
    """Somebody is first named by the last name alone.

    Readers meet a person with the full name; after that, the last name is enough. Headlines and
    labels do not count.
    """
    no_names = {*WEEKDAYS, *(word for title in fitted.house.titles for word in title.split())}
    for person in filter(lambda each: fitted.has(_family(each)), filter(str.strip, fitted.house.people)):
        for copy, match in matches(fitted, *_named(person), ("prose",)):
            if copy.path[-1] != "caption":
                first = name_before(match.string[: match.start()])
                is_other = match["other"] or (first and first not in no_names)
                if not (match["full"] or is_other):
                    yield Finding(
                        f"`{match[0]}` is named for the first time, by the last name alone.",
                        f"Write `{person}` here.",
                        match.start(),
                        match.end(),
                        copy=copy,
                    )
                break


def _family(person: str) -> str:
    """The family name: the first of two in a Chinese name, else the last, which may be the only one."""
    first, *rest = person.split()
    return rest[-1] if rest and first not in _CHINESE else first


_CHINESE = ("Xi", "Wang", "Li")
_NO_PERSON = rf"(?!['’](?!s\b)\w)(?! (?!(?:{'|'.join(WEEKDAYS)})\b)[A-Z]\w)"
"""Behind a family name: what makes it the name of a place, as in `Xi'an` and `Orban Street`."""


@lru_cache(maxsize=512)
def _named(person: str) -> tuple[re.Pattern[str], Needs]:
    """A mention of a person in full, of somebody else of that family, or by the family name alone.

    With it, the words that can hold one.
    """
    family = re.escape(_family(person))
    other = rf"(?P<other>{family} [A-Z]\w+)" if _family(person) in _CHINESE else "(?P<other>(?!))"
    pattern = rf"(?<![\w-])(?:(?P<full>{re.escape(person)})|{other}|{family}{_NO_PERSON})(?![\w-])"
    return late(pattern), any_word(_family(person))


@check_issue("H106", Severity.WARNING)
def title_case(fitted: Fitted) -> Iterator[Finding]:
    """A title before a name has small letters.

    A title on its own is small, and so is one behind an article. The titles stand in
    `components/house-style.yaml`.

    Instead of `Chinese president Xi Jinping`
    write      `Chinese President Xi Jinping`
    """
    titles = {title.lower(): title for title in fitted.house.titles if title.strip() and fitted.has(title)}
    if not titles:
        return
    for copy, match in matches(fitted, *_before_name(tuple(titles)), ("prose", "line")):
        if not _APART.search(match.string[max(0, match.start() - 8) : match.start()]):
            title = titles[match[0]]
            yield Finding(
                f"`{match[0]}` is part of the name here.",
                f"Write `{title}`.",
                *match.span(),
                replacement=title,
                copy=copy,
            )


_APART = late(r"(?:[\w-]|\b(?:the|a|an|as|his|her|its|our|their|your|my|deputy|vice) )$", re.IGNORECASE)
"""What stands before a title that is no part of the name, or only the end of a longer one."""


@lru_cache(maxsize=8)
def _before_name(titles: tuple[str, ...]) -> tuple[re.Pattern[str], Needs]:
    """A title in small letters before a first and a last name, and the words that can hold one."""
    forms = "|".join(sorted(map(re.escape, titles), key=len, reverse=True))
    pattern = rf"(?:{forms})(?= [A-Z][\w'’-]+ [A-Z][\w'’-]+)"
    return late(pattern), any_of(*titles)


@check_issue("H108", Severity.WARNING)
def spelt_out(fitted: Fitted) -> Iterator[Finding]:
    """An abbreviation stands in the copy before it was spelt out.

    Readers who do not follow the region do not know it. Headlines and labels do not count. The
    abbreviations stand in `components/house-style.yaml`; one that is not there is known to all.

    Instead of `a summit of the SCO`
    write      `a summit of the Shanghai Cooperation Organization (SCO)`
    """
    acronyms = {
        short: name for short, name in fitted.house.acronyms.items() if short.strip() and name.strip()
    }
    known: set[str] = set()
    for copy, match in matches(fitted, *_abbreviations(tuple(acronyms.items()))):
        short, is_prose = match[0], copy.field.type == "prose"
        if re.match(r"[\w-]", match.string[max(0, match.start() - 1) : match.start()]):
            continue
        if short in acronyms and is_prose and short not in known:
            yield Finding(
                f"`{short}` was not spelt out before.",
                f"Write `{acronyms[short]} ({short})` here.",
                *match.span(),
                copy=copy,
            )
        if short not in acronyms or is_prose:
            known |= {
                key for key, name in acronyms.items() if name == " ".join(short.split()) or key == short
            }


@lru_cache(maxsize=8)
def _abbreviations(acronyms: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], Needs]:
    """Each abbreviation and its long form, which a line may break within, and the words that can hold one."""
    forms = (form for pair in acronyms for form in pair)
    either = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    firsts = (form.split()[0] for pair in acronyms for form in pair if form.strip())
    return late(rf"(?:{either or '(?!)'})(?![\w-])"), any_word(*firsts)
