"""Every check finds what it is for, at its place, and nothing else: tests/cases/<CODE>.yaml.

A case is an issue, or so much of one as the check reads, under the name of its file if that matters.
`answers` are what servers said when they were asked. Those under `fail` say where each finding stands (`3:8-3:12`, from line 3, column 8, up to column 12)
and, where a machine can mend it, what the issue then is.
"""

from dataclasses import replace
from typing import Any

import pytest

from copydesk.answer import Answer, Said
from copydesk.checks import CHECKS, check
from copydesk.checks.memory import remembered
from copydesk.checks.registry import check_issue
from copydesk.diagnostic import Diagnostic, Severity
from copydesk.fitting import fit
from copydesk.library import Library
from copydesk.manuscript import Manuscript
from copydesk.reading import parse, read

from .conftest import ISSUE, ROOT, at, mended

CASES = ROOT / "tests" / "cases"


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}-{number}")
        for path in sorted(CASES.glob("*.yaml"))
        for number, case in enumerate(read(path).plain().get(kind, []), 1)
    ]


def found(code: str, case: dict[str, Any], library: Library, source: str) -> list[Diagnostic]:
    fitted = fit(parse(source.encode(), case.get("name", "issues/x.yaml")), library)
    if "earlier" in case:
        before = fit(parse(case["earlier"].encode(), "issues/before.yaml"), library)
        fitted = replace(fitted, earlier=(remembered(before),))
    answers = {
        address: Answer(Said(said["said"]), int(said.get("status", 0)), said.get("moved", ""))
        for address, said in case.get("answers", {}).items()
    }
    return [each for each in check(replace(fitted, answers=answers)) if each.code == code]


@pytest.mark.parametrize("code", CHECKS)
def test_every_check_has_a_case_that_passes_and_one_that_fails(code: str) -> None:
    document = read(CASES / f"{code}.yaml")
    assert document.diagnostics == []
    assert {"pass", "fail"} <= document.plain().keys()


def test_every_case_is_one_of_a_check() -> None:
    assert {path.stem for path in CASES.glob("*.yaml")} <= set(CHECKS)


@pytest.mark.parametrize(("code", "case"), cases("pass"))
def test_what_is_right_passes(code: str, case: dict[str, Any], library: Library) -> None:
    assert found(code, case, library, case["issue"]) == []


@pytest.mark.parametrize(("code", "case"), cases("fail"))
def test_what_is_wrong_is_found_at_its_place(code: str, case: dict[str, Any], library: Library) -> None:
    diagnostics = found(code, case, library, case["issue"])
    assert [at(each.span) for each in diagnostics] == case["at"]
    assert {each.severity for each in diagnostics} == {CHECKS[code].severity}
    assert all(each.message.endswith((".", "?")) and each.mend.endswith((".", "?")) for each in diagnostics)


@pytest.mark.parametrize(("code", "case"), cases("fail"))
def test_what_a_machine_can_mend_is_then_right(code: str, case: dict[str, Any], library: Library) -> None:
    fixes = [each.fix for each in found(code, case, library, case["issue"])]
    assert mended(case["issue"], fixes) == case.get("fixed", case["issue"])
    if "fixed" in case:
        left = found(code, case, library, case["fixed"])
        assert len(left) == fixes.count(None) < len(fixes)


@pytest.mark.parametrize("code", CHECKS)
def test_every_check_explains_itself(code: str) -> None:
    """Its docstring is its manual page: what is wrong in a sentence, then why it matters."""
    first, _, rest = CHECKS[code].doc.partition("\n\n")
    assert first.endswith(".")
    assert "\n" not in first
    assert rest.strip()


def test_a_good_issue_passes_every_check(library: Library) -> None:
    assert check(fit(parse(ISSUE.encode(), "issues/2024-05-22.yaml"), library)) == ()


def test_an_issue_that_does_not_fit_is_checked_all_the_same(library: Library) -> None:
    source = ISSUE.replace("title: A Harbor And Its Lenders\n", "").replace(
        "(https://example.org/loan)", "(loan)"
    )
    fitted = fit(parse(source.encode(), "issues/2024-05-22.yaml"), library)
    assert fitted.issue is None
    assert [(each.code, each.span.line) for each in check(fitted)] == [("L101", 10)]


def test_what_is_found_comes_in_the_order_of_the_lines(library: Library) -> None:
    source = ISSUE.replace("2024-05-22", "2024-05-23").replace(
        "    The court", "    [The](x) [court] (https://x.org)"
    )
    places = [each.span for each in check(fit(parse(source.encode(), "issues/2024-05-22.yaml"), library))]
    assert places == sorted(places)
    assert {2, 44} <= {place.line for place in places}


def test_where_a_text_could_not_be_placed_nothing_is_mended_by_machine(library: Library) -> None:
    """Its parts would be looked for in the wrong places."""
    fitted = fit(parse(ISSUE.encode(), "issues/2024-05-22.yaml"), library)
    copy = next(each for each in fitted.copy if each.path == ("watch", "text"))
    other = replace(copy, text=copy.text._replace(value="Xi’s court sits"))
    found = check(replace(fitted, manuscript=Manuscript((other,))))
    assert "P101" in {each.code for each in found}
    assert [each.fix for each in found if each.fix] == []


def test_of_a_flood_of_faults_so_many_are_reported_as_anybody_mends_at_once(library: Library) -> None:
    source = ISSUE.replace("The court sits", "[" * 1000 + " The court sits")
    found = check(fit(parse(source.encode(), "issues/2024-05-22.yaml"), library))
    assert [each.code for each in found].count("P115") == 200


def test_a_code_is_given_once() -> None:
    with pytest.raises(ValueError, match="two checks have the code L101"):
        check_issue("L101", Severity.NOTE)(lambda _: iter(()))
