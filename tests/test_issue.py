"""An issue fits its briefing, or each fault in it is said at its place with the way to mend it."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.checks import check
from copydesk.diagnostic import Diagnostic, Severity
from copydesk.fitting import fit
from copydesk.issue import Fitted, Issue
from copydesk.legal import NOTICES
from copydesk.library import Library
from copydesk.prose import Prose
from copydesk.reading import parse

from .conftest import ISSUE, ROOT, Desk, at, mended, reported

Fit = Callable[[str], Fitted]


def changed(old: str, new: str) -> str:
    assert ISSUE.count(old) >= 1
    return ISSUE.replace(old, new, 1)


def one(found: Fitted) -> Diagnostic:
    (diagnostic,) = found.diagnostics
    return diagnostic


def issue_of(found: Fitted) -> Issue:
    assert found.diagnostics == ()
    assert found.issue
    return found.issue


def wording(issue: Issue, section: str, field: str) -> str:
    """The words of a field, fixed or written."""
    (value,) = (part.values[field] for part in issue.parts if part.section.key == section)
    return value.plain() if isinstance(value, Prose) else value


def test_the_fixed_wording_holds_the_facts_of_its_own_issue_and_not_of_the_one_before(fitted: Fit) -> None:
    first = issue_of(fitted(ISSUE))
    later = issue_of(fitted(changed("A Harbor And Its Lenders", "Another Harbor").replace("05-22", "06-05")))
    assert [wording(each, "masthead", "date") for each in (first, later)] == ["May 22, 2024", "June 5, 2024"]
    assert wording(first, "masthead", "byline") == wording(later, "masthead", "byline")


def test_a_good_issue_fits_whole(fitted: Fit) -> None:
    issue = issue_of(fitted(ISSUE))
    assert (issue.slug, issue.edition, issue.title) == ("china-in-eurasia", "", "A Harbor And Its Lenders")
    assert issue.envelope.subject == "A Harbor And Its Lenders"
    assert issue.envelope.preheader == "Five years on, who pays for the cranes?"
    assert issue.envelope.date == date(2024, 5, 22)
    assert issue.canonical == "https://www.rferl.org/China-In-Eurasia/2024/5/22"


def test_its_sections_stand_in_the_order_of_the_briefing_whatever_the_issues(fitted: Fit) -> None:
    keys = [part.section.key for part in issue_of(fitted(ISSUE)).parts]
    head, _, watch = ISSUE.partition("watch:\n")
    turned = head.replace("title:", f"watch:\n{watch}title:")
    assert [part.section.key for part in issue_of(fitted(turned)).parts] == keys
    assert keys == [
        *("browser", "masthead", "headline", "opening", "lead", "stories", "across", "watch"),
        *("sign_off", "subscribe", "author_box", "about", "legal_notice", "imprint", "unsubscribe"),
    ]


def test_what_was_not_written_is_none_at_every_depth(fitted: Fit) -> None:
    lead = next(part for part in issue_of(fitted(ISSUE)).parts if part.section.key == "lead")
    assert lead.values["heading"] is None
    assert set(lead.values["passages"][0]) == {"label", "text"}


LONG = "A Title That Goes On " * 6


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            "briefing: china-in-eurasia\n",
            "",
            (
                "S101",
                "1:1-1:1",
                "`briefing` is missing: Which briefing this is an issue of.",
                "Add a line `briefing:`. The briefings are: china-in-eurasia.",
            ),
            id="S101 briefing",
        ),
        pytest.param(
            "title: A Harbor And Its Lenders\n",
            "",
            (
                "S101",
                "1:1-1:1",
                "`title` is missing: The headline of the issue. It is the subject of the e-mail too.",
                "Add a line `title:`.",
            ),
            id="S101 in the envelope",
        ),
        pytest.param(
            "watch:\n  text: |\n    The court sits again in June.\n",
            "",
            (
                "S101",
                "1:1-1:1",
                "`watch` is missing: What to keep an eye on until the next issue.",
                "Add a line `watch:` with its fields under it, as `copydesk new` writes them.",
            ),
            id="S101 section",
        ),
        pytest.param(
            "    - label: Why It Matters\n      text: |\n        Four more harbors were promised.\n",
            "    - label: Why It Matters\n",
            (
                "S101",
                "12:7-12:7",
                "`text` is missing in `passages`, number 2: The paragraphs of the passage.",
                "Add a line `text: |`, and the text on the next line, two blanks further in.",
            ),
            id="S101 in an item",
        ),
        pytest.param(
            "standfirst:",
            "standfrist:",
            ("S102", "4:1-4:11", "`standfrist` is no field.", "Did you mean `standfirst`?"),
            id="S102 misspelt",
        ),
        pytest.param(
            "    - label: A Bridge\n",
            "    - label: A Bridge\n      source: Reuters\n",
            (
                "S102",
                "37:7-37:13",
                "`source` is no field in `across`, number 2.",
                "Delete it.",
            ),
            id="S102 unknown",
        ),
        pytest.param(
            "across:\n",
            "across:\n  source: Reuters\n",
            ("S102", "33:3-33:9", "`source` is no field in `across`.", "Delete it."),
            id="S102 unknown beside what is fixed",
        ),
        pytest.param(
            "    The terminal stands empty.\n",
            "    - The terminal stands empty.\n",
            None,
            id="a list is prose",
        ),
        pytest.param(
            "text: It opens in June.",
            "text:\n        - It opens in June.",
            (
                "S103",
                "37:7-37:11",
                "Text belongs here, not a list or fields.",
                "Write the text behind the colon.",
            ),
            id="S103 a list for a text",
        ),
        pytest.param(
            "title: A Harbor And Its Lenders",
            "title: {A Harbor}",
            (
                "S103",
                "3:8-3:9",
                "The text after `title:` begins with `{`, which has a meaning of its own in YAML.",
                "Put `|` after `title:` and the text on the next line, two blanks further in.",
            ),
            id="S103 braces",
        ),
        pytest.param(
            "title: A Harbor And Its Lenders",
            "title:  ",
            (
                "S104",
                "3:1-3:6",
                "`title` is empty.",
                "Fill it in: The headline of the issue. It is the subject of the e-mail too.",
            ),
            id="S104 needed",
        ),
        pytest.param(
            "standfirst: Five years on, who pays for the cranes?",
            'standfirst: " "',
            (
                "S104",
                "4:1-4:11",
                "`standfirst` is empty.",
                "Fill it in, or delete the line if it is not needed.",
            ),
            id="S104 not needed",
        ),
        pytest.param(
            "title: A Harbor And Its Lenders",
            "title: |\n  A Harbor\n  And Its Lenders",
            (
                "S105",
                "5:3-5:18",
                "This has to stand on one line.",
                "Join its lines: this is where the second begins.",
            ),
            id="S105",
        ),
        pytest.param(
            "title: A Harbor And Its Lenders",
            f"title: |\n  {LONG}",
            (
                "S106",
                "4:113-4:128",
                "This is 125 characters long; 110 is the most.",
                "Shorten it: what stands from here on is too much.",
            ),
            id="S106 in a block",
        ),
        pytest.param(
            "title: A Harbor And Its Lenders",
            f"title: >-\n  A Title That Goes On\n  {LONG}",
            (
                "S106",
                "5:92-5:128",
                "This is 146 characters long; 110 is the most.",
                "Shorten it: what stands from here on is too much.",
            ),
            id="S106 in a folded block",
        ),
        pytest.param(
            "label: The Ferry",
            'label: "The Ferry:"',
            (
                "S107",
                "38:24-38:25",
                "A label stands here without its colon: the layout adds it.",
                "Delete the colon.",
            ),
            id="S107",
        ),
        pytest.param(
            "text: It opens in June.",
            "text: |\n        a\n\n        b\n\n        c\n\n        d\n",
            (
                "S109",
                "44:9-44:10",
                "This has 4 paragraphs; 3 is the most.",
                "This paragraph is the first too many: shorten the text.",
            ),
            id="S109",
        ),
        pytest.param(
            "lead:\n",
            "photo:\n  image: harbor.jpg\n  alt: A harbor\nlead:\n",
            (
                "S110",
                "6:10-6:20",
                "This is not a web address.",
                "Write it whole, as in `https://www.rferl.org/a/1.html`.",
            ),
            id="S110",
        ),
        pytest.param(
            "2024-05-22",
            "May 22",
            (
                "S112",
                "2:7-2:13",
                "This is not a date in the form year-month-day.",
                "Write it as in `2024-05-22`.",
            ),
            id="S112",
        ),
        pytest.param(
            "2024-05-22",
            "2024-02-30",
            ("S113", "2:7-2:17", "There is no such day.", "Look it up in a calendar."),
            id="S113",
        ),
        pytest.param(
            "lead:\n",
            "opening:\n  invite: please\nlead:\n",
            ("S114", "6:11-6:17", "This is switched with `yes` or `no`.", "Write `yes` or `no`."),
            id="S114",
        ),
        pytest.param(
            "    - label: Two Maps\n      text: They differ by an island.\n",
            "",
            ("S115", "33:3-33:8", "`across` has 3 items; 4 is the least.", "Add the missing ones."),
            id="S115",
        ),
        pytest.param(
            "watch:\n",
            "    - label: A Fifth\n      text: It is one too many.\nwatch:\n",
            (
                "S116",
                "42:7-43:32",
                "`across` has 5 items; 4 is the most.",
                "This is the first too many: take it out, or put it elsewhere.",
            ),
            id="S116",
        ),
        pytest.param(
            "across:\n",
            "across:\n  heading: More\n",
            (
                "S117",
                "33:3-33:10",
                "`heading` is the same in every issue and is not written here.",
                "Delete it: the briefing holds its wording. Only `edition: special` may write its own.",
            ),
            id="S117 what a special edition may write",
        ),
        pytest.param(
            "lead:\n",
            "sign_off:\n  farewell: Bye.\nlead:\n",
            (
                "S117",
                "5:1-5:9",
                "`sign_off` is the same in every issue and is not written here.",
                "Delete it: the briefing holds its wording.",
            ),
            id="S117 what no edition may write",
        ),
        pytest.param(
            "china-in-eurasia",
            "china-in-euroasia",
            (
                "S118",
                "1:11-1:28",
                "There is no briefing `china-in-euroasia`.",
                "Write one of: china-in-eurasia.",
            ),
            id="S118 briefing",
        ),
        pytest.param(
            "date:",
            "edition: speciál\ndate:",
            ("S118", "2:10-2:17", "There is no edition `speciál`.", "Write one of: special."),
            id="S118 edition",
        ),
        pytest.param(
            "date:",
            "author: somebody\ndate:",
            ("S118", "2:9-2:17", "There is no author `somebody`.", "Write one of: reid-standish."),
            id="S118 author",
        ),
    ],
)
def test_a_fault_is_said_at_its_place_with_its_mend(
    fitted: Fit, old: str, new: str, said: tuple[str, str, str, str] | None
) -> None:
    found = fitted(changed(old, new))
    assert [(each.code, at(each.span), each.message, each.mend) for each in found.diagnostics] == (
        [said] if said else []
    )
    assert all(each.severity is Severity.ERROR for each in found.diagnostics)
    assert (found.issue is None) is bool(said)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("briefing:", "breifing:"),
        ("title:", "Title:"),
        ("china-in-eurasia", "china-in-euroasia"),
        ("    - headline:", "    - headlin:"),
        ("standfirst:", "standfirst :".replace(" ", "_")),
    ],
)
def test_a_misspelling_is_one_diagnostic_whose_fix_makes_it_right(fitted: Fit, old: str, new: str) -> None:
    found = fitted(changed(old, new))
    source = mended(found.document.source, [one(found).fix])
    assert source == ISSUE


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("briefing: china-in-eurasia", "briefing: [china-in-eurasia]", "S103"),
        ("briefing: china-in-eurasia", "briefing:", "S104"),
        ("lead:\n", "edition: {special}\nlead:\n", "S103"),
        ("lead:\n", "author:\n  - reid-standish\nlead:\n", "S103"),
        ("2024-05-22", "\n  - 2024-05-22", "S103"),
        ("watch:\n  text: |\n    The court sits again in June.\n", "watch: The court.\n", "S103"),
        ("watch:\n  text: |\n    The court sits again in June.\n", "watch:\n  - text: The court.\n", "S103"),
        ("watch:\n  text: |\n    The court sits again in June.\n", "watch:\n", "S104"),
        ("text: It opens in June.", "text:\n        en: It opens.", "S103"),
        ("    - label: A Bridge\n      text: It opens in June.\n", "    - A bridge opens.\n", "S103"),
        ("    - label: A Bridge\n      text: It opens in June.\n", "    - - label: A Bridge\n", "S103"),
        ("    - label: A Bridge\n      text: It opens in June.\n", "    -\n", "S104"),
    ],
)
def test_a_wrong_type_is_said_at_every_level(fitted: Fit, old: str, new: str, code: str) -> None:
    assert one(fitted(changed(old, new))).code == code


def test_several_faults_are_said_in_one_run_and_each_cause_once(fitted: Fit) -> None:
    source = (
        ISSUE.replace("title:", "titel:")
        .replace("2024-05-22", "22.5.2024")
        .replace("text: It opens in June.", "txet: It opens in June.")
        .replace("    - label: Two Maps\n      text: They differ by an island.\n", "")
        .replace("watch:\n", "author: nobody\nlegal_notice: None.\nwatch:\n")
    )
    found = fitted(source)
    assert sorted(reported(found.diagnostics), key=lambda each: int(each[1].split(":")[0])) == [
        ("S112", "2:7-2:16"),
        ("S102", "3:1-3:6"),
        ("S115", "33:3-33:8"),
        ("S102", "37:7-37:11"),
        ("S118", "40:9-40:15"),
        ("S117", "41:1-41:13"),
    ]


def test_a_special_edition_may_bring_its_own_headings_greeting_and_counts(fitted: Fit) -> None:
    source = (
        changed("date:", "edition: special\ndate:")
        .replace("lead:\n", "opening:\n  greeting: Hello *again*.\nlead:\n", 1)
        .replace("stories:\n", "stories:\n  heading: Three Stops\n")
        .replace("across:\n", "across:\n  heading: On The Way\n")
        .replace("watch:\n", "watch:\n  heading: Then What?\n")
        .replace("    - label: Two Maps\n      text: They differ by an island.\n", "")
    )
    issue = issue_of(fitted(source))
    assert wording(issue, "opening", "greeting") == "Hello again."
    assert wording(issue, "stories", "heading") == "Three Stops"
    assert wording(issue, "across", "heading") == "On The Way"
    assert wording(issue, "watch", "heading") == "Then What?"
    assert next(len(part.values["items"]) for part in issue.parts if part.section.key == "across") == 3


def test_a_special_edition_that_brings_nothing_of_its_own_has_the_briefings_wording(fitted: Fit) -> None:
    issue = issue_of(fitted(changed("date:", "edition: special\ndate:")))
    assert wording(issue, "opening", "greeting").startswith(
        "I'm RFE/RL correspondent Reid Standish and welcome"
    )
    assert wording(issue, "stories", "heading") == "Three More Stories From Eurasia"


def test_a_special_edition_may_consist_of_the_lead(fitted: Fit) -> None:
    head, _, _ = changed("date:", "edition: special\ndate:").partition("stories:\n")
    keys = [part.section.key for part in issue_of(fitted(head)).parts]
    assert {"stories", "across", "watch"}.isdisjoint(keys)


@pytest.mark.parametrize("edition", ["", "edition: special\n"])
@pytest.mark.parametrize(
    "attempt",
    [
        "legal_notice:\n  notice: All is well.\n",
        "legal_notice: ''\n",
        "legal_notice:\n",
        "notice: All is well.\n",
    ],
)
def test_no_issue_can_write_the_legal_notice(fitted: Fit, edition: str, attempt: str) -> None:
    found = fitted(edition + ISSUE + attempt)
    assert one(found).code in ("S117", "S102")
    assert found.issue is None


def test_no_fact_of_an_issue_comes_near_the_legal_notice(fitted: Fit) -> None:
    source = changed("A Harbor And Its Lenders", "'{legal_notice} {title}'")
    issue = issue_of(fitted(source))
    notice = NOTICES["en"].replace("[click here]({address})", "click here")
    assert wording(issue, "legal_notice", "notice").split() == notice.split()
    assert issue.title == "{legal_notice} {title}"


def test_the_cadence_is_one_value_that_feeds_every_sentence_about_it(desk: Desk) -> None:
    shipped = (ROOT / "components" / "briefings" / "china-in-eurasia.yaml").read_text("utf-8")
    weekly = shipped.replace("\ncadence: biweekly\n", "\ncadence: weekly\n").replace(
        "Welcome back to the China In Eurasia briefing, an RFE/RL newsletter",
        "Welcome back to the China In Eurasia briefing, a {cadence} newsletter",
    )
    desk.write("components/briefings/china-in-eurasia.yaml", weekly)
    issue = issue_of(fit(parse(ISSUE.encode(), "x.yaml"), desk.workspace.library))
    assert "a weekly newsletter" in wording(issue, "opening", "greeting")
    assert "sent to your inbox every Wednesday." in wording(issue, "subscribe", "text")
    assert "Subscribe to this weekly dispatch" in wording(issue, "about", "text")
    assert "biweekly" not in "".join(str(part.values) for part in issue.parts)


def test_a_title_in_a_sentence_of_the_briefing_is_text(desk: Desk) -> None:
    shipped = (ROOT / "components" / "briefings" / "china-in-eurasia.yaml").read_text("utf-8")
    desk.write(
        "components/briefings/china-in-eurasia.yaml",
        shipped.replace("That's all from me for now.", "That was {title}."),
    )
    source = changed("A Harbor And Its Lenders", "'*A* [Harbor](https://x.org) <b> & {date}'")
    issue = issue_of(fit(parse(source.encode(), "x.yaml"), desk.workspace.library))
    assert wording(issue, "sign_off", "farewell").startswith(
        "That was *A* [Harbor](https://x.org) <b> & {date}."
    )


def test_the_envelope_may_differ_from_the_title(fitted: Fit) -> None:
    source = changed(
        "lead:\n", "subject: Cranes\npreheader: Five of them.\nweb: https://example.org/1\nlead:\n"
    )
    issue = issue_of(fitted(source))
    assert (issue.envelope.subject, issue.envelope.preheader) == ("Cranes", "Five of them.")
    assert issue.canonical == "https://example.org/1"


def test_copy_lists_every_written_field_in_reading_order(fitted: Fit) -> None:
    head, _, watch = ISSUE.partition("watch:\n")
    found = fitted(f"watch:\n{watch}{head}")
    paths = [".".join(map(str, copy.path)) for copy in found.copy]
    assert paths[:6] == ["briefing", "date", "title", "standfirst", "lead.text", "lead.passages.0.label"]
    assert paths[-3:] == ["across.items.3.label", "across.items.3.text", "watch.text"]
    assert len(paths) == 30
    assert [copy.section.key if copy.section else "" for copy in found.copy][4:6] == ["lead", "lead"]


def test_one_broken_item_does_not_hide_the_others_from_the_checks(fitted: Fit) -> None:
    source = ISSUE.replace("title: A Harbor And Its Lenders", "title: [a]").replace(
        "    - label: A Bridge\n      text: It opens in June.\n", "    - A bridge opens.\n"
    )
    found = fitted(source)
    assert found.issue is None
    paths = [copy.path for copy in found.copy]
    assert ("title",) not in paths
    assert ("across", "items", 1, "text") not in paths
    assert {("standfirst",), ("across", "items", 0, "text"), ("across", "items", 2, "text")} <= set(paths)


def test_of_a_file_that_cannot_be_read_only_that_is_said(fitted: Fit) -> None:
    found = fitted(changed("title: A Harbor", "title A Harbor"))
    assert (one(found).code, found.copy) == ("Y012", ())


def test_behind_a_mistake_in_the_yaml_the_structure_is_judged_all_the_same(fitted: Fit) -> None:
    found = fitted(changed("title: A Harbor", "title: A: Harbor").replace("watch:\n", "wach:\n"))
    assert [each.code for each in found.diagnostics] == ["Y012", "S102"]
    assert found.issue is None
    title = found.at("title")
    assert title
    assert title.text.value.strip() == "A: Harbor And Its Lenders"


def test_yaml_and_fit_are_reported_together(fitted: Fit) -> None:
    found = fitted(changed("title: A", "title: x\ntitle: A").replace("2024-05-22", "soon"))
    assert [each.code for each in found.diagnostics] == ["Y011", "S112"]
    assert found.issue is None


@pytest.mark.parametrize("name", ["2024-05-10.yaml", "2024-05-22.yaml"])
def test_the_two_examples_fit(library: Library, name: str) -> None:
    source = (ROOT / "issues" / name).read_bytes()
    assert fit(parse(source, f"issues/{name}"), library).diagnostics == ()


LINES = ISSUE.splitlines(keepends=True)


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """A good issue in which some lines went missing, stand twice, moved, or were written over."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        at_line = draw(st.integers(0, len(lines) - 1))
        line = lines[at_line]
        lines[at_line] = draw(
            st.sampled_from(
                ["", line * 2, f"  {line}", line[2:], line.replace(": ", ":", 1), line.replace(":", "", 1)]
            )
            | st.sampled_from(
                ["- x\n", "legal_notice:\n", "text: [x]\n", "\t\n", "edition: special\n", "x: {y: z}\n"]
            )
            | st.text("a:- \n|>{}[]*&#'\"\\é\u00a0", max_size=12)
            | st.builds(
                lambda key, rest: f"{key}: {rest}\n",
                st.sampled_from(["title", "date", "briefing", "edition", "author", "lead", "stories"]),
                st.text(max_size=8),
            )
        )
        lines = "".join(lines).splitlines(keepends=True) or ["\n"]
    return "".join(lines)


@given(mutations())
def test_whatever_became_of_an_issue_it_ends_in_diagnostics_and_never_in_an_exception(
    library: Library, source: str
) -> None:
    found = fit(parse(source.encode("utf-8", "replace"), "issues/2024-05-22.yaml"), library)
    assert found.issue or found.diagnostics
    for diagnostic in (*found.diagnostics, *check(found)):
        assert diagnostic.path == "issues/2024-05-22.yaml"
        assert diagnostic.message
        assert diagnostic.mend
        assert 1 <= diagnostic.span.line <= found.document.position(len(found.document.source))[0]
