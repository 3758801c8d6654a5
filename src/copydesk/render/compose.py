"""Components and values -> MJML, CSS and plain text, through Jinja2."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import Any

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from copydesk.briefing import Component
from copydesk.diagnostic import Diagnostic, Refused, Severity, Span
from copydesk.fields import Values
from copydesk.leaves import LEAVES
from copydesk.library import LAYOUT, Library
from copydesk.line import Line
from copydesk.prose import Prose
from copydesk.render.compiled import COMPILED
from copydesk.render.plaintext import Notes, heading, paragraphs, wrap

_FAULTS = (
    TemplateError, ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError,
)  # fmt: skip
"""What a faulty template raises while it is drawn."""


class Templates:
    """The templates of a library: sandboxed, escaping, and strict about names."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._environment = ImmutableSandboxedEnvironment(
            loader=FunctionLoader(self._source),
            autoescape=lambda name: name is not None and not name.endswith((".txt.j2", ".css")),
            undefined=StrictUndefined,
            finalize=_shown,
            auto_reload=False,
            bytecode_cache=COMPILED,
        )
        self._environment.filters.update(
            wrap=wrap, heading=heading, parted=parted, marked=marked, paragraphs=pass_context(_paragraphs)
        )

        self.asks_medium = False
        """Whether a template that was drawn, the layout aside, speaks of the medium that it is drawn for."""

    def _source(self, name: str) -> tuple[str, str, None] | None:
        path = self.library.find(name)
        if path is None:
            return None
        text = path.read_text("utf-8")
        self.asks_medium |= "medium" in text and name != f"{LAYOUT}/{LAYOUT}.mjml.j2"
        return text, self.library.shown(path), None

    def draw(self, name: str, context: Mapping[str, Any]) -> str:
        """A template, filled in. Raises what Jinja raises."""
        return self._environment.get_template(name).render(context)


@lru_cache(maxsize=8)
def templates(library: Library) -> Templates:
    """The templates of a library, compiled once."""
    return Templates(library)


class Composer:
    """Draws components in the colors, language and direction of one briefing."""

    def __init__(self, library: Library, theme: Mapping[str, str], language: str, direction: str) -> None:
        self.templates = templates(library)
        self.library = library
        start, end = ("left", "right") if direction == "ltr" else ("right", "left")
        self.frame = {
            "theme": theme,
            "language": language,
            "direction": direction,
            "start": start,
            "end": end,
        }

    def html(self, component: str, values: Values, **more: Any) -> Markup:
        """The HTML face of a component, as MJML. `more` are names beside its fields.

        Raises Refused, as the other faces do, with the line of the template that is at fault.
        """
        with _refusing(component):
            return self._html(component, values, **more)

    def page(self, template: str, **names: Any) -> str:
        """A template that stands for itself, such as the page of an archive, as HTML."""
        with _refusing(template.partition("/")[0]):
            return self.templates.draw(template, {**self.frame, **names})

    def text(self, component: str, values: Values, notes: Notes, **more: Any) -> str:
        """The text face of a component; its links take their numbers from `notes`."""
        with _refusing(component):
            return self._text(component, values, notes=notes, **more)

    def css(self, components: Iterable[Component], ending: str) -> Markup:
        """The style sheets (`css` goes inline, `head.css` into the head) of components, in order."""
        return _sheets(self, tuple(dict.fromkeys(each.name for each in components)), ending)

    def sheets(self, components: Iterable[str], ending: str) -> Markup:
        """The same of components by their names, drawn anew."""
        used = (within(self.library.component(name), self.library) for name in components)
        names = dict.fromkeys([LAYOUT, *(each.name for drawn in used for each in drawn)])
        sheet = " ".join(self._sheet(name, ending) for name in names)
        return Markup(re.sub(r"\s+", " ", sheet).strip())  # noqa: S704 - components' own

    def _html(self, component: str, values: Values, **more: Any) -> Markup:
        context = {**self.frame, **values, **more, "draw": self._html}
        drawn = self.templates.draw(f"{component}/{component}.mjml.j2", context).strip()
        return Markup(drawn)  # noqa: S704 - an autoescaping template drew it

    def _text(self, component: str, values: Values, **more: Any) -> str:
        context = {**self.frame, **values, **more, "draw": partial(self._text, notes=more["notes"])}
        return self.templates.draw(f"{component}/{component}.txt.j2", context).strip("\n")

    def _sheet(self, component: str, ending: str) -> str:
        name = f"{component}/{component}.{ending}"
        with _refusing(component):
            return self.templates.draw(name, self.frame) if self.library.find(name) else ""


def within(component: Component, library: Library) -> Iterator[Component]:
    """A component, and those that stand in it."""
    yield component
    kinds = {field.kind for field in component.fields.values()} - LEAVES.keys()
    for kind in sorted(kinds):
        yield from within(library.component(kind), library)


@lru_cache(maxsize=64)
def _sheets(composer: Composer, components: tuple[str, ...], ending: str) -> Markup:
    return composer.sheets(components, ending)


@lru_cache(maxsize=16)
def composer_in(
    library: Library, theme: tuple[tuple[str, str], ...], language: str, direction: str
) -> Composer:
    """What draws components in a look, made once for all messages that have it."""
    return Composer(library, dict(theme), language, direction)


def marked(text: str) -> str:
    """A line with the language of its foreign words, which no attribute can hold: there, it is the words alone."""
    return Markup(text.marked()) if isinstance(text, Line) else text  # noqa: S704 - it is escaped there


def parted(text: str) -> tuple[list[str], list[str]]:
    """The words of a heading, and its last two on their own where the last would look lost alone on a line."""
    words: list[str] = [text] if isinstance(text, Line) else text.split(" ")
    at = -2 if len(words) > 2 and len(words[-1]) < 12 else len(words)
    return words[:at], words[at:]


def _shown(value: object) -> object:
    """A value that a template prints, which has to be words: never `None`, or what Python calls a list."""
    words = isinstance(value, (str, int, Undefined)) or hasattr(value, "__html__")
    if not words or isinstance(value, bool):
        raise TypeError(f"a value of the type {type(value).__name__} is no text")
    return value


def _paragraphs(context: Context, prose: Prose, label: str | None = None) -> str:
    return paragraphs(prose, context["notes"], label)


@contextmanager
def _refusing(component: str) -> Iterator[None]:
    try:
        yield
    except _FAULTS as error:
        path, line = _place(error, f"components/{component}")
        what = f"there is no template `{error.name}`" if isinstance(error, TemplateNotFound) else str(error)
        message = f"This template cannot be drawn: {what}."
        raise Refused(
            Diagnostic(path, Span(line, 1, line, 1), Severity.ERROR, "R001", message, "Mend the component.")
        ) from error


def _place(error: Exception, folder: str) -> tuple[str, int]:
    """The file and line of the template that raised an error; the component's folder without one."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or folder, error.lineno
    frames = [
        each for each in traceback.extract_tb(error.__traceback__) if each.filename.endswith((".j2", ".css"))
    ]
    return (frames[-1].filename, frames[-1].lineno or 1) if frames else (folder, 1)
