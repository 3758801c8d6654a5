"""From a save to the new paint: `copydesk preview` in a real browser, both frames and the problems shown.

    make bench

A save changes one word of an 1,800-word issue. The clock starts before the file is written; it stops when
the browser has drawn the frame behind the one that shows the new word. Times are milliseconds: the median,
and in brackets the lower and upper quartile, then the 95th percentile.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page  # noqa: E402
from tests.browsers import chromium  # noqa: E402
from tests.desks import preview  # noqa: E402

SOURCE = ROOT / "issues" / "2024-05-10.yaml"
SAVES, TABS, OPENED = 60, 20, 20
PHONE, SLOWER = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}, 4
"""A phone: its window in CSS pixels, and how many times as slow as this machine it runs."""
FIRST = "performance.getEntriesByName('first-contentful-paint')[0].startTime"

WAIT = """([word, frame]) => {
  window.seen = new Promise((resolve) => {
    const page = document.getElementById(frame).contentDocument;
    const look = () => {
      if (!page.body.textContent.includes(word)) return;
      watching.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
    };
    const watching = new MutationObserver(look);
    watching.observe(page, { subtree: true, childList: true, characterData: true });
  });
}"""


def saved(page: Page, path: Path, text: str, number: int, frame: str = "desktop") -> float:
    word = f"word{number}"
    page.evaluate(WAIT, [word, frame])
    begun = time.time() * 1000
    path.write_text(text.replace("Here's what", f"Here's {word} what", 1), "utf-8")
    return float(page.evaluate("window.seen")) - begun


def measured(tabs: int) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "issues").mkdir()
        text = SOURCE.read_text("utf-8")
        paths = [Path(folder) / "issues" / f"2024-05-{day + 1:02}.yaml" for day in range(tabs)]
        for path in paths:
            path.write_text(text.replace("date: 2024-05-10", f"date: {path.stem}"), "utf-8")
        with preview(Path(folder)) as address, chromium() as browser:
            context = browser.new_context(viewport={"width": 1440, "height": 900})
            pages = [context.new_page() for _ in paths]
            for page, path in zip(pages, paths, strict=True):
                page.goto(f"{address}#{path.name}")
                page.wait_for_selector("body[data-settled]")
            page, path = pages[-1], paths[-1]
            source = path.read_text("utf-8")
            return [saved(page, path, source, number) for number in range(SAVES + 5)][5:]


def on_a_phone() -> tuple[list[float], list[float], list[float]]:
    """Milliseconds to the first paint of the desk, to the message in it, and from a save to its new paint."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "issues" / SOURCE.name
        path.parent.mkdir()
        text = SOURCE.read_text("utf-8")
        path.write_text(text, "utf-8")
        with preview(Path(folder)) as address, chromium() as browser:
            first, whole = [], []
            page = browser.new_context(**PHONE).new_page()
            slow = page.context.new_cdp_session(page)
            slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            for _ in range(OPENED):
                page.goto(address)
                page.wait_for_selector("body[data-settled]")
                whole.append(float(page.evaluate("performance.getEntriesByName('message')[0].startTime")))
                first.append(float(page.evaluate(FIRST)))
            return first, whole, [saved(page, path, text, number, "phone") for number in range(SAVES)][5:]


def told(name: str, taken: list[float]) -> None:
    low, middle, high = quantiles(taken, n=4)
    late = quantiles(taken, n=20)[-1]
    print(f"{name:<46} {middle:6.1f}  ({low:.1f} to {high:.1f}), 95th percentile {late:.1f}")


def main() -> None:
    print(f"\nIn a browser, {SAVES} saves of {SOURCE.name}")
    print(f"{'a save to the new paint':<46} median  quartiles, ms")
    for name, tabs in (("copydesk preview", 1), (f"the same, {TABS} issues in {TABS} tabs", TABS)):
        told(name, measured(tabs))
    first, whole, saves = on_a_phone()
    print(f"On a phone, {SLOWER} times as slow as this machine")
    told("opening the desk, to its first paint", first)
    told("opening the desk, to the message", whole)
    told("a save to the new paint", saves)


main()
