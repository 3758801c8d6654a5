"""What an editor is told of an issue, where it stands, and how it is mended."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ISSUE
from tests.desks import NAME, editor, message, preview


def test_what_is_told_of_an_issue_is_what_check_says(desk: Page, root: Path, source: Path) -> None:
    source.write_text(ISSUE.replace("It opens in June.", "It  opens in June, 40 % of it."))
    expect(desk.locator("#problems li").first).to_be_visible()
    said = subprocess.run(
        [sys.executable, "-m", "copydesk", "check", "--format", "json"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    codes = [each["code"] for each in json.loads(said.stdout)]
    shown = desk.locator("#problems .where").all_text_contents()
    assert sorted(each.split(" \u00b7 ")[1] for each in shown) == sorted(codes)


def test_what_a_mailing_system_would_not_deliver_is_said(desk: Page, source: Path) -> None:
    source.write_text(ISSUE.replace("It opens in June.", "It says *|FNAME|* on the bridge."))
    found = desk.locator("#problems .built li").first
    expect(found).to_contain_text("Mailchimp")
    found.locator(".go").click()
    expect(desk.locator("#source .here")).to_contain_text("*|FNAME|*")


def test_a_problem_leads_to_its_place_and_its_lines(desk: Page, source: Path) -> None:
    source.write_text(ISSUE.replace("It opens in June.", "It  opens in June, 40 % of it."))
    problem = desk.locator("#problems li", has_text="percent").first
    problem.locator(".go").click()
    line = 1 + source.read_text()[: source.read_text().index("It  opens")].count("\n")
    expect(desk.locator("#source .here")).to_contain_text("It  opens in June")
    expect(desk.locator("#source h3")).to_have_text(f"issues/{NAME}, line {line}")
    place = message(desk).locator("text=opens in June")
    assert place.evaluate(
        "block => { const at = block.getBoundingClientRect().top; return at > 0 && at < innerHeight }"
    )


def test_a_click_on_a_paragraph_shows_its_line_and_opens_it_in_the_editor(desk: Page, source: Path) -> None:
    message(desk).get_by_text("They differ by an island.").click()
    line = 1 + ISSUE[: ISSUE.index("They differ")].count("\n")
    expect(desk.locator("#source .here")).to_contain_text("They differ by an island.")
    expect(desk.locator("#source a")).to_have_attribute("href", re.compile(f"^vscode://file{source}:{line}:"))


@pytest.mark.parametrize(
    ("chosen", "begins"), [("idea", "idea://open?file="), ("my://{path}#{line}", "my://")]
)
def test_the_editor_is_the_one_that_was_chosen(
    browser: Browser, tmp_path: Path, chosen: str, begins: str
) -> None:
    (tmp_path / "issues").mkdir()
    (tmp_path / "issues" / NAME).write_text(ISSUE)
    with preview(tmp_path, "--editor", chosen) as address, editor(browser, address, width=1800) as page:
        message(page).get_by_text("They differ by an island.").click()
        expect(page.locator("#source a")).to_have_attribute("href", re.compile("^" + re.escape(begins)))


def test_a_fix_is_written_as_check_writes_it_and_taken_back(desk: Page, source: Path) -> None:
    wrong = ISSUE.replace("It opens in June.", "It  opens in June.")
    source.write_text(wrong)
    desk.locator("#problems .fix").first.click()
    expect(desk.locator("#problems")).to_contain_text("Nothing to mend")
    assert source.read_text() == ISSUE
    desk.get_by_role("button", name="Take the last mend back").click()
    expect(desk.locator("#problems li")).to_have_count(1)
    assert source.read_text() == wrong


def test_a_file_that_changed_since_is_not_mended(desk: Page, source: Path) -> None:
    source.write_text(ISSUE.replace("It opens in June.", "It  opens in June."))
    desk.locator("#problems .fix").first.click()
    expect(desk.locator("#problems")).to_contain_text("Nothing to mend")
    source.write_text(ISSUE.replace("It opens in June.", "It opened in May."))
    expect(message(desk).locator("body")).to_contain_text("It opened in May.")
    expect(desk.get_by_role("button", name="Take the last mend back")).to_have_count(0)
    assert "It opened in May." in source.read_text()


def test_the_weight_by_section_and_every_link_are_listed(desk: Page) -> None:
    desk.get_by_role("tab", name="Weight").click()
    expect(desk.locator("#weight .sum")).to_contain_text("102,000")
    expect(desk.locator("#weight tbody tr", has_text="stories")).to_contain_text(re.compile(r"\d,\d{3}"))
    expect(desk.locator("#weight")).to_contain_text("Opening it contacts nobody.")
    desk.get_by_role("tab", name="Links").click()
    expect(desk.locator("#links")).to_contain_text("https://example.org/loan")


def test_where_gmail_cuts_is_drawn_on_the_message(desk: Page, source: Path) -> None:
    long = ("        " + "It goes on and on and on. " * 350 + "\n\n") * 3
    for short in (
        "Engineers move one rail of two.",
        "He speaks it without notes.",
        "It was forty years in the making.",
    ):
        source.write_text(source.read_text().replace(f"      text: {short}", f"      text: |\n{long}"))
    desk.get_by_role("tab", name="Weight").click()
    expect(message(desk).locator(".copydesk-cut")).to_contain_text("Gmail cuts here")
    expect(desk.locator("#problems .built")).to_contain_text("Gmail cuts it off")
