"""The content of issues as each side reads it, written before the race by a process of its own.

    python -m bench.race.content WORKSPACE FOLDER

Beside the YAML that copydesk reads, FOLDER gets of each issue `<date>.mjml.json`, the MJML that copydesk's
own components draw and the style sheet that juice puts inline, and `<date>.blocks.json`, the same words,
links and pictures as blocks of runs, for React Email and Maizzle; and `<date>.mjml`, for MJML's own command.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from copydesk.examine import examine
from copydesk.issue import Issue
from copydesk.library import Library
from copydesk.markup import page
from copydesk.render import composer_of, sources
from copydesk.slots import fill_slots
from copydesk.workspace import Workspace

Run = dict[str, Any]
_INLINE = {"a", "b", "strong", "em", "i", "span", "br"}


def _runs(element: Any, marks: Run) -> Iterator[Run]:
    """The words of an inline element, each run with its marks."""
    if element.tag == "br":
        yield {"text": " "}
    more: Run = {"href": element.get("href")} if element.tag == "a" else {}
    more |= {"bold": True} if element.tag in {"b", "strong"} else {}
    more |= {"italic": True} if element.tag in {"em", "i"} else {}
    marks = marks | more
    if element.text:
        yield marks | {"text": element.text}
    for child in element:
        yield from _runs(child, marks)
        if child.tail:
            yield marks | {"text": child.tail}


def blocks(element: Any) -> Iterator[Run]:
    """What an element says, block by block: `kind` is the tag that its words stand in."""
    runs = [{"text": element.text}] if element.text else []
    for child in element:
        if child.tag in _INLINE:
            runs += _runs(child, {})
        else:
            yield from _block(element, runs)
            runs = []
            yield from _picture(child) if child.tag == "img" else blocks(child)
        if child.tail:
            runs.append({"text": child.tail})
    yield from _block(element, runs)


def _block(element: Any, runs: list[Run]) -> Iterator[Run]:
    if any(run["text"].strip() for run in runs):
        kind = element.tag if element.tag in {"h1", "h2", "h3", "p"} else "line"
        yield {"kind": kind, "runs": runs}


def _picture(element: Any) -> Iterator[Run]:
    yield {"kind": "picture", "src": element.get("src"), "alt": element.get("alt")}


def _content(issue: Issue, library: Library) -> dict[str, Any]:
    composer = composer_of(issue.briefing, library)
    drawn = {
        part.section.key: str(composer.html(part.component.name, part.values, medium="mail"))
        for part in issue.parts
        if part.section.medium in {"", "mail"}
    }
    return {
        "language": issue.briefing.language,
        "title": issue.briefing.title_prefix + issue.title,
        "preheader": issue.envelope.preheader,
        "sections": [
            {"key": key, "blocks": list(blocks(page(face.replace("&nbsp;", ""))))}
            for key, face in drawn.items()
        ],
    }


def write(source: Path, workspace: Workspace, folder: Path) -> None:
    """Write what the other sides read of an issue."""
    issue = examine(source, workspace).issue
    if issue is None:
        raise SystemExit(f"{source} does not fit")
    slots = {"unsubscribe": issue.briefing.addresses.unsubscribe, "browser": issue.canonical}
    written = {name: escape(address) for name, address in slots.items()}
    mjml, css = sources(issue, workspace.library)
    mjml = fill_slots(mjml.replace("&#39;", "'"), written)
    content = fill_slots(json.dumps(_content(issue, workspace.library)), slots)
    (folder / f"{source.stem}.mjml").write_text(mjml, "utf-8")
    (folder / f"{source.stem}.mjml.json").write_text(json.dumps({"mjml": mjml, "css": css}), "utf-8")
    (folder / f"{source.stem}.blocks.json").write_text(content, "utf-8")


def main(root: str, folder: str) -> None:
    workspace = Workspace(Path(root))
    for source in workspace.sources():
        write(source, workspace, Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
