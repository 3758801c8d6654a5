"""A mistake in a platform's file is said at its line, and in the briefing that names one."""

from __future__ import annotations

import pytest

from copydesk.diagnostic import Refused
from copydesk.fitting import fit
from copydesk.platforms.reading import platform
from copydesk.reading import parse

from .conftest import ISSUE, Desk, at
from .mailing import LIBRARY

FILE = """\
name: A Post Office
doc: A system of these tests.
language: go
acts_on:
  - "@@\\\\w+"
call:
  write: POST /letters
  source: https://example.org/api
request: |
  {
    "title": "{subject}",
    "page": "{html}"
  }
tags:
  unsubscribe:
    write: "{{ Out }}"
    source: https://example.org/tags
    required: yes
escapes:
  - find: \\{\\{
    example: "{{ x }}"
    html: "&#123;&#123;"
    text: refuse
    line: refuse
    source: https://example.org/tags
comments:
  write: '{{ Safe "{comment}" }}'
  source: https://example.org/comments
headers:
  by: platform
  source: https://example.org/headers
limits:
  html:
    most: 100000
    source: https://example.org/limits
"""


def refused(desk: Desk, source: str) -> list[tuple[str, str, str]]:
    """Code, place and message of what is said of a platform's file."""
    desk.write("components/platforms/post.yaml", source)
    with pytest.raises(Refused) as refusal:
        platform(desk.workspace.library, "post")
    found = refusal.value.diagnostics
    assert {each.path for each in found} == {"components/platforms/post.yaml"}
    return [(each.code, at(each.span), each.message) for each in found]


def test_the_file_of_these_tests_is_without_fault(desk: Desk) -> None:
    desk.write("components/platforms/post.yaml", FILE)
    assert platform(desk.workspace.library, "post").name == "A Post Office"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("doc:", "docs:", [("S102", "2:1-2:5", "`docs` is no field.")]),
        ("  unsubscribe:", "  unsubscripe:", [("S102", "15:3-15:14", "`unsubscripe` is no field in `tags`.")]),
        ("    most: 100000", "    most: many", [("S120", "34:11-34:15", "A whole number belongs here.")]),
        (
            '"{{ Out }}"',
            '"{ Out }"',
            [("B011", "16:12-16:21", "`{ Out }` is no merge tag that A Post Office acts on.")],
        ),
        (
            '"{{ Out }}"',
            '"see {{ Out }}"',
            [("B011", "16:12-16:27", "`see {{ Out }}` is no merge tag that A Post Office acts on.")],
        ),
        (
            "find: \\{\\{",
            "find: \\{(\\{",
            [("B011", "20:11-20:16", "This is no regular expression: missing ), unterminated subpattern at position 2.")],
        ),
        ("find: \\{\\{", "find: (\\{\\{)", [("B011", "20:11-20:17", "An expression here has no groups of its own.")]),
        (
            "find: \\{\\{",
            "find: a{99999999999}",
            [("B011", "20:11-20:25", "This is no regular expression: the repetition number is too large.")],
        ),
        ('"{html}"', '"{markup}"', [("B011", "12:14-12:22", "Nothing is filled in for `{markup}`.")]),
        (
            '"{subject}",',
            '"{subject}"',
            [("B011", "12:5-12:6", "The request is no JSON: Expecting ',' delimiter.")],
        ),
        (
            '"{comment}"',
            '"{}"',
            [("B011", "27:10-27:27", "The form of a conditional comment has no place for the comment.")],
        ),
        (
            "  source: https://example.org/headers",
            "  source: https://example.org/headers\n  template: {List-Unsubscribe: x}",
            [("B011", "32:3-32:11", "A Post Office writes these headers itself: a second one would stand beside each.")],
        ),
    ],
)  # fmt: skip
def test_a_mistake_in_a_platforms_file_is_said_at_its_line(
    desk: Desk, old: str, new: str, expected: list[tuple[str, str, str]]
) -> None:
    assert FILE.count(old) == 1
    assert refused(desk, FILE.replace(old, new)) == expected


@pytest.mark.parametrize(
    "endless",
    [
        "(?:a+)+%",
        "(?:x|a*)*%",
        "(?:ab?)+%",
        "(?:aa|a){2,40}%",
        "%(?=(?:a{1,20}){1,20}b)",
        "(?:(?:a+)?)*?%",
        "(?i:(?>a*)b)++",
    ],
)
def test_an_expression_that_could_be_tried_without_end_is_refused_before_it_is(
    desk: Desk, endless: str
) -> None:
    ((code, place, message),) = refused(desk, FILE.replace("find: \\{\\{", f'find: "{endless}"'))
    assert (code, place) == ("B011", f"20:11-20:{13 + len(endless)}")
    assert (
        message
        == "A repetition here holds a choice or another repetition: there is no end to the ways to try."
    )
    ((_, place, _),) = refused(desk, FILE.replace('"@@\\\\w+"', f'"{endless}"'))
    assert place.startswith("5:5-")


@pytest.mark.parametrize("plain", ["%(?:a[._]+)?%", "(?:\\d{3}-)+%", "(?:cat|dog)s?", "a+b*c{2,}", "(?:ab)+"])
def test_an_expression_that_ends_is_taken(desk: Desk, plain: str) -> None:
    desk.write("components/platforms/post.yaml", FILE.replace("find: \\{\\{", f"find: '{plain}'"))
    assert platform(desk.workspace.library, "post").escapes[0].find == plain


def test_a_language_that_there_is_not_is_said_with_those_that_there_are(desk: Desk) -> None:
    (found,) = refused(desk, FILE.replace("language: go", "language: cobol"))
    assert found[:2] == ("S120", "3:11-3:16")
    assert "'handlebars'" in found[2]


def test_an_escape_for_no_part_is_said(desk: Desk) -> None:
    without = FILE.replace('    html: "&#123;&#123;"\n    text: refuse\n    line: refuse\n', "")
    assert refused(desk, without)[0][:2] == ("B011", "20:11-20:15")


def test_a_mistake_in_a_platforms_file_stops_the_build_and_nothing_is_written(desk: Desk) -> None:
    desk.write("components/platforms/post.yaml", FILE.replace('"{{ Out }}"', '"Out"'))
    with pytest.raises(Refused):
        desk.pack()
    assert not desk.workspace.dist.exists()


def test_a_platform_that_a_briefing_misspells_is_said_at_its_line(desk: Desk) -> None:
    source = (LIBRARY.roots[0] / "briefings" / "china-in-eurasia.yaml").read_text("utf-8")
    desk.write(
        "components/briefings/china-in-eurasia.yaml", source + "platforms:\n  - listmonk\n  - malchimp\n"
    )
    (found,) = fit(parse(ISSUE.encode(), "issues/x.yaml"), desk.workspace.library).diagnostics
    line = source.count("\n") + 3
    assert (found.path, found.code) == ("components/briefings/china-in-eurasia.yaml", "B003")
    assert at(found.span) == f"{line}:5-{line}:13"
    assert found.mend.startswith("Did you mean `mailchimp`?")


def test_a_platform_that_is_not_there_is_said(desk: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        platform(desk.workspace.library, "carrier-pigeon")
    (found,) = refusal.value.diagnostics
    assert (found.path, found.code) == ("components/platforms/carrier-pigeon.yaml", "B010")
    assert found.mend == f"These are there: {', '.join(LIBRARY.platforms)}."


@pytest.mark.parametrize(
    ("source", "code", "mend"),
    [
        ("", "Y005", "Copy another file of its kind into it, and change that: it begins with `name: ...`."),
        ("- name: A Post Office\n", "Y007", "Begin with lines such as `name: ...`."),
        (FILE.replace("doc:", "dok:"), "S102", "Did you mean `doc`?"),
    ],
)
def test_the_mend_of_a_platforms_file_is_one_for_a_platforms_file(
    desk: Desk, source: str, code: str, mend: str
) -> None:
    desk.write("components/platforms/post.yaml", source)
    with pytest.raises(Refused) as refusal:
        platform(desk.workspace.library, "post")
    assert [(each.code, each.mend) for each in refusal.value.diagnostics] == [(code, mend)]
