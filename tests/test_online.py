"""`copydesk check --online` asks the servers, politely and within bounds, and says what they say."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from importlib.metadata import version

import pytest

from copydesk.answer import Answer, Said
from copydesk.online import Patience, answers_of, asked_for
from copydesk.online.round import AT_ONCE, OF_A_HOST

from .conftest import ISSUE
from .loopback import Server, Step, hang_up, meeting, serving, silence, without_end

QUICK = Patience(connect=2, answer=2, pause=0)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def said(address: str, patience: Patience = QUICK) -> Answer:
    return answers_of([address], patience)[address]


@pytest.mark.parametrize(
    ("script", "answer", "asked"),
    [
        pytest.param({"/a": 200}, Answer(Said.FINE, 200), ["HEAD /a"], id="a page"),
        pytest.param({"/a": 404}, Answer(Said.GONE, 404), ["HEAD /a", "GET /a"], id="no page"),
        pytest.param({"/a": 410}, Answer(Said.GONE, 410), ["HEAD /a", "GET /a"], id="a page taken down"),
        pytest.param({"/a": 503}, Answer(Said.FAULTY, 503), ["HEAD /a", "GET /a"], id="a fault, twice"),
        pytest.param({"/a": [503, 200]}, Answer(Said.FINE, 200), ["HEAD /a", "GET /a"], id="a fault, once"),
        pytest.param({"/a": 429}, Answer(Said.CLOSED, 429), ["HEAD /a"], id="too many: not asked again"),
        pytest.param({"/a": 403}, Answer(Said.CLOSED, 403), ["HEAD /a", "GET /a"], id="no machines"),
        pytest.param(
            {"HEAD /a": 405, "GET /a": 200}, Answer(Said.FINE, 200), ["HEAD /a", "GET /a"], id="no HEAD"
        ),
        pytest.param(
            {"HEAD /a": hang_up, "GET /a": 200}, Answer(Said.FINE, 200), ["HEAD /a", "GET /a"], id="HEAD cut"
        ),
        pytest.param(
            {"HEAD /a": 501, "GET /a": without_end},
            Answer(Said.FINE, 200),
            ["HEAD /a", "GET /a"],
            id="a page without an end is not read",
        ),
        pytest.param({"/a": hang_up}, Answer(Said.REFUSED), ["HEAD /a", "GET /a"], id="it breaks off"),
        pytest.param({"/a": (302, "/b"), "/b": 200}, Answer(Said.FINE, 200), ["HEAD /a", "HEAD /b"], id="for now"),
        pytest.param({"/a": (301, "/b"), "/b": 404}, Answer(Said.GONE, 404), ["HEAD /a", "HEAD /b", "GET /b"], id="to no page"),
        pytest.param({"/a": (302, "ftp://127.0.0.1/b")}, Answer(Said.LOST), ["HEAD /a"], id="where no browser goes"),
        pytest.param({"/a": (301, "/b"), "/b": (301, "/a")}, Answer(Said.LOST), ["HEAD /a", "HEAD /b"] * 3, id="in a circle"),
    ],
)  # fmt: skip
def test_what_a_server_does_is_understood(
    script: dict[str, Step | list[Step]], answer: Answer, asked: list[str], server: Server
) -> None:
    server.script = script
    assert said(f"{server.address}/a") == answer
    assert server.asked == asked


@pytest.mark.parametrize(
    ("script", "new"),
    [
        ({"/a": (301, "/b"), "/b": 200}, "/b"),
        ({"/a": (308, "/b"), "/b": (301, "/c"), "/c": 200}, "/c"),
        ({"/a": (301, "/b"), "/b": (302, "/login"), "/login": 200}, "/b"),
    ],
    ids=["once", "twice", "and from there, for now, elsewhere"],
)
def test_what_moved_for_good_has_a_new_address(
    script: dict[str, Step | list[Step]], new: str, server: Server
) -> None:
    server.script = script
    assert said(f"{server.address}/a") == Answer(Said.MOVED, 200, f"{server.address}{new}")


def test_a_server_that_says_nothing_is_late(server: Server) -> None:
    server.script = {"/a": silence}
    assert said(f"{server.address}/a", Patience(answer=0.1, pause=0)) == Answer(Said.LATE)


def test_where_nobody_listens_the_connection_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/a"
    assert said(address) == Answer(Said.REFUSED)


def test_a_certificate_that_nobody_knows_is_not_trusted() -> None:
    with serving(certificate=True) as server:
        assert said(f"https://127.0.0.1:{server.server_port}/a") == Answer(Said.UNTRUSTED)


@pytest.mark.parametrize(
    ("code", "hosts", "answer"),
    [
        (socket.EAI_NONAME, ["a.example"], Said.NAMELESS),
        (socket.EAI_AGAIN, ["a.example"], Said.OFFLINE),
        (socket.EAI_NONAME, ["a.example", "b.example"], Said.OFFLINE),
    ],
    ids=["no such name", "no name server", "no name known at all"],
)
def test_a_name_that_is_not_known_is_told_from_a_computer_without_a_network(
    code: int, hosts: list[str], answer: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(code, "no answer")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    found = answers_of([f"http://{host}/" for host in hosts], QUICK)
    assert {each.said for each in found.values()} == {answer}


@pytest.mark.parametrize("host", [f"{'x' * 64}.example", "a..example", "-.*.example"])
def test_a_name_that_none_can_have_is_not_known(host: str) -> None:
    assert said(f"http://{host}/").said is Said.NAMELESS


def test_a_proxy_of_the_environment_is_asked_in_the_servers_place(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.address)
    server.script = {"http://nowhere.example/a": 200}
    assert said("http://nowhere.example/a") == Answer(Said.FINE, 200)


def test_a_proxy_that_is_not_there_is_no_fault_of_the_link(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{taken.getsockname()[1]}")
    assert said("http://nowhere.example/a") == Answer(Said.PROXY)


def test_it_says_who_asks_and_tells_no_password(
    server: Server, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = tmp_path_factory.mktemp("home") / "netrc"
    secrets.write_text("machine 127.0.0.1 login reid password secret\n", "utf-8")
    monkeypatch.setenv("NETRC", str(secrets))
    server.script = {"/a": 200}
    said(f"{server.address}/a")
    ((_, _, headers),) = server.requests
    assert headers["User-Agent"].startswith(f"copydesk/{version('copydesk')} ")  # type: ignore[index]
    assert "Authorization" not in headers  # type: ignore[operator]


def test_each_address_is_asked_once_and_the_next_is_not_kept_waiting(server: Server) -> None:
    server.script = {"/a": 200, "/b": 200}
    address = f"{server.address}/a"
    told: list[None] = []
    found = answers_of([address, f"{server.address}/b", address], QUICK, lambda: told.append(None))
    assert len(found) == len(told) == 2
    assert sorted(server.asked) == ["HEAD /a", "HEAD /b"]


@pytest.mark.parametrize(
    ("number", "wait", "answer"),
    [(OF_A_HOST, 20, Said.FINE), (OF_A_HOST + 1, 0.3, Said.CLOSED)],
    ids=["two", "and no more"],
)
def test_a_host_is_asked_for_two_addresses_at_once(
    number: int, wait: float, answer: Said, server: Server
) -> None:
    paths = [f"/{number}" for number in range(number * 2)]
    server.script = dict.fromkeys(paths, meeting(number, wait))
    found = answers_of([server.address + path for path in paths], Patience(answer=30, pause=0))
    assert {each.said for each in found.values()} == {answer}


@pytest.mark.parametrize(
    ("number", "wait", "answer"),
    [(AT_ONCE, 20, Said.FINE), (AT_ONCE + 1, 0.3, Said.CLOSED)],
    ids=["eight", "and no more"],
)
def test_all_hosts_together_are_asked_for_eight_addresses_at_once(
    number: int, wait: float, answer: Said, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server is here the proxy to all of them."""
    monkeypatch.setenv("http_proxy", server.address)
    addresses = [f"http://host{number}.example/" for number in range(number * 2)]
    server.script = dict.fromkeys(addresses, meeting(number, wait))
    found = answers_of(addresses, Patience(answer=30, pause=0))
    assert {each.said for each in found.values()} == {answer}


def test_when_the_time_is_up_what_is_left_is_not_asked(server: Server) -> None:
    """Two of a host at once, whichever they are: where both keep silent, the third has no turn."""
    server.script = {"/a": silence, "/b": silence, "/c": silence}
    addresses = [f"{server.address}/{name}" for name in "abc"]
    assert answers_of(addresses, Patience(whole=0.2)) == {}
    assert len(server.asked) < len(addresses)


def test_only_whole_web_addresses_are_asked_for_and_none_of_the_mailing_system(fitted) -> None:  # type: ignore[no-untyped-def]
    text = (
        "[a](https://example.org/a#part) [b](mailto:a@example.org) [c](www.example.org) "
        "[d](https://slot.invalid/unsubscribe) [e](ftp://example.org/) https://example.org/bare"
    )
    source = ISSUE.replace("The terminal stands empty.", text)
    photo = "photo:\n  image: https://example.org/x.jpg\n  alt: A\n  caption: B\nlead:"
    assert list(asked_for(fitted(source.replace("lead:", photo, 1)))) == [
        "https://example.org/x.jpg",
        "https://example.org/a",
        "https://example.org/loan",
    ]
