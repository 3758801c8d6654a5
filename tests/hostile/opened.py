"""A page, opened by a browser that may run all there is: what it did, and the words that arrived."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from playwright.sync_api import BrowserContext, Dialog, Error, Request, Route

ADDRESS = "https://desk.invalid/"
EVENTS = "pointerover mouseover mouseenter focus blur load error toggle beforetoggle animationstart begin slotchange start"
LOOK = """(events) => {
  const said = [document.title], odd = [];
  for (const each of document.querySelectorAll("*")) {
    odd.push(each.localName, ...[...each.attributes].map(({ name }) => `@${name}`));
    for (const name of ["href", "src", "action", "background", "xlink:href"])
      if (each.hasAttribute(name)) odd.push(new URL(each.getAttribute(name), location).protocol);
    if (each.httpEquiv) odd.push(`@http-equiv=${each.httpEquiv.toLowerCase()}`);
    for (const event of events.split(" ")) each.dispatchEvent(new Event(event, { cancelable: true }));
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const ends = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    while (ends.length && !ends.at(-1).contains(node)) said.push(ends.pop().getAttribute("href"));
    if (node.nodeType === Node.TEXT_NODE) { if (!node.parentElement.closest("style, script")) said.push(node.data); }
    else if (node.localName === "a" && node.hasAttribute("href")) ends.push(node);
    else if (node.hasAttribute("alt")) said.push(node.getAttribute("alt"));
  }
  return { said, odd: [...new Set(odd)], ran: window.ran ?? null };
}"""


@dataclass(frozen=True)
class Opened:
    """What a browser made of a page."""

    ran: list[str]
    """Each dialog, and whatever else ran."""
    asked: set[str]
    """The addresses that it asked for something."""
    made_of: set[str]
    """Its elements, its attributes (behind an @), and the schemes of its addresses (before a colon)."""
    words: str
    """All that it shows, in order, without what `bare` takes away; the address of a link behind its words."""


def opened(context: BrowserContext, html: str) -> Opened:
    """Open a page, do with each of its elements what a reader might do, and see."""
    ran: list[str] = []
    asked: set[str] = set()

    def answer(route: Route, request: Request) -> None:
        if request.url == ADDRESS:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        else:
            asked.add(request.url)
            route.abort()

    def answered(dialog: Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    page = context.new_page()
    page.on("dialog", answered)
    page.on("popup", lambda popup: ran.append(f"a window at {popup.url}"))
    page.route("**/*", answer)
    page.goto(ADDRESS)
    try:
        seen = page.evaluate(LOOK, EVENTS)
    except Error as gone:
        seen = {"said": [], "odd": [], "ran": f"The page went elsewhere: {gone.message}"}
    page.close()
    if seen["ran"] is not None:
        ran.append(f"It ran: {seen['ran']}")
    return Opened(ran, asked, set(seen["odd"]), bare(" ".join(map(unquote, seen["said"]))))


MARKUP = re.compile(r"[\s*_\\[\]()!#]|^[-+>]|^\d+\.")
"""What the copy may say without letters: space, emphasis, links, escapes, and what begins a list or a quotation."""


def bare(text: str) -> str:
    """Words without what markup may take away from them, and without space."""
    return MARKUP.sub("", text)


def arrived(text: str, words: str) -> bool:
    """Whether a string is among the words of a page: as it was written, or with its entities as Markdown has them."""
    return any(bare(form) in words for form in (text, unescape(text), unquote(text), unquote(unescape(text))))
