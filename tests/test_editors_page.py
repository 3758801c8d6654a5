"""docs/editors.md and the workflow to copy: what a reader pastes can be read, and names what there is."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

import click
import pytest
import yaml

from copydesk.cli import COMMANDS, main

from .conftest import ROOT

PAGE = (ROOT / "docs/editors.md").read_text("utf-8")
WORKFLOW = yaml.safe_load((ROOT / "docs/github-workflow.yaml").read_bytes())
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_bytes())
EDITORS = ("VS Code", "Neovim", "Helix", "Zed", "Emacs")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)


def parts(values: Any) -> str:
    return json.dumps(values)


def test_every_block_of_settings_can_be_read() -> None:
    for settings in (*map(json.loads, blocks("json")), *map(tomllib.loads, blocks("toml"))):
        assert "copydesk" in parts(settings)
    for code in (*blocks("lua"), *blocks("elisp")):
        assert [code.count(each) for each in "({["] == [code.count(each) for each in ")}]"]


@pytest.mark.parametrize("editor", EDITORS)
def test_every_editor_has_a_recipe_for_the_server_and_for_the_schema(editor: str) -> None:
    (section,) = re.findall(rf"^## {editor}\n(.*?)(?=^## )", PAGE, flags=re.DOTALL | re.MULTILINE)
    assert "language server" in section
    assert ".copydesk/issue.schema.json" in section
    assert "lsp" in section


def commands(value: Any) -> list[str]:
    """The copydesk commands in a workflow or a hook."""
    return re.findall(r"copydesk ([a-z]+(?: --[a-z]+(?: [a-z]+)?)*)", parts(value))


@pytest.mark.parametrize("source", [PAGE, WORKFLOW, HOOKS], ids=["page", "workflow", "hooks"])
def test_every_command_is_one_that_there_is(source: Any) -> None:
    runs = [found for found in commands(source) if found.split()[0] in COMMANDS]
    assert runs
    for run in runs:
        name, *words = run.split()
        command = main.get_command(click.Context(main), name)
        assert command
        command.make_context(name, words)


def test_the_workflow_says_faults_beside_their_lines_and_uploads_what_it_wrote() -> None:
    steps = {name: job["steps"] for name, job in WORKFLOW["jobs"].items()}
    assert steps["check"][-1]["run"] == ".venv/bin/copydesk check --format github"
    written = re.search(r"> (\S+)", steps["scan"][-2]["run"])
    assert written
    assert steps["scan"][-1]["with"]["sarif_file"] == written[1]
    assert WORKFLOW["jobs"]["scan"]["permissions"]["security-events"] == "write"
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for each in steps.values():
        assert f"\n{each[2]['run'].removeprefix('make ')}:" in makefile


def test_the_workflow_asks_for_a_python_that_copydesk_runs_on() -> None:
    versions = {
        step["with"]["python-version"]
        for job in WORKFLOW["jobs"].values()
        for step in job["steps"]
        if "setup-python" in step.get("uses", "")
    }
    assert versions == {"3.12"}
