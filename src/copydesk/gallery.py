"""The gallery: every component with its sample, both faces, light and dark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape

from copydesk.briefing import Component
from copydesk.diagnostic import Refused
from copydesk.faults import Path, diagnose
from copydesk.fields import Field, Form, Values, inner
from copydesk.fitting import whole
from copydesk.library import Library
from copydesk.reading import read
from copydesk.render import render_component

DARK = "@media (prefers-color-scheme: dark)"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A component as the gallery shows it."""

    component: Component
    html: str
    text: str


def exhibits(library: Library, slug: str) -> Iterator[Exhibit]:
    """Each component that has a sample, drawn in the colors of a briefing.

    Raises Refused where a sample does not fit its component, or a component is at fault.
    """
    for name in library.names:
        if library.find(f"{name}/sample.yaml"):
            yield exhibit(library, slug, name)


def exhibit(library: Library, slug: str, name: str) -> Exhibit:
    """One component with its sample, drawn in the colors of a briefing. Raises Refused as `exhibits` does."""
    component = library.component(name)
    briefing = library.briefing(slug).briefing
    return Exhibit(component, *render_component(component, sample(library, component), briefing, library))


def sample(library: Library, component: Component) -> Values:
    """The values of a component's sample. Raises Refused where it does not fit."""
    path = library.find(f"{component.name}/sample.yaml") or component.folder / "sample.yaml"
    document = read(path, library.shown(path))
    values, faults = Form(component.name, component.fields, library.fields_of).fit(document.plain())
    if found := [*document.diagnostics, *diagnose(document, faults, partial(_within, library, component))]:
        raise Refused(*found)
    return whole(values, component.fields, library.fields_of)


def _within(library: Library, component: Component, path: Path) -> Mapping[str, Field]:
    """The fields that may stand in the value at a path into a sample."""
    fields = component.fields
    for step in path:
        if isinstance(step, str):
            field = fields.get(step)
            item = Field(type=field.of) if field and field.type == "list" else field
            fields = inner(item, library.fields_of)
    return fields


def page(library: Library, slug: str) -> str:
    """The gallery as one HTML page that needs nothing else."""
    shown = list(exhibits(library, slug))
    name = escape(library.briefing(slug).briefing.name)
    index = "".join(f'<li><a href="#{each.component.name}">{each.component.name}</a></li>' for each in shown)
    return _PAGE.format(name=name, index=index, exhibits="\n".join(map(_exhibit, shown)))


def _exhibit(exhibit: Exhibit) -> str:
    component = exhibit.component
    dark = exhibit.html.replace(DARK, "@media all")
    return _EXHIBIT.format(
        name=escape(component.name),
        doc=escape(component.doc),
        fields="".join(_fields(component)),
        light=escape(exhibit.html),
        dark=escape(dark),
        text=escape(exhibit.text),
    )


def _fields(component: Component) -> Iterator[str]:
    for name, field in component.fields.items():
        kind = f"list of {field.of}" if field.of else field.type
        bounds = " to ".join(str(each) for each in (field.min, field.max) if each is not None)
        needed = "required" if field.required else "optional"
        yield (
            f"<tr><th scope=row><code>{escape(name)}</code></th><td>{escape(kind)}</td>"
            f"<td>{needed}</td><td>{bounds}</td><td>{escape(field.doc)}</td></tr>"
        )


_EXHIBIT = """\
<section id="{name}">
<h2>{name}</h2>
<p>{doc}</p>
<details><summary>Fields</summary><table><thead><tr><th scope=col>Field<th scope=col>Type<th scope=col>Needed\
<th scope=col>Bounds<th scope=col>For</tr></thead><tbody>{fields}</tbody></table></details>
<div class="faces">
<figure><figcaption>Light</figcaption><iframe title="{name}, light" sandbox="allow-same-origin" srcdoc="{light}"></iframe></figure>
<figure><figcaption>Dark</figcaption><iframe title="{name}, dark" sandbox="allow-same-origin" srcdoc="{dark}"></iframe></figure>
<figure class="text"><figcaption>Text</figcaption><pre tabindex="0">{text}</pre></figure>
</div>
</section>"""

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Components of {name}</title>
<style>
:root {{ color-scheme: light dark; --ink: #1f2328; --ground: #fff; --line: #d9dce0; --quiet: #595f66; --link: #b54700 }}
@media (prefers-color-scheme: dark) {{ :root {{ --ink: #e8e6e3; --ground: #17191c; --line: #3a4047; --quiet: #a9adb3; --link: #ff9a52 }} }}
* {{ box-sizing: border-box }}
body {{ margin: 0 auto; max-width: 1760px; padding: 32px 24px 64px; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground) }}
h1 {{ margin: 0 0 16px; font-size: 28px; line-height: 1.2 }}
h2 {{ margin: 0; font-size: 20px }}
a {{ color: var(--link) }}
nav ul {{ display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 0; padding: 0; list-style: none }}
section {{ margin: 40px 0 0; padding: 24px 0 0; border-top: 1px solid var(--line) }}
section p {{ margin: 4px 0 8px; max-width: 70ch }}
summary {{ cursor: pointer; color: var(--quiet) }}
table {{ border-collapse: collapse; margin: 8px 0 16px; font-size: 14px }}
th, td {{ padding: 4px 16px 4px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: normal }}
.faces {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 16px; margin: 16px 0 0 }}
figure {{ margin: 0; min-width: 0 }}
.text {{ grid-column: 1 / -1 }}
iframe {{ height: 340px }}
figcaption {{ margin: 0 0 4px; font-size: 13px; color: var(--quiet) }}
iframe, pre {{ width: 100%; margin: 0; border: 1px solid var(--line); border-radius: 6px }}
pre {{ overflow: auto; padding: 12px; font: 13px/1.5 ui-monospace, monospace }}
</style>
</head>
<body>
<h1>Components of {name}</h1>
<nav aria-label="Components"><ul>{index}</ul></nav>
<main>
{exhibits}
</main>
<script>
// Each frame as high as what it holds: a message runs no scripts, so the page around it looks.
for (const frame of document.querySelectorAll("iframe")) {{
  const fit = () => {{
    const body = frame.contentDocument && frame.contentDocument.body;
    if (body) frame.style.height = body.scrollHeight + 2 + "px";
  }};
  frame.addEventListener("load", fit);
  addEventListener("resize", fit);
  fit();
}}
</script>
</body>
</html>
"""
