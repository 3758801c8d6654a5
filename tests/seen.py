"""What a reader sees of a page: each text in order, whether it is in sight, and in what color on what ground."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from playwright.sync_api import Page

Color = tuple[float, float, float]
"""Red, green and blue, from 0 to 1."""


@dataclass(frozen=True)
class Seen:
    """A stretch of text, or the alternative text of a picture that is not shown."""

    words: str
    in_sight: bool
    top: float
    bottom: float
    left: float
    color: Color
    ground: Color
    size: float
    """Of its letters, in CSS pixels."""
    bold: bool

    @property
    def is_large(self) -> bool:
        """As WCAG 2 has it (success criterion 1.4.3): 24 px, or 18.66 px and bold."""
        return self.size >= 24 or (self.bold and self.size >= 18.66)


def seen(page: Page) -> tuple[Seen, ...]:
    """What stands on a page, in the order of the source."""
    height = page.evaluate("document.documentElement.scrollHeight")
    width = page.viewport_size["width"] if page.viewport_size else 600
    page.set_viewport_size({"width": width, "height": height + 20})
    return tuple(
        Seen(**{**each, "color": tuple(each["color"]), "ground": tuple(each["ground"])})
        for each in page.evaluate(_LOOK)
    )


_LOOK = """() => {
  const rgb = value => {
    const [r, g, b, a = 1] = value.match(/[\\d.]+/g).map(Number)
    return { color: [r / 255, g / 255, b / 255], alpha: a }
  }
  const ground = element => {
    for (let each = element; each; each = each.parentElement) {
      const found = rgb(getComputedStyle(each).backgroundColor)
      if (found.alpha > 0.99) return found.color
    }
    return matchMedia('(prefers-color-scheme: dark)').matches
      && getComputedStyle(document.documentElement).colorScheme.includes('dark') ? [0.07, 0.07, 0.07] : [1, 1, 1]
  }
  const opaque = element => {
    for (let each = element; each; each = each.parentElement)
      if (Number(getComputedStyle(each).opacity) < 0.99) return false
    return true
  }
  const uncovered = (element, box) => {
    const found = document.elementFromPoint(box.left + Math.min(box.width / 2, 8), box.top + box.height / 2)
    return found !== null && element.contains(found)
  }
  const look = (words, element, box) => {
    const style = getComputedStyle(element)
    const inside = box && box.width > 0 && box.height > 2 && box.left >= 0 && box.right <= innerWidth + 1
    return {
      words, top: box ? box.top : 0, bottom: box ? box.bottom : 0, left: box ? box.left : 0,
      in_sight: Boolean(inside) && style.visibility === 'visible' && opaque(element) && uncovered(element, box),
      color: rgb(style.color).color, ground: ground(element),
      size: parseFloat(style.fontSize), bold: Number(style.fontWeight) >= 600,
    }
  }
  const found = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (node.nodeType === Node.TEXT_NODE && !['STYLE', 'SCRIPT'].includes(node.parentElement.tagName)) {
      const words = node.data.replace(/[\\s\\u200c]+/g, ' ').trim()
      const range = document.createRange()
      range.selectNodeContents(node)
      if (words) found.push(look(words, node.parentElement, range.getClientRects()[0]))
    } else if (node.tagName === 'IMG' && !node.naturalWidth) {
      found.push(look(node.alt, node, node.getClientRects()[0]))
    }
  }
  return found
}"""


# --- what is wrong with what is seen


def lost(expected: Iterable[Seen], found: Iterable[Seen]) -> list[str]:
    """The words that a reader does not see, or sees in another order than the source has them."""
    words = [each.words for each in found if each.in_sight]
    gone = [f"not in sight: {each.words}" for each in expected if each.in_sight and each.words not in words]
    return gone or _jumps([each for each in found if each.in_sight])


def _jumps(found: list[Seen]) -> list[str]:
    """Texts that stand higher than the one before, and not beside it."""
    pairs = pairwise(found)
    return [f"out of order: {one.words} / {other.words}" for one, other in pairs if other.bottom <= one.top]


def faint(found: Iterable[Seen], turned: Callable[[Color], Color] = lambda color: color) -> list[str]:
    """The words in sight that are too close to their ground for WCAG 2, level AA, once colors are turned."""
    return [
        f"{ratio:.2f}: {each.words}"
        for each in found
        if each.in_sight
        and each.words
        and (ratio := contrast(turned(each.color), turned(each.ground))) < (3 if each.is_large else 4.5)
    ]


def contrast(one: Color, other: Color) -> float:
    """The ratio of two colors, as WCAG 2 defines it."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in color
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# --- how clients darken a message of their own accord


def negative(color: Color) -> Color:
    """Each color becomes its opposite."""
    return (1 - color[0], 1 - color[1], 1 - color[2])


def lightness_turned(color: Color) -> Color:
    """Light becomes dark and dark light, in the same hue."""
    hue, light, saturation = colorsys.rgb_to_hls(*color)
    return colorsys.hls_to_rgb(hue, 1 - light, saturation)


# --- what clients take away


def without_media(page: Page) -> None:
    """Take every @media block off a page, and every sheet that has a condition."""
    page.evaluate("""() => {
      for (const sheet of [...document.styleSheets]) {
        if (sheet.media.length) { sheet.ownerNode.remove(); continue }
        for (let at = sheet.cssRules.length - 1; at >= 0; at--)
          if (sheet.cssRules[at] instanceof CSSMediaRule) sheet.deleteRule(at)
      }
    }""")


def without_style(html: str) -> str:
    """A page without any `<style>`, and without the `<meta>` that speak of color schemes."""
    bare = re.sub(r"<style\b.*?</style>", "", html, flags=re.DOTALL)
    return re.sub(r'<meta name="(?:supported-)?color-schemes?"[^>]*>', "", bare)
