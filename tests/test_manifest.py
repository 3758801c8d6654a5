"""manifest.json tells a mailing system what a package holds, and is true."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import jsonschema
import pytest

from copydesk.targets.hosts import TOO_DEEP, hosts
from copydesk.targets.manifest import RENDERERS, schema

from .conftest import ISSUE, ROOT, Desk

PHOTO = """\
photo:
  image: https://images.example.org/harbor.jpg
  alt: Five cranes over an empty quay
"""


@pytest.fixture
def files(desk: Desk) -> dict[str, bytes]:
    return desk.pack(ISSUE + PHOTO)


@pytest.fixture
def manifest(files: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["manifest.json"])
    return found


def test_it_is_as_its_schema_says(manifest: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(manifest, schema(), jsonschema.Draft202012Validator)


@pytest.mark.parametrize("change", ["missing", "extra", "type"])
def test_its_schema_refuses_another(manifest: dict[str, Any], change: str) -> None:
    changed = {"missing": {}, "extra": {**manifest, "x": 1}, "type": {**manifest, "links": "none"}}[change]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(changed, schema())


def test_each_field_of_the_schema_that_needs_words_has_them() -> None:
    properties = schema()["properties"]
    for name in ("edition", "date", "language", "canonical", "hosts_contacted", "slots", "versions"):
        assert properties[name]["description"], name


def test_sizes_and_sums_are_those_of_the_files(files: dict[str, bytes], manifest: dict[str, Any]) -> None:
    others = {name: content for name, content in files.items() if name not in ("manifest.json", "SHA256SUMS")}
    assert manifest["files"] == {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in others.items()
    }


def test_it_holds_what_the_inbox_shows(manifest: dict[str, Any]) -> None:
    assert {
        key: manifest[key] for key in ("briefing", "edition", "date", "title", "subject", "preheader")
    } == {
        "briefing": "china-in-eurasia",
        "edition": "",
        "date": "2024-05-22",
        "title": "A Harbor And Its Lenders",
        "subject": "A Harbor And Its Lenders",
        "preheader": "Five years on, who pays for the cranes?",
    }
    assert manifest["sender"] == {"name": "China In Eurasia | RFE/RL", "address": "StandishR@rferl.org"}
    assert (manifest["language"], manifest["direction"]) == ("en", "ltr")
    assert manifest["canonical"] == "https://www.rferl.org/China-In-Eurasia/2024/5/22"


def test_it_holds_what_readers_search_for(manifest: dict[str, Any]) -> None:
    """Headlines and labels in reading order, each once, and none that the briefing fixes."""
    assert manifest["briefing_name"] == "China In Eurasia"
    assert manifest["standfirst"] == "Five years on, who pays for the cranes?"
    assert manifest["headlines"] == [
        "A Railway Changes Its Gauge",
        "The Minister Learns Mandarin",
        "A Dictionary Of Patience",
    ]
    assert manifest["labels"][:3] == ["Finding Perspective", "Why It Matters", "What It Means"]
    assert manifest["labels"][-2:] == ["The Ferry", "Two Maps"]


def test_a_heading_that_an_issue_writes_is_a_headline(desk: Desk) -> None:
    special = ISSUE.replace("title:", "edition: special\ntitle:").replace(
        "stories:\n", "stories:\n  heading: Three Harbors More\n"
    )
    found = json.loads(desk.pack(special)["manifest.json"])["headlines"]
    assert found[0] == "Three Harbors More"
    assert "Across The Supercontinent" not in found


def test_it_says_where_the_legal_notice_leads(manifest: dict[str, Any]) -> None:
    """Who proves a package from its files alone needs it."""
    links = [link["address"] for link in manifest["links"] if link["section"] == "legal_notice"]
    assert links == [manifest["legal_notice"]]
    assert manifest["broadcaster"] == "RFE/RL"


def test_it_lists_links_and_images_by_section(manifest: dict[str, Any]) -> None:
    assert {"section": "lead", "words": "we reported", "address": "https://example.org/loan"} in manifest[
        "links"
    ]
    assert manifest["images"] == [
        {
            "section": "photo",
            "words": "Five cranes over an empty quay",
            "address": "https://images.example.org/harbor.jpg",
        }
    ]
    sections = [link["section"] for link in manifest["links"]]
    assert sections[0] == "browser"
    assert sections[-1] == "unsubscribe"
    assert "legal_notice" in sections


def test_every_link_of_the_html_is_listed(files: dict[str, bytes], manifest: dict[str, Any]) -> None:
    from lxml import html

    found = [link.get("href") for link in html.document_fromstring(files["email.html"].decode()).iter("a")]
    assert [link["address"] for link in manifest["links"]] == found


def test_only_the_image_s_host_is_contacted(desk: Desk, manifest: dict[str, Any]) -> None:
    """No font, no counter, no style sheet is fetched."""
    assert manifest["hosts_contacted"] == ["images.example.org"]
    assert json.loads(desk.pack()["manifest.json"])["hosts_contacted"] == []


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<img src="https://a.example/x.png">', ["a.example"]),
        ("<img src='https://a.example/x.png'>", ["a.example"]),
        ("<img src=https://a.example/x.png>", ["a.example"]),
        ('<img src="//a.example/x.png">', ["a.example"]),
        ('<img SRC = "HTTPS://a.example/x.png">', ["a.example"]),
        ('<link rel="icon" href="https://a.example/i.png">', ["a.example"]),
        ('<link rel="preconnect" href="https://a.example">', ["a.example"]),
        ('<link rel="canonical" href="https://a.example/1">', []),
        ('<img srcset="https://a.example/1.png 1x, https://b.example/2.png 2x">', ["a.example", "b.example"]),
        ('<td background="http://a.example/x.png">', ["a.example"]),
        ('<td style="background: url(https://a.example/x.png)">', ["a.example"]),
        ("<td style='background: url( \"https://a.example/x.png\" )'>", ["a.example"]),
        ('<td style="background: url(&quot;https://a.example/x.png&quot;)">', ["a.example"]),
        ('<style>@import "https://a.example/x.css";</style>', ["a.example"]),
        ("<style>@import url(https://a.example/x.css);</style>", ["a.example"]),
        ("<style>@font-face { src: url('https://a.example/x.woff2') }</style>", ["a.example"]),
        ('<link rel="stylesheet" href="https://a.example/x.css">', ["a.example"]),
        ('<link href="https://a.example/x.css" rel="stylesheet">', ["a.example"]),
        ('<script src="https://a.example/x.js"></script>', ["a.example"]),
        ('<iframe src="https://a.example/"></iframe>', ["a.example"]),
        ('<object data="https://a.example/x.swf"></object>', ["a.example"]),
        ('<video poster="https://a.example/x.png"><source src="https://b.example/x.mp4"></video>', ["a.example", "b.example"]),
        ('<!--[if mso]><v:fill src="https://a.example/x.png" /><![endif]-->', ["a.example"]),
        ('<a href="https://a.example/">one</a>', []),
        ('<link rel="canonical" href="https://a.example/">', []),
        ("<p>src=https://a.example/x.png</p>", []),
        ('<p>Write "src=https://a.example/x.png" or url(https://a.example/).</p>', []),
        ('<img src="cid:1"><img src="data:image/png;base64,AA=="><img src="/x.png">', []),
        ('<img src="https://user@a.example:8080/x.png">', ["a.example:8080"]),
        ('<p title=">" lang=\'"\'><img src="https://a.example/x.png">', ["a.example"]),
        ('<p title="<img src=https://a.example/x.png>">Words', []),
        ('<!--[if mso]><!-- --><img src="https://a.example/x.png"><!--<![endif]-->', ["a.example"]),
        ('<!-- <img src="https://a.example/x.png"> -->', []),
        ('<!--[if mso]>&lt;img src="https://a.example/x.png"><![endif]-->', []),
        ('<?xml version="1.0" encoding="latin-1"?><img src="https://a.example/x.png">', ["a.example"]),
        ("<img src='https://a.exa\0mple/x.png'>", ["a.exa\ufffdmple"]),
        ("<div>" * 1000 + "<img src='https://a.example/x.png'>", ["a.example"]),
        ("<div>" * 3000 + "<img src='https://a.example/x.png'>", [TOO_DEEP]),
        ("<!--[if mso]><p style='background:&#117;rl(https://a.example/x.png)'><![endif]-->", ["a.example"]),
        ("<!--[if mso]>" * 3 + "<img src='https://a.example/x.png'>", ["a.example"]),
        ("<!--[if mso]>" * 70_000 + "<img src='https://a.example/x.png'>", [TOO_DEEP]),
        ('<![x[><img src="https://a.example/x.png">', ["a.example"]),
        ('<![if !mso]><img src="https://a.example/x.png"><![endif]>', ["a.example"]),
        ("", []),
        ("<!--[if mso]><![endif]-->", []),
    ],
)  # fmt: skip
def test_hosts_are_those_that_opening_the_message_contacts(markup: str, expected: list[str]) -> None:
    assert hosts(markup) == expected


def test_slots_say_what_a_mailing_system_may_replace(
    files: dict[str, bytes], manifest: dict[str, Any]
) -> None:
    html = files["email.html"].decode()
    assert set(manifest["slots"]) == {"unsubscribe", "browser", "address"}
    for name in ("unsubscribe", "browser"):
        address = manifest["slots"][name]
        assert html.count(f'href="{address}"') == 1


def test_it_says_what_the_message_was_made_of(desk: Desk, manifest: dict[str, Any]) -> None:
    source = manifest["source"]
    assert source["path"] == "issues/2024-05-22.yaml"
    assert source["sha256"] == hashlib.sha256((ISSUE + PHOTO).encode()).hexdigest()
    assert {"copydesk", "components/photo", "components/story", "components/prose"} <= source[
        "made_of"
    ].keys()
    assert "components/platforms/listmonk.yaml" in source["made_of"]
    assert "components/archive" not in source["made_of"]
    assert set(manifest["versions"]) == {"copydesk", *RENDERERS}
    assert all(manifest["versions"].values())


def test_the_example_issues_have_one_too(desk: Desk) -> None:
    for path in sorted((ROOT / "issues").glob("*.yaml")):
        found = json.loads(desk.pack(path.read_text("utf-8"))["manifest.json"])
        jsonschema.validate(found, schema())
        assert found["hosts_contacted"] == ["example.org"]


def test_it_is_json_that_a_person_can_read_and_compare(files: dict[str, bytes]) -> None:
    text = files["manifest.json"].decode()
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
