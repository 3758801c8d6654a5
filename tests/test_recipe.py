"""What a package is made of: a change of any part of it, and of nothing else, makes it another."""

from __future__ import annotations

import pytest

from copydesk.examine import examine
from copydesk.recipe import frame, recipe

from .conftest import ISSUE, ROOT, Desk


def parts(desk: Desk, issue: str = ISSUE) -> dict[str, str]:
    path = desk.write("issues/2024-05-22.yaml", issue)
    found = examine(path, desk.workspace)
    assert found.issue
    return recipe(found.issue, desk.workspace.library)


def shipped(place: str) -> str:
    return (ROOT / "components" / place).read_text("utf-8")


@pytest.mark.parametrize(
    ("place", "part"),
    [
        ("story/story.mjml.j2", "components/story"),
        ("story/story.css", "components/story"),
        ("passage/component.yaml", "components/passage"),
        ("prose/macros.j2", "components/prose"),
        ("layout/layout.head.css", "components/layout"),
        ("envelope/component.yaml", "components/envelope"),
        ("legal-notice/legal-notice.txt.j2", "components/legal-notice"),
        ("briefings/china-in-eurasia.yaml", "components/briefings/china-in-eurasia.yaml"),
        ("platforms/keila.yaml", "components/platforms/keila.yaml"),
    ],
)
def test_a_part_that_it_draws_with_is_another_one(desk: Desk, place: str, part: str) -> None:
    """Whether the issue names it, another component draws it, or a template takes something from it."""
    before = parts(desk)
    desk.write(f"components/{place}", shipped(place) + "\n")
    after = parts(desk)
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == {part}


@pytest.mark.parametrize(
    "place",
    ["photo/photo.mjml.j2", "archive/archive.css", "story/sample.yaml", "house-style.yaml", "new/new.css"],
)
def test_what_it_is_not_drawn_with_is_no_part_of_it(desk: Desk, place: str) -> None:
    """This issue has no photo; a sample is for the gallery alone; the house style is checked, not drawn."""
    before = parts(desk)
    desk.write(f"components/{place}", (shipped(place) if not place.startswith("new") else "") + "\n")
    assert parts(desk) == before


def test_another_briefing_is_no_part_of_it(desk: Desk) -> None:
    before = parts(desk)
    desk.write("components/briefings/other.yaml", shipped("briefings/china-in-eurasia.yaml") + "\n")
    assert parts(desk) == before


def test_a_photo_makes_the_photo_a_part(desk: Desk) -> None:
    photo = "photo:\n  image: https://example.org/a.jpg\n  alt: A harbor\n  caption: The harbor at dawn.\n"
    assert "components/photo" not in parts(desk)
    assert "components/photo" in parts(desk, ISSUE.replace("lead:\n", f"{photo}lead:\n", 1))


def test_a_new_platform_is_a_part_where_the_briefing_takes_all(desk: Desk) -> None:
    before = parts(desk)
    desk.write("components/platforms/other.yaml", shipped("platforms/keila.yaml"))
    assert parts(desk).keys() - before.keys() == {"components/platforms/other.yaml"}


@pytest.mark.parametrize("name", ["draw(each, values)", "include each", "import each as more"])
def test_a_component_that_names_any_other_is_made_of_all(desk: Desk, name: str) -> None:
    """Which one it takes, only its values tell."""
    tag = f"{{{{ {name} }}}}" if name.startswith("draw") else f"{{% {name} %}}"
    desk.write("components/masthead/masthead.txt.j2", shipped("masthead/masthead.txt.j2") + f"{{# {tag} #}}")
    assert {f"components/{name}" for name in desk.workspace.library.names} <= parts(desk).keys()


def test_what_an_issue_is_checked_against_is_more_than_what_it_is_drawn_with(desk: Desk) -> None:
    drawn = parts(desk)
    found = frame("china-in-eurasia", desk.workspace.library)
    assert found.keys() - drawn.keys() == {"components/photo", "house-style.yaml"}
    assert {name: found[name] for name in drawn} == drawn


def test_copydesk_itself_is_a_part(desk: Desk) -> None:
    assert len(parts(desk)["copydesk"]) == 64
