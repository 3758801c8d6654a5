"""The command line: what each command prints, and the exit code that a script can rely on.

0 is clean, 1 has diagnostics, 2 is a wrong use of the command, 3 could not be read or written.
"""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from textwrap import dedent

import click
import jsonschema
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result

from copydesk.cli import COMMANDS as DECLARED
from copydesk.cli import main

from .conftest import ISSUE, Desk
from .test_importing_html import HTML
from .test_importing_word import draft

COMMANDS = sorted(DECLARED)
COMMAND = [sys.executable, "-m", "copydesk"]

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs copydesk in the workspace's folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def running(*words: object) -> Result:
        result = CliRunner().invoke(main, [str(word) for word in words], prog_name="copydesk")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return running


def params(name: str) -> list[click.Parameter]:
    """What a command takes."""
    found = main.get_command(click.Context(main), name)
    assert found is not None
    return found.params


def files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


class TestHelp:
    """What a newcomer reads first."""

    def test_names_every_command_in_one_line(self, run: Run) -> None:
        shown = run("--help").output
        for name in COMMANDS:
            assert re.search(rf"^  {name} +[A-Z].*[^.]\.?$", shown, re.MULTILINE), name
        assert "copydesk init" in shown

    @pytest.mark.parametrize("name", COMMANDS)
    def test_of_a_command_has_an_example_that_parses(self, run: Run, name: str) -> None:
        result = run(name, "--help")
        assert result.exit_code == 0
        examples = re.findall(r"^ +copydesk (.*)$", result.output, re.MULTILINE)
        assert examples
        for example in examples:
            words = re.sub(r" >>? .*", "", example).replace('"', "").split()
            assert words[0] == name
            options = {each for param in params(name) for each in (*param.opts, *param.secondary_opts)}
            assert {word for word in words if word.startswith("-")} <= options

    @pytest.mark.parametrize("name", COMMANDS)
    def test_of_an_option_says_what_it_is_for(self, name: str) -> None:
        for param in params(name):
            if isinstance(param, click.Option):
                assert re.fullmatch(r"[A-Z].*\.", param.help or ""), param.name

    @pytest.mark.parametrize(
        "words", [["--help"], ["-h"], ["check", "--help"], ["--version"], ["completion", "zsh"]]
    )
    def test_loads_nothing_that_it_does_not_need(self, words: list[str]) -> None:
        """Importing the libraries takes half a second."""
        code = f"import sys\nsys.argv = ['copydesk', *{words}]\nfrom copydesk.__main__ import main\ntry: main()\nfinally: print(*sys.modules)"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        loaded = {name.split(".")[0] for name in done.stdout.splitlines()[-1].split()}
        heavy = {
            "pydantic",
            "yaml",
            "jinja2",
            "premailer",
            "mjml",
            "markdown_it",
            "lxml",
            "tinycss2",
            "cssselect",
            "pygls",
            "lsprotocol",
        }
        assert loaded & heavy == set()
        assert ("click" in loaded) == (words not in (["--help"], ["-h"]))

    def test_is_the_same_page_from_a_file_and_from_the_commands(self, run: Run) -> None:
        """The file is there for speed: `make help` writes it anew."""
        done = subprocess.run([*COMMAND, "--help"], capture_output=True, text=True, check=True)
        assert done.stdout == run("--help").output

    def test_says_the_version(self, run: Run) -> None:
        assert re.fullmatch(r"copydesk \d+\.\d+\.\d+\n", run("--version").output)


class TestCheck:
    """`copydesk check`."""

    def test_of_a_clean_issue_says_so(self, desk: Desk, run: Run) -> None:
        desk.write("issues/2024-05-22.yaml", ISSUE)
        result = run("check")
        assert (result.exit_code, result.output) == (0, "Nothing to mend in 1 file.\n")

    def test_points_at_each_fault_and_says_its_mend(self, desk: Desk, run: Run) -> None:
        desk.write("issues/2024-05-22.yaml", ISSUE.replace("headline: A Railway", "hedline: A Railway"))
        result = run("check")
        line = ISSUE[: ISSUE.index("- headline")].count("\n") + 1
        assert result.exit_code == 1
        assert result.output == (
            f"issues/2024-05-22.yaml:{line}:7: error S102 `hedline` is no field in `stories`, number 1.\n"
            f"  {line} |     - hedline: A Railway Changes Its Gauge\n"
            "     |       ^^^^^^^\n"
            "  mend: Did you mean `headline`?\n"
            "\n"
            "1 error in 1 file.\n"
        )

    def test_goes_on_after_a_broken_file(self, desk: Desk, run: Run) -> None:
        desk.write("issues/a.yaml", ISSUE.replace("title: A", "title: A: A"))
        desk.write("issues/b.yaml", ISSUE.replace("date: 2024-05-22", "date: soon"))
        desk.write("issues/c.yaml", ISSUE)
        result = run("check")
        assert result.exit_code == 1
        assert re.findall(r"^(\S+):\d+:\d+: error", result.output, re.MULTILINE) == [
            "issues/a.yaml",
            "issues/b.yaml",
        ]
        assert result.output.endswith("\n2 errors in 3 files.\n")

    def test_with_warnings_alone_is_clean(self, desk: Desk, run: Run) -> None:
        desk.write(
            "issues/a.yaml", ISSUE.replace("standfirst: Five years on, who pays for the cranes?\n", "")
        )
        result = run("check")
        assert result.exit_code == 0
        assert result.output.endswith("\n1 warning in 1 file.\n")

    def test_reads_the_paths_that_it_is_given(self, desk: Desk, run: Run) -> None:
        desk.write("issues/a.yaml", ISSUE)
        desk.write("issues/b.yaml", "title: [")
        desk.write("elsewhere/c.yml", ISSUE)
        assert run("check", "issues/a.yaml").exit_code == 0
        assert run("check", "issues/a.yaml", "elsewhere").output == "Nothing to mend in 2 files.\n"
        assert run("check", "issues").exit_code == 1

    def test_from_a_folder_below_finds_the_workspace(
        self, desk: Desk, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        desk.write("issues/2024/a.yaml", ISSUE.replace("title: A", "titel: A"))
        monkeypatch.chdir(desk.root / "issues/2024")
        result = run("check", "a.yaml")
        assert result.output.startswith("issues/2024/a.yaml:3:1: error S102 ")
        assert "  3 | titel: A Harbor And Its Lenders" in result.output

    def test_of_a_path_that_is_not_there_cannot_be_read(self, desk: Desk, run: Run) -> None:
        desk.write("issues/2024-05-22.yaml", ISSUE)
        result = run("check", "issues/2024-05-23.yaml")
        assert result.exit_code == 3
        assert "error W001 There is no such file or folder." in result.output
        assert "2024-05-22.yaml" in result.output

    def test_outside_a_workspace_says_how_to_make_one(self, run: Run) -> None:
        result = run("check")
        assert result.exit_code == 3
        assert "copydesk init" in result.output

    @pytest.mark.parametrize("words", [["--colour"], ["-x"], ["--no-color"]])
    def test_with_a_wrong_option_is_a_wrong_use(self, run: Run, words: list[str]) -> None:
        assert run("check", *words).exit_code == 2


class TestBuild:
    """`copydesk build`."""

    def test_says_what_it_made(self, desk: Desk, run: Run) -> None:
        desk.write("issues/2024-05-22.yaml", ISSUE)
        result = run("build")
        assert result.exit_code == 0
        assert re.fullmatch(
            r"built     dist/china-in-eurasia/2024-05-22/  email\.html \d+\.\d kB, 33 files\n"
            r"\n"
            r"Open dist/china-in-eurasia/2024-05-22/email\.html in a browser to see the message\.\n"
            r"All issues are on dist/index\.html\.\n",
            result.output,
        )
        assert run("build").output.startswith("unchanged dist/china-in-eurasia/2024-05-22/\n")

    def test_builds_the_others_where_one_is_broken(self, desk: Desk, run: Run) -> None:
        desk.write("issues/a.yaml", ISSUE.replace("title: A", "titel: A"))
        desk.write("issues/b.yaml", ISSUE)
        result = run("build")
        assert result.exit_code == 1
        assert "not built issues/a.yaml\n" in result.stderr
        assert "issues/a.yaml:3:1: error S102" in result.stderr
        assert result.stdout.startswith("built     dist/china-in-eurasia/2024-05-22/")

    def test_of_nothing_says_so(self, desk: Desk, run: Run) -> None:
        (desk.root / "issues").mkdir()
        result = run("build")
        assert (result.exit_code, result.stderr) == (0, "Nothing was built.\n")

    def test_that_cannot_write_says_so(self, desk: Desk, run: Run) -> None:
        desk.write("issues/a.yaml", ISSUE)
        desk.write("dist", "mine")
        result = run("build")
        assert result.exit_code == 3
        assert "error W005 This cannot be written: " in result.output

    def test_of_a_faulty_component_shows_the_template_s_line(self, desk: Desk, run: Run) -> None:
        desk.write("issues/a.yaml", ISSUE)
        desk.write("components/imprint/imprint.mjml.j2", "\n<mj-section>{{ adress }}</mj-section>\n")
        result = run("build")
        assert result.exit_code == 1
        assert (
            "components/imprint/imprint.mjml.j2:2:1: error R001 This template cannot be drawn: "
            "'adress' is undefined.\n  2 | <mj-section>{{ adress }}</mj-section>\n"
        ) in result.output


class TestNew:
    """`copydesk new`."""

    def test_writes_the_next_issue_one_cadence_on(self, desk: Desk, run: Run) -> None:
        desk.write("issues/2024-05-22.yaml", ISSUE)
        result = run("new")
        assert result.exit_code == 0
        assert result.output == (
            "written issues/2024-06-05.yaml\nFill it in, then type: copydesk check issues/2024-06-05.yaml\n"
        )
        assert "date: 2024-06-05\n" in (desk.root / "issues/2024-06-05.yaml").read_text("utf-8")
        assert "2024-06-19" in run("new").output

    def test_begins_on_the_briefing_s_weekday(self, desk: Desk, run: Run) -> None:
        (desk.root / "issues").mkdir()
        found = re.search(r"issues/(\d{4}-\d\d-\d\d)\.yaml", run("new").output)
        assert found
        day = date.fromisoformat(found[1])
        assert day.strftime("%A") == "Wednesday"
        assert timedelta(0) <= day - date.today() <= timedelta(7)  # noqa: DTZ011 - the desk's own day

    def test_never_overwrites(self, desk: Desk, run: Run) -> None:
        desk.write("issues/2024-06-05.yaml", ISSUE)
        result = run("new", "--date", "2024-06-05")
        assert result.exit_code == 3
        assert result.output == (
            "issues/2024-06-05.yaml: error W004 This file is there already.\n"
            "  mend: Write in that one; or type `copydesk new --date 2024-06-19`.\n\n"
        )
        assert (desk.root / "issues/2024-06-05.yaml").read_text("utf-8") == ISSUE

    @pytest.mark.parametrize("words", [[], ["--date", "9999-12-31"]])
    def test_behind_the_last_day_of_the_calendar_asks_for_another(
        self, desk: Desk, run: Run, words: list[str]
    ) -> None:
        desk.write("issues/9999-12-31.yaml", ISSUE)
        result = run("new", *words)
        assert result.exit_code == 2
        assert "9999-12-31" in result.output

    def test_writes_a_special_edition(self, desk: Desk, run: Run) -> None:
        (desk.root / "issues").mkdir()
        assert run("new", "--date", "2024-06-05", "--edition", "special").exit_code == 0
        assert "edition: special\n" in (desk.root / "issues/2024-06-05.yaml").read_text("utf-8")

    @pytest.mark.parametrize(
        ("words", "hint"),
        [
            (["--briefing", "no-such"], "china-in-eurasia"),
            (["--edition", "no-such"], "special"),
            (["--date", "2024-02-31"], "2024-02-31"),
            (["--date", "tomorrow"], "tomorrow"),
        ],
    )
    def test_with_a_value_that_is_none_is_a_wrong_use(
        self, desk: Desk, run: Run, words: list[str], hint: str
    ) -> None:
        (desk.root / "issues").mkdir()
        result = run("new", *words)
        assert result.exit_code == 2
        assert hint in result.output
        assert files(desk.root) == []


class TestOffers:
    """What a shell offers for a word that is begun."""

    @staticmethod
    def offered(words: list[str], begun: str) -> list[str]:
        shell = ShellComplete(main, {}, "copydesk", "_COPYDESK_COMPLETE")
        return [each.value for each in shell.get_completions(words, begun)]

    def test_offers_codes_to_explain(self) -> None:
        assert self.offered(["explain"], "l11") == ["L110", "L111", "L112", "L113"]
        assert "Y012" in self.offered(["explain"], "")

    @pytest.mark.parametrize("command", ["new", "schema"])
    def test_offers_the_editions_of_the_briefing(self, desk: Desk, run: Run, command: str) -> None:
        assert self.offered([command, "--edition"], "s") == ["special"]
        assert self.offered([command, "--edition"], "x") == []
        assert self.offered([command, "--briefing", "no-such", "--edition"], "") == []


class TestInit:
    """`copydesk init`."""

    def test_says_how_a_spelling_is_added_and_the_others_stay(self, desk: Desk, run: Run) -> None:
        run("init")
        (example,) = re.findall(
            r"\n\n((?:    .*\n)+)", (desk.root / "components/README.md").read_text("utf-8")
        )
        desk.write("components/house-style.yaml", dedent(example))
        text = ISSUE.replace("It opens in June.", "The harbour near Kiev opens in June.")
        desk.write("issues/2024-05-22.yaml", text)
        shown = run("check", "--select", "H101", "issues/2024-05-22.yaml").output
        assert "The house writes `harbor`, not `harbour`." in shown
        assert "The house writes `Kyiv`, not `Kiev`." in shown

    def test_makes_a_workspace_that_works_when_its_issue_is_filled(self, desk: Desk, run: Run) -> None:
        result = run("init")
        assert result.exit_code == 0
        (issue,) = [name for name in files(desk.root) if name.startswith("issues/")]
        assert files(desk.root) == ["components/README.md", "dist/.gitignore", issue]
        assert [f"written {name}" in result.output for name in files(desk.root)] == [True] * 3
        assert run("check").exit_code == 1
        (desk.root / issue).write_text(ISSUE)
        assert run("check").exit_code == 0
        assert run("build").exit_code == 0
        assert "dist/china-in-eurasia/2024-05-22/email.html" in files(desk.root)

    def test_makes_one_in_a_folder_that_it_is_given(self, desk: Desk, run: Run) -> None:
        assert run("init", "my/briefing").exit_code == 0
        assert (desk.root / "my/briefing/issues").is_dir()

    def test_leaves_one_alone_that_is_there(self, desk: Desk, run: Run) -> None:
        desk.write("issues/mine.yaml", "mine")
        result = run("init")
        assert result.exit_code == 3
        assert "copydesk new" in result.output
        assert files(desk.root) == ["issues/mine.yaml"]


PAGE = """\
China In Eurasia Briefing: A Harbor And Its Lenders

Welcome back to the China In Eurasia briefing, an RFE/RL newsletter tracking China's resurgent influence from Eastern Europe to Central Asia.

I'm RFE/RL correspondent Reid Standish and here's what I'm following right now.

The terminal stands empty.

Finding Perspective: The loan was signed in a week.

Why It Matters: Four more harbors were promised.

One Thing To Watch

The court sits again in June.
"""


class TestImport:
    """`copydesk import`."""

    def test_prints_an_issue_and_its_guesses_apart(self, desk: Desk, run: Run) -> None:
        (desk.root / "issues").mkdir()
        result = run("import", desk.write("page.txt", PAGE), "--date", "2024-05-22")
        assert result.exit_code in (0, 1)
        assert "title: A Harbor And Its Lenders\n" in result.stdout
        assert "The terminal stands empty." in result.stdout
        assert "page.txt:" in result.stderr
        assert "page.txt:" not in result.stdout

    def test_writes_a_file_and_never_over_another(self, desk: Desk, run: Run) -> None:
        (desk.root / "issues").mkdir()
        page = desk.write("page.txt", PAGE)
        run("import", page, "-o", "issues/2024-05-22.yaml")
        written = desk.root / "issues/2024-05-22.yaml"
        assert "date: 2024-05-22\n" in written.read_text("utf-8")
        written.write_text("mine")
        assert run("import", page, "-o", "issues/2024-05-22.yaml").exit_code == 3
        assert written.read_text() == "mine"

    def test_of_a_page_that_is_none_is_refused(self, desk: Desk, run: Run) -> None:
        (desk.root / "issues").mkdir()
        result = run("import", desk.write("page.txt", "Weather: rain.\n"))
        assert (result.exit_code, result.stdout) == (1, "")

    def test_of_a_word_file_shows_each_guess_at_its_paragraph(self, desk: Desk, run: Run) -> None:
        """The file has no lines, and its bytes are nobody's to read."""
        (desk.root / "issues").mkdir()
        (desk.root / "draft.docx").write_bytes(draft().data())
        result = run("import", "draft.docx", "-o", "issues/2024-06-05.yaml")
        assert result.exit_code == 0
        assert (
            "draft.docx, paragraph 5: note I008 “Here’s what you need to know.” is taken for the line that "
            "leads over to the passages.\n  5 | Here’s what you need to know.\n    | ^^^"
        ) in result.stderr
        assert "PK" not in result.stderr
        assert run("check", "--fix", "issues/2024-06-05.yaml").exit_code == 0

    def test_of_a_saved_page_gives_an_issue(self, desk: Desk, run: Run) -> None:
        (desk.root / "issues").mkdir()
        result = run("import", desk.write("saved.html", HTML))
        assert result.exit_code == 0
        assert "  image: https://example.org/photos/cranes_w1080.jpg\n" in result.stdout
        assert "saved.html, paragraph " in result.stderr

    def test_of_a_file_that_is_no_text_says_what_to_do_and_shows_none_of_it(
        self, desk: Desk, run: Run
    ) -> None:
        (desk.root / "issues").mkdir()
        desk.write("draft.doc", "{\\rtf1 Hello}")
        result = run("import", "draft.doc")
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == (
            "draft.doc: error I024 This is a Rich Text file (.rtf).\n"
            "  mend: Open it in Word or LibreOffice, save it as .docx, and import that.\n\n"
        )

    def test_of_a_file_that_is_not_there_cannot_be_read(self, desk: Desk, run: Run) -> None:
        (desk.root / "issues").mkdir()
        assert run("import", "no-such.txt").exit_code == 3


class TestGallery:
    """`copydesk gallery`."""

    def test_writes_its_page(self, desk: Desk, run: Run) -> None:
        (desk.root / "issues").mkdir()
        result = run("gallery")
        assert result.exit_code == 0
        assert "written dist/gallery.html\n" in result.output
        assert (desk.root / "dist/gallery.html").read_text("utf-8").startswith("<!doctype html>")
        run("gallery", "-o", "out/page.html")
        assert (desk.root / "out/page.html").is_file()


class TestSchema:
    """`copydesk schema`."""

    def test_of_an_issue_holds_for_every_edition_unless_one_is_named(self, desk: Desk, run: Run) -> None:
        (desk.root / "issues").mkdir()
        assert "allOf" in json.loads(run("schema").output)
        assert "allOf" not in json.loads(run("schema", "--edition", "special").output)
        assert run("schema", "--edition", "none").exit_code == 2

    def test_of_the_manifest_is_that_of_the_package(self, desk: Desk, run: Run) -> None:
        desk.write("issues/a.yaml", ISSUE)
        run("build")
        manifest = desk.root / "dist/china-in-eurasia/2024-05-22/manifest.json"
        jsonschema.validate(json.loads(manifest.read_bytes()), json.loads(run("schema", "--manifest").output))


class TestCompletion:
    """`copydesk completion`."""

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_prints_a_script(self, run: Run, shell: str) -> None:
        result = run("completion", shell)
        assert result.exit_code == 0
        assert "_COPYDESK_COMPLETE" in result.output

    @pytest.mark.skipif(not shutil.which("bash"), reason="bash is not on this system")
    def test_is_a_script_that_bash_takes(self, run: Run) -> None:
        script = run("completion", "bash").output
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)

    def test_of_another_shell_is_a_wrong_use(self, run: Run) -> None:
        assert run("completion", "tcsh").exit_code == 2


def test_a_folder_that_is_no_file_has_neither_line_nor_column(desk: Desk, run: Run) -> None:
    desk.write("issues/a.yaml", ISSUE)
    result = run("import", desk.root)
    assert result.exit_code == 3
    assert result.output.startswith(f"{desk.root}: error Y001 This file cannot be read: ")


def terminal(root: Path, **environment: str) -> str:
    """What `copydesk check` prints on a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, "check"],
        cwd=root,
        stdout=theirs,
        stderr=theirs,
        env={"PATH": os.environ["PATH"], "TERM": "xterm-256color", **environment},
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while chunk := os.read(ours, 65536):
                shown += chunk
        except OSError:
            # How Linux says that the other side has closed.
            pass
        process.wait()
    os.close(ours)
    return shown.decode()


class TestColors:
    """Colors are for eyes: on a terminal, unless they are not wanted."""

    @pytest.fixture
    def faulty(self, desk: Desk) -> Path:
        desk.write("issues/a.yaml", ISSUE.replace("title: A", "titel: A"))
        return desk.root

    def test_are_shown_on_a_terminal(self, faulty: Path) -> None:
        assert "\x1b[31m\x1b[1merror S102\x1b[0m" in terminal(faulty)

    def test_are_not_shown_with_no_color(self, faulty: Path) -> None:
        """https://no-color.org"""
        shown = terminal(faulty, NO_COLOR="1")
        assert "error S102" in shown
        assert "\x1b" not in shown

    def test_are_not_shown_on_a_terminal_that_knows_none(self, faulty: Path) -> None:
        shown = terminal(faulty, TERM="dumb")
        assert "error S102" in shown
        assert "\x1b" not in shown

    def test_an_excerpt_fits_the_terminal(self, desk: Desk) -> None:
        desk.write("issues/a.yaml", ISSUE.replace("title: A", "titel: A" + " and so on" * 20))
        shown = terminal(desk.root, NO_COLOR="1", COLUMNS="50").splitlines()
        (at,) = [number for number, line in enumerate(shown) if line.strip("| ^") == "" and "^" in line]
        assert len(shown[at - 1]) == 50
        assert shown[at].index("^") == shown[at - 1].index("titel")

    def test_are_not_shown_in_a_pipe(self, faulty: Path) -> None:
        done = subprocess.run([*COMMAND, "check"], cwd=faulty, capture_output=True, text=True, check=False)
        assert "error S102" in done.stdout
        assert "\x1b" not in done.stdout + done.stderr


def test_a_terminal_without_the_letters_gets_their_numbers(desk: Desk) -> None:
    desk.write("issues/a.yaml", ISSUE.replace("title: A Harbor", "titel: 五年"))
    environment = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(
        [*COMMAND, "check"], cwd=desk.root, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert rb"3 | titel: \u4e94\u5e74 And Its Lenders" in done.stdout
    assert b"Traceback" not in done.stderr


def test_what_a_file_may_be_made_of_is_utf8_everywhere(desk: Desk) -> None:
    (desk.root / "issues").mkdir()
    page = desk.write("page.txt", PAGE.replace("The terminal stands", "五年 stands"))
    environment = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(
        [*COMMAND, "import", page, "--date", "2024-05-22"],
        cwd=desk.root,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert "五年 stands" in done.stdout.decode()


def test_a_reader_that_goes_away_is_no_fault(desk: Desk) -> None:
    """As in `copydesk schema | head -1`."""
    (desk.root / "issues").mkdir()
    with subprocess.Popen(
        [*COMMAND, "schema"], cwd=desk.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        errors = process.stderr.read()
    assert (process.returncode, errors) == (0, b"")
