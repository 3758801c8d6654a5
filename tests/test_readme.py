"""The README does what it says: its commands run in the order in which a newcomer types them."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from copydesk.fitting import fit
from copydesk.reading import parse
from copydesk.workspace import Workspace

from .conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
COPYDESK = Path(sys.executable).with_name("copydesk")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A copy of the workspace that the repository is."""
    for name in ("issues", "components"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def run(desk: Path, line: str) -> subprocess.CompletedProcess[str]:
    command = [str(COPYDESK), *shlex.split(line)[1:]]
    return subprocess.run(command, cwd=desk, capture_output=True, text=True, check=False)


def test_the_commands_run_in_order_and_print_what_the_readme_shows(desk: Path) -> None:
    issue = next(block for block in blocks("yaml") if block.startswith("briefing:"))
    for block in blocks("console"):
        lines = block.splitlines()
        commands = [line.removeprefix("$ ") for line in lines if line.startswith("$ copydesk")]
        shown = [line for line in lines if not line.startswith("$ ")]
        for command in commands:
            done = run(desk, command)
            assert done.returncode == 0, done.stdout + done.stderr
            if command == "copydesk new":
                (desk / "issues" / "2024-06-05.yaml").write_text(issue, "utf-8")
            assert [line for line in shown if line not in done.stdout.splitlines()] == []


def test_the_issue_in_the_readme_fits_without_a_word_of_complaint() -> None:
    (issue,) = (block for block in blocks("yaml") if block.startswith("briefing:"))
    found = fit(parse(issue.encode(), "issues/2024-06-05.yaml"), Workspace(ROOT).library)
    assert found.diagnostics == ()


def test_the_fault_in_the_readme_is_what_a_misspelt_key_gives(desk: Path) -> None:
    (issue,) = (block for block in blocks("yaml") if block.startswith("briefing:"))
    (fault,) = (block for block in blocks("text") if "error S102" in block)
    path = desk / "issues" / "2024-06-05.yaml"
    path.write_text(issue.replace("title:", "titel:", 1), "utf-8")
    done = run(desk, "copydesk check issues/2024-06-05.yaml")
    path.write_text(issue, "utf-8")
    assert done.returncode == 1
    assert fault.strip() in done.stdout


def test_every_command_and_its_files_are_in_the_readme() -> None:
    listed = set(re.findall(r"^\| `copydesk ([a-z]+)", README, flags=re.MULTILINE))
    done = run(ROOT, "copydesk --help")
    offered = set(re.findall(r"^  ([a-z]+)  ", done.stdout.split("Commands:")[1], flags=re.MULTILINE))
    assert listed == offered


def test_the_help_page_is_what_the_commands_say_of_themselves() -> None:
    """`make help` writes it anew."""
    done = subprocess.run(
        [sys.executable, "-c", "from copydesk.cli import main; main(['--help'], prog_name='copydesk')"],
        capture_output=True,
        text=True,
        check=True,
        env={"COLUMNS": "80"},
    )
    assert run(ROOT, "copydesk --help").stdout == done.stdout
