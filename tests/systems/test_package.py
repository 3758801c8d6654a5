"""What a mailing system loses of a message is noticed; else the tests of the systems would show nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from .package import Package, lost

pytestmark = pytest.mark.systems

Change = Callable[[str], str]
HTML: dict[str, Change] = {
    "conditional comments": lambda html: re.sub(
        r"<!--\[if mso.*?<!\[endif\]-->", "", html, count=1, flags=re.DOTALL
    ),
    "links": lambda html: html.replace('href="https://', 'href="https://click.example.org/?to=https://', 1),
    "alternative texts": lambda html: re.sub(r""" alt=("[^"]+"|'[^']+')""", ' alt=""', html, count=1),
    "The legal notice": lambda html: html.replace("undesirable organization", "undesirable organisation"),
    "The slot": lambda html: html.replace("</body>", '<a href="https://slot.invalid/browser">.</a></body>'),
}
TEXT: dict[str, Change] = {
    "words of the text": lambda text: text.replace("Eurasia", "", 1),
    "The legal notice": lambda text: text.replace("undesirable organization", "undesirable organisation"),
}


def test_a_package_is_whole(package: Package) -> None:
    assert lost(package, package.html, package.text) == []


@pytest.mark.parametrize(("what", "change"), HTML.items(), ids=HTML)
def test_a_loss_in_the_html_is_named(package: Package, what: str, change: Change) -> None:
    assert any(each.startswith(what) for each in lost(package, change(package.html), package.text))


@pytest.mark.parametrize(("what", "change"), TEXT.items(), ids=TEXT)
def test_a_loss_in_the_text_is_named(package: Package, what: str, change: Change) -> None:
    assert any(each.startswith(what) for each in lost(package, package.html, change(package.text)))
