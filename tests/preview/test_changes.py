"""What has changed in an issue, on its message."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.conftest import ISSUE
from tests.desks import PREVIOUS, message


def test_changes_against_the_last_commit_are_marked_on_the_message(
    desk: Page, root: Path, source: Path
) -> None:
    def git(*words: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=desk", "-c", "user.email=desk@example.org", *words], cwd=root, check=True
        )

    git("init", "-q")
    git("add", "issues")
    git("commit", "-qm", "before")
    source.write_text(ISSUE.replace("It opens in June.", "It opens in late July."))
    desk.get_by_role("tab", name="Changes").click()
    expect(desk.locator("#changes li")).to_have_count(1)
    expect(desk.locator("#changes h3")).to_have_text("across")
    expect(desk.locator("#changes ins")).to_have_text("late July.")
    expect(desk.locator("#changes del")).to_have_text("June.")
    expect(message(desk).locator("del.copydesk")).to_have_text("June. ")
    lit = "[...CSS.highlights.get('added')].map(range => range.toString()).join()"
    assert message(desk).locator("body").evaluate(f"() => {lit}") == "late July."


def test_changes_against_another_issue_and_against_nothing(desk: Page, root: Path) -> None:
    (root / "issues" / "2024-05-08.yaml").write_text(PREVIOUS)
    expect(desk.locator("#issues a")).to_have_count(2)
    desk.get_by_role("tab", name="Changes").click()
    desk.locator("#against").select_option("2024-05-08.yaml")
    expect(desk.locator("#changes del").last).to_have_text("Tolls")
    desk.locator("#against").select_option("the last build")
    expect(desk.locator("#changes")).to_contain_text("nothing to hold it against")


def test_changes_against_the_last_build_are_those_since_dist_was_made(
    desk: Page, root: Path, source: Path
) -> None:
    subprocess.run([sys.executable, "-m", "copydesk", "build"], cwd=root, check=True, capture_output=True)
    source.write_text(ISSUE.replace("It opens in June.", "It opens in late July."))
    desk.get_by_role("tab", name="Changes").click()
    desk.locator("#against").select_option("the last build")
    expect(desk.locator("#changes ins")).to_have_text("late July.")
    expect(message(desk).locator("del.copydesk")).to_have_text("June. ")
    subprocess.run([sys.executable, "-m", "copydesk", "build"], cwd=root, check=True, capture_output=True)
    source.write_text(ISSUE.replace("It opens in June.", "It opens in late August."))
    expect(desk.locator("#changes ins")).to_have_text("August.")
    expect(message(desk).locator("del.copydesk")).to_have_text("July. ")
