"""`copydesk check --online`: findings like any other, answers that are kept, and no socket without it."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import time

import pytest
from click.testing import CliRunner, Result

import copydesk.online
from copydesk.answer import Answer, Said
from copydesk.cli import main
from copydesk.online.memory import recalled, written

from .conftest import ISSUE
from .loopback import Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        running.script = {"/old": (301, "/new"), "/new": 200}
        yield running


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "copydesk" / "answers.json"


@pytest.fixture
def source(tmp_path: Path, cache: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An issue with a link to a page that moved, and one to a page that is not there, in two sections."""
    path = tmp_path / "issues" / "2024-05-22.yaml"
    path.parent.mkdir()
    text = ISSUE.replace("https://example.org/loan", f"{server.address}/old").replace(
        "sits again", f"[sits]({server.address}/none) again"
    )
    path.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["check", "--online", "--select", "N", *words], prog_name="copydesk")


def test_what_the_servers_say_stands_at_the_links_own_place(source: Path, server: Server) -> None:
    found = json.loads(run("--format", "json").stdout)
    line = f"The loan was signed in a week, as [we reported]({server.address}/old)."
    assert [(each["code"], each["line"], each["column"], each["mend"]) for each in found] == [
        ("N102", 11, 9 + line.index("http"), f"Write `{server.address}/new`."),
        (
            "N101",
            44,
            5 + len("The court [sits]("),
            "Open it in a browser, and write the address of the page that is meant.",
        ),
    ]


def test_what_moved_is_mended_to_its_new_address(source: Path, server: Server) -> None:
    before = source.read_text("utf-8")
    done = run("--fix")
    assert "mended 1 fault in" in done.stderr
    assert source.read_text("utf-8") == before.replace("/old)", "/new)")
    assert [each.split()[1] for each in done.stdout.splitlines() if ": " in each and "N1" in each] == [
        "warning"
    ]


def test_a_warning_of_a_server_is_waived_like_any_other_and_no_waiver_of_one_is_unused(source: Path) -> None:
    text = source.read_text("utf-8").replace("watch:\n", "# waive N101: It opens on the day.\nwatch:\n")
    source.write_text(text, "utf-8")
    assert "N101" not in run().stdout
    offline = CliRunner().invoke(main, ["check", "--select", "N,V"], prog_name="copydesk")
    assert offline.stdout == "Nothing to mend in 1 file.\n"


def test_an_answer_is_kept_and_the_server_is_not_asked_again(source: Path, server: Server) -> None:
    first, asked = run().stdout, list(server.asked)
    assert run().stdout == first
    assert server.asked == asked
    assert "HEAD /old" in asked


def test_a_page_that_two_issues_link_to_is_asked_for_once(source: Path, server: Server) -> None:
    source.with_name("2024-06-05.yaml").write_text(source.read_text("utf-8"), "utf-8")
    assert run().stdout.count("N102") == 2
    assert server.asked.count("HEAD /old") == 1


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "{",
        "[]",
        '{"answers": {"http://a.example/": ["well"]}}',
        '{"answers": {"http://a.example/": ["fine", Infinity, "", 0]}}',
        '{"answers": {"http://a.example/": ["moved", 200, "https://[", 0]}}',
    ],
)
def test_a_broken_file_of_answers_is_passed_over_with_a_word(broken: str, source: Path, cache: Path) -> None:
    cache.parent.mkdir(parents=True)
    cache.write_text(broken, "utf-8")
    done = run()
    assert "every server is asked anew" in done.stderr
    assert "N102" in done.stdout
    assert "cannot be read" not in run().stderr


def test_where_answers_cannot_be_kept_it_goes_on_with_a_word(source: Path, cache: Path) -> None:
    cache.parent.parent.write_text("a file where the folder would be", "utf-8")
    done = run()
    assert "The answers cannot be kept" in done.stderr
    assert "N102" in done.stdout


def test_the_answers_are_their_owners_alone(source: Path, cache: Path) -> None:
    """https://specifications.freedesktop.org/basedir-spec/latest/: a folder is made with permission 0700."""
    run()
    assert [oct(each.stat().st_mode & 0o777) for each in (cache.parent, cache)] == ["0o700", "0o600"]


def test_without_a_network_that_is_said_once_and_not_of_each_link(
    source: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "no answer")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    source.with_name("2024-06-05.yaml").write_text(source.read_text("utf-8"), "utf-8")
    done = run()
    assert done.stdout == "Nothing to mend in 2 files.\n"
    (line,) = done.stderr.splitlines()
    assert "it is not on the network" in line
    assert not cache.exists()


def test_a_proxy_that_is_not_there_is_said_once(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{taken.getsockname()[1]}")
    done = run()
    assert done.stdout == "Nothing to mend in 1 file.\n"
    assert done.stderr.count("its proxy does not answer") == 1


def test_what_there_was_no_time_for_is_named(
    source: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copydesk.online, "Patience", partial(copydesk.online.Patience, whole=0))
    done = run()
    assert done.stderr.splitlines()[1:-1] == [f"  {server.address}/old", f"  {server.address}/none"]
    assert done.exit_code == 0


def test_in_a_pipe_nothing_moves(source: Path) -> None:
    assert run().stderr == ""


def test_an_issue_that_cannot_be_read_is_said_once(source: Path) -> None:
    source.write_bytes(b"\xff")
    assert CliRunner().invoke(main, ["check", "--online"]).stdout.count("Y003") == 1


def test_without_it_no_socket_is_opened(source: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket is opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    done = CliRunner().invoke(main, ["check"])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert not cache.exists()
    assert "N10" not in done.stdout


@pytest.mark.parametrize(
    ("said", "seconds", "holds"),
    [
        (Said.FINE, 86_399, True),
        (Said.MOVED, 86_400, False),
        (Said.GONE, 3_599, True),
        (Said.GONE, 3_600, False),
        (Said.OFFLINE, 1, False),
        (Said.FINE, -1, False),
    ],
    ids=["good, for a day", "and no longer", "bad, for an hour", "and no longer ", "our own fault", "the clock was wrong"],
)  # fmt: skip
def test_an_answer_holds_for_a_time(said: Said, seconds: int, holds: bool) -> None:
    then = time()
    data = written({"http://a.example/ü": (Answer(said, 200, "http://b.example/"), then)}, then)
    kept = recalled(data, then + seconds)
    assert kept == ({"http://a.example/ü": (Answer(said, 200, "http://b.example/"), then)} if holds else {})
