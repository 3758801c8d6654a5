"""`copydesk import`: the text of a published page becomes an issue in YAML, and each guess is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from copydesk.diagnostic import Diagnostic, Severity
from copydesk.fitting import fit
from copydesk.importing import Imported, Options, import_text
from copydesk.issue import Fitted
from copydesk.library import Library
from copydesk.reading import parse

GREETING = (
    "Welcome back to the China In Eurasia briefing, an RFE/RL newsletter tracking China's resurgent "
    "influence from Eastern Europe to Central Asia."
)
INTRODUCTION = "I'm RFE/RL correspondent Reid Standish and here's what I'm following right now."
FAREWELL = "That’s all from me for now. Don’t forget to send me any questions, comments, or tips that you might have."
OTHER = """\
Welcome back to The Other Briefing, an RFE/RL newsletter that tracks the key issues elsewhere.

The Big Issue

Much happened.

Why It Matters: It does.
"""
"""The beginning of another product."""
PAGE = f"""\
Accessibility links

Breaking News

China In Eurasia Briefing: A Harbor And Its Lenders

Cranes over the empty harbor.
Cranes over the empty harbor.

{GREETING}

{INTRODUCTION}

The Harbor Changes Hands

The terminal stands empty this spring.

The lenders wait.

Here is what that means.

Finding Perspective: The loan was signed in a week on May 17.

Nobody read it twice.

Behind The Scenes: A clerk did.

Why It Matters: Four more harbors were promised.

Three More Stories From Eurasia

1. A Railway Changes Its Gauge

Engineers move one rail of two.

What It Means: Trains no longer stop at the border.

They stop behind it.

2. The Minister Learns Mandarin

He speaks it without notes.

The Details: His teacher was a radio announcer.

3. Dictionaries: A Work Of Patience

It was forty years in the making.

What You Need To Know: It ends with the word for patience.

Across The Supercontinent

Tea And Sanctions: A grower sells to both sides.

He keeps two books.

A Bridge: It opens in June.

The Ferry: It does not sail on Mondays.

Maps Vs. Maps: They differ by an island.

One Thing To Watch

The court sits again on July 3.

It sat there in 2023.

{FAREWELL}

Until next time,

Reid Standish

If you enjoyed this briefing and don't want to miss the next edition, subscribe here. It will be sent to your inbox every other Wednesday.

  • 16x9 Image

    Reid Standish

    Reid Standish once kept a lighthouse.

RFE/RL has been declared an "undesirable organization" by the Russian government.

To find out more, click here.

About The Newsletter

China In Eurasia
Reid Standish

To subscribe, click here.

XS
SM
MD
LG
"""
"""A whole page in the form of an edition."""

YAML = """\
# Imported from page.txt.
briefing: china-in-eurasia
# guessed: the Wednesday after the days that the text names
date: 2024-05-22
title: A Harbor And Its Lenders

# The page does not give the photo's address. Fill it in, and take each `#` and the blank behind it away:
# photo:
#   image:
#   alt:
#   caption: |
#     Cranes over the empty harbor.

lead:
  heading: The Harbor Changes Hands
  text: |
    The terminal stands empty this spring.

    The lenders wait.
  bridge: Here is what that means.
  passages:
    - label: Finding Perspective
      text: |
        The loan was signed in a week on May 17.

        Nobody read it twice.
    - label: Behind The Scenes
      text: |
        A clerk did.
    - label: Why It Matters
      text: |
        Four more harbors were promised.

stories:
  items:
    - headline: A Railway Changes Its Gauge
      text: |
        Engineers move one rail of two.
      passages:
        - label: What It Means
          text: |
            Trains no longer stop at the border.

            They stop behind it.
    - headline: The Minister Learns Mandarin
      text: |
        He speaks it without notes.
      passages:
        - label: The Details
          text: |
            His teacher was a radio announcer.
    - headline: "Dictionaries: A Work Of Patience"
      text: |
        It was forty years in the making.
      passages:
        - label: What You Need To Know
          text: |
            It ends with the word for patience.

across:
  items:
    - label: Tea And Sanctions
      text: |
        A grower sells to both sides.

        He keeps two books.
    - label: A Bridge
      text: |
        It opens in June.
    - label: The Ferry
      text: |
        It does not sail on Mondays.
    - label: Maps Vs. Maps
      text: |
        They differ by an island.

watch:
  text: |
    The court sits again on July 3.

    It sat there in 2023.
"""
"""The same page as an issue."""

Import = Callable[..., Imported]


@pytest.fixture(scope="module")
def run(library: Library) -> Import:
    """Imports the text of a page."""

    def import_page(text: str, day: date | None = None, title: str | None = None) -> Imported:
        return import_text(text, "page.txt", library, Options(date=day, title=title))

    return import_page


@pytest.fixture(scope="module")
def fitted(library: Library) -> Callable[[Imported], Fitted]:
    """Fits what was imported into its briefing."""
    return lambda imported: fit(parse(imported.yaml.encode(), "issue.yaml"), library)


def page(*changes: tuple[str, str]) -> str:
    """The page, with words replaced that it does hold."""
    text = PAGE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def another(library: Library, folder: Path, old: str = "(?!)", new: str = "") -> Library:
    """A library with the briefing `other`: the usual one without its editions, and a pattern replaced."""
    usual = library.briefing("china-in-eurasia").document.source
    (folder / "briefings").mkdir()
    source = re.sub(old, new, usual[: usual.index("\neditions:")])
    (folder / "briefings" / "other.yaml").write_text(source, "utf-8")
    return Library((folder, *library.roots), library.base)


def written(imported: Imported) -> dict[str, object]:
    """What the YAML holds."""
    document = parse(imported.yaml.encode(), "issue.yaml")
    assert document.diagnostics == []
    return document.plain()


def said(imported: Imported, code: str) -> list[Diagnostic]:
    return [each for each in imported.diagnostics if each.code == code]


def at(line: str, text: str = PAGE) -> int:
    """The line of the source on which a text stands, from 1."""
    return next(number for number, each in enumerate(text.split("\n"), 1) if line in each)


class TestPage:
    """A whole page."""

    def test_a_whole_page_becomes_the_yaml_that_a_correspondent_would_write(self, run: Import) -> None:
        assert run(PAGE).yaml == YAML

    def test_what_is_imported_fits_its_briefing(
        self, run: Import, fitted: Callable[[Imported], Fitted]
    ) -> None:
        found = fitted(run(PAGE))
        assert found.diagnostics == ()
        assert found.issue is not None

    def test_each_guess_is_said_at_its_line_in_the_source(self, run: Import) -> None:
        notes = {each.code: each.span.line for each in run(PAGE).diagnostics}
        assert notes == {
            "I006": at("Cranes over"),
            "I008": at("Here is what"),
            "I004": at("signed in a week"),
            "I013": at("lighthouse"),
        }

    def test_every_guess_says_where_and_how_to_mend_it(self, run: Import) -> None:
        for each in run(page((INTRODUCTION, "Hello, and here we go."))).diagnostics:
            assert each.path == "page.txt"
            assert each.severity in (Severity.NOTE, Severity.WARNING)
            assert each.message
            assert each.mend

    @pytest.mark.parametrize("line_break", ["\r\n", "\r"])
    def test_the_form_of_line_breaks_does_not_matter(self, run: Import, line_break: str) -> None:
        assert run(PAGE.replace("\n", line_break)) == run(PAGE)

    def test_a_byte_order_mark_does_not_matter(self, run: Import) -> None:
        assert run("\ufeff" + PAGE) == run(PAGE)

    def test_paragraphs_need_no_blank_line_between_them(self, run: Import) -> None:
        assert run(PAGE.replace("\n\n", "\n")).yaml == YAML

    def test_a_line_separator_parts_paragraphs_but_counts_no_line(self, run: Import) -> None:
        imported = run(page(("Nobody read it twice.\n\n", "Nobody read it twice.\u2028")))
        assert imported.yaml == YAML
        assert said(imported, "I013")[0].span.line == at("lighthouse") - 2

    def test_a_non_breaking_blank_stays(self, run: Import) -> None:
        assert "on May\u00a017." in run(page(("May 17", "May\u00a017"))).yaml

    def test_a_title_may_have_non_breaking_blanks_in_its_prefix(self, run: Import) -> None:
        assert run(page(("Eurasia Briefing: A", "Eurasia\u00a0Briefing:\u00a0A"))).yaml == YAML

    def test_control_characters_are_taken_out_and_said(self, run: Import) -> None:
        imported = run(page(("A clerk did.", "A clerk\x07 did.")))
        assert imported.yaml == YAML
        assert said(imported, "I016")[0].span.line == at("A clerk did.")

    @pytest.mark.parametrize(
        "chrome",
        [
            "please wait",
            "No media source currently available",
            "0:00 0:41:37 0:00",
            "Sorry! No content for 5 June. See content from before",
            "May 22, 2024",
            "Wednesday, 22 May 2024 14:05 GMT",
            "2024-05-22",
            "XS SM MD LG",
            "* * *",
        ],
    )
    def test_the_chrome_of_the_page_is_dropped(self, run: Import, chrome: str) -> None:
        imported = run(
            page(("Nobody read it twice.", f"{chrome}\n\nNobody read it twice.")), date(2024, 5, 22)
        )
        assert imported.yaml == run(PAGE, date(2024, 5, 22)).yaml

    def test_an_address_is_dropped_on_the_first_line_alone(self, run: Import) -> None:
        address = "https://www.rferl.org/a/1.html"
        assert run(f"{address}\n\n{PAGE}").yaml == YAML
        assert f"        {address}\n" in run(page(("Nobody read", f"{address}\n\nNobody read"))).yaml

    def test_an_article_before_the_issue_is_left_out_and_said(self, run: Import) -> None:
        others = "".join(f"A ship carries rice to port number {number}.\n\n" for number in range(9))
        imported = run(others + PAGE)
        assert imported.yaml == YAML
        assert said(imported, "I002")[0].span.line == 1
        assert said(imported, "I002")[0].span.end_line == 17

    def test_a_second_issue_is_left_out_and_said(self, run: Import) -> None:
        imported = run(PAGE + "\n" + PAGE.replace("Harbor", "Canal"))
        assert imported.yaml == YAML
        assert said(imported, "I014")[0].span.line == len(PAGE.split("\n")) + at("China In Eurasia Briefing")


class TestTop:
    """The date, the title and the author."""

    def test_a_date_that_is_given_is_no_guess(self, run: Import) -> None:
        imported = run(f"https://www.rferl.org/China-In-Eurasia/2024/2/28\n{PAGE}", date(2023, 3, 3))
        assert "date: 2023-03-03\n" in imported.yaml
        assert "guessed" not in imported.yaml
        assert said(imported, "I004") == []

    def test_the_date_is_that_of_the_address_on_the_first_line(self, run: Import) -> None:
        imported = run(f"https://www.rferl.org/China-In-Eurasia/2024/2/28\n{PAGE}")
        assert "# guessed: the page's address\ndate: 2024-02-28\n" in imported.yaml
        assert said(imported, "I004")[0].span.line == 1

    def test_an_address_from_another_weekday_is_believed_and_said(self, run: Import) -> None:
        imported = run(f"https://www.rferl.org/China-In-Eurasia/2021/6/5\n{PAGE}")
        assert "date: 2021-06-05\n" in imported.yaml
        assert "no Wednesday" in said(imported, "I004")[0].message

    def test_an_address_with_an_impossible_day_says_nothing(self, run: Import) -> None:
        assert run(f"https://www.rferl.org/China-In-Eurasia/2024/13/41\n{PAGE}").yaml == YAML

    @pytest.mark.parametrize("line", ["May 15, 2024", "15 May 2024", "2024-05-15"])
    def test_a_line_that_is_a_date_says_the_date(self, run: Import, line: str) -> None:
        imported = run(page(("Cranes over", f"{line}\n\nCranes over")))
        assert "# guessed: a date on the page\ndate: 2024-05-15\n" in imported.yaml

    def test_of_two_such_lines_the_one_nearest_to_the_greeting_counts(self, run: Import) -> None:
        imported = run("May 1, 2024\n\n" + page((GREETING, f"May 15, 2024\n\n{GREETING}")))
        assert "date: 2024-05-15\n" in imported.yaml

    @pytest.mark.parametrize(
        ("named", "day"),
        [
            ("on May 17", "2024-05-22"),
            ("on May 22", "2024-05-22"),
            ("on May 23", "2024-05-29"),
            ("from May 13 to May 17, until June 30", "2024-05-22"),
            ("on 17 May", "2024-05-22"),
            ("on May 17, as on June 3, 2019, on June 4, 2019, and on June 5, 2019,", "2024-05-22"),
        ],
    )
    def test_else_it_is_the_briefings_weekday_after_the_days_most_named(
        self, run: Import, named: str, day: str
    ) -> None:
        assert f"date: {day}\n" in run(page(("on May 17", named), (" on July 3", ""))).yaml

    def test_the_year_follows_the_latest_that_is_named(self, run: Import) -> None:
        assert "date: 2020-05-20\n" in run(page(("in 2023", "in 2019, not in 1999"))).yaml

    def test_without_any_day_the_weekday_still_fits(self, run: Import) -> None:
        imported = run(page((" on May 17", ""), (" on July 3", ""), (" in 2023", "")))
        assert "date: 2000-01-05\n" in imported.yaml
        assert date(2000, 1, 5).strftime("%A") == "Wednesday"
        assert said(imported, "I004")

    def test_a_page_without_a_title_has_it_guessed_from_its_heading(self, run: Import) -> None:
        imported = run(page(("China In Eurasia Briefing: A Harbor And Its Lenders", "China In Eurasia")))
        assert "# guessed: the page has no title\ntitle: The Harbor Changes Hands\n" in imported.yaml
        assert said(imported, "I003")[0].span.line == at("The Harbor Changes Hands")
        assert said(imported, "I002") == []

    def test_without_a_heading_of_its_own_the_first_headline_is_the_guess(self, run: Import) -> None:
        text = page(
            ("China In Eurasia Briefing: A Harbor And Its Lenders\n\n", ""),
            ("The Harbor Changes Hands\n\n", ""),
        )
        assert written(run(text))["title"] == "A Railway Changes Its Gauge"

    def test_a_title_that_is_given_is_no_guess(self, run: Import) -> None:
        imported = run(page(("China In Eurasia Briefing: A Harbor And Its Lenders", "")), title="Given")
        assert written(imported)["title"] == "Given"
        assert said(imported, "I003") == []

    def test_the_pages_title_is_kept_beside_one_that_is_given(self, run: Import) -> None:
        assert "# On the page: A Harbor And Its Lenders\ntitle: Given\n" in run(PAGE, title="Given").yaml

    def test_a_line_between_title_and_caption_is_the_standfirst(self, run: Import) -> None:
        first = "Cranes over the empty harbor.\nCranes"
        imported = run(page((first, f"Five years on, who pays?\n\n{first}")))
        assert written(imported)["standfirst"] == "Five years on, who pays?"
        assert said(imported, "I018")[0].span.line == at("Cranes over")

    def test_another_author_of_the_briefing_is_named(self, library: Library, tmp_path: Path) -> None:
        second = "authors:\n  ada-lund:\n    name: Ada Lund\n    biography: She rows.\n"
        other = another(library, tmp_path, "authors:\n", second)
        text = page(("Reid Standish", "Ada Lund"))
        imported = import_text(text, "page.txt", other, Options("other", date(2024, 5, 22)))
        assert written(imported)["author"] == "ada-lund"
        assert "opening" not in written(imported)
        assert "author" not in written(import_text(PAGE, "page.txt", other, Options("other")))


class TestPhoto:
    """The photo's caption."""

    def test_a_caption_is_one_too_where_it_is_printed_once(self, run: Import) -> None:
        caption = "Cranes over the empty harbor.\n"
        assert run(page((caption * 2, caption))).yaml == YAML

    def test_a_page_without_a_caption_has_no_photo(self, run: Import) -> None:
        assert "photo" not in run(page(("Cranes over the empty harbor.\n", ""))).yaml

    def test_a_caption_on_a_landing_page_stands_right_before_the_greeting(self, run: Import) -> None:
        others = "".join(f"A ship carries rice to port number {number}.\n\n" for number in range(9))
        title = "China In Eurasia Briefing: A Harbor And Its Lenders\n"
        imported = run(page((title, "China In Eurasia\n\n" + others)))
        assert "#     Cranes over the empty harbor.\n" in imported.yaml
        assert "A ship" not in imported.yaml
        assert said(imported, "I002")[0].span.line == at("Harbor And Its Lenders") + 2

    def test_a_caption_in_another_article_is_not_the_issues(self, run: Import) -> None:
        other = "A ship carries rice.\nA ship carries rice.\n\n" + "It sails on.\n\nNobody waves.\n\n" * 2
        start = PAGE.index("China In Eurasia Briefing"), PAGE.index(GREETING)
        imported = run(PAGE[: start[0]] + other + PAGE[start[1] :])
        assert "photo" not in imported.yaml
        assert "rice" not in imported.yaml
        assert said(imported, "I002")

    def test_words_printed_twice_in_mid_text_are_kept_once_and_said(self, run: Import) -> None:
        imported = run(page(("Nobody read it twice.", "Nobody read it twice.\nNobody read it twice.")))
        assert imported.yaml == YAML
        assert said(imported, "I017")[0].span.line == at("Nobody read")


class TestOpening:
    """The greeting and what stands around it."""

    def test_the_greeting_and_introduction_of_the_briefing_are_not_written(self, run: Import) -> None:
        assert "opening" not in written(run(PAGE))

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("China's resurgent", "China’s resurgent"),
            ("Eurasia briefing, an", "Eurasia Briefing, an"),
            ("newsletter tracking", "newsletter  tracking"),
            ("I'm RFE/RL", "I’m RFE/RL"),
        ],
    )
    def test_quotes_capitals_and_blanks_make_no_other_greeting(self, run: Import, old: str, new: str) -> None:
        assert run(page((old, new))).yaml == YAML

    def test_notes_stay_where_they_stood(self, run: Import) -> None:
        text = page(
            (GREETING, f"A word before we begin.\n\n{GREETING}\n\nNext week there is no newsletter."),
            (INTRODUCTION, f"{INTRODUCTION}\n\nWrite to me.\n\nDo it soon."),
        )
        assert written(run(text))["opening"] == {
            "before_greeting": "A word before we begin.\n",
            "after_greeting": "Next week there is no newsletter.\n",
            "after_introduction": "Write to me.\n\nDo it soon.\n",
        }

    def test_the_invitation_behind_the_greeting_is_a_switch(self, run: Import) -> None:
        imported = run(page((GREETING, f"{GREETING} To subscribe, click here.")))
        assert "\nopening:\n  invite: yes\n\n" in imported.yaml

    def test_the_row_of_the_podcast_is_a_switch(self, run: Import) -> None:
        row = "Listen to the Talking China In Eurasia podcast\n\nApple Podcasts | Spotify | YouTube"
        imported = run(page((INTRODUCTION, f"{INTRODUCTION}\n\n{row}")))
        assert "\nopening:\n  podcast: yes\n\n" in imported.yaml
        assert [each.span.line for each in said(imported, "I013")] == [at("lighthouse") + 4]

    def test_another_row_of_the_podcast_is_kept_as_a_comment(self, run: Import) -> None:
        row = "Listen to the Talking China In Eurasia podcast\n\nSpotify | Gramophone"
        imported = run(page((INTRODUCTION, f"{INTRODUCTION}\n\n{row}")))
        assert "# On the page: Spotify | Gramophone\nopening:\n  podcast: yes\n" in imported.yaml
        assert said(imported, "I013")[0].span.line == at(INTRODUCTION) + 4

    def test_greeting_and_introduction_in_one_paragraph_are_still_the_briefings_own(
        self, run: Import
    ) -> None:
        assert run(page((f"{GREETING}\n\n{INTRODUCTION}", f"{GREETING} {INTRODUCTION}"))).yaml == YAML

    def test_a_note_behind_that_paragraph_stands_behind_the_introduction(self, run: Import) -> None:
        joined = f"{GREETING} {INTRODUCTION}\n\nWrite to me."
        values = written(run(page((f"{GREETING}\n\n{INTRODUCTION}", joined))))
        assert values["opening"] == {"after_introduction": "Write to me.\n"}

    def test_a_greeting_of_its_own_makes_a_special_edition_which_writes_it(
        self, run: Import, fitted: Callable[[Imported], Fitted]
    ) -> None:
        greeting = f"{GREETING} I’m RFE/RL correspondent Reid Standish."
        imported = run(page((f"{GREETING}\n\n{INTRODUCTION}", f"{greeting}\n\nSome news first.")))
        values = written(imported)
        assert values["edition"] == "special"
        assert values["opening"] == {"greeting": f"{greeting}\n", "after_greeting": "Some news first.\n"}
        assert said(imported, "I015")[0].span.line == at(GREETING)
        assert fitted(imported).issue is not None

    def test_the_greeting_of_the_special_edition_is_recognized_and_not_written(self, run: Import) -> None:
        special = GREETING.replace("Welcome back", "I'm RFE/RL correspondent Reid Standish and welcome back")
        imported = run(page((f"{GREETING}\n\n{INTRODUCTION}", special)))
        assert imported.yaml == YAML.replace("title:", "edition: special\ntitle:")

    def test_another_introduction_is_kept_in_a_special_edition(self, run: Import) -> None:
        other = INTRODUCTION.replace("following right now", "reading by the fire")
        values = written(run(page((INTRODUCTION, other))))
        assert values["edition"] == "special"
        assert values["opening"] == {"greeting": f"{GREETING}\n", "after_greeting": f"{other}\n"}

    def test_without_a_heading_a_note_is_told_from_the_story_by_what_it_speaks_of(self, run: Import) -> None:
        imported = run(page(("The Harbor Changes Hands", "This edition of the newsletter is a special one.")))
        values = written(imported)
        assert values["opening"] == {
            "after_introduction": "This edition of the newsletter is a special one.\n"
        }
        assert said(imported, "I007")[0].span.line == at("The terminal")

    def test_an_introduction_that_the_page_lacks_is_said(self, run: Import) -> None:
        imported = run(page((f"{INTRODUCTION}\n\n", "")))
        assert imported.yaml == YAML
        assert said(imported, "I019")[0].span.line == at(GREETING)

    def test_a_page_without_a_greeting_is_imported_with_a_warning(self, run: Import) -> None:
        imported = run(page((f"{GREETING}\n\n", "")))
        assert imported.yaml == YAML
        assert said(imported, "I005")[0].severity is Severity.WARNING


class TestLead:
    """The main story."""

    def test_a_main_story_may_lack_its_heading_and_its_bridge(self, run: Import) -> None:
        missing = ("The Harbor Changes Hands\n\n", "The lenders wait.\n\n", "Here is what that means.\n\n")
        lead = written(run(page(*((each, "") for each in missing))))["lead"]
        assert isinstance(lead, dict)
        assert list(lead) == ["text", "passages"]
        assert lead["text"] == "The terminal stands empty this spring.\n"

    @pytest.mark.parametrize(
        "last",
        [
            "Here is what that means. And here is what it does not mean.",
            "Here is what that means for each of the many towns that lie along the coast, from east to west.",
        ],
    )
    def test_a_bridge_is_one_short_sentence(self, run: Import, last: str) -> None:
        imported = run(page(("Here is what that means.", last)))
        assert "bridge" not in imported.yaml
        assert f"    {last}\n  passages:" in imported.yaml

    @pytest.mark.parametrize("heading", ["A Harbor For The U.S.", "Whose Harbor Is It?", "Xi's 14+1 Harbors"])
    def test_a_heading_may_ask_and_may_end_in_an_abbreviation(self, run: Import, heading: str) -> None:
        imported = run(page(("The Harbor Changes Hands", heading)))
        assert imported.yaml == YAML.replace("The Harbor Changes Hands", heading)

    def test_a_free_label_is_one_too_and_said(self, run: Import) -> None:
        imported = run(page(("Nobody read it twice.", "Revisiting The Port: Nobody read it twice.")))
        assert (
            "    - label: Revisiting The Port\n      text: |\n        Nobody read it twice.\n"
            in imported.yaml
        )
        assert said(imported, "I009")[0].span.line == at("Nobody read")

    @pytest.mark.parametrize(
        "text",
        [
            "“The Port Has A Secret: After all, it paid,” the clerk wrote.",
            '"The Port Has A Secret: After all, it paid," the clerk wrote.',
            "The clerk wrote: Nobody read it twice.",
            "A Label With Six Whole Words: Nobody read it twice.",
            "Incomprehensibilities Notwithstandingly Unmentioned: Nobody read it twice.",
            "At 12:30 the clerk read it.",
            "The loan, at 3:1, was dear.",
            "He wrote to https://example.org about it.",
        ],
    )
    def test_what_is_no_label_stays_a_paragraph(self, run: Import, text: str) -> None:
        imported = run(page(("Nobody read it twice.", text)))
        assert imported.yaml == YAML.replace("Nobody read it twice.", text)

    @pytest.mark.parametrize(
        ("line", "label"),
        [
            ("Why It matters: Four", "Why It matters"),
            ("Why It Matters:Four", "Why It Matters"),
            ("Why It Matters:\n\nFour", "Why It Matters"),
        ],
    )
    def test_a_known_label_is_recognized_with_a_slip_which_stays(
        self, run: Import, line: str, label: str
    ) -> None:
        imported = run(page(("Why It Matters: Four", line)))
        assert imported.yaml == YAML.replace("Why It Matters", label)

    @pytest.mark.parametrize(
        "box", ["Far Away: Full Coverage On Our Other Site", "What We Learned From The Clerk", "Listen Now!"]
    )
    def test_a_promotion_stays_a_paragraph_and_is_said(self, run: Import, box: str) -> None:
        imported = run(page(("Nobody read it twice.", f"{box}\n\nNobody read it twice.")))
        assert imported.yaml == YAML.replace("Nobody read it", f"{box}\n\n        Nobody read it")
        assert said(imported, "I010")[0].span.line == at("Nobody read")

    def test_what_looks_like_a_label_before_the_first_one_is_text(self, run: Import) -> None:
        imported = run(page(("The lenders wait.", "Beijing And Beyond: The lenders wait.")))
        assert "    Beijing And Beyond: The lenders wait.\n  bridge:" in imported.yaml
        assert said(imported, "I010")[0].span.line == at("The lenders")


class TestSections:
    """The numbered stories, the short items, the closing story, and the end."""

    def test_other_headings_make_a_special_edition_which_writes_them(
        self, run: Import, fitted: Callable[[Imported], Fitted]
    ) -> None:
        imported = run(
            page(
                ("Three More Stories From Eurasia", "Three More Stories From The Coast"),
                ("Across The Supercontinent", "More From The Coast"),
                ("One Thing To Watch", "The Thing To Watch"),
            )
        )
        values = written(imported)
        assert values["edition"] == "special"
        assert values["opening"] == {"greeting": f"{GREETING}\n", "after_greeting": f"{INTRODUCTION}\n"}
        sections = [values[key] for key in ("stories", "across", "watch")]
        assert [each["heading"] for each in sections if isinstance(each, dict)] == [
            "Three More Stories From The Coast",
            "More From The Coast",
            "The Thing To Watch",
        ]
        assert fitted(imported).issue is not None

    @pytest.mark.parametrize(
        "heading", ["THREE MORE STORIES FROM EURASIA", "Three  More Stories From Eurasia"]
    )
    def test_capitals_and_blanks_make_no_other_heading(self, run: Import, heading: str) -> None:
        assert run(page(("Three More Stories From Eurasia", heading))).yaml == YAML

    def test_stories_are_found_without_their_heading(self, run: Import) -> None:
        assert run(page(("Three More Stories From Eurasia\n\n", ""))).yaml == YAML

    def test_stories_are_found_without_their_numbers(self, run: Import) -> None:
        assert run(page(("1. ", ""), ("2. ", ""), ("3. ", ""))).yaml == YAML

    def test_a_story_has_as_many_passages_as_its_component_allows(self, run: Import) -> None:
        imported = run(page(("They stop behind it.", "Not Here: They stop behind it.")))
        assert imported.yaml == YAML.replace("They stop behind it.", "Not Here: They stop behind it.")
        assert said(imported, "I010")[0].span.line == at("They stop behind")

    def test_a_known_label_goes_before_a_free_one(self, run: Import) -> None:
        imported = run(page(("Engineers move", "Not Here: Engineers move")))
        assert imported.yaml == YAML.replace("Engineers move", "Not Here: Engineers move")

    def test_text_before_the_first_story_is_kept_as_a_comment_and_said(self, run: Import) -> None:
        imported = run(page(("1. A Railway", "Read these by the fire.\n\n1. A Railway")))
        assert "\n# Read these by the fire.\nstories:\n" in imported.yaml
        assert said(imported, "I012")[0].span.line == at("1. A Railway")

    def test_text_behind_the_sign_off_is_kept_as_a_comment_and_said(self, run: Import) -> None:
        imported = run(
            page(("    Reid Standish once", "    The editor was never named.\n\n    Reid Standish once"))
        )
        assert imported.yaml == YAML + ("\n# The page also says:\n# The editor was never named.\n")
        assert said(imported, "I012")[0].span.line == at("lighthouse")

    def test_what_stands_under_the_authors_name_in_the_sign_off_is_no_biography(self, run: Import) -> None:
        imported = run(page(("If you enjoyed", "Reid Standish will be back.\n\nIf you enjoyed")))
        assert imported.yaml.endswith("# Reid Standish will be back.\n")

    def test_another_sign_off_is_kept_as_a_comment(self, run: Import) -> None:
        other = "That’s all from me for today. Don’t forget to send me any questions or comments."
        text = page(
            (
                FAREWELL,
                other,
            )
        )
        assert f"# {other}\n" in run(text).yaml
        assert "    It sat there in 2023.\n\n#" in run(text).yaml

    def test_another_rhythm_than_the_briefings_is_said(self, run: Import) -> None:
        imported = run(page(("every other Wednesday", "every Wednesday")))
        assert imported.yaml == YAML
        assert "weekly" in said(imported, "I013")[0].message

    def test_the_briefings_own_words_in_mid_issue_are_not_written_and_said(self, run: Import) -> None:
        imported = run(page(("Nobody read it twice.", "To subscribe, click here.\n\nNobody read it twice.")))
        assert imported.yaml == YAML
        assert said(imported, "I013")[0].span.line == at("Nobody read")

    @pytest.mark.parametrize(
        ("start", "end", "missing"),
        [
            ("One Thing To Watch", "That’s all", ["watch"]),
            ("Across The", "One Thing", ["across"]),
            ("Three More", "Across The", ["stories"]),
            ("Three More", "That’s all", ["stories", "across", "watch"]),
        ],
    )
    def test_a_section_that_is_missing_is_said_and_stands_as_a_comment(
        self, run: Import, start: str, end: str, missing: list[str]
    ) -> None:
        imported = run(PAGE[: PAGE.index(start)] + PAGE[PAGE.index(end) :])
        warnings = said(imported, "I011")
        assert [each.message.split("`")[1] for each in warnings] == missing
        assert {each.severity for each in warnings} == {Severity.WARNING}
        assert missing == [
            key for key in ("lead", "stories", "across", "watch") if key not in written(imported)
        ]
        assert all(f"\n# {key}:\n" in imported.yaml for key in missing)
        assert imported.yaml.count("\n#     - headline:\n") == (3 if "stories" in missing else 0)

    def test_sections_in_another_order_are_written_in_the_briefings(self, run: Import) -> None:
        first, second = PAGE.index("Across The"), PAGE.index("One Thing")
        third = PAGE.index("That’s all")
        assert run(PAGE[:first] + PAGE[second:third] + PAGE[first:second] + PAGE[third:]).yaml == YAML

    def test_a_story_without_a_label_is_said(self, run: Import) -> None:
        imported = run(
            page(("Finding Perspective: ", ""), ("Behind The Scenes: ", ""), ("Why It Matters: ", ""))
        )
        assert [each.message.split("`")[1:4:2] for each in said(imported, "I011")] == [["passages", "lead"]]

    def test_a_heading_with_nothing_under_it_is_kept_in_the_comment(self, run: Import) -> None:
        start, end = PAGE.index("1. A Railway"), PAGE.index("Across The")
        text = f"{PAGE[:start]}{PAGE[end:]}".replace("The Harbor Changes Hands\n\n", "")
        imported = run(text)
        assert "\n# stories:\n#   items:\n" in imported.yaml
        assert said(imported, "I011")[0].span.line == at("Three More", text)

    def test_what_a_briefing_has_no_section_for_is_kept_as_a_comment(
        self, library: Library, tmp_path: Path
    ) -> None:
        other = another(library, tmp_path, r"  - key: (photo|opening|lead)\n(    .*\n|\n)+")
        imported = import_text(PAGE, "page.txt", other, Options("other", date(2024, 5, 22)))
        assert list(written(imported)) == ["briefing", "date", "title", "stories", "across", "watch"]
        first, last = PAGE.index("Cranes over"), PAGE.index("Three More")
        lines = dict.fromkeys(filter(None, PAGE[first:last].split("\n")))
        assert imported.yaml.endswith("# The page also says:\n# " + "\n# ".join(lines) + "\n")
        assert len(said(imported, "I012")) == len(lines)

    def test_what_a_briefing_does_not_let_an_issue_write_is_kept_as_a_comment(
        self, library: Library, tmp_path: Path
    ) -> None:
        other_introduction = INTRODUCTION.replace("following right now", "reading by the fire")
        text = page(
            (GREETING, f"{GREETING} And hello."),
            (INTRODUCTION, other_introduction),
            ("One Thing To Watch", "The Thing To Watch"),
        )
        other = another(library, tmp_path)
        imported = import_text(text, "page.txt", other, Options("other", date(2024, 5, 22)))
        assert f"# On the page: {GREETING} And hello.\nopening:\n" in imported.yaml
        assert "# On the page: The Thing To Watch\nwatch:\n" in imported.yaml
        assert written(imported)["opening"] == {"after_greeting": f"{other_introduction}\n"}
        assert [each.span.line for each in said(imported, "I013")][:2] == [at(GREETING), at("One Thing")]


class TestYaml:
    """The words come out to the letter, whatever they are."""

    @pytest.mark.parametrize(
        "text",
        [
            "The clerk [a lender] read it.",
            "A – dash, a -- dash, a “quote”, it’s 3 < 4 & 5 > 4.",
            "Two  blanks?No blank.",
            "# no comment",
            "snake_case and 2 * 3",
            "100% of it | all of it",
        ],
    )
    def test_words_that_the_markup_leaves_alone_are_written_as_they_are(self, run: Import, text: str) -> None:
        assert run(page(("Nobody read it twice.", text))).yaml == YAML.replace("Nobody read it twice.", text)

    @pytest.mark.parametrize(
        ("text", "escaped"),
        [
            ("It was *very* dear [to him].", r"It was \*very\* dear [to him]."),
            ("The clerk [a lender](unread) read.", r"The clerk [a lender\](unread) read."),
            ("See <https://example.org>.", r"See \<https://example.org>."),
            ("- a stroke first", r"\- a stroke first"),
            (r"a \* sign", r"a \\* sign"),
        ],
    )
    def test_signs_of_the_markup_are_escaped_only_where_they_would_act(
        self, run: Import, text: str, escaped: str
    ) -> None:
        imported = run(page(("Nobody read it twice.", text)))
        assert imported.yaml == YAML.replace("Nobody read it twice.", escaped)

    @pytest.mark.parametrize(
        ("headline", "yaml"),
        [
            ("Dictionaries: A Work", '"Dictionaries: A Work"'),
            ('"Friends" Of The Port', "'\"Friends\" Of The Port'"),
            ("'Friends' Of The Port", "\"'Friends' Of The Port\""),
            ("'Friends' And \"Foes\"", "'''Friends'' And \"Foes\"'"),
            ("The No. #1 Port", '"The No. #1 Port"'),
            ("A Port (Again)", "A Port (Again)"),
            ("42", '"42"'),
            ("Yes", '"Yes"'),
            ("@Port And *Port", '"@Port And *Port"'),
            ("Is It A Port?", "Is It A Port?"),
        ],
    )
    def test_quotes_stand_only_where_yaml_needs_them(self, run: Import, headline: str, yaml: str) -> None:
        imported = run(page(("The Minister Learns Mandarin", headline)))
        assert imported.yaml == YAML.replace("The Minister Learns Mandarin", yaml)

    def test_no_line_ends_in_a_blank(self, run: Import) -> None:
        text = page(("A clerk did.", "A clerk did. \u00a0"))[: PAGE.index("Across")]
        assert all(line == line.rstrip() for line in run(text).yaml.split("\n"))

    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("page.txt", "page.txt"),
            ("/home/ada/page.txt", "page.txt"),
            ("C:\\Desk\\page.txt", "page.txt"),
            ("a\npage", "a page"),
        ],
    )
    def test_the_comment_at_the_top_names_the_source_without_its_folders(
        self, library: Library, name: str, shown: str
    ) -> None:
        imported = import_text(PAGE, name, library, Options())
        assert imported.yaml.startswith(f"# Imported from {shown}.\nbriefing:")
        assert {each.path for each in imported.diagnostics} == {name}


class TestNothing:
    """Text that holds no issue."""

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "\n\n",
            "A single line.",
            "\x00\x01\x02\ufffe",
            OTHER,
            "The China In Eurasia briefing was mentioned by a reader in passing.",
        ],
    )
    def test_text_without_an_issue_is_an_error_and_makes_no_yaml(self, run: Import, text: str) -> None:
        imported = run(text)
        assert imported.yaml == ""
        assert [each.severity for each in said(imported, "I001")] == [Severity.ERROR]

    def test_one_heading_of_the_briefing_makes_no_issue_but_two_do(self, run: Import) -> None:
        assert run("One Thing To Watch\n\nThe court sits.").yaml == ""
        both = run(
            "Across The Supercontinent\n\nA Bridge: It opens.\n\nOne Thing To Watch\n\nThe court sits."
        )
        assert {"across", "watch"} <= written(both).keys()

    def test_an_unknown_briefing_is_an_error(self, library: Library) -> None:
        imported = import_text(PAGE, "page.txt", library, Options(briefing="none"))
        assert imported.yaml == ""
        assert [each.severity for each in imported.diagnostics] == [Severity.ERROR]
