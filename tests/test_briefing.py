"""Briefings and components are declared in YAML, and a fault in one is said at its line."""

import re
from pathlib import Path

import pytest

from copydesk.briefing import Bounds, Section, SectionChange
from copydesk.diagnostic import Refused
from copydesk.fitting import fit
from copydesk.library import Library
from copydesk.reading import parse

from .conftest import ROOT, Desk, at

BRIEFING = """\
name: Small
language: en
broadcaster: RFE/RL
sender: {name: Small, address: small@example.org}
postal_address: 1 Example Street
calendar:
  months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
  form: "{day}.{month}."
cadence: daily
cadences:
  daily: {word: daily, rhythm: every day, days: 1}
weekday: Monday
author: ann
authors:
  ann: {name: Ann, biography: She writes.}
addresses:
  home: https://example.org
  issue: https://example.org/{iso_date}
  subscribe: https://example.org/s
  unsubscribe: https://example.org/u
  legal_notice: https://rferl.org/l
theme: {}
sections:
  - key: watch
    component: closing-story
    wording:
      heading: On {date}
    limits:
      text: {max: 2}
  - key: legal_notice
    component: legal-notice
    wording:
      notice: "{legal_notice}"
editions:
  special:
    sections:
      watch:
        override: [heading]
platforms: [neutral]
"""
ISSUE = """\
briefing: small
date: 2024-05-22
title: A Title
watch:
  text: Words.
"""


def refused(desk: Desk, place: str, source: str, issue: str = ISSUE) -> list[tuple[str, str, str, str]]:
    """Path, code, place and message of what is said of an issue once this file is in components/."""
    desk.write("components/briefings/small.yaml", BRIEFING)
    desk.write(f"components/{place}", source)
    found = fit(parse(issue.encode(), "issues/x.yaml"), desk.workspace.library)
    assert found.issue is None
    return [(each.path, each.code, at(each.span), each.message) for each in found.diagnostics]


def test_the_small_briefing_of_these_tests_is_without_fault(desk: Desk) -> None:
    desk.write("components/briefings/small.yaml", BRIEFING)
    assert fit(parse(ISSUE.encode(), "issues/x.yaml"), desk.workspace.library).diagnostics == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            "language: en",
            "language: tlh",
            ("B003", "2:11-2:14", "There is no `tlh` that this could mean."),
            id="a language without a legal notice",
        ),
        pytest.param(
            "address: small@example.org",
            "address: small at example",
            ("S111", "4:32-4:48", "This is not an e-mail address."),
            id="a sender without an address",
        ),
        pytest.param(
            "address: small@example.org",
            'address: "small@example.org>\\nBcc: <x@example.org"',
            ("S111", "4:32-4:73", "This is not an e-mail address."),
            id="a sender that brings in another header",
        ),
        pytest.param(
            "{name: Small,",
            '{name: "Small\\nBcc: x@example.org",',
            ("S105", "4:24-4:42", "This has to stand on one line."),
            id="a sender on two lines",
        ),
        pytest.param(
            "weekday: Monday",
            "weekday: Montag",
            ("B003", "12:10-12:16", "There is no `Montag` that this could mean."),
            id="a weekday",
        ),
        pytest.param(
            "cadence: daily",
            "cadence: weekly",
            ("B003", "9:10-9:16", "There is no `weekly` that this could mean."),
            id="a cadence",
        ),
        pytest.param(
            "author: ann",
            "author: bo",
            ("B003", "13:9-13:11", "There is no `bo` that this could mean."),
            id="an author",
        ),
        pytest.param(
            "author: ann", 'author: ""', ("B003", "13:9-13:11", "A name belongs here."), id="an empty name"
        ),
        pytest.param(
            "component: closing-story",
            "component: closing",
            ("B003", "25:16-25:23", "There is no `closing` that this could mean."),
            id="a component",
        ),
        pytest.param(
            "      heading: On {date}",
            "      headings: On {date}",
            ("B003", "27:7-27:15", "There is no `headings` that this could mean."),
            id="a field in the wording",
        ),
        pytest.param(
            "      text: {max: 2}",
            "      texts: {max: 2}",
            ("B003", "29:7-29:12", "There is no `texts` that this could mean."),
            id="a field in the limits",
        ),
        pytest.param(
            "      watch:\n        override",
            "      wach:\n        override",
            ("B003", "37:7-37:11", "There is no `wach` that this could mean."),
            id="a section of an edition",
        ),
        pytest.param(
            "override: [heading]",
            "override: [heading, headings]",
            ("B003", "38:29-38:37", "There is no `headings` that this could mean."),
            id="a field that an edition may write",
        ),
        pytest.param(
            "override: [heading]",
            "wording: {greeting: Hello}",
            ("B003", "38:19-38:27", "There is no `greeting` that this could mean."),
            id="a field in the wording of an edition",
        ),
        pytest.param(
            "On {date}",
            "On {day} {dates}",
            ("B004", "27:25-27:32", "There is no fact `{dates}` that could stand here."),
            id="a fact",
        ),
        pytest.param(
            "On {date}",
            "'{{ date }}'",
            ("B004", "27:18-27:26", "There is no fact `{ date }` that could stand here."),
            id="a merge tag in place of a slot",
        ),
        pytest.param(
            "override: [heading]",
            'wording: {heading: "On {Date}"}',
            ("B004", "38:32-38:38", "There is no fact `{Date}` that could stand here."),
            id="a fact in the wording of an edition",
        ),
        pytest.param(
            '"{day}.{month}."',
            '"{date}"',
            ("B004", "8:10-8:16", "There is no fact `{date}` that could stand here."),
            id="a fact in the form of dates",
        ),
        pytest.param(
            "{iso_date}",
            "{canonical}",
            ("B004", "18:30-18:41", "There is no fact `{canonical}` that could stand here."),
            id="an address made of itself",
        ),
        pytest.param(
            "name: Small\n",
            'name: Small\nsubject: "{titel}"\n',
            ("B004", "2:11-2:18", "There is no fact `{titel}` that could stand here."),
            id="a fact in the subject",
        ),
        pytest.param(
            "key: legal_notice",
            "key: watch",
            ("B005", "30:10-30:15", "`watch` stands twice at the top of an issue."),
            id="two sections of one key",
        ),
        pytest.param(
            "key: legal_notice",
            "key: title",
            ("B005", "30:10-30:15", "`title` stands twice at the top of an issue."),
            id="a section with the key of a field above all sections",
        ),
        pytest.param(
            "11, 12]",
            "11]",
            ("B006", "7:3-7:9", "A year has 12 months, and here are 11."),
            id="eleven months",
        ),
        pytest.param(
            "postal_address: 1 Example Street\n",
            "",
            ("S101", "1:1-1:1", "`postal_address` is missing."),
            id="missing",
        ),
        pytest.param(
            "    limits:\n",
            "    limit:\n",
            ("S102", "28:5-28:10", "`limit` is no field in `sections`, number 1."),
            id="misspelt",
        ),
        pytest.param(
            "daily: {word",
            "daily: {wrod",
            ("S102", "11:11-11:15", "`wrod` is no field in `daily`."),
            id="misspelt, deep",
        ),
        pytest.param(
            "name: Small\n",
            "name: []\n",
            (
                "S103",
                "1:7-1:8",
                "The text after `name:` begins with `[`, which has a meaning of its own in YAML.",
            ),
            id="a list for a text",
        ),
        pytest.param("{max: 2}", "2", ("S103", "29:13-29:14", "Fields belong here."), id="a text for fields"),
        pytest.param(
            "override: [heading]",
            "override: heading",
            ("S103", "38:19-38:26", "A list belongs here."),
            id="a text for a list",
        ),
        pytest.param(
            "    component: legal-notice\n",
            "    component: legal-notice\n    optional: perhaps\n",
            ("S114", "32:15-32:22", "This is switched with `yes` or `no`."),
            id="neither yes nor no",
        ),
        pytest.param(
            "{max: 2}", "{max: two}", ("S120", "29:19-29:22", "A whole number belongs here."), id="no number"
        ),
        pytest.param(
            "language: en\n",
            "language: en\ndirection: up\n",
            ("S120", "3:12-3:14", "This does not belong here: Input should be 'ltr' or 'rtl'."),
            id="neither of two",
        ),
    ],
)
def test_a_fault_in_a_briefing_is_said_at_its_line(
    desk: Desk, old: str, new: str, said: tuple[str, str, str]
) -> None:
    assert BRIEFING.count(old) == 1
    found = refused(desk, "briefings/small.yaml", BRIEFING.replace(old, new))
    assert found == [("components/briefings/small.yaml", *said)]


def test_wording_that_does_not_fit_its_field_is_said_at_its_line(desk: Desk) -> None:
    source = BRIEFING.replace("On {date}", "On {date}" + "!" * 70)
    assert refused(desk, "briefings/small.yaml", source) == [
        (
            "components/briefings/small.yaml",
            "S106",
            "27:16-27:95",
            "This is 78 characters long; 70 is the most.",
        )
    ]


def test_wording_of_an_edition_that_does_not_fit_is_said_at_its_own_line(desk: Desk) -> None:
    source = BRIEFING.replace("override: [heading]", f"wording: {{heading: {'x' * 71}}}")
    issue = ISSUE.replace("title:", "edition: special\ntitle:")
    ((path, code, place, _),) = refused(desk, "briefings/small.yaml", source, issue)
    assert (path, code, place) == ("components/briefings/small.yaml", "S106", "38:28-38:99")


def test_all_faults_of_a_briefing_are_said_at_once(desk: Desk) -> None:
    source = BRIEFING.replace("language: en", "language: tlh").replace("author: ann", "author: bo")
    assert [each[1:3] for each in refused(desk, "briefings/small.yaml", source)] == [
        ("B003", "2:11-2:14"),
        ("B003", "13:9-13:11"),
    ]


def test_of_a_briefing_that_is_no_yaml_only_that_is_said(desk: Desk) -> None:
    source = BRIEFING.replace("name: Small\n", "name: Small: Smaller\n")
    assert [each[1:3] for each in refused(desk, "briefings/small.yaml", source)] == [("Y012", "1:12-1:13")]


@pytest.mark.parametrize(
    ("old", "new", "issue"),
    [
        pytest.param('notice: "{legal_notice}"', "notice: All is well.", "", id="wording of its own"),
        pytest.param('notice: "{legal_notice}"', 'notice: ""', "", id="no wording"),
        pytest.param(
            'notice: "{legal_notice}"', 'notice: "Once: {legal_notice}"', "", id="as text within text"
        ),
        pytest.param(
            "component: legal-notice", "component: legal-notice\n    medium: web", "", id="not in the mail"
        ),
        pytest.param(
            "component: legal-notice",
            "component: legal-notice\n    override: [notice]",
            "legal_notice:\n  notice: All is well.\n",
            id="left to the issue",
        ),
        pytest.param(
            "        override: [heading]",
            "        override: [heading]\n      legal_notice:\n        wording: {notice: All is well.}",
            "edition: special\n",
            id="wording of an edition",
        ),
    ],
)
def test_a_briefing_that_bends_the_legal_notice_gets_no_message_out(
    desk: Desk, old: str, new: str, issue: str
) -> None:
    assert BRIEFING.count(old) == 1
    theme = (ROOT / "components" / "briefings" / "china-in-eurasia.yaml").read_text("utf-8")
    colors = re.search(r"^theme:\n(  .*\n)+", theme, flags=re.MULTILINE)
    assert colors
    desk.write("components/briefings/small.yaml", BRIEFING.replace("theme: {}\n", colors[0]))
    assert desk.pack(ISSUE)
    desk.write(
        "components/briefings/small.yaml", BRIEFING.replace("theme: {}\n", colors[0]).replace(old, new)
    )
    with pytest.raises(Refused) as refusal:
        desk.pack(ISSUE + issue)
    assert {each.code for each in refusal.value.diagnostics} == {"M101"}


def test_a_name_that_is_not_there_is_answered_with_those_that_are(desk: Desk) -> None:
    desk.write("components/briefings/small.yaml", BRIEFING.replace("author: ann", "author: bo"))
    with pytest.raises(Refused) as refusal:
        desk.workspace.library.briefing("small")
    assert refusal.value.diagnostics[0].mend == "Write one of: ann."


STORY = "doc: A story.\nfields:\n  text:\n    type: prose\n    required: yes\n"


@pytest.mark.parametrize(
    ("source", "code", "place", "message"),
    [
        pytest.param(
            STORY.replace("prose", "prase"),
            "B003",
            "4:11-4:16",
            "There is no `prase` that this could mean.",
            id="a type that there is not",
        ),
        pytest.param(
            STORY.replace("prose", "list"), "B003", "3:3-3:7", "A name belongs here.", id="a list of nothing"
        ),
        pytest.param(
            STORY.replace("prose", "list\n    of: list"),
            "B003",
            "5:9-5:13",
            "There is no `list` that this could mean.",
            id="a list of lists",
        ),
        pytest.param(
            STORY.replace("prose", "list\n    of: closing-story"),
            "B007",
            "5:9-5:22",
            "`closing-story` would stand within itself, without end.",
            id="a component within itself",
        ),
        pytest.param("fields: {}\n", "S101", "1:1-1:1", "`doc` is missing.", id="no description"),
        pytest.param(
            STORY.replace("required", "requierd"),
            "S102",
            "5:5-5:13",
            "`requierd` is no field in `text`.",
            id="misspelt",
        ),
        pytest.param("", "Y005", "1:1-1:1", "This file is empty.", id="empty"),
    ],
)
def test_a_fault_in_a_component_is_said_at_its_line(
    desk: Desk, source: str, code: str, place: str, message: str
) -> None:
    path = "closing-story/component.yaml"
    assert refused(desk, path, source)[:1] == [(f"components/{path}", code, place, message)]


@pytest.mark.parametrize(
    ("old", "new", "place", "mend"),
    [
        (
            "  title:\n    type: line\n    required: true\n",
            "  title:\n    type: line\n",
            "14:3-14:8",
            "Declare it with `type: line` and `required: yes`.",
        ),
        (
            "  date:\n    type: date\n",
            "  date:\n    type: line\n",
            "7:3-7:7",
            "Declare it with `type: date` and `required: yes`.",
        ),
        (
            "  standfirst:\n    type: line\n",
            "  standfirst:\n    type: prose\n",
            "19:3-19:13",
            "Declare it with `type: line`.",
        ),
        ("  date:\n", "  day:\n", "2:1-2:7", "Declare it with `type: date` and `required: yes`."),
    ],
    ids=["not needed", "of another type", "optional, of another type", "not there"],
)
def test_the_envelope_has_what_issues_are_read_by(
    desk: Desk, old: str, new: str, place: str, mend: str
) -> None:
    shipped = (ROOT / "components" / "envelope" / "component.yaml").read_text("utf-8")
    assert shipped.count(old) == 1
    desk.write("components/envelope/component.yaml", shipped.replace(old, new))
    with pytest.raises(Refused) as refusal:
        desk.workspace.library.briefing("china-in-eurasia")
    (found,) = refusal.value.diagnostics
    assert (found.path, found.code) == ("components/envelope/component.yaml", "B008")
    assert (at(found.span), found.mend) == (place, mend)


def test_components_that_hold_each_other_are_refused(desk: Desk) -> None:
    desk.write("components/b/component.yaml", "doc: B\nfields:\n  a: {type: a}\n")
    desk.write("components/a/component.yaml", "doc: A\nfields:\n  c: {type: c}\n")
    desk.write("components/c/component.yaml", "doc: C\nfields:\n  b: {type: list, of: b}\n")
    with pytest.raises(Refused) as refusal:
        desk.workspace.library.component("a")
    assert [(each.code, at(each.span)) for each in refusal.value.diagnostics] == [("B007", "3:13-3:14")]


def test_a_component_may_hold_one_that_holds_itself_and_only_that_one_is_refused(desk: Desk) -> None:
    desk.write("components/a/component.yaml", "doc: A\nfields:\n  b: {type: b}\n")
    desk.write("components/b/component.yaml", "doc: B\nfields:\n  c: {type: c}\n")
    desk.write("components/c/component.yaml", "doc: C\nfields:\n  b: {type: b}\n")
    library = desk.workspace.library
    assert library.component("a").doc == "A"
    with pytest.raises(Refused):
        library.component("b")


def test_what_is_not_there_is_refused_with_what_is(desk: Desk) -> None:
    library = desk.workspace.library
    with pytest.raises(Refused) as refusal:
        library.briefing("none")
    (found,) = refusal.value.diagnostics
    assert (found.path, found.code) == ("components/briefings/none.yaml", "B001")
    assert found.mend == "These are there: china-in-eurasia."
    with pytest.raises(Refused) as refusal:
        library.component("none")
    assert refusal.value.diagnostics[0].code == "B002"


def test_a_workspace_wins_over_what_is_shipped_file_by_file(desk: Desk) -> None:
    desk.write("components/photo/photo.css", "p { color: red }")
    library = desk.workspace.library
    assert library.find("photo/photo.css") == desk.root / "components" / "photo" / "photo.css"
    assert library.find("photo/photo.mjml.j2") == ROOT / "components" / "photo" / "photo.mjml.j2"
    assert library.find("photo/none.css") is None


def test_a_workspace_may_declare_a_component_and_a_briefing_anew(desk: Desk) -> None:
    shipped = (ROOT / "components" / "briefings" / "china-in-eurasia.yaml").read_text("utf-8")
    desk.write(
        "components/briefings/china-in-eurasia.yaml",
        shipped.replace("name: China In Eurasia\n", "name: Other\n", 1),
    )
    desk.write("components/photo/component.yaml", STORY)
    library = desk.workspace.library
    assert library.briefing("china-in-eurasia").briefing.name == "Other"
    assert list(library.fields_of("photo")) == ["text"]
    assert "numbered-stories" in library.names


def test_the_sums_change_with_a_file_and_with_nothing_else(desk: Desk, tmp_path: Path) -> None:
    before = desk.workspace.library.sums
    copied = ROOT / "components" / "photo" / "photo.css"
    desk.write("components/photo/photo.css", copied.read_text("utf-8"))
    desk.write("components/.photo.css.swp", "what an editor leaves behind")
    desk.write("components/__pycache__/x", "what Python leaves behind")
    desk.write("issues/2024-05-22.yaml", "title: x\n")
    assert desk.workspace.library.sums == before
    desk.write("components/photo/photo.css", copied.read_text("utf-8") + " ")
    changed = desk.workspace.library.sums
    assert changed != before
    desk.write("components/photo/photo.css", copied.read_text("utf-8"))
    desk.write("components/photo/other.css", copied.read_text("utf-8"))
    assert desk.workspace.library.sums not in (before, changed)


def test_an_edition_changes_a_section_only_where_it_says_so() -> None:
    section = Section("a", "b", wording={"x": "1", "y": "2"}, override=("x",), optional=True)
    changed = section.changed(SectionChange(wording={"y": "3", "z": "4"}, override=("y",)))
    assert changed.wording == {"x": "1", "y": "3", "z": "4"}
    assert changed.override == ("x", "y")
    assert (changed.key, changed.component, changed.optional) == ("a", "b", True)
    assert section.changed(SectionChange(optional=False)).optional is False


def test_a_limit_of_a_section_leaves_the_components_other_limit(library: Library) -> None:
    section = Section("a", "closing-story", limits={"text": Bounds(max=2)})
    text = section.fields(library.component("closing-story"))["text"]
    assert (text.min, text.max) == (1, 2)


def test_every_shipped_component_and_briefing_is_without_fault(library: Library) -> None:
    assert [library.component(name).name for name in library.names] == list(library.names)
    assert [library.briefing(slug).slug for slug in library.slugs] == list(library.slugs)
