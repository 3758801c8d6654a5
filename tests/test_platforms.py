"""Each mailing system gets the message in its own form, and words of the copy arrive as those words.

What is expected of a platform stands in tests/platforms/<name>.yaml.
"""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.platforms.declaration import Platform
from copydesk.platforms.language import delivered
from copydesk.platforms.reading import platforms
from copydesk.platforms.writing import write
from copydesk.press import build

from .conftest import ISSUE, Desk, at
from .mailing import CASES, LIBRARY, NAMES, TOKENS, case, handed, pair, plainly, saying


def cases(kind: str) -> list[Any]:
    """The cases of all platforms."""
    return [
        pytest.param(name, each, id=f"{name}: {each['says']}")
        for name in NAMES
        for each in case(name).get(kind, [])
    ]


def test_every_platform_has_its_cases_and_every_case_its_platform() -> None:
    assert sorted(path.stem for path in CASES.glob("*.yaml")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_its_tags_stand_in_the_html_and_in_the_text(name: str) -> None:
    given = pair(name).given
    for words in case(name)["tags"]["html"]:
        assert words in given.html
    for words in case(name)["tags"]["text"]:
        assert words in given.text


@pytest.mark.parametrize("name", NAMES)
def test_the_tag_to_unsubscribe_stands_once_in_each_part(name: str) -> None:
    found = pair(name)
    if tag := found.platform.tags.unsubscribe:
        assert found.given.html.count(tag.write) == found.given.text.count(tag.write) == 1
        assert "mailto:StandishR" not in found.given.html + found.given.text


@pytest.mark.parametrize(("name", "case"), cases("copy"))
def test_its_own_syntax_in_the_copy_is_written_as_words(name: str, case: dict[str, str]) -> None:
    given = pair(name, saying(case["says"], case["says"], case["says"])).given
    assert re.search(rf">\s*{re.escape(case['html'])}\s*</", given.html)
    assert f"\n{case['text']}\n" in given.text
    assert case["line"] == given.subject == given.preheader


@pytest.mark.parametrize(("name", "case"), cases("html"))
def test_its_own_syntax_in_the_html_is_written_as_words(name: str, case: dict[str, str]) -> None:
    """Where the text has no way, the HTML has: the message is refused, and not for the HTML."""
    found = handed(saying(case["says"]))[name]
    assert case["html"] in found.files["body.html"].decode()
    assert unescape(case["html"]) == case["says"]
    assert not [fault for fault in found.faults if "in the HTML" in fault.message]


@pytest.mark.parametrize(("name", "case"), cases("refused"))
def test_words_that_it_has_no_way_to_write_are_refused(name: str, case: dict[str, Any]) -> None:
    says = case["says"]
    in_text, in_subject = handed(saying(says))[name], handed(saying("Words.", title=says))[name]
    assert [fault.code for fault in (*in_text.faults, *in_subject.faults)] == ["M202", "M202"]
    for found, part in zip((in_text, in_subject), case["parts"], strict=True):
        (fault,) = found.faults
        assert f"in the {part}" in fault.message
        assert fault.words in says


@pytest.mark.parametrize("name", NAMES)
def test_words_of_every_other_platform_arrive_unchanged(name: str) -> None:
    """What one platform acts on is plain words to another."""
    own = platforms(LIBRARY, (name,))[name]
    found = [each.says for each in _foreign(own)]
    assert found
    for words in found:
        given = pair(name, saying(words)).given
        assert f"\n{words}\n" in given.text


@given(words=st.lists(st.sampled_from(TOKENS), min_size=1, max_size=9).map("".join))
def test_whatever_the_copy_says_it_arrives_as_those_words_or_is_refused(words: str) -> None:
    message = plainly(words)
    for platform in platforms(LIBRARY).values():
        written = write(message, platform, {})
        if not written.unwritable:
            assert delivered(written.text, platform, "text", {}) == message.text
            assert unescape(delivered(written.html, platform, "html", {})) == unescape(message.html)
            assert delivered(written.subject, platform, "line", {}) == words


class _Words(str):
    __slots__ = ()

    @property
    def says(self) -> str:
        return str(self)


def _foreign(own: Platform) -> list[_Words]:
    """The examples of all platforms in which this one has nothing to escape."""
    examples = [escape.example for each in platforms(LIBRARY).values() for escape in each.escapes]
    return [
        _Words(example)
        for example in dict.fromkeys(examples)
        if not any(re.search(escape.find, example) for escape in own.escapes)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_what_its_expression_finds(name: str) -> None:
    for escape in platforms(LIBRARY, (name,))[name].escapes:
        assert re.search(escape.find, escape.example), escape.example


@pytest.mark.parametrize("name", NAMES)
def test_the_request_is_the_body_of_its_call(name: str) -> None:
    found = pair(name)
    request = json.loads(found.given.request)
    assert sorted(request) == sorted(case(name)["request"])
    texts = set(_texts(request))
    assert found.given.html in texts
    assert any(found.given.subject == each for each in texts)
    assert (found.given.text in texts) == ("{text}" in found.platform.request)


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("name", NAMES)
def test_the_request_holds_no_secret_and_no_list(name: str) -> None:
    request = pair(name).given.request.lower()
    head = request.replace(pair(name).given.html.lower(), "")
    for word in ("api_key", "apikey", "token", "authorization", "list_id", '"lists"', "listids"):
        assert f'"{word}"' not in head
    for field in platforms(LIBRARY, (name,))[name].add:
        assert f'"{field.rpartition(".")[2].lower()}"' not in head


@pytest.mark.parametrize("name", NAMES)
def test_every_fact_has_its_source_or_says_that_it_is_not_confirmed(name: str) -> None:
    for about, source in platforms(LIBRARY, (name,))[name].sources().items():
        known = re.search(r"https?://|github\.com", source)
        assert known or source.startswith(("not confirmed", "assumption", "the names of the fields")), about


def test_a_package_has_the_files_of_every_platform_and_the_manifest_names_them(desk: Desk) -> None:
    files = desk.pack()
    manifest = json.loads(files["manifest.json"])
    assert sorted(manifest["platforms"]) == sorted(NAMES)
    for name, facts in manifest["platforms"].items():
        assert facts["files"] == ["body.html", "body.txt", "request.json"]
        assert {f"platforms/{name}/{file}" for file in facts["files"]} <= files.keys()
    assert manifest["platforms"]["mailgun"]["headers"] == {
        "List-Unsubscribe": "<{one_click}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert manifest["platforms"]["listmonk"]["headers"] == {}
    assert manifest["platforms"]["sendgrid"]["limits"] == {"name": 100}
    assert manifest["platforms"]["sendgrid"]["unconfirmed"]


def test_the_neutral_files_are_the_message_itself(desk: Desk) -> None:
    files = desk.pack()
    assert files["platforms/neutral/body.html"] == files["email.html"]
    assert files["platforms/neutral/body.txt"] == files["email.txt"]


def test_words_that_a_platform_cannot_write_stop_the_build_at_their_line(desk: Desk) -> None:
    path = desk.write("issues/2024-05-22.yaml", saying("Type *|EMAIL|* here."))
    (built,) = build([path], desk.workspace)
    (found,) = [each for each in built.diagnostics if each.code == "M202"]
    line = saying("Type *|EMAIL|* here.").splitlines().index(r"    Type \*|EMAIL|\* here.") + 1
    assert at(found.span) == f"{line}:11-{line}:21"
    assert built.folder is None
    assert not desk.workspace.dist.exists()


def test_words_that_the_text_breaks_over_lines_are_found_in_the_issue(desk: Desk) -> None:
    issue = saying(f"{'Seventy letters and seven, more or less, stand in front of this:':<60} *|A LONG TAG|*")
    path = desk.write("issues/2024-05-22.yaml", issue)
    (built,) = build([path], desk.workspace)
    (found,) = [each for each in built.diagnostics if each.code == "M202"]
    assert "`*|A LONG TAG|*`" in found.message
    assert found.span.line == issue.count("\n")


def test_a_briefing_names_the_platforms_that_it_is_for(desk: Desk) -> None:
    source = (LIBRARY.roots[0] / "briefings" / "china-in-eurasia.yaml").read_text("utf-8")
    desk.write("components/briefings/china-in-eurasia.yaml", source + "platforms: [listmonk, ses]\n")
    folders = {name.split("/")[1] for name in desk.pack(saying("Type *|EMAIL|* here.")) if "/" in name}
    assert folders == {"listmonk", "ses"}
    desk.write("components/briefings/china-in-eurasia.yaml", source + "platforms: []\n")
    assert not [name for name in desk.pack() if name.startswith("platforms/")]


def test_a_workspace_has_platforms_of_its_own_and_its_own_form_of_shipped_ones(desk: Desk) -> None:
    neutral = (LIBRARY.roots[0] / "platforms" / "neutral.yaml").read_text("utf-8")
    desk.write("components/platforms/post-office.yaml", neutral.replace('"html": ', '"page": '))
    desk.write("components/platforms/neutral.yaml", neutral.replace('"html": ', '"markup": '))
    files = desk.pack()
    assert "page" in json.loads(files["platforms/post-office/request.json"])
    assert "markup" in json.loads(files["platforms/neutral/request.json"])
    assert "platforms/listmonk/body.html" in files


def test_a_briefing_without_a_way_out_of_the_list_is_told_once(desk: Desk) -> None:
    source = (LIBRARY.roots[0] / "briefings" / "china-in-eurasia.yaml").read_text("utf-8")
    without = source.replace('address: "{slot.unsubscribe}"', 'address: "{home}"')
    desk.write("components/briefings/china-in-eurasia.yaml", without)
    path = desk.write("issues/2024-05-22.yaml", ISSUE)
    (built,) = build([path], desk.workspace)
    assert [each.code for each in built.diagnostics if each.severity == "error"] == ["M201"]
