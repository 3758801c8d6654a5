"""w3m and lynx show the HTML to those who read or listen without pictures, styles and tables."""

from __future__ import annotations

import os
import subprocess
from itertools import chain
from pathlib import Path

import pytest

from copydesk.checks.page import Page
from copydesk.legal import words

from .package import Package

pytestmark = pytest.mark.systems

SHOWN = {
    "w3m": "w3m -dump -T text/html -I UTF-8 -O UTF-8 -cols 80",
    "lynx": "lynx -stdin -dump -nolist -nonumbers -width=80 -assume_charset=utf-8 -display_charset=utf-8",
}
LINKS = "lynx -stdin -dump -listonly -nonumbers"


def browsed(command: str, html: str, home: Path) -> str:
    """What a browser prints of a page."""
    env = {**os.environ, "HOME": str(home), "LANG": "C.UTF-8"}
    done = subprocess.run(command.split(), input=html.encode(), capture_output=True, check=True, env=env)
    return done.stdout.decode()


def squeezed(text: str) -> str:
    """A text without its blanks: where a line is broken is the browser's affair."""
    return "".join(text.split())


def written(html: str) -> str:
    """The words of a page in order, of pictures the alternative text."""
    page = Page(html)
    text = "\n".join(line.words for line in page.lines)
    pictures = [each.get("alt", "") for each in page.elements if each.tag == "img"]
    pieces = text.split("\ufffc")
    return "".join(chain.from_iterable(zip(pieces, [*pictures, ""], strict=True)))


@pytest.mark.parametrize("command", SHOWN.values(), ids=SHOWN)
def test_every_word_is_there_in_order_and_nothing_besides(
    package: Package, command: str, tmp_path: Path
) -> None:
    assert squeezed(browsed(command, package.html, tmp_path)) == squeezed(written(package.html))


@pytest.mark.parametrize("command", SHOWN.values(), ids=SHOWN)
def test_the_legal_notice_is_there_word_for_word(package: Package, command: str, tmp_path: Path) -> None:
    notice = squeezed("".join(words("en")))
    assert squeezed(browsed(command, package.html, tmp_path)).count(notice) == 1


def test_the_links_are_there_in_order(package: Package, tmp_path: Path) -> None:
    shown = browsed(LINKS, package.html, tmp_path).split()
    assert shown == [link.address for link in package.message.links]
