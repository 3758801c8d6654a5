"""pack(): an issue -> the files of its package. Pure: build writes them."""

from __future__ import annotations

from copydesk.diagnostic import Refused
from copydesk.document import Document
from copydesk.finishing import finish, finish_light, handed
from copydesk.issue import Issue
from copydesk.recipe import named, recipe
from copydesk.targets import light_files, package
from copydesk.targets.manifest import Source
from copydesk.workspace import Workspace


def pack(document: Document, issue: Issue, workspace: Workspace, *, light: bool = False) -> dict[str, bytes]:
    """The files of an issue's package, by their place in it. Raises Refused where the message may not be sent."""
    finished = finish(issue, workspace.library, document.path)
    if finished.faults:
        raise Refused(*finished.faults)
    found, faults = handed(finished, document, workspace.library)
    if faults:
        raise Refused(*faults)
    more = {
        f"platforms/{name}/{file}": data for name, each in found.items() for file, data in each.files.items()
    }
    if light:
        more |= light_files(finish_light(finished, document.path))
    facts = {name: each.facts for name, each in found.items()}
    made_of = recipe(issue, workspace.library)
    source = Source(path=named(document.path), sha256=document.sha256, made_of=made_of)
    return package(finished.message, source, finished.slots, more, platforms=facts)
