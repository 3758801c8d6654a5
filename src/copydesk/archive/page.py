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
from copydesk.markup import element_source, sieved, source

SCRIPT = Path(__file__).with_name("search.js").read_text("utf-8").strip()
"""The search. It is code and no component: whatever stands in the page is proved without it."""

_VARYING = re.compile(r'(?<= href=")[^"<]*|(?<= data-words=")[^"<]*|(?<=>)[^<]+')
"""In what one issue may differ from another and look the same: its words, and where its link leads."""


def page(shelf: Iterable[Shelved], frames: Frames) -> bytes:
    """The page of some packages, in their order.

    Raises Refused where a template is at fault, or the legal notice is not whole and visible in it.
    """
    markup = frames.composer.page("archive/index.html.j2", **_names(list(shelf), frames))
    rest = sifted(markup)
    if reason := next((why for words in frames.notices if (why := in_page(rest, words))), ""):
        what = f"The legal notice is not whole and visible in the archive: {reason}."
        mend = "No archive is written without it. Mend the templates in `components/archive/`."
        raise Refused(Diagnostic("dist/index.html", Span(), Severity.ERROR, "M101", what, mend))
    head, mark, tail = markup.rpartition("</body>")
    return f"{head}<script>{SCRIPT}</script>\n{mark}{tail}\n".encode()


def sifted(markup: str) -> str:
    """The page of an archive without those of its issues, which may be thousands, that are drawn like one before.

    Whether something may hide the legal notice is told from the others as well.
    """
    seen: set[str] = set()

    def is_new(row: Any) -> bool:
        count, shape = len(seen), _VARYING.sub("", element_source(row))
        seen.add(shape)
        return len(seen) > count

    return source(sieved(markup, "li", is_new))


def _names(shelf: list[Shelved], frames: Frames) -> dict[str, Any]:
    digest = b64encode(sha256(SCRIPT.encode()).digest()).decode()
    return {
        "broadcaster": frames.first.broadcaster,
        "name": frames.name,
        "several": not frames.is_one,
        "count": len(shelf),
        "years": [
            {"year": year, "rows": [_row(each, frames) for each in rows]}
            for year, rows in groupby(shelf, key=lambda each: each.date[:4])
        ],
        "notices": frames.notices,
        "script": f"sha256-{digest}",
    }


def _row(package: Shelved, frames: Frames) -> dict[str, Any]:
    return {
        "folder": package.folder,
        "day": frames.day(package),
        "date": package.date,
        "briefing": package.briefing_name,
        "title": package.title,
        "standfirst": package.standfirst,
        "headlines": package.headlines,
        "labels": package.labels,
        "language": package.language,
        "direction": package.direction,
    }
