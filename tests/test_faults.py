"""What does not fit a form is said at its line, each cause once, with the way to mend it."""

import pytest

from copydesk.diagnostic import Diagnostic
from copydesk.document import Document
from copydesk.faults import Path, diagnose
from copydesk.fields import Field, Form, inner
from copydesk.reading import parse

from .conftest import at, mended, reported

STORY = {
    "headline": Field(type="line", required=True, max=12, doc="What it is about."),
    "text": Field(type="prose"),
    "credit": Field(type="line", doc="Whose story it is."),
}
FIELDS = {
    "title": Field(type="line", required=True, doc="The headline of the issue."),
    "standfirst": Field(type="line"),
    "lead": Field(type="story"),
    "stories": Field(type="list", of="story", min=1, max=2),
}


def fields_of(name: str) -> dict[str, Field]:
    return {"story": STORY}[name]


def fields_at(path: Path) -> dict[str, Field]:
    fields = FIELDS
    for step in path:
        fields = STORY if isinstance(step, int) else dict(inner(fields.get(step), fields_of))
    return fields


def found(source: str) -> tuple[Document, list[Diagnostic]]:
    document = parse(source.encode(), "x.yaml")
    assert document.diagnostics == []
    _, faults = Form("test", FIELDS, fields_of).fit(document.plain())
    return document, list(diagnose(document, faults, fields_at))


@pytest.mark.parametrize(
    ("source", "code", "place", "message", "mend"),
    [
        pytest.param(
            "standfirst: a\n",
            "S101",
            "1:1-1:1",
            "`title` is missing: The headline of the issue.",
            "Add a line `title:`.",
            id="missing at the top",
        ),
        pytest.param(
            "title: a\nlead:\n  text: b\n",
            "S101",
            "2:1-2:5",
            "`headline` is missing in `lead`: What it is about.",
            "Add a line `headline:`.",
            id="missing in a part",
        ),
        pytest.param(
            "title: a\nstories:\n  - headline: a\n  - text: b\n",
            "S101",
            "4:5-4:5",
            "`headline` is missing in `stories`, number 2: What it is about.",
            "Add a line `headline:`.",
            id="missing in an item",
        ),
        pytest.param(
            "titel: a\n", "S102", "1:1-1:6", "`titel` is no field.", "Did you mean `title`?", id="misspelt"
        ),
        pytest.param(
            "title: a\nstandfrist: b\n",
            "S102",
            "2:1-2:11",
            "`standfrist` is no field.",
            "Did you mean `standfirst`?",
            id="misspelt, and not even needed",
        ),
        pytest.param(
            "title: a\nlead:\n  headline: b\n  quelle: c\n",
            "S102",
            "4:3-4:9",
            "`quelle` is no field in `lead`.",
            "Delete it. What may still be written here: text, credit.",
            id="no field, nor like one",
        ),
        pytest.param(
            "title: a\ntitles: b\n",
            "S102",
            "2:1-2:7",
            "`titles` is no field.",
            "Delete it. What may still be written here: standfirst, lead, stories.",
            id="like one that is written already",
        ),
        pytest.param(
            "title:\n  - a\n  - b\n",
            "S103",
            "1:1-1:6",
            "Text belongs here, not a list or fields.",
            "Write the text behind the colon.",
            id="a list for a text",
        ),
        pytest.param(
            "title: {name}\n",
            "S103",
            "1:8-1:9",
            "The text after `title:` begins with `{`, which has a meaning of its own in YAML.",
            "Put `|` after `title:` and the text on the next line, two blanks further in.",
            id="a text in braces, which YAML takes for fields",
        ),
        pytest.param(
            "title: [sic]\n",
            "S103",
            "1:8-1:9",
            "The text after `title:` begins with `[`, which has a meaning of its own in YAML.",
            "Put `|` after `title:` and the text on the next line, two blanks further in.",
            id="a text in brackets, which YAML takes for a list",
        ),
        pytest.param(
            "title: a\nlead: Words\n",
            "S103",
            "2:7-2:12",
            "Fields belong here.",
            "Write them under it, two blanks further in: `name: text`.",
            id="a text for fields",
        ),
        pytest.param(
            "title: a\nlead:\n  headline:Words\n",
            "S103",
            "3:11-3:12",
            "There is no blank after `headline:`.",
            "Write `headline: Words`.",
            id="a field without a blank, which YAML takes for text",
        ),
        pytest.param(
            "title: a\nstories:\n  headline: b\n",
            "S103",
            "2:1-2:8",
            "A list belongs here.",
            "Begin each item with `- `.",
            id="fields for a list",
        ),
        pytest.param(
            "title: ''\n",
            "S104",
            "1:1-1:6",
            "`title` is empty.",
            "Fill it in: The headline of the issue.",
            id="empty and needed",
        ),
        pytest.param(
            "title: a\nstandfirst: |\n\nlead:\n  headline: b\n",
            "S104",
            "2:1-2:11",
            "`standfirst` is empty.",
            "Fill it in, or delete the line if it is not needed.",
            id="empty and not needed",
        ),
        pytest.param(
            "title: a\nstories:\n  - headline: b\n  -\n",
            "S104",
            "4:4-4:4",
            "Number 2 of `stories` is empty.",
            "Fill it in, or delete the line if it is not needed.",
            id="an empty item",
        ),
        pytest.param(
            "title: a\nlead:\n  headline: |\n    What it is about and more\n",
            "S106",
            "4:17-4:30",
            "This is 25 characters long; 12 is the most.",
            "Shorten it: what stands from here on is too much.",
            id="too long, from the first character too many",
        ),
        pytest.param(
            "title: a\nstories: []\n",
            "S115",
            "2:1-2:8",
            "`stories` has no items; 1 is the least.",
            "Add the missing ones.",
            id="too few",
        ),
        pytest.param(
            "title: a\nstories:\n  - headline: b\n  - headline: c\n  - headline: d\n",
            "S116",
            "5:5-5:16",
            "`stories` has 3 items; 2 is the most.",
            "This is the first too many: take it out, or put it elsewhere.",
            id="too many",
        ),
    ],
)
def test_a_fault_is_said_at_its_place(source: str, code: str, place: str, message: str, mend: str) -> None:
    _, (diagnostic,) = found(source)
    assert (diagnostic.code, at(diagnostic.span)) == (code, place)
    assert (diagnostic.message, diagnostic.mend) == (message, mend)
    assert (diagnostic.fix is not None) is mend.startswith(("Did you mean", "Put `|`", "Write `headline"))


def test_a_misspelt_name_can_be_mended_by_a_machine() -> None:
    source = 'titel: "a"\nlead:\n  "haedline": b\n  txet: c\n'
    document, diagnostics = found(source)
    assert mended(document.source, [each.fix for each in diagnostics]) == (
        'title: "a"\nlead:\n  headline: b\n  text: c\n'
    )


def test_all_faults_are_reported_at_once_and_each_cause_once() -> None:
    source = "titel: a\nstandfirst:\nlead: []\nstories:\n  - headline: b\n    hedline: c\n  - x\n"
    _, diagnostics = found(source)
    assert sorted(reported(diagnostics), key=lambda each: each[1]) == [
        ("S102", "1:1-1:6"),
        ("S104", "2:1-2:11"),
        ("S103", "3:1-3:5"),
        ("S102", "6:5-6:12"),
        ("S103", "7:5-7:6"),
    ]
