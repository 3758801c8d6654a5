"""A Word file -> HTML, which is then read as any other page. Nothing is fetched, and no macro is run."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import mammoth

LARGEST_TEXT = 2_000_000
"""The most bytes of text and styles, unpacked, that are read: an issue has 200,000."""
_READ = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|word/(?:_rels/)?[^/]+\.(?:xml|rels)")
"""The parts of a Word file that hold its text, its styles and its links."""
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p.standfirst:fresh
p[style-name='Caption'] => figcaption:fresh
p[style-name='caption'] => figcaption:fresh
r[style-name='Emphasis'] => em
"""


class TooLarge(Exception):
    """A Word file whose text is larger, unpacked, than is read."""


class Broken(Exception):
    """A Word file that cannot be read."""


def to_html(data: bytes) -> str:
    """The text of a Word file as HTML: headings, lists, links, strong words and emphasis.

    A picture is an `img` without an address. Raises TooLarge and Broken.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            text = _repacked(package)
        found = mammoth.convert_to_html(
            text,
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(lambda _image: {"src": ""}),
        )
    except TooLarge:
        raise
    except Exception as error:
        raise Broken from error
    return str(found.value)


def _repacked(package: zipfile.ZipFile) -> io.BytesIO:
    """The parts that are read, and no other: neither pictures nor macros, nor what would unpack for ever."""
    parts = [part for part in package.infolist() if _READ.fullmatch(part.filename)]
    if sum(part.file_size for part in parts) > LARGEST_TEXT:
        raise TooLarge
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as copy:
        for name, content in _contents(package, parts):
            copy.writestr(name, content)
    kept.seek(0)
    return kept


def _contents(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    for part in {each.filename: each for each in parts}.values():
        content = package.read(part)
        if b"<!DOCTYPE" in content.replace(b"\0", b""):  # No Word file declares entities.
            raise Broken
        yield part.filename, content
