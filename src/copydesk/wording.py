"""The briefing's fixed wording, with the facts of an issue filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from copydesk.briefing import Author, Briefing, Calendar, Loaded
from copydesk.diagnostic import Diagnostic
from copydesk.document import texts
from copydesk.faults import Path
from copydesk.fields import Field, FieldsOf, Values, inner
from copydesk.legal import notice
from copydesk.prose import escaped
from copydesk.shapes import parts_of
from copydesk.slots import SLOTS, address

Facts = dict[str, str]
"""What `{name}` stands for in a wording. An empty text stands for a fact that an issue lacks."""

_FACT = re.compile(r"(?<!\])\{([^{}\n]*)\}")
"""Behind a bracket stands no fact, but the language of foreign words."""
_SPOKEN = ("month", "day", "year")
_ALONE = (
    "title", "standfirst", "number", "date", "iso_date", "year", "month", "day", "briefing", "broadcaster", "logo",
    "cadence", "rhythm", "postal_address", "home", "subscribe", "legal_notice", "canonical",
)  # fmt: skip
NAMES = (
    *_ALONE,
    *(f"author.{key}" for key in parts_of(Author)),
    *(f"slot.{name}" for name in SLOTS),
)
"""The names of all facts."""


def facts_of(loaded: Loaded, values: Values, author: str) -> Facts:
    """The facts of an issue with these values at its top, written by `author` (a key of `authors`)."""
    briefing = loaded.briefing
    day: date = values["date"]
    facts = {
        "title": values["title"],
        "standfirst": values.get("standfirst", ""),
        "number": str(values.get("number", "")),
        "date": spoken(day, briefing.calendar),
        "iso_date": day.isoformat(),
        "year": str(day.year),
        "month": str(day.month),
        "day": str(day.day),
        **_standing(briefing),
        **{f"author.{key}": value for key, value in asdict(briefing.authors[author]).items()},
        **{f"slot.{name}": address(name) for name in SLOTS},
    }
    facts["canonical"] = values.get("web") or replace(briefing.addresses.issue, facts)
    return facts


def _standing(briefing: Briefing) -> Facts:
    cadence = briefing.cadences[briefing.cadence]
    return {
        "briefing": briefing.name,
        "broadcaster": briefing.broadcaster,
        "logo": briefing.logo,
        "cadence": cadence.word,
        "rhythm": cadence.rhythm,
        "postal_address": briefing.postal_address,
        "home": briefing.addresses.home,
        "subscribe": briefing.addresses.subscribe,
        "legal_notice": notice(briefing.language, briefing.addresses.legal_notice),
    }


def unknown_facts(loaded: Loaded) -> Iterator[Diagnostic]:
    """The facts that a briefing names and that there are not."""
    document, briefing = loaded.document, loaded.briefing
    places: list[tuple[Path, Collection[str]]] = [
        (("calendar", "form"), _SPOKEN),
        (("addresses", "issue"), [name for name in NAMES if name != "canonical"]),
        (("subject",), NAMES),
        *((("sections", number, "wording"), NAMES) for number, _ in enumerate(briefing.sections)),
        *(
            (("editions", name, "sections", key, "wording"), NAMES)
            for name, edition in briefing.editions.items()
            for key in edition.sections
        ),
    ]
    for path, names in places:
        node = document.node(path)
        for _, text in texts(node) if node else ():
            for match in _FACT.finditer(text.value):
                if match[1] not in names:
                    yield document.report(
                        document.place(text, *match.span()),
                        "B004",
                        f"There is no fact `{match[0]}` that could stand here.",
                        f"Write one of: {', '.join(f'{{{name}}}' for name in names)}.",
                    )


def named(wording: Any) -> tuple[str, ...]:
    """The facts that a wording names, at every depth."""
    if isinstance(wording, dict | list):
        parts = wording.values() if isinstance(wording, dict) else wording
        return tuple(dict.fromkeys(name for part in parts for name in named(part)))
    return tuple(_FACT.findall(str(wording)))


def spoken(day: date, calendar: Calendar) -> str:
    """A day as the briefing writes it: `May 22, 2024`."""
    parts = {"month": calendar.months[day.month - 1], "day": str(day.day), "year": str(day.year)}
    return replace(calendar.form, parts)


def fill(wording: Any, facts: Facts, field: Field, fields_of: FieldsOf) -> Any:
    """The wording of a field with its facts. Raises KeyError with the name of a fact there is not.

    A wording that is one fact alone takes it as it is, markup included; within other words of a
    prose, a fact is text and none of it is markup.
    """
    if isinstance(wording, dict):
        fields = inner(field, fields_of)
        return {key: fill(value, facts, fields.get(key, field), fields_of) for key, value in wording.items()}
    if isinstance(wording, list):
        return [fill(value, facts, Field(type=field.of or "line"), fields_of) for value in wording]
    if field.type != "prose" and (alone := _FACT.fullmatch(str(wording).strip())):
        return facts[alone[1]]
    if field.type != "prose" or _FACT.fullmatch(str(wording).strip()):
        return replace(str(wording).strip(), facts)
    return _replace(str(wording), facts, lambda value: value if _is_address(value) else escaped(value))


def replace(pattern: str, facts: Facts) -> str:
    """A line with its facts, as they are. Raises KeyError with the name of an unknown fact."""
    return _replace(pattern, facts, str)


def _replace(pattern: str, facts: Facts, form: Callable[[str], str]) -> str:
    return _FACT.sub(lambda match: form(facts[match[1]]), pattern)


def _is_address(value: str) -> bool:
    return value.startswith(("https://", "mailto:")) and not re.search(r"\s", value)
