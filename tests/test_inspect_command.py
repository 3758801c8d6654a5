"""`copydesk inspect` in a terminal and for machines, and what `copydesk build` says of the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from .conftest import ISSUE, ROOT, Desk, lengthy

COMMAND = [sys.executable, "-m", "copydesk"]
IMPRINT = (ROOT / "components" / "imprint" / "imprint.mjml.j2").read_text("utf-8")


def run(desk: Desk, *words: str, columns: int = 80) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words],
        cwd=desk.root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": str(columns)},
    )


@pytest.fixture
def written(desk: Desk) -> Desk:
    desk.write("issues/2024-05-22.yaml", ISSUE)
    return desk


@pytest.mark.parametrize("columns", [60, 80, 100])
def test_it_fits_the_terminal_and_has_no_color_in_a_pipe(written: Desk, columns: int) -> None:
    done = run(written, "inspect", columns=columns)
    assert (done.returncode, done.stderr) == (0, "")
    assert max(map(len, done.stdout.splitlines())) <= columns
    assert "\x1b" not in done.stdout


def test_it_says_what_clients_do_not_support_and_what_readers_get_instead(written: Desk) -> None:
    lines = run(written, "inspect").stdout.splitlines()
    begin = lines.index("  @media (prefers-color-scheme)  tested 2023-03-08")
    block = "\n".join(lines[begin : begin + 9])
    assert "    no        Gmail (Android 2022-12, Desktop Webmail 2022-12, iOS 2022-12)," in block
    assert "    where     the head and the frame" in block
    assert "    instead   The colors of the light scheme" in block


def test_it_says_what_the_message_weighs_and_whom_it_tells(written: Desk) -> None:
    shown = run(written, "inspect", "--link-bytes", "300").stdout
    assert " of 102,000, where Gmail cuts" in shown
    assert " of 102,000, at 300 bytes a link" in shown
    assert "    contacts  no host at all\n" in shown


def test_a_message_that_tracking_makes_too_long_says_where_gmail_would_cut_it(written: Desk) -> None:
    written.write("issues/2024-05-22.yaml", ISSUE.replace("    The terminal stands empty.", lengthy(63_000)))
    shown = run(written, "inspect", "--link-bytes", "2000").stdout
    assert "Gmail would cut the message within `" in shown


def test_machines_get_all_of_it_as_json(written: Desk) -> None:
    done = run(written, "inspect", "--format", "json")
    (found,) = json.loads(done.stdout)
    assert found["path"] == "issues/2024-05-22.yaml"
    media = next(each for each in found["features"] if each["key"] == "css-at-media")
    outlook = next(each for each in media["support"] if each["client"] == "outlook.windows")
    assert (outlook["version"], outlook["level"], media["tested"]) == ("2019", "n", "2023-12-13")
    assert {each["client"] for each in media["support"]} == set(found["clients"])
    assert (media["around"], media["sections"]) == (True, [])
    assert sum(found["weight"]["sections"].values()) + found["weight"]["around"] == found["weight"]["html"]
    assert found["privacy"]["hosts"] == []
    assert found["diagnostics"] == []


def test_an_issue_with_an_error_is_said_to_have_it_and_the_others_are_inspected(written: Desk) -> None:
    written.write("issues/2024-06-05.yaml", ISSUE.replace("title:", "titel:").replace("05-22", "06-05"))
    done = run(written, "inspect")
    assert done.returncode == 1
    assert "issues/2024-06-05.yaml:3:1: error S102" in done.stderr
    assert done.stdout.startswith("issues/2024-05-22.yaml\n")


def test_a_file_that_is_not_there_is_said_so(written: Desk) -> None:
    done = run(written, "inspect", "issues/none.yaml")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


def test_a_faulty_declaration_leaves_with_one(written: Desk) -> None:
    component = (ROOT / "components" / "imprint" / "component.yaml").read_text("utf-8")
    written.write("components/imprint/component.yaml", component + "fallbacks:\n  css-gird: None.\n")
    done = run(written, "inspect")
    assert done.returncode == 1
    assert "error C104 Can I email has no feature `css-gird`." in done.stdout


def test_a_build_of_a_whole_message_says_nothing_of_clients(written: Desk) -> None:
    assert run(written, "build").stderr == ""


def test_a_build_says_in_one_line_what_has_no_fallback(written: Desk) -> None:
    style = '<span style="border-radius:4px;hyphens:auto;cursor:pointer;widows:2"'
    written.write("components/imprint/imprint.mjml.j2", IMPRINT.replace("<span", style))
    done = run(written, "build")
    assert done.returncode == 0
    (said,) = (line for line in done.stderr.splitlines() if "warning" in line)
    assert said == (
        "issues/2024-05-22.yaml:1:1: warning C101 `border-radius`, `cursor`, `hyphens`, and 1 other feature are "
        "not supported by Apple Mail (iOS), Gmail (Android), Gmail (Desktop Webmail), and 4 other clients, and nothing is "
        "declared to stand in."
    )


def test_a_build_says_whom_else_a_message_tells(written: Desk) -> None:
    pixel = '<img src="https://count.example.net/x.gif" alt="" width="1" height="1">{%- for'
    written.write("components/imprint/imprint.mjml.j2", IMPRINT.replace("{%- for", pixel, 1))
    done = run(written, "build")
    assert "warning M107 Opening the message contacts count.example.net" in done.stderr
    assert "warning M108 " in done.stderr


def test_a_picture_from_somebody_else_s_host_is_not_built(written: Desk) -> None:
    photo = "photo:\n  image: https://cdn.example.com/a.jpg\n  alt: Five cranes over an empty quay\n"
    written.write("issues/2024-05-22.yaml", ISSUE + photo)
    done = run(written, "build")
    assert done.returncode == 1
    line = (ISSUE + photo)[: (ISSUE + photo).index("  image:")].count("\n") + 1
    assert f"issues/2024-05-22.yaml:{line}:10: error A108 `cdn.example.com` would learn" in done.stderr
