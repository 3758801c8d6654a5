"""`copydesk check` and `copydesk explain`: what is said, to whom, and what is mended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from copydesk.cli import main
from copydesk.manual import families, manual

from .conftest import ISSUE, ROOT

FAULTY = ISSUE.replace("The terminal stands empty.", "China’s terminal — stands  empty.").replace(
    "The ferry", "The Ferry"
)


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A faulty issue in the workspace that the command is typed in."""
    path = tmp_path / "issues" / "2024-05-22.yaml"
    path.parent.mkdir()
    path.write_text(FAULTY, "utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words, prog_name="copydesk")


def codes(*options: str) -> list[str]:
    return [each["code"] for each in json.loads(run("check", "--format", "json", *options).stdout)]


def test_fix_mends_the_file_and_says_how_much(source: Path) -> None:
    done = run("check", "--fix")
    assert done.exit_code == 0
    assert "mended 3 faults in issues/2024-05-22.yaml" in done.stderr
    assert "Nothing to mend in 1 file." in done.stdout
    assert source.read_text("utf-8") == ISSUE.replace("The terminal stands", "China's terminal -- stands")


def test_diff_shows_the_change_and_makes_none(source: Path) -> None:
    done = run("check", "--diff")
    assert "-    China’s terminal — stands  empty.\n+    China's terminal -- stands empty.\n" in done.stdout
    assert source.read_text("utf-8") == FAULTY


def test_fix_mends_only_what_is_selected(source: Path) -> None:
    run("check", "--fix", "--select", "P105")
    assert "China’s terminal — stands empty." in source.read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "left"),
    [
        ([], ["P101", "P102", "P105"]),
        (["--select", "P102"], ["P102"]),
        (["--select", "P", "--ignore", "P101,P105"], ["P102"]),
        (["--ignore", "P"], []),
    ],
    ids=["all", "one", "a family less two", "none of a family"],
)
def test_codes_and_families_are_selected_and_ignored(
    options: list[str], left: list[str], source: Path
) -> None:
    assert sorted(codes(*options)) == left


@pytest.mark.parametrize(("options", "code"), [([], 0), (["--strict"], 1)], ids=["usually", "strictly"])
def test_a_warning_counts_only_if_one_is_strict(options: list[str], code: int, source: Path) -> None:
    assert run("check", *options).exit_code == code


def test_json_says_all_that_a_diagnostic_holds(source: Path) -> None:
    found = json.loads(run("check", "--format", "json", "--select", "P102").stdout)
    assert found == [
        {
            "path": "issues/2024-05-22.yaml",
            "line": 7,
            "column": 21,
            "end_line": 7,
            "end_column": 24,
            "severity": "warning",
            "code": "P102",
            "message": "A dash is written as two hyphens between blanks.",
            "mend": "Write ` -- `.",
            "fix": {
                "title": "Write ` -- `.",
                "edits": [
                    {"start": FAULTY.index(" — "), "end": FAULTY.index(" — ") + 3, "replacement": " -- "}
                ],
            },
        }
    ]


def test_github_is_told_where_to_show_it(source: Path) -> None:
    done = run("check", "--format", "github", "--select", "P102")
    assert done.stdout == (
        "::warning file=issues/2024-05-22.yaml,line=7,col=21,endLine=7,endColumn=24,title=P102::"
        "A dash is written as two hyphens between blanks. Write ` -- `.\n"
    )


def test_sarif_names_the_rule_the_place_and_the_fix(source: Path) -> None:
    log = json.loads(run("check", "--format", "sarif", "--select", "P102").stdout)
    (found,) = log["runs"][0]["results"]
    (rule,) = log["runs"][0]["tool"]["driver"]["rules"]
    region = {"startLine": 7, "startColumn": 21, "endLine": 7, "endColumn": 24}
    assert log["version"] == "2.1.0"
    assert (rule["id"], rule["shortDescription"]) == ("P102", {"text": "A dash is not the house's."})
    assert found["locations"][0]["physicalLocation"]["region"] == region
    (change,) = found["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": " -- "}}]


def test_explain_without_a_code_lists_every_code_family_by_family() -> None:
    lines = run("explain").stdout.splitlines()
    listed = [line.split()[0] for line in lines if line.startswith("  ")]
    assert listed == list(manual())
    assert [line for line in lines if line and not line.startswith("  ")] == list(families())


def test_explain_says_what_any_code_is_about_that_a_diagnostic_can_bear() -> None:
    assert run("explain", "S102").stdout.startswith("S102 error\n\nA name is none of a field.")
    assert run("explain", "v103").stdout.startswith("V103 warning\n\nA waiver gives no reason.")


def test_explain_says_what_a_check_is_about() -> None:
    said = run("explain", "l110").stdout
    assert said.startswith("L110 warning\n\nThe words of a link do not say where it leads.")
    assert "Instead of" in said


def test_the_page_of_all_codes_is_what_the_manual_says() -> None:
    """`make help` writes it anew."""
    page = (ROOT / "src" / "copydesk" / "checks" / "README.md").read_text("utf-8")
    assert page == run("explain", "--page").stdout
    assert [line[4:] for line in page.splitlines() if line.startswith("### ")] == list(manual())


def test_explain_of_an_unknown_code_is_a_wrong_use() -> None:
    done = run("explain", "X999")
    assert done.exit_code == 2
    assert "`copydesk explain` lists them all." in done.stderr


def test_that_a_file_cannot_be_read_is_said_whatever_is_selected(source: Path) -> None:
    source.write_text(ISSUE.replace("title: A", "title: A: A"), "utf-8")
    done = run("check", "--select", "P")
    assert (done.exit_code, "Y012" in done.stdout) == (1, True)


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_that_there_is_not_is_a_wrong_use_of_the_command(option: str, source: Path) -> None:
    done = run("check", option, "P,ZZ9")
    assert done.exit_code == 2
    assert "No code begins with `ZZ9`" in done.stderr


def test_a_diff_is_shown_as_text_alone(source: Path) -> None:
    assert run("check", "--diff", "--format", "json").exit_code == 2
