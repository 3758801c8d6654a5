"""`check --format sarif` is what the standard and GitHub's code scanning take: asked of others than ourselves.

Microsoft's validator knows the rules of both, and brings the schema of SARIF 2.1.0 (tests/sarif/).
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from copydesk.answer import Answer, Said
from copydesk.cli import main
from copydesk.examine import examine
from copydesk.formats import sarif
from copydesk.manual import manual
from copydesk.workspace import Workspace

from .conftest import ISSUE, ROOT

(TOOLS,) = (ROOT / "tests/sarif/node_modules/@microsoft").glob("sarif-multitool-*")
SCHEMA = json.loads((TOOLS / "sarif-2.1.0.json").read_text("utf-8"))
NAME = "2024-05-22 größe, 50% [中国].yaml"
FAULTY = (
    ISSUE.replace("standfirst:", "standfrist:")
    .replace(
        "The terminal",
        "中国的码头👩\u200d👧 — “empty”, see [the\n    pier] (https://example.org/a b). The terminal",
    )
    .replace("title: A", "# waive H105: \ntitle: A")
)


@pytest.fixture
def log(tmp_path: Path) -> dict[str, Any]:
    """What is said of an issue with faults of every weight, in a file with a difficult name."""
    workspace = Workspace(tmp_path)
    path = workspace.issues / "of may" / NAME
    path.parent.mkdir(parents=True)
    path.write_text(FAULTY, "utf-8")
    answers = {"https://example.org/loan": Answer(Said.MOVED, 200, "https://example.org/new")}
    fitted = examine(path, workspace, answers)
    pages = {code: page.text for code, page in manual().items()}
    found: dict[str, Any] = json.loads(
        sarif(fitted.diagnostics, pages, "0.1.0", lambda _path, offset: fitted.document.position(offset))
    )
    return found


def validated(log: dict[str, Any], folder: Path) -> set[tuple[str, str]]:
    """What the validator finds: rule and level, but for its notes."""
    source, said = folder / "log.sarif", folder / "said.sarif"
    source.write_text(json.dumps(log), "utf-8")
    (program,) = TOOLS.glob("Sarif.Multitool")
    program.chmod(0o755)
    command = [program, "validate", source, "--rule-kind", "Sarif;Gh", "--output", said]
    subprocess.run(
        [*command, "--config", ROOT / "tests/sarif/policy.xml", "--log", "ForceOverwrite"],
        env={
            **os.environ,
            "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1",
            "DOTNET_BUNDLE_EXTRACT_BASE_DIR": str(folder),
        },
        check=True,
        capture_output=True,
    )
    (run,) = json.loads(said.read_text("utf-8-sig"))["runs"]
    assert run["invocations"][0]["executionSuccessful"]
    return {(each["ruleId"], each.get("level", "warning")) for each in run["results"]}


def test_the_log_has_all_that_may_go_wrong_in_one(log: dict[str, Any]) -> None:
    """Every weight, fixes, a fault over two lines: else the tests below would prove little."""
    results = log["runs"][0]["results"]
    regions = [each["locations"][0]["physicalLocation"]["region"] for each in results]
    assert {each["level"] for each in results} == {"error", "warning", "note"}
    assert {"S102", "V103", "L103", "P101", "N102"} <= {each["ruleId"] for each in results}
    assert any("fixes" in each for each in results)
    assert any(each["startLine"] < each["endLine"] for each in regions)


def test_it_has_the_form_of_the_standard(log: dict[str, Any]) -> None:
    jsonschema.validate(log, SCHEMA)
    log["runs"][0]["results"][0]["level"] = "grave"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(log, SCHEMA)


def test_it_keeps_the_rules_of_the_standard_and_of_github(log: dict[str, Any], tmp_path: Path) -> None:
    """SARIF2005 asks for the address of the tool's home page: it has none."""
    assert validated(log, tmp_path) == {("SARIF2005", "warning")}


def test_the_validator_is_awake(log: dict[str, Any], tmp_path: Path) -> None:
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = NAME
    del log["runs"][0]["tool"]["driver"]["rules"][0]["help"]
    assert {("SARIF1002", "error"), ("GH2012", "error")} <= validated(log, tmp_path)


def test_the_command_says_the_same(
    log: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = json.loads(CliRunner().invoke(main, ["check", "--format", "sarif"]).stdout)
    rules = {each["id"]: each for each in log["runs"][0]["tool"]["driver"]["rules"]}
    assert said["runs"][0]["tool"]["driver"]["rules"] == [rules[each] for each in rules if each != "N102"]


def test_a_rule_says_what_the_check_is_about_and_how_much_it_weighs(log: dict[str, Any]) -> None:
    rules = {each["id"]: each for each in log["runs"][0]["tool"]["driver"]["rules"]}
    assert rules["P101"]["shortDescription"]["text"] == "A quotation mark or an apostrophe is curly."
    assert "Instead of" in rules["P101"]["help"]["text"]
    assert rules["N102"]["defaultConfiguration"] == {"level": "note"}
    assert rules["S102"]["shortDescription"]["text"] == "A name is none of a field."
