"""What the languages of merge tags make of a message: the real one where it can be had, else a plain reader.

Go, Django and Liquid are asked in tests/systems/test_languages.py.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from html import unescape

import pytest

from .conftest import ROOT
from .mailing import Pair, awkward, case, pair, saying

OUT, BROWSER = "https://example.org/out?u=1&v=2", "https://example.org/web"
FOLDER = ROOT / "tests" / "handlebars"


def handlebars(templates: Sequence[tuple[str, Mapping[str, str]]]) -> list[str]:
    """What Handlebars itself makes of templates with values."""
    assert (FOLDER / "node_modules").is_dir(), "Handlebars is not installed: type `make test`"
    command = [str(ROOT / ".venv" / "bin" / "node"), str(FOLDER / "render.js")]
    done = subprocess.run(command, input=json.dumps(templates), capture_output=True, text=True, check=True)
    found: list[str] = json.loads(done.stdout)
    return found


def expected(found: Pair) -> tuple[str, str]:
    """HTML and text as they are to arrive: as they were proven, with the platform's address to unsubscribe."""
    own = found.proven.slots["unsubscribe"]
    return found.proven.html.replace(own, OUT), found.proven.text.replace(own, OUT)


@pytest.mark.parametrize("words", [each["says"] for each in case("sendgrid")["copy"]])
def test_handlebars_delivers_what_sendgrid_is_given(words: str) -> None:
    found = pair("sendgrid", saying(words, words, words))
    values = {
        "unsubscribe": OUT,
        "first_name": "WRONG",
        "a": "WRONG",
        "b": "WRONG",
        "c": "WRONG",
        "d": "WRONG",
    }
    given = found.given
    html, text, subject = handlebars([(each, values) for each in (given.html, given.text, given.subject)])
    assert (unescape(html), text) == (unescape(expected(found)[0]), expected(found)[1])
    assert subject == words


def test_handlebars_would_have_filled_the_copy_in() -> None:
    """The case that the escapes are for."""
    assert handlebars([("{{ first_name }} \\{{ first_name }}", {"first_name": "Ann"})]) == [
        "Ann {{ first_name }}"
    ]
    assert handlebars([(r"\\{{ first_name }}", {"first_name": "Ann"})]) == [r"\Ann"]


def test_handlebars_delivers_awkward_copy() -> None:
    made = awkward("sendgrid")
    assert len(made) > 100
    written = [(part, {}) for _, each in made for part in (each.html, each.text, each.subject)]
    found = handlebars(written)
    assert [unescape(each) for each in found[::3]] == [unescape(message.html) for message, _ in made]
    assert found[1::3] == [message.text for message, _ in made]
    assert found[2::3] == [message.envelope.subject for message, _ in made]


def asterisks(text: str) -> str:
    """What Mailchimp is told to make of a text: every *|TAG|* is filled, an unknown one with nothing."""
    values = {"UNSUB": OUT, "ARCHIVE": BROWSER, "LIST:ADDRESSLINE": "1 Street, Town"}
    return re.sub(r"\*\|([^|]*)\|\*", lambda match: values.get(match[1], ""), text)


def percents(text: str) -> str:
    """What Mailgun is told to make of a text."""
    text = text.replace("%unsubscribe_url%", OUT)
    return re.sub(r"%recipient\.\w+%", "WRONG", text)


def placeholder(tag: str) -> Callable[[str], str]:
    """What a platform makes of a text that replaces one tag and nothing else."""
    return lambda text: text.replace(tag, OUT)


READERS = {
    "mailgun": percents,
    "postmark": placeholder("{{{ pm:unsubscribe }}}"),
    "ses": placeholder("{{amazonSESUnsubscribeUrl}}"),
}


@pytest.mark.parametrize("name", READERS)
def test_a_plain_reader_delivers_what_a_platform_is_given(name: str) -> None:
    for each in case(name)["copy"]:
        found = pair(name, saying(each["says"], each["says"]))
        html, text = READERS[name](found.given.html), READERS[name](found.given.text)
        assert (unescape(html), text) == (unescape(expected(found)[0]), expected(found)[1])
        assert READERS[name](found.given.subject) == each["says"]


def test_a_plain_reader_delivers_what_mailchimp_is_given() -> None:
    """Its own postal address stands in place of the briefing's, and nothing else is changed."""
    found = pair("mailchimp")
    html, text = expected(found)
    wanted = text.replace(found.proven.slots["address"], "1 Street, Town").replace(
        found.proven.slots["browser"], BROWSER
    )
    assert asterisks(found.given.text) == wanted
    words = re.sub(r"<[^>]*>|\s+", " ", unescape(asterisks(found.given.html)))
    before = re.sub(r"<[^>]*>|\s+", " ", unescape(html))
    address = re.sub(r"\s+", r"\\s+", re.escape(found.proven.slots["address"]).replace(r"\ ", " "))
    assert words.split() == re.sub(address, "1 Street, Town", before).split()
