"""`copydesk lsp`, as an editor meets it: a process of its own that is spoken to over its stdio."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as lsp

from .conftest import ISSUE, ROOT, Desk
from .editor import Editor, applied, editing

COPYDESK = [sys.executable, "-m", "copydesk"]
FAULTY = (
    ISSUE.replace("standfirst:", "standfrist:")
    .replace("It opens in June.", "It opens  in June 🚢 of 2024, says [he](https://example.org/x?utm_source=mail).")
    .replace("They differ by an island.", "𠮷野 sees  \"five percent\"—or 5%—more.")
    .replace("date: 2024-05-22", "date: 2024-05-32")
)  # fmt: skip
"""An issue with faults of all sorts, some of them behind characters that UTF-16 counts twice."""


def serving(root: Path) -> AbstractContextManager[Editor]:
    return editing(*COPYDESK, "lsp", cwd=root)


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor with the server, which has seen other issues before."""
    root = tmp_path_factory.mktemp("elsewhere")
    with serving(root) as found:
        found.initialize(root)
        yield found


@pytest.fixture
def path(desk: Desk) -> Path:
    """Where an issue lies, in a workspace of its own."""
    return desk.write("issues/2024-05-22.yaml", ISSUE)


def checked(path: Path, *options: str) -> Any:
    """What `copydesk check` says of a file."""
    command = [*COPYDESK, "check", *options, path]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if "json" in options else done.stdout


def place(text: str, words: str, shift: int = 0) -> lsp.Position:
    """The position where words begin in a text, in UTF-16."""
    before = text[: text.index(words) + shift]
    line = before.rpartition("\n")[2]
    return lsp.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2)


def whole(text: str) -> lsp.Range:
    return lsp.Range(lsp.Position(0, 0), lsp.Position(text.count("\n"), 0))


class TestDiagnostics:
    """What is underlined."""

    @pytest.mark.parametrize("text", [ISSUE, FAULTY, "title: Serbia: Reverence\n", "", "title: [\n"])
    def test_are_those_of_the_check_command(self, desk: Desk, text: str) -> None:
        path = desk.write("issues/2024-05-22.yaml", text)
        with serving(desk.root) as editor:
            editor.initialize(desk.root, ["utf-32"])
            editor.open(path, text)
            shown = [
                {
                    "line": each.range.start.line + 1,
                    "column": each.range.start.character + 1,
                    "end_line": each.range.end.line + 1,
                    "end_column": each.range.end.character + 1,
                    "severity": each.severity.name.lower() if each.severity else "",
                    "code": each.code,
                    "words": each.message,
                }
                for each in editor.diagnostics(path)
            ]
        found = checked(path, "--format", "json")
        for each in found:
            each["words"] = f"{each.pop('message')} {each.pop('mend')}".strip()
            del each["path"], each["fix"]
        assert shown == found

    def test_of_a_burst_of_keystrokes_are_published_once_for_the_last(
        self, editor: Editor, path: Path
    ) -> None:
        editor.open(path, ISSUE)
        editor.diagnostics(path, 1)
        for number in range(2, 30):
            editor.change(path, ISSUE.replace("title: A", "title: A" + "n" * number), number)
        editor.diagnostics(path, 29)
        assert [each.version for each in editor.published if each.uri == path.as_uri()] == [1, 29]

    def test_of_a_text_that_was_changed_meanwhile_are_never_published(
        self, editor: Editor, path: Path
    ) -> None:
        editor.open(path, FAULTY)
        editor.change(path, ISSUE, 2)
        assert editor.diagnostics(path, 2) == []
        assert [each.version for each in editor.published if each.uri == path.as_uri()][-1] == 2

    def test_go_when_the_file_is_closed(self, editor: Editor, path: Path) -> None:
        editor.open(path, FAULTY)
        assert editor.diagnostics(path, 1)
        editor.close(path)
        while editor.published[-1].diagnostics:
            editor.hover(path, 0, 0)
        assert editor.published[-1].uri == path.as_uri()

    @pytest.mark.parametrize(
        ("encodings", "column"), [(None, 16), (["utf-16"], 16), (["utf-8", "utf-16"], 20), (["utf-32"], 14)]
    )
    def test_stand_where_the_editor_counts(
        self, desk: Desk, encodings: list[str] | None, column: int
    ) -> None:
        """Behind a ship, which is two units in UTF-16, and a character of Chinese that is, too."""
        text = ISSUE.replace("It opens in June.", "🚢𠮷  x")
        path = desk.write("issues/2024-05-22.yaml", text)
        with serving(desk.root) as editor:
            editor.initialize(desk.root, encodings)
            editor.open(path, text)
            (found,) = (each for each in editor.diagnostics(path) if each.code == "P105")
        assert found.range.start.character == column

    def test_know_the_line_ends_of_editors_alone(self, editor: Editor, path: Path) -> None:
        """U+2028 ends a line in Python, and in no editor."""
        text = (
            ISSUE.replace("The terminal", "The\u2028    terminal")
            .replace("It opens", "It  opens")
            .replace("\n", "\r\n")
        )
        editor.open(path, text)
        found = {str(each.code): each.range.start.line for each in editor.diagnostics(path)}
        assert found["P105"] == text[: text.index("It  opens")].count("\n")

    def test_of_a_file_that_is_too_large_say_so_and_no_more(self, editor: Editor, path: Path) -> None:
        editor.open(path, ISSUE + "#" * 1_000_000)
        assert [each.code for each in editor.diagnostics(path)] == ["Y002"]

    def test_of_what_stands_in_the_briefing_say_where(self, editor: Editor, desk: Desk, path: Path) -> None:
        own = (ROOT / "components/briefings/china-in-eurasia.yaml").read_text("utf-8")
        desk.write("components/briefings/china-in-eurasia.yaml", own.replace("language: en", "language: xx"))
        editor.open(path, ISSUE)
        (found,) = editor.diagnostics(path)
        assert str(found.message).startswith("components/briefings/china-in-eurasia.yaml:8: There is no `xx`")
        assert found.range.start == lsp.Position(0, 0)

    def test_follow_when_a_component_is_saved(self, editor: Editor, desk: Desk, path: Path) -> None:
        editor.open(path, ISSUE)
        assert editor.diagnostics(path, 1) == []
        own = (ROOT / "components/envelope/component.yaml").read_text("utf-8")
        component = desk.write("components/envelope/component.yaml", own.replace("max: 110", "max: 9"))
        editor.published.clear()
        document = lsp.TextDocumentIdentifier(component.as_uri())
        editor.client.text_document_did_save(lsp.DidSaveTextDocumentParams(document))
        assert [each.code for each in editor.diagnostics(path)] == ["S106"]


class TestOtherFiles:
    """Editors open more than issues."""

    def test_are_left_alone(self, editor: Editor, desk: Desk, path: Path) -> None:
        component = desk.write("components/story/component.yaml", "doc: [\n")
        other = desk.write("compose.yaml", "services: [\n")
        for each in (component, other):
            editor.open(each, each.read_text("utf-8"))
            assert editor.hover(each, 0, 0) == ""
        editor.open(path, ISSUE)
        editor.diagnostics(path)
        assert {component.as_uri(), other.as_uri()} & {each.uri for each in editor.published} == set()

    def test_outside_a_workspace_an_issue_is_checked_and_that_is_said_once(self, tmp_path: Path) -> None:
        with serving(tmp_path) as editor:
            editor.initialize(tmp_path)
            for name in ("a.yaml", "b.yaml"):
                editor.open(tmp_path / name, FAULTY)
                assert editor.diagnostics(tmp_path / name)
            assert [
                each.startswith("copydesk: this issue lies in no workspace") for each in editor.messages
            ] == [True]


def one(actions: list[lsp.CodeAction], title: str) -> lsp.CodeAction:
    return next(each for each in actions if each.title.startswith(title))


def edits_of(action: lsp.CodeAction, path: Path) -> list[lsp.TextEdit]:
    assert action.edit
    assert action.edit.changes
    return list(action.edit.changes[path.as_uri()])


class TestActions:
    """What can be done about a fault."""

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("standfirst:", "standfrist:"),
            ("It opens in June.", "🚢[𠮷]{zh} It opens  in June."),
            ("https://example.org/loan", "https://example.org/loan?utm_source=x"),
        ],
    )
    def test_a_quick_fix_does_what_the_command_does(
        self, editor: Editor, path: Path, old: str, new: str
    ) -> None:
        text = ISSUE.replace(old, new, 1)
        editor.open(path, text)
        (fault,) = editor.diagnostics(path)
        (action,) = (each for each in editor.actions(path, fault.range, "quickfix") if each.is_preferred)
        path.write_text(text, "utf-8")
        checked(path, "--fix")
        assert applied(text, edits_of(action, path)) == path.read_text("utf-8") != text
        assert list(action.diagnostics or []) == [fault]

    def test_a_fix_that_the_command_would_leave_alone_is_not_offered(
        self, editor: Editor, path: Path
    ) -> None:
        """`RFE/RL` is a character longer than `RFERL`, and the label as long as a label may be."""
        text = ISSUE.replace("Tea And Sanctions", f"RFERL {'Word ' * 6}Four")
        editor.open(path, text)
        faults = editor.diagnostics(path)
        offered = [each for fault in faults for each in editor.actions(path, fault.range, "quickfix")]
        path.write_text(text, "utf-8")
        checked(path, "--fix")
        assert path.read_text("utf-8") == text
        assert [each.title for each in offered if each.is_preferred] == []

    @pytest.mark.parametrize("resolves", [True, False])
    @pytest.mark.parametrize("newline", ["\n", "\r\n"])
    def test_mending_all_does_what_the_command_does(
        self, desk: Desk, *, resolves: bool, newline: str
    ) -> None:
        text = FAULTY.replace("\n", newline)
        path = desk.write("issues/2024-05-22.yaml", text)
        with serving(desk.root) as editor:
            editor.initialize(desk.root, resolves=resolves)
            editor.open(path, text)
            (action,) = editor.actions(path, whole(text), "source.fixAll")
            assert (action.edit is None) == resolves
            if resolves:
                action = editor.ask(lsp.CODE_ACTION_RESOLVE, action)
        checked(path, "--fix")
        assert applied(text, edits_of(action, path)).encode() == path.read_bytes() != text.encode()

    def test_a_warning_can_be_waived_where_it_stands(self, editor: Editor, path: Path) -> None:
        text = ISSUE.replace("It opens in June.", "It opens  in June.")
        editor.open(path, text)
        (fault,) = editor.diagnostics(path)
        action = one(editor.actions(path, fault.range), "Waive P105 here")
        waived = applied(text, edits_of(action, path))
        assert "      # waive P105: \n      text: It opens  in June.\n" in waived
        editor.change(path, waived, 2)
        assert [each.code for each in editor.diagnostics(path, 2)] == ["V103"]
        editor.change(path, waived.replace("P105: ", "P105: A poem."), 3)
        assert editor.diagnostics(path, 3) == []

    def test_an_error_cannot_be_waived(self, editor: Editor, path: Path) -> None:
        text = ISSUE.replace("date: 2024-05-22", "date: soon")
        editor.open(path, text)
        (fault,) = editor.diagnostics(path)
        assert editor.actions(path, fault.range) == []

    def test_of_a_place_without_a_fault_are_none(self, editor: Editor, path: Path) -> None:
        text = ISSUE.replace("It opens in June.", "It opens  in June.")
        editor.open(path, text)
        top = lsp.Range(lsp.Position(0, 0), lsp.Position(1, 0))
        assert [each.title for each in editor.actions(path, top)] == [
            "Mend all that a machine can mend in this file"
        ]
        editor.change(path, ISSUE, 2)
        assert editor.actions(path, top) == []


class TestHover:
    """What is said of a place."""

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ("title:", ["The headline of the issue.", "24 of at most 110 characters."]),
            ("Five years", ["One sentence under the headline", "39 of at most 220 characters."]),
            ("The terminal", ["What happened", "4 words.", "In `lead`: 19 of at most 1,200 words."]),
            ("stories:", ["Three numbered stories", "In `stories`: 38 of at most 1,300 words."]),
            ("- headline: The Min", ["The stories.", "3 of exactly 3 items."]),
            ("we reported", ["Leads to https://example.org/loan", "The paragraphs of the passage."]),
            ("Two Maps", ["The topic, in two to four words", "8 of at most 40 characters."]),
            ("2024-05-22", ["The day on which the issue goes out"]),
        ],
    )
    def test_says_what_a_field_is_for_and_how_much_is_written(
        self, editor: Editor, path: Path, words: str, said: list[str]
    ) -> None:
        editor.open(path, ISSUE)
        position = place(ISSUE, words)
        found = editor.hover(path, position.line, position.character)
        assert [each for each in said if each not in found] == []

    @pytest.mark.parametrize("line", ["The terminal stands empty.", "A Harbor And Its Lenders"])
    def test_names_the_language_of_foreign_words(self, editor: Editor, path: Path, line: str) -> None:
        text = ISSUE.replace(line, f"{line.removesuffix('.')} [一带一路]{{zh}}")
        editor.open(path, text)
        position = place(text, "一带")
        assert "Words in Chinese" in editor.hover(path, position.line, position.character)

    def test_leads_nowhere_beside_a_link(self, editor: Editor, path: Path) -> None:
        editor.open(path, ISSUE)
        position = place(ISSUE, "The loan was")
        assert "Leads to" not in editor.hover(path, position.line, position.character)

    def test_of_a_text_that_cannot_be_read_is_that_of_the_last_that_could(
        self, editor: Editor, path: Path
    ) -> None:
        editor.open(path, ISSUE)
        editor.diagnostics(path)
        editor.change(path, ISSUE + "x y\n", 2)
        assert [each.code for each in editor.diagnostics(path, 2)] == ["Y012"]
        assert "24 of at most 110 characters." in editor.hover(path, 2, 1)
        assert [each.name for each in editor.outline(path)][-1] == "watch"


class TestCompletion:
    """What is offered at the cursor."""

    def offered(self, editor: Editor, path: Path, text: str) -> dict[str, str]:
        before, _, after = text.partition("@")
        editor.open(path, before + after)
        found = editor.completion(path, before.count("\n"), len(before.rpartition("\n")[2]))
        return {each.label: each.text_edit.new_text for each in found if each.text_edit}

    def test_at_the_top_is_what_is_not_yet_written_in_the_order_of_the_briefing(
        self, editor: Editor, path: Path
    ) -> None:
        text = "briefing: china-in-eurasia\ndate: 2024-05-22\n@\nlead:\n  text: |\n    x\n"
        found = self.offered(editor, path, text)
        assert list(found) == [
            "edition", "title", "standfirst", "subject", "preheader", "author", "web", "number",
            "photo", "opening", "stories", "across", "watch",
        ]  # fmt: skip
        assert found["watch"] == "watch:\n  text: |\n    $1"

    def test_comes_with_what_each_field_is_for(self, editor: Editor, path: Path) -> None:
        editor.open(path, "\n")
        for each in editor.completion(path, 0, 0):
            assert isinstance(each.documentation, lsp.MarkupContent), each.label
            assert each.documentation.value

    @pytest.mark.parametrize(
        ("text", "offered"),
        [
            ("lead:\n  @\n", ["heading", "text", "bridge", "passages"]),
            ("lead:\n  text: |\n    A\n\n  @\n", ["heading", "bridge", "passages"]),
            ("lead:\n  text: |\n    A\n\n    @\n", []),
            ("lead:\n  text: |\n    A and@\n", []),
            ("lead:\n  br@\n  passages:\n", ["heading", "text", "bridge"]),
            ("lead:\n  passages:\n    @\n", ["- passage"]),
            ("stories:\n  items:\n    - headline: A\n      @\n    - headline: B\n", ["text", "passages"]),
            ("stories:\n  items:\n    - headline: A\n    - @\n", ["headline", "text", "passages"]),
            ("stories:\n  items:\n    - headline: A\n    @\n", ["- story"]),
            ("stories:\n  items:\n  - headline: A\n    passages:\n    - @\n", ["label", "text"]),
            ("# @\n", []),
            ("title: A @\n", []),
            ("watch:\n  @\n", ["text"]),
            ("edition: special\nwatch:\n  @\n", ["heading", "text"]),
            ("none:\n  @\n", []),
        ],
    )
    def test_is_what_may_stand_there(self, editor: Editor, path: Path, text: str, offered: list[str]) -> None:
        assert list(self.offered(editor, path, text)) == offered

    @pytest.mark.parametrize(
        ("text", "values"),
        [
            ("briefing: @\n", ["china-in-eurasia"]),
            ("edition:@\n", ["special"]),
            ("author: re@\n", ["reid-standish"]),
            ("date: @\n", ["2024-05-22"]),
            ("opening:\n  podcast: @\n", ["yes", "no"]),
            ("lead:\n  passages:\n    - label: @\n", ["Finding Perspective", "Behind The Scenes", "Why It Matters"]),
            ("across:\n  items:\n    - label: @\n", []),
        ],
    )  # fmt: skip
    def test_of_a_value_is_what_is_known_for_it(
        self, editor: Editor, path: Path, text: str, values: list[str]
    ) -> None:
        found = self.offered(editor, path, text)
        assert list(found) == values
        assert {value.strip() for value in found.values()} == set(values)
        assert [value for value in found.values() if value.startswith(" ")] == (
            list(found.values()) if ":@" in text else []
        )

    def test_of_a_date_is_the_next_by_the_rhythm(self, editor: Editor, desk: Desk, path: Path) -> None:
        assert list(self.offered(editor, desk.root / "issues/next.yaml", "date: @\n")) == ["2024-06-05"]

    def test_behind_a_dash_is_indented_as_the_first_field(self, editor: Editor, path: Path) -> None:
        found = self.offered(editor, path, "stories:\n  items:\n    - @\n")
        assert found["text"] == "text: |\n    $1"

    def test_is_plain_text_for_an_editor_without_snippets(self, desk: Desk, path: Path) -> None:
        with serving(desk.root) as editor:
            editor.initialize(desk.root, snippets=False)
            found = self.offered(editor, path, "lead:\n  @\n")
        assert found["passages"].startswith("passages:\n  - label: Finding Perspective\n    text: |\n")
        assert "$" not in "".join(found.values())


class TestOutline:
    """The outline."""

    def test_is_the_sections_with_their_stories_and_passages(self, editor: Editor, path: Path) -> None:
        editor.open(path, ISSUE)
        found = {each.name: each for each in editor.outline(path)}
        assert list(found) == [
            "briefing",
            "date",
            "title",
            "standfirst",
            "lead",
            "stories",
            "across",
            "watch",
        ]
        assert found["title"].detail == "A Harbor And Its Lenders"
        assert self.names(found["lead"]) == ["Finding Perspective", "Why It Matters"]
        assert self.names(found["across"]) == ["Tea And Sanctions", "A Bridge", "The Ferry", "Two Maps"]
        first = (found["stories"].children or [])[0]
        assert (first.name, self.names(first)) == ("A Railway Changes Its Gauge", ["What It Means"])

    @staticmethod
    def names(symbol: lsp.DocumentSymbol) -> list[str]:
        return [each.name for each in symbol.children or []]

    def test_has_ranges_that_hold_what_is_in_them(self, editor: Editor, path: Path) -> None:
        """An editor refuses an outline in which a name stands outside of its range."""

        def check(symbol: lsp.DocumentSymbol, around: lsp.Range) -> None:
            for outer, inner in ((around, symbol.range), (symbol.range, symbol.selection_range)):
                assert outer.start <= inner.start
                assert inner.end <= outer.end
            for child in symbol.children or []:
                check(child, symbol.range)

        text = (ROOT / "issues/2024-05-10.yaml").read_text("utf-8") + "x:\ny: []\nz:\n  - a\n  -\n"
        editor.open(path, text)
        for symbol in editor.outline(path):
            check(symbol, whole(text))


class TestRobustness:
    """An editor, or whoever speaks like one, may say anything."""

    def test_what_cannot_be_understood_is_answered_and_the_server_goes_on(
        self, desk: Desk, path: Path
    ) -> None:
        with serving(desk.root) as editor:
            editor.initialize(desk.root)
            editor.open(path, ISSUE)
            for method, params in (
                ("textDocument/hover", {"nothing": 1}),
                ("textDocument/completion", {"textDocument": {"uri": 3}, "position": None}),
                ("copydesk/none", {}),
                ("codeAction/resolve", {"title": "x", "data": {"uri": "file:///none.yaml"}}),
            ):
                self.send(editor, {"jsonrpc": "2.0", "id": f"x-{method}", "method": method, "params": params})
            self.raw(editor, b"Content-Length: 9\r\n\r\n{not json")
            self.send(editor, {"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {}})
            self.send(editor, [1, 2])
            assert editor.hover(path, 0, 0)
            assert editor.completion(path, 999, 999) is not None
            editor.change(path, FAULTY, 2)
            assert editor.diagnostics(path, 2)
            code, log = editor.leave()
        assert code == 0
        assert "Traceback" not in log
        assert [line for line in log.splitlines() if not line.startswith("copydesk lsp: ")] == []

    @staticmethod
    def send(editor: Editor, message: object) -> None:
        body = json.dumps(message).encode()
        TestRobustness.raw(editor, b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    @staticmethod
    def raw(editor: Editor, data: bytes) -> None:
        server = editor.client._server
        assert server
        assert server.stdin
        server.stdin.write(data)

    @pytest.mark.parametrize(
        "text",
        ["\x00", "a: &b [*b]\n", "\ufeff" + ISSUE, "- " * 9_000, "\ud800: x\n", "a: |", "?", ": :\n- @"],
    )
    def test_no_text_ends_it(self, editor: Editor, path: Path, text: str) -> None:
        editor.open(path, text)
        assert isinstance(editor.diagnostics(path, 1), list)
        for line, column in ((0, 0), (0, 1), (1, 3), (50, 9)):
            editor.hover(path, line, column)
            editor.completion(path, line, column)
        editor.outline(path)
        editor.actions(path, whole(text))
        editor.close(path)

    def test_a_mark_at_the_beginning_of_the_file_moves_the_first_line_alone(
        self, editor: Editor, path: Path
    ) -> None:
        text = "\ufeff" + ISSUE.replace("briefing", "briefign").replace("title", "titel")
        editor.open(path, text)
        assert [each.range.start.character for each in editor.diagnostics(path, 1)][:1] == [1]

    def test_it_ends_when_the_editor_is_gone(self, desk: Desk) -> None:
        done = subprocess.run([*COPYDESK, "lsp"], cwd=desk.root, input=b"", capture_output=True, check=False)
        assert (done.returncode, done.stdout) == (0, b"")
