"""What the languages of merge tags themselves make of what platforms are given: Go, Django and Liquid."""

from __future__ import annotations

import json
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.mailing import Pair, awkward, case, pair, saying

pytestmark = pytest.mark.systems

PYTHON = ROOT / ".venv-systems" / "bin" / "python"
LANGUAGES = Path(__file__).parent / "languages"
OUT, BROWSER = "https://example.org/subscription/1/2", "https://example.org/web/1"
WORDS = (
    "if {{ a }} < {{ b }}, or {{{ c }}} and {% d %} {# e #} {{ UnsubscribeURL }} \"f\" & 'g' </b> <!-- h -->"
)
"""Copy that says what each of them would act on."""


def asked(command: list[str], given: Any) -> list[str]:
    """What a program that reads and writes JSON makes of this."""
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


def expected(found: Pair) -> tuple[str, str, str]:
    """HTML, text and subject as they are to arrive, with the platform's own addresses where it has tags."""
    addresses = {"unsubscribe": OUT, "browser": BROWSER}
    html, text = unescape(found.proven.html), found.proven.text
    for slot in found.platform.written:
        own = found.proven.slots[slot]
        html = html.replace(f'"{own}"', f'"{addresses[slot]}"')
        text = text.replace(f"\n{own}\n", f"\n{addresses[slot]}\n")
    return html, text, found.proven.subject


def copy(name: str) -> list[str]:
    """What the copy says, of a platform: its cases, and all at once."""
    return [*(each["says"] for each in case(name)["copy"]), WORDS]


@pytest.mark.parametrize("words", copy("listmonk"))
def test_go_delivers_what_listmonk_is_given(words: str, tmp_path: Path) -> None:
    """Conditional comments too, which html/template would take out."""
    assert shutil.which("go"), "Go is not installed: on Debian or Ubuntu, apt-get install golang-go"
    found = pair("listmonk", saying(words, words))
    campaign = {
        "Body": found.given.html,
        "AltBody": found.given.text,
        "Subject": found.given.subject,
        "Unsubscribe": OUT,
        "Browser": BROWSER,
    }
    html, text, subject = asked(["go", "run", str(LANGUAGES / "render.go")], campaign)
    assert (unescape(html), text, subject) == expected(found)
    assert html.count("<!--[if") == found.proven.html.count("<!--[if") > 20
    assert html.startswith("<!doctype html>")


def test_go_delivers_awkward_copy() -> None:
    made = awkward("listmonk")
    campaign = {
        "Body": "\n".join(written.html for _, written in made),
        "AltBody": "\n".join(written.text for _, written in made),
        "Subject": " ".join(written.subject for _, written in made),
    }
    html, text, subject = asked(["go", "run", str(LANGUAGES / "render.go")], campaign)
    assert unescape(html) == unescape("\n".join(message.html for message, _ in made))
    assert text == "\n".join(message.text for message, _ in made)
    assert subject == " ".join(message.envelope.subject for message, _ in made)


@pytest.mark.parametrize(("name", "language"), [("brevo", "django"), ("keila", "liquid")])
def test_django_and_liquid_deliver_awkward_copy(name: str, language: str) -> None:
    made = awkward(name)
    written = [(part, {}) for _, each in made for part in (each.html, each.text, each.subject)]
    found = asked([str(PYTHON), str(LANGUAGES / f"render_{language}.py")], written)
    said = [part for each, _ in made for part in (each.html, each.text, each.envelope.subject)]
    assert [unescape(each) for each in found] == [unescape(each) for each in said]


def test_go_would_have_taken_conditional_comments_out() -> None:
    """The case that the wrapping is for."""
    campaign = {
        "Body": "<p>a</p><!--[if mso]><p>b</p><![endif]-->",
        "AltBody": "a < b {{ Safe `<` }}",
        "Subject": "",
    }
    html, text, _ = asked(["go", "run", str(LANGUAGES / "render.go")], campaign)
    assert (html, text) == ("<p>a</p>", "a &lt; b <")


@pytest.mark.parametrize(
    ("name", "language", "tags"),
    [
        ("brevo", "django", {"unsubscribe": OUT, "mirror": BROWSER, "contact": {"EMAIL": "WRONG"}}),
        ("keila", "liquid", {"unsubscribe_link": OUT, "contact": {"email": "WRONG"}}),
    ],
)
def test_django_and_liquid_deliver_what_brevo_and_keila_are_given(
    name: str, language: str, tags: dict[str, Any]
) -> None:
    assert PYTHON.exists(), "the languages are not installed: type `make test-systems`"
    for words in copy(name):
        found = pair(name, saying(words, words))
        parts = (found.given.html, found.given.text, found.given.subject)
        html, text, subject = asked(
            [str(PYTHON), str(LANGUAGES / f"render_{language}.py")], [(part, tags) for part in parts]
        )
        assert (unescape(html), unescape(text), subject) == expected(found)
