"""The desk lets nobody in but its own page on this machine."""

from __future__ import annotations

import http.client
import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.conftest import ISSUE
from tests.desks import editor, preview

NAME = "2024-05-22.yaml"
WRONG = ISSUE.replace("It opens in June.", "It  opens in June.")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "issues").mkdir()
    (folder / "secret.yaml").write_text("password: hunter2")
    (folder / "issues" / NAME).write_text(WRONG)
    return folder


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    with preview(root) as found:
        yield found


def ask(
    address: str, path: str, method: str = "GET", **headers: str
) -> tuple[int, str, http.client.HTTPMessage]:
    place = urlsplit(address)
    assert place.hostname
    connection = http.client.HTTPConnection(place.hostname, place.port, timeout=10)
    connection.request(
        method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = connection.getresponse()
    try:
        return answer.status, answer.read().decode(), answer.headers
    finally:
        connection.close()


def token(address: str) -> str:
    found = re.search(r'name="copydesk-token" content="([^"]{20,})"', ask(address, "/")[1])
    assert found
    return found[1]


def mend(address: str, **headers: str) -> int:
    return ask(address, f"/mend?issue={NAME}&act=all", "POST", **headers)[0]


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "localhost:1", "127.0.0.1.evil.example:{port}", ""]
)
def test_another_host_is_turned_away(address: str, host: str) -> None:
    """A site whose name is made to lead to this machine (DNS rebinding) has its own name in `Host`."""
    assert ask(address, "/", Host=host.format(port=urlsplit(address).port))[0] == 421


def test_the_desk_answers_to_every_name_of_this_machine(address: str) -> None:
    assert ask(address, "/", Host=f"localhost:{urlsplit(address).port}")[0] == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1", "http://localhost:1"])
def test_another_site_is_turned_away(address: str, origin: str) -> None:
    assert ask(address, "/told?issue=" + NAME, Origin=origin)[0] == 403
    assert mend(address, Origin=origin, X_Copydesk_Token=token(address)) == 403


def test_a_change_without_the_pages_token_is_refused(address: str, root: Path) -> None:
    assert mend(address) == 403
    assert mend(address, X_Copydesk_Token="guessed") == 403
    assert mend(address, X_Copydesk_Token="\u00e9") == 403
    assert (root / "issues" / NAME).read_text() == WRONG


def test_a_change_with_the_pages_token_is_made(address: str, root: Path) -> None:
    try:
        assert mend(address, X_Copydesk_Token=token(address), Origin=address.rstrip("/")) == 200
        assert (root / "issues" / NAME).read_text() == ISSUE
    finally:
        (root / "issues" / NAME).write_text(WRONG)


def test_a_form_on_another_site_changes_nothing(address: str, root: Path, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.set_content(
        f'<form method="post" enctype="text/plain" action="{address}mend?issue={NAME}&act=all">'
        "<input name=x value=y></form>"
    )
    with page.expect_response(re.compile("/mend")) as answer:
        page.evaluate("document.forms[0].submit()")
    assert answer.value.status == 403
    assert (root / "issues" / NAME).read_text() == WRONG
    context.close()


@pytest.mark.parametrize(
    "name",
    ["../secret.yaml", "..%2fsecret.yaml", "/etc/passwd", "issues/../../secret.yaml", "2024-05-22.yaml/.."],
)
@pytest.mark.parametrize("path", ["told", "face", "part", "weight", "share", "compare"])
def test_no_file_outside_the_issues_is_shown(address: str, path: str, name: str) -> None:
    status, said, _ = ask(address, f"/{path}?issue={quote(name)}")
    assert status == 404
    assert "hunter2" not in said


@pytest.mark.parametrize("name", ["../desk.py", "%2e%2e/desk.py", "..%5cdesk.py", "/etc/passwd", "."])
def test_no_file_beside_the_pages_own_is_given(address: str, name: str) -> None:
    assert ask(address, f"/static/{name}")[0] == 404


@pytest.mark.parametrize("query", ["scheme=pink", "face=secret", "component=../lead", "component="])
def test_what_there_is_not_is_said_plainly(address: str, query: str) -> None:
    status, said, _ = ask(address, f"/face?issue={NAME}&{query}")
    assert status in (400, 404)
    assert "There is no such" in said


@pytest.mark.parametrize(
    "query", ["", "act=delete", "act=one", "act=one&number=x", "act=one&number=-1", "act=one&number=99"]
)
def test_a_change_that_makes_no_sense_is_refused(address: str, root: Path, query: str) -> None:
    asked = f"/mend?issue={NAME}&{query}"
    assert ask(address, asked, "POST", X_Copydesk_Token=token(address))[0] in (400, 409)
    assert (root / "issues" / NAME).read_text() == WRONG


def test_the_page_may_run_nothing_but_its_own_files(address: str) -> None:
    policy = ask(address, "/")[2]["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("origin", [None, "https://evil.example"])
def test_another_site_may_not_listen(address: str, origin: str | None) -> None:
    place = address.replace("http", "ws") + "live"
    with pytest.raises(InvalidStatus) as refused, connect(place, origin=origin):  # type: ignore[arg-type]
        pass
    assert refused.value.response.status_code == 403


def test_a_script_in_the_copy_does_not_run(address: str, root: Path, browser: Browser) -> None:
    """Not in the message, nor in what the desk says of it."""
    hostile = "<img src=x onerror=document.title='run'><script>document.title='run'</script>"
    (root / "issues" / NAME).write_text(WRONG.replace("It  opens in June.", f"{hostile}  opens."))
    try:
        with editor(browser, address, width=1800) as page:
            page.frame_locator("#desktop").get_by_text("onerror").click()
            page.get_by_role("tab", name="Changes").click()
            page.wait_for_timeout(300)
            assert page.title() != "run"
            assert page.locator("#desktop").evaluate("frame => frame.contentDocument.title") != "run"
            assert page.locator("script").count() == 1
    finally:
        (root / "issues" / NAME).write_text(WRONG)


def test_a_network_needs_a_password(root: Path) -> None:
    from subprocess import run
    from sys import executable

    command = [executable, "-m", "copydesk", "preview", "--no-open", "--host", "192.168.3.4"]
    said = run(command, cwd=root, capture_output=True, text=True, check=False)
    assert said.returncode == 2
    assert "COPYDESK_PREVIEW_PASSWORD" in said.stderr


def test_with_a_password_nobody_comes_in_without(root: Path) -> None:
    with preview(root, "--host", "127.0.0.2", COPYDESK_PREVIEW_PASSWORD="tea") as address:
        assert ask(address, "/")[0] == 401
        for given, status in (("x:coffee", 401), ("x:tea", 200)):
            assert ask(address, "/", Authorization=f"Basic {b64encode(given.encode()).decode()}")[0] == status
        assert ask(address, "/", Authorization="Basic \u00fc".encode().decode("latin-1"))[0] == 401


def test_another_port_is_taken_where_one_is_in_use(root: Path, address: str) -> None:
    with preview(root, "--port", str(urlsplit(address).port)) as other:
        assert other != address
        assert ask(other, "/")[0] == 200


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--port", "99999"], "range"),
        (["--port", "-5"], "range"),
        (["--editor", "nosuch"], "vscode"),
        (["--host", "0.0.0.0"], "address of this machine"),
    ],
)
def test_what_cannot_be_is_refused_in_words(root: Path, words: list[str], said: str) -> None:
    from subprocess import run
    from sys import executable

    found = run(
        [executable, "-m", "copydesk", "preview", "--no-open", *words],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 2
    assert said in found.stderr
