"""The schema in an editor: the YAML language server itself, which most editors ask, is given it and asked.

`make test` installs the server from npm; VS Code's YAML extension, Zed and the others bring the same one.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lsprotocol import types as lsp

from copydesk.library import Library
from copydesk.schema import schema

from .conftest import ISSUE, ROOT
from .editor import Editor, editing

SERVER = ROOT / "tests/editors/node_modules/yaml-language-server/bin/yaml-language-server"
NODE = Path(sys.executable).with_name("node")
EXAMPLES = sorted((ROOT / "issues").glob("*.yaml"))
README = re.search(r"```yaml\n(briefing:.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workspace")


@pytest.fixture(scope="module")
def editor(folder: Path, library: Library) -> Iterator[Editor]:
    """An editor with the settings of the recipe for VS Code."""
    path = folder / ".copydesk/issue.schema.json"
    path.parent.mkdir()
    path.write_text(json.dumps(schema(library, "china-in-eurasia")), "utf-8")
    yaml = {
        "schemas": {path.as_uri(): "issues/*.yaml"},
        "schemaStore": {"enable": False},
        "validate": True,
        "hover": True,
        "completion": True,
    }
    with editing(str(NODE), str(SERVER), "--stdio", settings={"yaml": yaml}) as found:
        found.initialize(folder)
        yield found


class Sheet:
    """One open issue, with a mark `@` where the cursor stands."""

    def __init__(self, editor: Editor, folder: Path, text: str) -> None:
        self.editor = editor
        self.path = folder / "issues" / f"{len(editor.published)}-{abs(hash(text))}.yaml"
        before, _, after = text.partition("@")
        self.line, self.column = before.count("\n"), len(before) - before.rfind("\n") - 1
        editor.open(self.path, before + after)

    def faults(self) -> list[tuple[int, str]]:
        """The line, from 1, and the words of each fault."""
        found = self.editor.diagnostics(self.path)
        return sorted((each.range.start.line + 1, str(each.message)) for each in found)

    def offered(self) -> dict[str, lsp.CompletionItem]:
        """What is offered at the cursor, sorted as an editor does."""
        self.faults()
        found = self.editor.completion(self.path, self.line, self.column)
        return {each.label: each for each in sorted(found, key=lambda each: each.sort_text or each.label)}

    def hover(self) -> str:
        """What is said of the place of the cursor."""
        self.faults()
        return self.editor.hover(self.path, self.line, self.column)


def text_of(item: lsp.CompletionItem) -> str:
    return str(item.text_edit.new_text if item.text_edit else item.insert_text)


def words_of(item: lsp.CompletionItem) -> str:
    return item.documentation.value if isinstance(item.documentation, lsp.MarkupContent) else ""


@pytest.mark.parametrize(
    "text", [*(path.read_text("utf-8") for path in EXAMPLES), README and README[1], ISSUE]
)
def test_an_issue_without_fault_has_no_mark_in_the_editor(editor: Editor, folder: Path, text: str) -> None:
    assert Sheet(editor, folder, text).faults() == []


@pytest.mark.parametrize("word", ["2024", "no", "12:30", "true", "null", "2024-05-22", "1e3", "0x1F"])
def test_what_yaml_makes_of_a_text_has_no_mark(editor: Editor, folder: Path, word: str) -> None:
    text = ISSUE.replace("A Harbor And Its Lenders", word).replace("Two Maps", word)
    assert Sheet(editor, folder, text + "opening:\n  invite: yes\n  podcast: False\n").faults() == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("title:", "titel:", {"briefing:": "`title` is missing", "titel:": "This is no field here. What may"}),
        ("watch:", "wach:", {"briefing:": "`watch` is missing: What to keep", "wach:": "This is no field here."}),
        ("    - headline: A Dict", "    - headline: B\n      text: C\n      passages: [{label: D, text: E}]\n    - headline: A Dict", {"- headline: A Railway": "`items` holds exactly 3 items."}),
        ("title: A", "title: " + "A" * 109, {"title:": "This has to stand on one line, of at most 110 characters."}),
        ("      text: It opens in June.\n", "", {"- label: A Bridge": "`text` is missing: The item, in one or two"}),
        ("watch:\n", "watch:\n  heading: Mine\n", {"heading: Mine": "The briefing holds its wording."}),
        ("It opens in June.", "[It opens in June.]", {"text: [It": "Text belongs here, not a list or fields."}),
    ],
)  # fmt: skip
def test_a_fault_is_said_in_plain_words_at_its_line(
    editor: Editor, folder: Path, old: str, new: str, found: dict[str, str]
) -> None:
    text = ISSUE.replace(old, new, 1)
    said = [
        (text.splitlines()[line - 1].strip(), words) for line, words in Sheet(editor, folder, text).faults()
    ]
    assert len(said) == len(found)
    for (line, words), (source, start) in zip(said, found.items(), strict=True):
        assert line.startswith(source)
        assert words.startswith(start)


def test_at_the_top_the_sections_are_offered_in_their_order_each_with_what_it_is_for(
    editor: Editor, folder: Path
) -> None:
    offered = Sheet(editor, folder, "briefing: china-in-eurasia\ndate: 2024-05-22\n@\n").offered()
    assert list(offered) == [
        "edition", "title", "standfirst", "subject", "preheader", "author", "web", "number",
        "photo", "opening", "lead", "stories", "across", "watch",
    ]  # fmt: skip
    assert [name for name, each in offered.items() if not words_of(each)] == []
    assert words_of(offered["lead"]) == "The main story."


def test_a_section_comes_with_all_that_it_needs(editor: Editor, folder: Path) -> None:
    offered = Sheet(editor, folder, "briefing: china-in-eurasia\n@\n").offered()
    assert text_of(offered["lead"]) == (
        "lead:\n"
        "  text: |\n"
        "    $1\n"
        "  passages:\n"
        "    - label: ${2:Finding Perspective}\n"
        "      text: |\n"
        "        $3\n"
        "    - label: ${4:Why It Matters}\n"
        "      text: |\n"
        "        $5"
    )
    assert text_of(offered["stories"]).count("- headline: ") == 3


def test_within_a_story_what_it_lacks_is_offered(editor: Editor, folder: Path) -> None:
    offered = Sheet(editor, folder, "stories:\n  items:\n    - headline: A\n      @\n").offered()
    assert list(offered)[:2] == ["text", "passages"]
    assert text_of(offered["text"]).startswith("text: |\n  ")


def test_under_a_list_another_item_is_offered_whole(editor: Editor, folder: Path) -> None:
    offered = Sheet(editor, folder, "across:\n  items:\n    - label: A\n      text: B\n    @\n").offered()
    assert text_of(offered["- short item"]) == "- label: $1\n  text: |\n    $2"


def test_the_labels_of_a_section_are_offered_and_nothing_else(editor: Editor, folder: Path) -> None:
    text = ISSUE.replace("label: Finding Perspective", "label: @", 1)
    offered = Sheet(editor, folder, text).offered()
    assert list(offered) == ["Finding Perspective", "Behind The Scenes", "Why It Matters"]
    assert list(Sheet(editor, folder, ISSUE.replace("The Details", "@")).offered()) == [
        "What It Means",
        "The Details",
        "What You Need To Know",
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("briefing: @\n", ["china-in-eurasia"]),
        ("edition: @\n", ["special"]),
        ("author: @\n", ["reid-standish"]),
        ("opening:\n  invite: @\n", ["yes", "no"]),
    ],
)
def test_the_values_that_there_are_are_offered(
    editor: Editor, folder: Path, text: str, values: list[str]
) -> None:
    assert [each for each in Sheet(editor, folder, text).offered() if each in values] == values


def test_the_heading_of_a_special_edition_is_offered_there_alone(editor: Editor, folder: Path) -> None:
    assert "heading" not in Sheet(editor, folder, "watch:\n  @\n").offered()
    assert "heading" in Sheet(editor, folder, "edition: special\nwatch:\n  text: A\n  @\n").offered()


def test_a_field_says_what_it_is_for_and_how_long_it_may_be(editor: Editor, folder: Path) -> None:
    said = Sheet(editor, folder, ISSUE.replace("standfirst", "stand@first")).hover()
    assert "One sentence under the headline that says what the issue is about." in said
    assert "at most 220 characters" in said
