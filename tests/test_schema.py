"""The JSON Schema of an issue: it takes what `copydesk check` takes, and refuses the plain mistakes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from copydesk.fields import Field
from copydesk.library import Library
from copydesk.limits import described, limits
from copydesk.schema import schema

from .conftest import ISSUE, ROOT, Desk

SLUG = "china-in-eurasia"
EXAMPLES = sorted((ROOT / "issues").glob("*.yaml"))
README = re.search(r"```yaml\n(briefing:.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)


class Core(yaml.SafeLoader):
    """YAML as editors read it (version 1.2): `yes`, `no` and dates are text, `true`, `12` and `null` are not."""


Core.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith(("timestamp", "bool", "int"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Core.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)  # type: ignore[no-untyped-call]
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("[-+]?[0-9]+$"), list("-+0123456789"))  # type: ignore[no-untyped-call]


def values(text: str) -> Any:
    return yaml.load(text, Core)


@pytest.fixture(scope="module")
def validator(library: Library) -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(schema(library, SLUG))


def messages(validator: jsonschema.Draft7Validator, text: str) -> list[str]:
    """What the schema has to say of an issue, in the words that an editor shows."""
    return sorted(
        str(error.schema.get("patternErrorMessage") or error.schema.get("errorMessage"))
        for error in validator.iter_errors(values(text))
    )


@pytest.mark.parametrize("edition", ["", "special"])
def test_it_is_a_schema(library: Library, edition: str) -> None:
    jsonschema.Draft7Validator.check_schema(schema(library, SLUG, edition))


@pytest.mark.parametrize(
    "text", [*(path.read_text("utf-8") for path in EXAMPLES), README and README[1], ISSUE]
)
def test_it_takes_every_issue_that_is_without_fault(validator: jsonschema.Draft7Validator, text: str) -> None:
    assert messages(validator, text) == []


@pytest.mark.parametrize("word", ["2024", "no", "12:30", "true", "1.5", "null", "2024-05-22", "010", "~"])
@pytest.mark.parametrize("old", ["A Harbor And Its Lenders", "Two Maps", "It opens in June."])
def test_what_yaml_makes_of_a_text_is_no_fault(
    validator: jsonschema.Draft7Validator, old: str, word: str
) -> None:
    """To copydesk, all that stands behind a colon is text."""
    assert messages(validator, ISSUE.replace(old, word)) == []


@pytest.mark.parametrize("word", ["yes", "no", "No", "TRUE", "false", "on", "Off"])
def test_a_switch_takes_each_word_that_switches(validator: jsonschema.Draft7Validator, word: str) -> None:
    assert messages(validator, f"{ISSUE}opening:\n  invite: {word}\n") == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("title:", "titel:", ["This is no field here.", "`title` is missing: The headline of the issue."]),
        ("watch:", "wach:", ["This is no field here.", "`watch` is missing: What to keep an eye on"]),
        ("title: A", "title: " + "A" * 109, ["This has to stand on one line, of at most 110 characters."]),
        ("title: A", "title: |\n  A\n ", ["This has to stand on one line"]),
        ("    - label: Two Maps\n      text: They differ by an island.\n", "", ["`items` holds exactly 4 items."]),
        ("- headline: A Dict", "- headline: B\n      text: C\n      passages: [{label: D, text: E}]\n    - headline: A Dict", ["`items` holds exactly 3 items."]),
        ("Two Maps", "'Two Maps:'", ["This has to stand on one line, of at most 40 characters, without its colon."]),
        ("It opens in June.", "[It opens in June.]", ["Text belongs here, not a list or fields."]),
        ("watch:\n  text: |\n    The", "watch: |\n    The", ["Fields belong here."]),
        ("2024-05-22", "soon", ["This is not a date."]),
        ("briefing: china-in-eurasia", "briefing: wider-europe", ["Write one of: china-in-eurasia."]),
        ("watch:\n", "edition: none\nwatch:\n", ["Write one of: special."]),
        ("watch:\n", "author: nobody\nwatch:\n", ["Write one of: reid-standish."]),
        ("watch:\n", "web: rferl.org\nwatch:\n", ["This is not a web address."]),
        ("watch:\n", "opening: {invite: maybe}\nwatch:\n", ["This is switched with `yes` or `no`."]),
        ("watch:\n", "opening: {invite: 3}\nwatch:\n", ["This is switched with `yes` or `no`."]),
        ("watch:\n", "legal_notice: {notice: None.}\nwatch:\n", ["This is no field here."]),
        ("watch:\n", "watch:\n  heading: Mine\n", ["The briefing holds its wording. Only `edition: special`"]),
    ],
)  # fmt: skip
def test_a_fault_is_said_in_plain_words(
    validator: jsonschema.Draft7Validator, old: str, new: str, found: list[str]
) -> None:
    text = ISSUE.replace(old, new, 1)
    assert text != ISSUE
    said = messages(validator, text)
    assert len(said) == len(found)
    assert [each for each in sorted(found) if not any(one.startswith(each) for one in said)] == []


def test_one_schema_holds_for_every_edition(validator: jsonschema.Draft7Validator) -> None:
    """What a special edition may leave out, count otherwise and reword, the usual issue may not."""
    changed = re.sub(r"across:\n.*(?=watch:)", "", ISSUE, flags=re.DOTALL).replace(
        "watch:\n", "watch:\n  heading: What To Watch In Belgrade\n"
    )
    assert len(messages(validator, changed)) == 2
    assert messages(validator, f"edition: special\n{changed}") == []


def test_the_schema_of_one_edition_asks_for_no_other(library: Library) -> None:
    special = jsonschema.Draft7Validator(schema(library, SLUG, "special"))
    assert messages(special, ISSUE.replace("watch:\n", "watch:\n  heading: What To Watch\n")) == []


def test_its_fields_stand_in_the_order_of_the_briefing(library: Library) -> None:
    found = schema(library, SLUG)
    order = ["briefing", "date", "title", "photo", "opening", "lead", "stories", "across", "watch"]
    assert [key for key in found["properties"] if key in order] == order
    offered = sorted(found["defaultSnippets"], key=lambda each: each["sortText"])
    assert [each["label"] for each in offered] == list(found["properties"])


def test_every_field_says_what_it_is_for_and_how_long_it_may_be(library: Library) -> None:
    def fields(part: Any) -> list[tuple[str, Any]]:
        if isinstance(part, list):
            return [found for each in part for found in fields(each)]
        if not isinstance(part, dict):
            return []
        own = list(part.get("properties", {}).items()) if "defaultSnippets" in part else []
        return [*own, *(found for each in part.values() for found in fields(each))]

    found = fields(schema(library, SLUG, "special"))
    assert len(found) > 40
    assert [name for name, each in found if not each["description"]] == []
    assert dict(found)["title"]["markdownDescription"].endswith("At most 110 characters.")


def test_a_snippet_of_a_section_is_yaml_that_only_has_to_be_filled_in(library: Library) -> None:
    found = {each["label"]: each["body"] for each in schema(library, SLUG)["defaultSnippets"]}
    filled = [
        re.sub(r"\$\{\d+:([^}]*)\}", r"\1", found[key]) for key in ("lead", "stories", "across", "watch")
    ]
    top = "briefing: china-in-eurasia\ndate: 2024-05-22\ntitle: A\n"
    text = top + "\n".join(re.sub(r"\$\d+", "Some words", each) for each in filled)
    assert jsonschema.Draft7Validator(schema(library, SLUG)).is_valid(values(text))
    assert "passages:\n    - label: ${2:Finding Perspective}\n      text: |\n        $3\n" in found["lead"]


def test_a_briefing_without_editions_has_a_plain_schema(desk: Desk) -> None:
    own = (ROOT / "components/briefings/china-in-eurasia.yaml").read_text("utf-8")
    desk.write("components/briefings/plain.yaml", own[: own.index("\neditions:")])
    found = schema(desk.workspace.library, "plain")
    assert "allOf" not in found
    assert jsonschema.Draft7Validator(found).is_valid(values(ISSUE.replace(SLUG, "plain")))


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (Field(type="line", max=110), "at most 110 characters"),
        (Field(type="label", min=2, max=40), "2 to 40 characters"),
        (Field(type="prose", min=1, max=1), "exactly 1 paragraph"),
        (Field(type="prose", min=1), ""),
        (Field(type="list", of="story", min=3, max=3), "exactly 3 items"),
        (Field(type="list", of="story", min=2), "at least 2 items"),
        (Field(type="url", max=9), ""),
    ],
)
def test_a_limit_is_said_in_words(field: Field, words: str) -> None:
    assert limits(field) == words
    assert described(replace(field, required=True, doc="It.")) == (
        f"It. {words.capitalize()}." if words else "It."
    )


def test_the_file_that_the_command_writes_is_what_it_prints(desk: Desk) -> None:
    import json
    import subprocess
    import sys

    (desk.root / "issues").mkdir()
    command = [sys.executable, "-m", "copydesk", "schema"]
    path = Path(".copydesk/issue.schema.json")
    done = subprocess.run([*command, "-o", path], cwd=desk.root, capture_output=True, text=True, check=True)
    printed = subprocess.run(command, cwd=desk.root, capture_output=True, check=True).stdout
    assert done.stdout == f"written {path}\n"
    assert (desk.root / path).read_bytes() == printed
    assert json.loads(printed)["title"] == "China In Eurasia"
