"""What a page looks like in Chromium: where each run of text and each picture stands, and how it is set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

from playwright.sync_api import Browser

from .browsers import page

DESK = [(1200, False)]
"""The width of a window on a desk, in CSS pixels, and no dark scheme: all that Outlook on Windows knows."""
EVERYWHERE = list(product((320, 600, 1200), (False, True)))
"""A phone, a tablet and a desk, each in light and in dark."""

_SEEN = """() => {
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const color = getComputedStyle(each).backgroundColor
      if (color !== 'rgba(0, 0, 0, 0)') return color
    }
    return ''
  }
  const look = (element) => {
    const style = getComputedStyle(element)
    const families = style.fontFamily.split(',').map((each) => each.replace(/["']/g, '').trim())
    const family = families.find((each) => !each.startsWith('Skolar')) // readers do not have those
    const set = ['fontSize', 'fontWeight', 'fontStyle', 'color', 'textDecorationLine', 'direction']
    return [family, ...set.map((name) => style[name]), ground(element)]
  }
  const box = ({ x, y, width, height }) => [x + scrollX, y + scrollY, width, height]
  const found = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === 1) {
      if (node.tagName === 'IMG') found.push([node.alt, [box(node.getBoundingClientRect())], look(node)])
    } else if (node.data.trim()) {
      const range = document.createRange()
      const text = node.data
      range.setStart(node, text.length - text.trimStart().length)
      range.setEnd(node, text.trimEnd().length)
      const boxes = [...range.getClientRects()].filter(({ width }) => width > 0).map(box)
      if (boxes.length) found.push([text.trim().split(/\\s+/).join(' '), boxes, look(node.parentElement)])
    }
  }
  return found
}"""


@dataclass(frozen=True)
class Run:
    """A run of text, or a picture: its words, its boxes (x, y, width, height in px) and how it is set."""

    words: str
    boxes: tuple[tuple[float, ...], ...]
    look: tuple[str, ...]

    def differs(self, other: Run) -> bool:
        """Whether another run has other words, is set otherwise, or stands more than 1 px away."""
        mine, theirs = ([edge for box in run.boxes for edge in box] for run in (self, other))
        far = len(mine) != len(theirs) or any(abs(a - b) > 1 for a, b in zip(mine, theirs, strict=True))
        return far or (self.words, self.look) != (other.words, other.look)


def seen(browser: Browser, html: str, *, width: int, dark: bool) -> list[Run]:
    """All that a reader sees of a page, in the order of the source."""
    with page(browser, width=width, dark=dark) as shown:
        shown.set_content(html)
        found: list[Any] = shown.evaluate(_SEEN)
    return [Run(words, tuple(map(tuple, boxes)), tuple(look)) for words, boxes, look in found]


def differences(
    browser: Browser, one: str, other: str, views: Iterable[tuple[int, bool]] = EVERYWHERE
) -> list[str]:
    """What looks different in two pages, in views of a width each, in light or in dark."""
    found = []
    for width, dark in views:
        first, second = (seen(browser, html, width=width, dark=dark) for html in (one, other))
        where = f"{width} px, {'dark' if dark else 'light'}"
        assert first, f"nothing is seen at {where}"
        if len(first) != len(second):
            found.append(f"{where}: {len(first)} runs and {len(second)}")
        found += [f"{where}: {a}\n  {b}" for a, b in zip(first, second, strict=False) if a.differs(b)]
    return found
