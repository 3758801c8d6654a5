"""render(): an issue -> a message. Jinja -> MJML -> HTML -> inline styles -> fewer bytes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from copydesk.briefing import Briefing, Component
from copydesk.diagnostic import Refused
from copydesk.fields import Values
from copydesk.issue import Issue, Part
from copydesk.library import LAYOUT, Library
from copydesk.markup import DOCTYPE, plain_page, written
from copydesk.message import Message, Reference, references
from copydesk.render.compile import compile_mjml
from copydesk.render.compose import Composer, composer_in
from copydesk.render.inline import inline_styles
from copydesk.render.lightening import lighten
from copydesk.render.marks import mark, parted, without_marks
from copydesk.render.plaintext import Notes
from copydesk.render.valid import as_web_page, mend_attributes

PREHEADER = 200
"""Characters that an inbox may show behind the subject: the preheader is filled up to them."""
FILLER = "\u00a0\u200c"
"""What fills up a preheader; nobody sees it."""

Drawn = tuple[Component, Markup]
"""A component with its HTML face, as MJML."""


def render(issue: Issue, library: Library) -> Message:
    """The message of an issue, its slots open. Raises Refused where a component is at fault."""
    composer = composer_of(issue.briefing, library)
    mail = _draw(issue, composer, "mail")
    web = _draw(issue, composer, "web", () if composer.templates.asks_medium else mail)
    found = [references(part.section.key, face) for part, face in mail]
    images = tuple(image for _, images in found for image in images)
    page = _page(issue, images)
    marked = _html(composer, _marked(mail), page, "mail")
    return Message(
        issue=issue,
        html=without_marks(marked),
        text=_text(composer, [(part.component, part.values) for part in _parts(issue, "mail")]),
        web=_html(composer, [(part.component, face) for part, face in web], page, "web"),
        links=tuple(link for links, _ in found for link in links),
        images=images,
        pieces=parted(marked),
    )


def mail(issue: Issue, library: Library) -> str:
    """The HTML of an issue's e-mail alone, as `render` makes it. Raises Refused where a component is at fault."""
    composer = composer_of(issue.briefing, library)
    drawn = [(part.component, face) for part, face in _draw(issue, composer, "mail")]
    return _html(composer, drawn, _page(issue, ()), "mail")


def sources(issue: Issue, library: Library) -> tuple[str, str]:
    """What the e-mail is made of: its MJML, and the style sheet whose rules go inline."""
    composer = composer_of(issue.briefing, library)
    mail = [(part.component, face) for part, face in _draw(issue, composer, "mail")]
    return _sources(composer, mail, _page(issue, ()), "mail")


def _marked(mail: list[tuple[Part, Markup]]) -> list[Drawn]:
    """The sections, each with a mark before it, and the last with one behind it."""
    marked = [(part.component, mark(part.section.key) + face) for part, face in mail]
    return [*marked[:-1], *((component, face + mark("")) for component, face in marked[-1:])]


def composer_of(briefing: Briefing, library: Library) -> Composer:
    """What draws components and pages in the look of a briefing."""
    return composer_in(library, tuple(briefing.theme.items()), briefing.language, briefing.direction)


def render_component(
    component: Component, values: Values, briefing: Briefing, library: Library
) -> tuple[str, str]:
    """Both faces of one component: an HTML page with nothing else in it, and its text.

    Raises Refused where the component is at fault.
    """
    composer = composer_of(briefing, library)
    face = composer.html(component.name, values, medium="web")
    if not face.startswith("<mj-section"):
        face = Markup(
            '<mj-section css-class="card" padding="24px 32px"><mj-column><mj-text>{}</mj-text></mj-column></mj-section>'
        ).format(face)
    page = dict.fromkeys(
        ("canonical", "description", "broadcaster", "date", "image", "image_alt", "preheader", "padding"), ""
    )
    page["page_title"] = component.name
    return _html(composer, [(component, face)], page, "mail"), _text(composer, [(component, values)])


def _page(issue: Issue, images: tuple[Reference, ...]) -> dict[str, Any]:
    preheader = issue.envelope.preheader
    return {
        "page_title": issue.briefing.title_prefix + issue.title,
        "preheader": preheader,
        "padding": FILLER * (max(PREHEADER - len(preheader), 0) // len(FILLER)),
        "canonical": issue.canonical,
        "description": issue.standfirst or preheader or issue.title,
        "broadcaster": issue.briefing.broadcaster,
        "date": issue.envelope.date.isoformat(),
        "image": images[0].address if images else "",
        "image_alt": images[0].words if images else "",
    }


def _parts(issue: Issue, medium: str) -> list[Part]:
    return [part for part in issue.parts if part.section.medium in ("", medium)]


def _draw(
    issue: Issue, composer: Composer, medium: str, drawn: Iterable[tuple[Part, Markup]] = ()
) -> list[tuple[Part, Markup]]:
    """The sections of a medium, each with its HTML face; those that are `drawn` are taken from there."""
    known = {part.section.key: face for part, face in drawn}
    return [
        (part, known.get(part.section.key) or composer.html(part.component.name, part.values, medium=medium))
        for part in _parts(issue, medium)
    ]


def _html(composer: Composer, drawn: list[Drawn], page: dict[str, Any], medium: str) -> str:
    mjml, css = _sources(composer, drawn, page, medium)
    html = mend_attributes(_compiled(mjml, drawn, composer.library))
    tree = plain_page(as_web_page(html) if medium == "web" else html)
    inline_styles(tree, css)
    lighten(tree)
    return DOCTYPE + written(tree, in_lines=True).strip()


def _sources(composer: Composer, drawn: list[Drawn], page: dict[str, Any], medium: str) -> tuple[str, str]:
    used = [component for component, _ in drawn]
    body = Markup("\n").join(face for _, face in drawn)
    head = composer.css(used, "head.css")
    mjml = composer.html(LAYOUT, {**page, "medium": medium, "body": body, "head_css": head})
    return str(mjml), str(composer.css(used, "css"))


def _compiled(mjml: str, drawn: list[Drawn], library: Library) -> str:
    """The page as HTML. Raises Refused with the component that is at fault, where it is one alone."""
    try:
        return compile_mjml(mjml)
    except Refused:
        for component, face in drawn:
            place = library.find(f"{component.name}/{component.name}.mjml.j2") or component.folder
            compile_mjml(f"<mjml><mj-body>{face}</mj-body></mjml>", library.shown(place))
        raise


def _text(composer: Composer, parts: list[tuple[Component, Values]]) -> str:
    notes = Notes()
    sections = []
    for component, values in parts:
        text = composer.text(component.name, values, notes, medium="mail")
        sections.append({"text": text, "notes": notes.new()})
    return composer.text(LAYOUT, {"sections": sections}, notes) + "\n"
