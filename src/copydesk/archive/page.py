"""index.html: every issue on one page, which can be searched without a server."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from copydesk.archive.frames import Frames
from copydesk.archive.shelf import Shelved
from copydesk.checks.finished import in_page
from copydesk.diagnostic import Diagnostic, Refused, Severity, Span
from copydesk.markup import element_source, finder, source
from copydesk.markup import page as tree_of
from copydesk.prose import Prose

SCRIPT = Path(__file__).with_name("search.js").read_text("utf-8").strip()
"""The search. It is code and no component: whatever stands in the page is proved without it."""

_VARYING = re.compile(r'(?<= href=")[^"<]*|(?<= data-words=")[^"<]*|(?<=>)[^<]+')
"""In what one issue may differ from another and look the same: its words, and where its link leads."""


def page(shelf: Iterable[Shelved], frames: Frames) -> bytes:
    """The page of some packages, in their order.

    Raises Refused where a template is at fault, or the legal notice is not whole and visible in it.
    """
    found = list(shelf)
    markup = frames.composer.page("archive/index.html.j2", **_names(found, frames))
    if reason := next((why for words in frames.notices if (why := unseen(markup, words))), ""):
        what = f"The legal notice is not whole and visible in the archive: {reason}."
        mend = "No archive is written without it. Mend the templates in `components/archive/`."
        raise Refused(Diagnostic("dist/index.html", Span(), Severity.ERROR, "M101", what, mend))
    head, mark, tail = markup.rpartition("</body>")
    return f"{head}<script>{SCRIPT}</script>\n{mark}{tail}\n".encode()


def unseen(markup: str, words: Prose) -> str:
    """Why the legal notice may not be seen in the page of an archive; empty where it can be for certain.

    Of the issues, which may be thousands, those alone are looked at that are drawn like none before.
    """
    tree = tree_of(markup)
    seen = set()
    for row in finder("//li[not(ancestor::li)]")(tree):
        shape = _VARYING.sub("", element_source(row))
        if shape in seen:
            row.drop_tree()
        seen.add(shape)
    return in_page(source(tree), words)


def _names(shelf: list[Shelved], frames: Frames) -> dict[str, Any]:
    digest = b64encode(sha256(SCRIPT.encode()).digest()).decode()
    return {
        "broadcaster": frames.first.broadcaster,
        "name": frames.name,
        "several": not frames.is_one,
        "count": len(shelf),
        "years": [
            {"year": year, "rows": [_row(each, frames) for each in rows]}
            for year, rows in groupby(shelf, key=lambda each: each.manifest.date[:4])
        ],
        "notices": frames.notices,
        "script": f"sha256-{digest}",
    }


def _row(package: Shelved, frames: Frames) -> dict[str, Any]:
    manifest = package.manifest
    return {
        "folder": package.folder,
        "day": frames.day(package),
        "date": manifest.date,
        "briefing": manifest.briefing_name,
        "title": manifest.title,
        "standfirst": manifest.standfirst,
        "headlines": manifest.headlines,
        "labels": manifest.labels,
        "language": manifest.language,
        "direction": manifest.direction,
    }
