"""Components and values -> MJML, CSS and plain text, through Jinja2."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from copydesk.briefing import Component, Library
from copydesk.diagnostic import Diagnostic, Refused, Severity, Span
from copydesk.fields import Values
from copydesk.leaves import LEAVES
from copydesk.prose import Prose
from copydesk.render.plaintext import Notes, heading, paragraphs, wrap

LAYOUT = "layout"
"""The component whose faces stand around those of all others."""

_FAULTS = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What a faulty template raises while it is drawn."""


class Templates:
    """The templates of a library: sandboxed, escaping, and strict about names."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._environment = ImmutableSandboxedEnvironment(
            loader=FunctionLoader(self._source),
            autoescape=lambda name: name is not None and not name.endswith((".txt.j2", ".css")),
            undefined=StrictUndefined,
            auto_reload=False,
        )
        self._environment.filters.update(
            wrap=wrap, heading=heading, bound=bound, paragraphs=pass_context(_paragraphs)
        )

    def _source(self, name: str) -> tuple[str, str, None] | None:
        path = self.library.find(name)
        return (path.read_text("utf-8"), self.library.shown(path), None) if path else None

    def draw(self, name: str, context: Mapping[str, Any]) -> str:
        """A template, filled in. Raises Refused, with the template's line, where it is at fault."""
        with _refusing(name):
            return self._environment.get_template(name).render(context)

    def draw_if_there(self, name: str, context: Mapping[str, Any]) -> str:
        """The same; empty where there is no such template."""
        return self.draw(name, context) if self.library.find(name) else ""


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
        """The HTML face of a component, as MJML. `more` are names beside its fields."""
        context = {**self.frame, **values, **more, "draw": self.html}
        drawn = self.templates.draw(f"{component}/{component}.mjml.j2", context).strip()
        return Markup(drawn)  # noqa: S704 - an autoescaping template drew it

    def text(self, component: str, values: Values, notes: Notes, **more: Any) -> str:
        """The text face of a component; its links take their numbers from `notes`."""

        def draw(name: str, inner: Values, **others: Any) -> str:
            return self.text(name, inner, notes, **others)

        context = {**self.frame, **values, **more, "draw": draw, "notes": notes}
        return self.templates.draw(f"{component}/{component}.txt.j2", context).strip("\n")

    def css(self, components: Iterable[Component], ending: str) -> Markup:
        """The style sheets (`css` goes inline, `head.css` into the head) of components, in order."""
        names = dict.fromkeys([LAYOUT, *self._names(components)])
        sheets = (self.templates.draw_if_there(f"{name}/{name}.{ending}", self.frame) for name in names)
        return Markup(re.sub(r"\s+", " ", " ".join(sheets)).strip())  # noqa: S704 - components' own

    def _names(self, components: Iterable[Component]) -> Iterator[str]:
        for component in components:
            yield component.name
            kinds = {field.of or field.type for field in component.fields.values()} - LEAVES.keys()
            yield from self._names(self.library.component(kind) for kind in sorted(kinds))


def bound(text: str) -> str:
    """A heading whose last word never stands alone on a line: its last blank does not break."""
    head, _, last = text.rpartition(" ")
    return f"{head}\u00a0{last}" if head.count(" ") > 1 and len(last) < 12 else text


def _paragraphs(context: Context, prose: Prose, label: str | None = None) -> str:
    return paragraphs(prose, context["notes"], label)


@contextmanager
def _refusing(name: str) -> Iterator[None]:
    try:
        yield
    except _FAULTS as error:
        path, line = _place(error, f"components/{name}")
        message = f"This template cannot be drawn: {error}"
        raise Refused(
            Diagnostic(path, Span(line, 1, line, 1), Severity.ERROR, "R001", message, "Mend the component.")
        ) from error


def _place(error: Exception, name: str) -> tuple[str, int]:
    """The file and line of the template that raised an error."""
    if isinstance(error, TemplateSyntaxError):
        return error.filename or name, error.lineno
    frames = [
        each for each in traceback.extract_tb(error.__traceback__) if each.filename.endswith((".j2", ".css"))
    ]
    return (frames[-1].filename, frames[-1].lineno or 1) if frames else (name, 1)
