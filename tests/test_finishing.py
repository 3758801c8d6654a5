"""`copydesk check --message` makes each message, proves it as the build does, and says what it weighs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from copydesk.diagnostic import Diagnostic
from copydesk.examine import examine
from copydesk.finishing import proof
from copydesk.fitting import fit
from copydesk.library import Library
from copydesk.reading import parse
from copydesk.render import render

from .conftest import ISSUE, ROOT, Desk, lengthy

COMMAND = [sys.executable, "-m", "copydesk"]
LAYOUT = (ROOT / "components" / "layout" / "layout.mjml.j2").read_text("utf-8")


def found(desk: Desk, issue: str) -> list[Diagnostic]:
    fitted = examine(desk.write("issues/2024-05-22.yaml", issue), desk.workspace)
    return list(proof(fitted, desk.workspace.library))


def grown(size: int) -> str:
    """An issue whose last section takes so many bytes more."""
    return ISSUE.replace("    The court sits again in June.", lengthy(size))


def test_of_a_message_without_a_fault_there_is_nothing_to_say(desk: Desk) -> None:
    assert found(desk, ISSUE) == []


def test_a_message_that_gmail_cuts_off_names_the_three_sections_that_cost_most(desk: Desk) -> None:
    (fault,) = found(desk, grown(80_000))
    assert (fault.code, fault.path) == ("M103", "issues/2024-05-22.yaml")
    assert re.fullmatch(
        r"The HTML has 1\d\d,\d{3} bytes: Gmail cuts it off behind 102,000\. The most of them are in "
        r"`watch` with \d\d,\d{3}, `stories` with \d,\d{3}, and `masthead` with \d,\d{3}\.",
        fault.message,
    )


def test_a_message_close_to_that_is_warned_of_in_the_same_words(desk: Desk) -> None:
    (fault,) = found(desk, grown(60_000))
    assert (fault.code, fault.severity) == ("M104", "warning")
    assert "The most of them are in `watch` with " in fault.message


def test_a_section_costs_what_the_message_is_shorter_by_without_it(library: Library) -> None:
    """Counted in bytes."""
    issue = fit(parse(ISSUE.replace("June", "五月").encode(), "issues/x.yaml"), library).issue
    plain = fit(parse(ISSUE.encode(), "issues/x.yaml"), library).issue
    assert issue
    assert plain
    costs = render(issue, library).sections
    assert list(costs) == [part.section.key for part in issue.parts if part.section.medium != "web"]
    whole = len(render(issue, library).html.encode())
    assert all(0 < cost < whole for cost in costs.values())
    assert costs["watch"] - render(plain, library).sections["watch"] == len("五月".encode()) - len("June")


def test_a_host_beside_those_of_the_pictures_is_named(desk: Desk) -> None:
    pixel = '<mj-raw><img src="https://pixel.example.org/x.gif" alt="" width="1" height="1"></mj-raw>'
    desk.write("components/layout/layout.mjml.j2", LAYOUT.replace("{{ body }}", "{{ body }}" + pixel))
    notes = [each for each in found(desk, ISSUE) if each.code == "M105"]
    assert [each.message for each in notes] == [
        "Opening the message contacts pixel.example.org, beside the hosts of its pictures."
    ]


def test_an_issue_with_an_error_is_not_made_into_a_message_and_that_is_said(desk: Desk) -> None:
    assert [each.code for each in found(desk, ISSUE.replace("title:", "titel:"))] == ["M106"]


@pytest.fixture
def faulty(desk: Desk) -> Desk:
    """A workspace whose message cannot be made, for a fault in a component."""
    desk.write("issues/2024-05-22.yaml", ISSUE)
    desk.write("components/imprint/imprint.mjml.j2", "<mj-section>{{ adress }}</mj-section>\n")
    return desk


def check(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, "check", *words], cwd=folder, capture_output=True, text=True, check=False
    )


def test_check_says_it_only_where_it_is_asked_to(faulty: Desk) -> None:
    assert check(faulty.root).returncode == 0
    asked = check(faulty.root, "--message", "--format", "json")
    assert (asked.returncode, [each["code"] for each in json.loads(asked.stdout)]) == (1, ["R001"])
    assert check(faulty.root, "--message", "--ignore", "R001").returncode == 0


def test_check_of_the_copy_alone_does_not_load_the_renderer(faulty: Desk) -> None:
    code = "import sys\nsys.argv = ['copydesk', 'check']\nfrom copydesk.__main__ import main\ntry: main()\nfinally: print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=faulty.root, capture_output=True, text=True, check=True
    )
    assert {"jinja2", "mjml", "premailer", "lxml"} & set(done.stdout.splitlines()[-1].split()) == set()


def test_a_message_is_made_without_loading_what_asks_servers_or_serves() -> None:
    """premailer would load it, for a tenth of a second; who asks for the library itself gets it nevertheless."""
    code = (
        "import sys, copydesk.making.one\nprint(*sys.modules)\nimport requests\nprint(requests.get.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded, asked_for = done.stdout.splitlines()
    assert {"requests", "urllib3", "starlette", "uvicorn", "pygls", "markdown_it"} & set(
        loaded.split()
    ) == set()
    assert asked_for == "get"
