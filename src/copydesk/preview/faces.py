"""A message as different readers get it: dark, forced dark, without style, without @media."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Literal, get_args

Scheme = Literal["light", "dark", "forced"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
"""`dark` as the message itself has it; `forced` as Gmail and Outlook turn the colors of every message."""

_SCHEME = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)")
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL)
_MEDIA = re.compile(r"@media[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_FORCED = (
    "<style>html{background:#fff;filter:invert(1) hue-rotate(180deg)}"
    "img{filter:invert(1) hue-rotate(180deg)}</style>"
)
_QUIET = (
    "<title>No message</title><style>body{margin:32px;font:15px/1.5 system-ui,Arial,sans-serif;"
    "color:#545b63;background:#fff;overflow-wrap:anywhere}</style>"
)
_ALWAYS, _NEVER = "(min-width:0px)", "(max-width:0px)"


@dataclass(frozen=True, slots=True)
class Look:
    """How a message is looked at. Without `style` there is no `<style>`, without `media` no `@media` in it."""

    scheme: Scheme = "light"
    style: bool = True
    media: bool = True


def face(html: str, look: Look) -> str:
    """The HTML of a message as this reader gets it, whatever scheme the browser that shows it has."""
    html = _STYLE.sub(lambda sheet: _seen(sheet[0], look), html)
    return html.replace("</head>", f"{_FORCED}</head>", 1) if look.scheme == "forced" else html


def faceless(*words: str) -> str:
    """A page in the place of a message, with the words that say why there is none."""
    said = "".join(f"<p>{escape(each)}</p>" for each in words)
    return f"<!doctype html><html lang='en'><head><meta charset='utf-8'>{_QUIET}</head><body>{said}</body></html>"


def _seen(sheet: str, look: Look) -> str:
    if not look.style:
        return ""
    if not look.media:
        return _MEDIA.sub("", sheet)
    wanted = "dark" if look.scheme == "dark" else "light"
    return _SCHEME.sub(lambda feature: _ALWAYS if feature[1] == wanted else _NEVER, sheet)
