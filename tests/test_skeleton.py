"""`copydesk new` writes an issue in which only what has to be written is missing."""

import re
from datetime import date

import pytest

from copydesk.checks import check
from copydesk.fitting import fit
from copydesk.issue import Fitted
from copydesk.library import Library
from copydesk.reading import parse
from copydesk.skeleton import next_date, skeleton
from copydesk.structure import Structure, structure

from .conftest import Desk

DAY = date(2024, 6, 5)
EDITIONS = pytest.mark.parametrize("edition", ["", "special"])


@pytest.fixture
def normal(library: Library) -> Structure:
    return structure(library, "china-in-eurasia", "")


def fitted(source: str, library: Library) -> Fitted:
    return fit(parse(source.encode(), f"issues/{DAY}.yaml"), library)


def written(library: Library, edition: str) -> str:
    return skeleton(structure(library, "china-in-eurasia", edition), DAY)


@EDITIONS
def test_it_is_an_issue_that_is_only_not_filled_in(library: Library, edition: str) -> None:
    found = fitted(written(library, edition), library)
    assert {each.code for each in found.diagnostics} == {"S104"}
    assert {each.code for each in check(found)} == {"E101"}


@EDITIONS
def test_filled_in_it_is_without_fault(library: Library, edition: str) -> None:
    source = written(library, edition)
    filled = re.sub(r"^( *(?:- )?(?:title|label|headline):)$", r"\1 Some Words", source, flags=re.MULTILINE)
    filled = re.sub(r"^( *)text: \|$", r"\1text: |\n\1  Some words.", filled, flags=re.MULTILINE)
    found = fitted(filled, library)
    assert found.diagnostics == ()
    assert found.issue
    assert found.issue.edition == edition
    assert {each.code for each in check(found)} == {"E101", "L113"}


@EDITIONS
def test_what_is_optional_stands_in_it_as_a_comment_that_may_be_uncommented(
    library: Library, edition: str
) -> None:
    opened = "".join(
        line.removeprefix("# ") if re.match(r"# +(- )?\w+:( |$)|# +#", line) else line
        for line in written(library, edition).splitlines(keepends=True)
    )
    opened = re.sub(r"^( +)# (\w+:.*)$", r"\1\2", opened, flags=re.MULTILINE)
    found = fitted(opened, library)
    assert {each.code for each in found.diagnostics} == {"S104"}
    frame = structure(library, "china-in-eurasia", edition)
    assert [key for key in frame.fields if key not in found.document.plain()] == (
        [] if edition else ["edition"]
    )


def test_every_field_stands_in_it_under_what_it_is_for(normal: Structure, library: Library) -> None:
    lines = written(library, "").splitlines()
    for key in ("title", "lead", "stories", "watch"):
        above = lines[lines.index(f"{key}:") - 1]
        assert above.startswith(f"# {normal.fields[key].doc}")
    assert (
        "# The headline of the issue. It is the subject of the e-mail too. (at most 110 characters)" in lines
    )


def test_the_labels_that_readers_expect_are_in_it(library: Library) -> None:
    assert re.findall(r"label: (.+)", written(library, "")) == [
        "Finding Perspective",
        "Why It Matters",
        "What It Means",
        "The Details",
        "What You Need To Know",
    ]


def test_its_lists_are_as_long_as_they_have_to_be(library: Library) -> None:
    plain = parse(written(library, "").encode(), "x.yaml").plain()
    assert [len(plain[key]["items"]) for key in ("stories", "across")] == [3, 4]


def test_it_takes_a_list_of_lines_and_a_description_of_several(desk: Desk) -> None:
    desk.write(
        "components/photo/component.yaml",
        "doc: |\n  One line.\n  title: x\nfields:\n  tags: {type: list, of: line, min: 2, required: yes}\n",
    )
    library = desk.workspace.library
    source = written(library, "")
    assert "# The feature photo at the top of the issue. (optional)\n# photo:\n" in source
    assert "#   tags:\n#     -\n#     -\n" in source
    assert {each.code for each in fitted(source, library).diagnostics} == {"S104"}


@pytest.mark.parametrize(
    ("last", "today", "day"),
    [
        pytest.param(date(2024, 5, 22), date(2024, 5, 23), date(2024, 6, 5), id="one cadence after the last"),
        pytest.param(date(2024, 5, 22), date(2025, 1, 1), date(2024, 6, 5), id="however long ago that was"),
        pytest.param(None, date(2024, 5, 23), date(2024, 5, 29), id="without a last one, the next Wednesday"),
        pytest.param(None, date(2024, 5, 22), date(2024, 5, 22), id="today, if it is one"),
        pytest.param(None, date(2024, 12, 31), date(2025, 1, 1), id="over the end of a year"),
    ],
)
def test_the_next_issue_follows_the_cadence(
    normal: Structure, last: date | None, today: date, day: date
) -> None:
    assert next_date(normal, last, today) == day
