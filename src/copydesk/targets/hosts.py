"""The hosts that a mail client asks for something as it opens a message."""

from __future__ import annotations

import re
from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import urlsplit

_LOADING = ("background", "data", "poster", "src")
_RESTING = frozenset({"alternate", "author", "canonical", "help", "license", "next", "prev"})
"""What a page may be linked to without loading it."""
_IN_STYLE = re.compile(r"""(?:\burl\(\s*|@import\s+(?=["']))["']?([^"')\s]+)""", re.IGNORECASE)


class _Loaded(HTMLParser):
    """Collects the addresses that opening a page contacts, for Outlook too."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.addresses: list[str] = []
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self._in_style = tag == "style"
        self.addresses += [found[name] for name in _LOADING if name in found]
        self.addresses += [part.split()[0] for part in found.get("srcset", "").split(",") if part.strip()]
        self.addresses += _IN_STYLE.findall(found.get("style", ""))
        if tag == "link" and not _RESTING.issuperset(found.get("rel", "").lower().split()):
            self.addresses.append(found.get("href", ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.addresses += _IN_STYLE.findall(data)

    def handle_endtag(self, tag: str) -> None:
        self._in_style = self._in_style and tag != "style"

    def handle_comment(self, data: str) -> None:
        if data.startswith("[if"):
            self.addresses += _loaded(data)


@lru_cache(maxsize=8)
def _loaded(markup: str) -> tuple[str, ...]:
    reader = _Loaded()
    reader.feed(markup)
    reader.close()
    return tuple(reader.addresses)


def hosts(html: str) -> list[str]:
    """The hosts that opening this HTML contacts, sorted."""
    parts = [urlsplit(address.strip()) for address in _loaded(html)]
    return sorted({part.netloc.rpartition("@")[2].lower() for part in parts if part.netloc})
