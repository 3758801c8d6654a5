"""Templates are strict and shut in: what a component may not do is refused at its file and line."""

from __future__ import annotations

import pytest

from copydesk.diagnostic import Refused
from copydesk.library import Library
from copydesk.prose import parse
from copydesk.render.compose import Composer
from copydesk.render.plaintext import Notes
from copydesk.workspace import shipped

from .conftest import Desk

FACE = "components/sign-off/sign-off.mjml.j2"
HEAD = "<mj-section><mj-column><mj-text>\n"
TAIL = "\n</mj-text></mj-column></mj-section>"


@pytest.mark.parametrize(
    ("inside", "line", "words"),
    [
        ("{{ farewel }}", 2, "'farewel' is undefined"),
        ("{{ theme.accnt }}", 2, "'accnt'"),
        ("{{ farewell.nothing }}", 2, "nothing"),
        ("{{ ''.__class__ }}", 2, "'__class__'"),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", 2, "'__class__'"),
        ("\n{{ draw.__globals__ }}", 3, "'__globals__'"),
        ("{{ cycler.__init__.__globals__.os }}", 2, "'__init__'"),
        ("{% set _ = theme.update({'accent': 'red'}) %}", 2, "update"),
        ("{{ farewell", 3, "unexpected '/'"),
        ("{% if name %}", 2, "endif"),
        ("{{ name | shout }}", 2, "No filter named 'shout'"),
        ("{{ theme.get(name) }}", 2, "of the type NoneType is no text"),
        ("{{ name == 1 }}", 2, "of the type bool is no text"),
        ("{{ [name] }}", 2, "of the type list is no text"),
        ("{{ farewell }}", 2, "of the type Prose is no text"),
        ("{{ 1 / 0 }}", 2, "division by zero"),
        ("{{ name + 1 }}", 2, "can only concatenate str"),
        ("{{ [].pop() }}", 2, "pop"),
        ('{{ draw("no-such") }}', 2, "values"),
        ('{{ draw("no-such", {}) }}', 2, "there is no template `no-such/no-such.mjml.j2`"),
        ('{{ draw("sign-off", {"farewell": farewell, "closing": "", "name": ""}) }}', 2, "recursion"),
        ('{% include "no-such.j2" %}', 2, "no-such.j2"),
        ('{% include "../../secret.j2" %}', 2, "secret.j2"),
        ('{% from "prose/macros.j2" import nothing %}{{ nothing() }}', 2, "nothing"),
        ("{{ range(10 ** 9) | list }}", 2, "Range too big"),
    ],
)
def test_a_faulty_template_is_refused_at_its_file_and_line(
    desk: Desk, inside: str, line: int, words: str
) -> None:
    desk.write(FACE, f"{HEAD}{inside}{TAIL}")
    with pytest.raises(Refused) as caught:
        desk.pack()
    (found,) = caught.value.diagnostics
    assert (found.code, found.path, found.span.line) == ("R001", FACE, line)
    assert words in found.message


def test_a_faulty_style_sheet_is_refused_at_its_file_and_line(desk: Desk) -> None:
    desk.write("components/sign-off/sign-off.css", "p { margin: 0 }\n.x { color: {{ theme.red }} }\n")
    with pytest.raises(Refused) as caught:
        desk.pack()
    (found,) = caught.value.diagnostics
    assert (found.code, found.path, found.span.line) == ("R001", "components/sign-off/sign-off.css", 2)


def test_a_faulty_text_face_is_refused_at_its_file_and_line(desk: Desk) -> None:
    desk.write("components/sign-off/sign-off.txt.j2", "{{ farewell | paragraphs }}\n\n{{ nobody }}\n")
    with pytest.raises(Refused) as caught:
        desk.pack()
    (found,) = caught.value.diagnostics
    assert (found.code, found.path, found.span.line) == ("R001", "components/sign-off/sign-off.txt.j2", 3)


def test_a_component_without_a_face_is_refused_by_name(desk: Desk) -> None:
    desk.write("components/new/component.yaml", "doc: New.\n")
    composer = Composer(desk.workspace.library, {}, "en", "ltr")
    with pytest.raises(Refused) as caught:
        composer.html("new", {})
    assert [(each.code, each.path) for each in caught.value.diagnostics] == [("R001", "components/new")]
    assert "no template `new/new.mjml.j2`" in caught.value.diagnostics[0].message


def test_a_fault_within_a_drawn_component_is_that_component_s(desk: Desk) -> None:
    desk.write("components/passage/passage.txt.j2", "{{ label }}\n{{ texts }}")
    with pytest.raises(Refused) as caught:
        desk.pack()
    (found,) = caught.value.diagnostics
    assert (found.path, found.span.line) == ("components/passage/passage.txt.j2", 2)


def test_a_workspace_s_own_template_wins_and_the_others_stay(desk: Desk) -> None:
    desk.write("components/sign-off/sign-off.txt.j2", "Bye.\n")
    text = desk.pack()["email.txt"].decode()
    assert "\nBye.\n" in text
    assert "Until next time" not in text
    assert "FINDING PERSPECTIVE: " in text


@pytest.mark.parametrize(("direction", "start", "end"), [("ltr", "left", "right"), ("rtl", "right", "left")])
def test_sides_follow_the_direction_of_the_script(desk: Desk, direction: str, start: str, end: str) -> None:
    desk.write("components/new/new.mjml.j2", "{{ start }} {{ end }} {{ direction }}")
    library = Library((desk.root / "components", shipped()), desk.root)
    assert Composer(library, {}, "fa", direction).html("new", {}) == f"{start} {end} {direction}"


def test_values_are_escaped_in_html_and_not_in_text(desk: Desk) -> None:
    desk.write("components/new/new.mjml.j2", '<a title="{{ x }}">{{ x }}</a>{{ y }}')
    desk.write("components/new/new.txt.j2", "{{ x }}")
    library = Library((desk.root / "components", shipped()), desk.root)
    composer = Composer(library, {}, "en", "ltr")
    values = {"x": '<b> & "c"', "y": parse("a < b").blocks[0]}
    assert composer.html("new", values) == (
        '<a title="&lt;b&gt; &amp; &#34;c&#34;">&lt;b&gt; &amp; &#34;c&#34;</a>a &lt; b'
    )
    assert composer.text("new", values, Notes()) == '<b> & "c"'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Harbor And Its Lenders", 'A Harbor And <span class="last">Its Lenders</span>'),
        (
            "A War-Torn Front-Row Seat",
            'A <span class="whole">War-Torn</span> <span class="last"><span class="whole">Front-Row</span> Seat</span>',
        ),
        ("Two Words", "Two Words"),
        ("One", "One"),
        ("A Word Of Extraordinariness", "A Word Of Extraordinariness"),
    ],
)
def test_the_last_word_of_a_heading_does_not_stand_alone(desk: Desk, text: str, expected: str) -> None:
    """Where a mailbox cannot balance lines; where it can, nothing holds it back."""
    desk.write("components/new/new.mjml.j2", "{% from 'prose/macros.j2' import title %}{{ title(text) }}")
    library = Library((desk.root / "components", shipped()), desk.root)
    assert Composer(library, {}, "en", "ltr").html("new", {"text": text}) == expected
