"""The briefing's fixed wording takes up the facts of an issue, and as text."""

import dataclasses
from datetime import date

import pytest

from copydesk.briefing import Loaded
from copydesk.fields import Field
from copydesk.library import Library
from copydesk.prose import parse
from copydesk.wording import NAMES, Facts, facts_of, fill, replace, spoken

FIELDS = {"item": {"words": Field(type="line"), "text": Field(type="prose")}}
VALUES = {"date": date(2024, 5, 2), "title": "A *Title* [And](https://x.org) <More>"}


@pytest.fixture
def loaded(library: Library) -> Loaded:
    return library.briefing("china-in-eurasia")


@pytest.fixture
def facts(loaded: Loaded) -> Facts:
    return facts_of(loaded, VALUES, "reid-standish")


def test_every_fact_that_may_be_named_is_there(facts: Facts) -> None:
    assert set(facts) == set(NAMES)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("{date} / {iso_date} / {year}-{month}-{day}", "May 2, 2024 / 2024-05-02 / 2024-5-2"),
        ("{title}", "A *Title* [And](https://x.org) <More>"),
        ("{standfirst}", ""),
        ("{briefing} by {author.name}", "China In Eurasia by Reid Standish"),
        ("{cadence}: {rhythm}", "biweekly: every other Wednesday"),
        ("{canonical}", "https://www.rferl.org/China-In-Eurasia/2024/5/2"),
        ("{slot.unsubscribe}", "https://slot.invalid/unsubscribe"),
        ("no fact", "no fact"),
    ],
)
def test_a_fact_stands_for_its_words(facts: Facts, pattern: str, words: str) -> None:
    assert replace(pattern, facts) == words


def test_the_address_on_the_web_may_be_the_issues_own(loaded: Loaded) -> None:
    found = facts_of(loaded, {**VALUES, "web": "https://example.org/1"}, "reid-standish")
    assert found["canonical"] == "https://example.org/1"


def test_an_issue_that_is_counted_has_its_number_as_a_fact(loaded: Loaded) -> None:
    assert facts_of(loaded, VALUES, "reid-standish")["number"] == ""
    assert facts_of(loaded, {**VALUES, "number": 42}, "reid-standish")["number"] == "42"


def test_a_fact_within_a_sentence_is_text_and_no_markup(facts: Facts) -> None:
    filled = parse(fill("You read {title}: *all* of it.", facts, Field(type="prose"), FIELDS.__getitem__))
    assert filled.plain() == "You read A *Title* [And](https://x.org) <More>: all of it."
    assert list(filled.links) == []


def test_a_fact_in_a_line_is_taken_to_the_letter(facts: Facts) -> None:
    assert fill("On {title}", facts, Field(type="line"), FIELDS.__getitem__) == f"On {VALUES['title']}"


@pytest.mark.parametrize("name", ["legal_notice", "author.biography"])
def test_a_fact_that_is_all_of_a_prose_keeps_its_markup(facts: Facts, name: str) -> None:
    assert fill(f" {{{name}}}\n", facts, Field(type="prose"), FIELDS.__getitem__) == facts[name]


def test_an_address_leads_where_it_says(facts: Facts) -> None:
    facts["home"] = "https://example.org/a_(b)*c*"
    filled = parse(fill("[Here]({home}) or <{home}>.", facts, Field(type="prose"), FIELDS.__getitem__))
    assert [link.address for link in filled.links] == ["https://example.org/a_(b)*c*"] * 2


def test_a_title_that_begins_with_an_address_is_still_text(facts: Facts) -> None:
    facts["title"] = "https://x.org is [gone](https://y.org)"
    filled = parse(fill("On {title}.", facts, Field(type="prose"), FIELDS.__getitem__))
    assert filled.plain() == "On https://x.org is [gone](https://y.org)."


def test_a_fact_in_a_fact_is_not_filled_in(facts: Facts) -> None:
    facts["title"] = "On {date}"
    assert replace("{title}", facts) == "On {date}"


def test_wording_is_filled_in_at_every_depth(facts: Facts) -> None:
    wording = [{"words": "{day}", "text": "{title} "}, {"words": "x"}]
    filled = fill(wording, facts, Field(type="list", of="item"), FIELDS.__getitem__)
    assert filled == [{"words": "2", "text": VALUES["title"]}, {"words": "x"}]


def test_the_date_is_spoken_as_the_briefing_writes_it(loaded: Loaded) -> None:
    calendar = loaded.briefing.calendar
    assert spoken(date(2024, 12, 31), calendar) == "December 31, 2024"
    assert spoken(date(2024, 1, 1), dataclasses.replace(calendar, form="{day}. {month}")) == "1. January"
