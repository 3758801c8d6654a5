"""Nothing is handed to a platform unless it would deliver the proven message: each proof, and what breaks it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from copydesk.platforms.declaration import Limit, Limits
from copydesk.platforms.given import of_package
from copydesk.platforms.proof import prove
from copydesk.platforms.reading import platforms

from .conftest import ISSUE, Desk
from .mailing import LIBRARY, NAMES, Pair, pair, saying

OTHERS = platforms(LIBRARY)
NOTICE = "you could face fines or imprisonment"


def codes(found: Pair) -> set[str]:
    """The codes of what speaks against what a platform is given."""
    others = {name: each for name, each in OTHERS.items() if name != found.name}
    return {fault.code for fault in prove(found.platform, found.given, found.proven, others)}


@pytest.mark.parametrize("name", NAMES)
def test_what_a_platform_is_given_delivers_the_proven_message(name: str) -> None:
    assert codes(pair(name)) == set()


BREAKS: dict[str, tuple[str, Callable[[Pair], Pair], set[str]]] = {
    "a word of the legal notice": (
        "listmonk",
        lambda found: found.with_given(html=found.given.html.replace(NOTICE, "you could face a fine")),
        {"M205", "M207"},
    ),
    "a word of the legal notice in the text": (
        "ses",
        lambda found: found.with_given(text=found.given.text.replace("stateless", "homeless")),
        {"M205", "M207"},
    ),
    "no way to unsubscribe": (
        "sendgrid",
        lambda found: found.with_given(html=found.given.html.replace("{{{unsubscribe}}}", "https://example.org")),
        {"M201", "M205", "M207"},
    ),
    "two ways to unsubscribe": (
        "brevo",
        lambda found: found.with_given(text=found.given.text + "{{ unsubscribe }}\n"),
        {"M201", "M205"},
    ),
    "an open slot": (
        "neutral",
        lambda found: found.with_given(
            html=found.given.html.replace("mailto:StandishR@rferl.org", "https://slot.invalid/unsubscribe")
        ),
        {"M201", "M205", "M207"},
    ),
    "a tag of another platform": (
        "keila",
        lambda found: found.with_given(text=found.given.text.replace("Unsubscribe:", "Unsubscribe: *|UNSUB|*")),
        {"M203", "M205"},
    ),
    "a tag that is none of the message": (
        "listmonk",
        lambda found: found.with_given(html=found.given.html.replace("terminal", "{{ .Subscriber.Email }}")),
        {"M202", "M207"},
    ),
    "a subject that the platform fills in": (
        "mailchimp",
        lambda found: found.with_given(subject="*|FNAME|*"),
        {"M202", "M207"},
    ),
    "another subject": ("postmark", lambda found: found.with_given(subject="Another"), {"M205", "M207"}),
    "conditional comments as they are, where the platform strips them": (
        "listmonk",
        lambda found: found.with_given(
            html=found.given.html.replace('{{ Safe "<!--[if mso | IE]></td></tr></table><![endif]-->" }}', "<!--[if mso | IE]></td></tr></table><![endif]-->")
        ),
        {"M204", "M207"},
    ),
    "a condition that is another": (
        "mailgun",
        lambda found: found.with_given(html=found.given.html.replace("[if mso | IE]", "[if IE]", 1)),
        {"M204", "M207"},
    ),
    "no doctype": (
        "ses",
        lambda found: found.with_given(html=found.given.html.removeprefix("<!doctype html>")),
        {"M205", "M207"},
    ),
    "a request with another field": (
        "postmark",
        lambda found: found.with_given(request=found.given.request.replace('"TextBody"', '"Text"')),
        {"M207"},
    ),
    "a request that tracks": (
        "postmark",
        lambda found: found.with_given(request=found.given.request.replace("false", "true")),
        {"M207"},
    ),
    "a request that is no JSON": ("keila", lambda found: found.with_given(request="{"), {"M207"}),
    "a request with another body than body.html": (
        "brevo",
        lambda found: found.with_given(request=found.given.request.replace(NOTICE, "nothing happens")),
        {"M207"},
    ),
    "HTML over the platform's limit": (
        "postmark",
        lambda found: replace(
            found, platform=replace(found.platform, limits=Limits(html=Limit(20_000, "a test")))
        ),
        {"M206"},
    ),
    "a name over the platform's limit": (
        "sendgrid",
        lambda found: replace(found, platform=replace(found.platform, limits=Limits(name=Limit(10, "a test")))),
        {"M206"},
    ),
}  # fmt: skip
"""What is changed of what a platform is given, and the codes that say so."""


@pytest.mark.parametrize("what", BREAKS)
def test_the_proof_refuses(what: str) -> None:
    name, change, expected = BREAKS[what]
    found = pair(name)
    changed = change(found)
    assert changed != found
    assert codes(changed) == expected


@pytest.mark.parametrize(
    ("name", "escaped", "bare"),
    [
        ("listmonk", "&#123;&#123; .Subscriber.Email }}", "{{ .Subscriber.Email }}"),
        ("keila", "&#123;&#123; .Subscriber.Email }}", "{{ .Subscriber.Email }}"),
        ("brevo", "&#123;&#123; .Subscriber.Email }}", "{{ .Subscriber.Email }}"),
        ("sendgrid", "&#123;&#123; .Subscriber.Email }}", "{{ .Subscriber.Email }}"),
    ],
)
def test_the_proof_refuses_an_escape_that_is_taken_away(name: str, escaped: str, bare: str) -> None:
    found = pair(name, saying("{{ .Subscriber.Email }}"))
    changed = found.with_given(html=found.given.html.replace(escaped, bare))
    assert changed != found
    assert codes(changed) == {"M202", "M207"}


def test_a_fault_says_where_a_text_parts_from_the_proven_one() -> None:
    found = pair("ses")
    changed = found.with_given(text=found.given.text.replace("sits again in June", "sits again in July"))
    faults = prove(changed.platform, changed.given, changed.proven, {})
    assert "June" in faults[0].message
    assert "July" in faults[0].message


def test_a_package_alone_is_enough_for_the_proof(desk: Desk) -> None:
    """A mailing desk has the package and copydesk, and no issue."""
    files = desk.pack(ISSUE)
    manifest = json.loads(files["manifest.json"])
    for name in NAMES:
        given, proven = of_package(name, files, manifest)
        others = {key: each for key, each in OTHERS.items() if key != name}
        assert prove(OTHERS[name], given, proven, others) == ()
    altered = {**files, "email.txt": files["email.txt"].replace(b"imprisonment", b"applause")}
    given, proven = of_package("listmonk", altered, manifest)
    assert {fault.code for fault in prove(OTHERS["listmonk"], given, proven, {})} == {"M205"}


def test_a_message_over_the_limit_of_a_platform_is_not_built(desk: Desk) -> None:
    source = (LIBRARY.roots[0] / "platforms" / "sendgrid.yaml").read_text("utf-8")
    desk.write("components/platforms/sendgrid.yaml", source.replace("most: 100", "most: 20"))
    desk.write("issues/2024-05-22.yaml", ISSUE)
    from copydesk.press import build

    (built,) = build([desk.root / "issues" / "2024-05-22.yaml"], desk.workspace)
    (found,) = [each for each in built.diagnostics if each.severity == "error"]
    assert found.code == "M206"
    assert found.message == "The name has 27 characters, and SendGrid takes 20."
    assert not desk.workspace.dist.exists()
