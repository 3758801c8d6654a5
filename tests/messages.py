"""The messages that the checkers of HTML, of accessibility and of reading order are given: every kind there is."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from copydesk.diagnostic import Refused, has_errors
from copydesk.examine import examine
from copydesk.packing import pack
from copydesk.workspace import Workspace

from .conftest import ISSUE, ROOT

_PHOTO = """\
edition: special
subject: The Cranes Of An Empty Harbor
preheader: Five years on, and nobody says who pays.
author: reid-standish
web: https://www.rferl.org/a/harbor/1.html
number: 7
photo:
  image: https://example.org/harbor.jpg
  alt: Five cranes stand over an empty quay
  caption: The terminal at low tide, as seen from [the pier](https://example.org/pier).
  credit: Staff photo
opening:
  before_greeting: A note before it.
  greeting: Welcome back, and *thank you* for waiting.
  invite: yes
  after_greeting: A note on the [一带一路]{zh}, and on [*سلام*, [دنیا](https://example.org/fa)]{fa}.
  after_introduction: |
    A list in the opening:
    - of one item
    - and another.
  podcast: yes
lead:
  heading: The Cranes Of An Empty Harbor
"""
WHOLE = (
    ISSUE.replace("lead:\n", _PHOTO, 1)
    .replace("  passages:\n", "  bridge: Here's what you need to know.\n  passages:\n", 1)
    .replace("The Minister Learns Mandarin", "The Minister Learns [普通话]{zh}")
    .replace("stories:\n", "stories:\n  heading: Three Stops, Three Stories\n")
    .replace("across:\n", "across:\n  heading: More From The Coast\n")
    .replace("watch:\n", "watch:\n  heading: One Thing That Is Not Over\n")
)
"""An issue in which every field is written, some in three languages, of a briefing with a logo and a photo of its author."""
_PICTURES = {
    'logo: ""': "logo: https://example.org/logo.png",
    "    name: Reid Standish\n": "    name: Reid Standish\n    photo: https://example.org/author.jpg\n",
}
_NAMES = {
    "whole": "2024-05-22.yaml",
    "example": "2024-05-22.yaml",
    "special": "2024-05-10.yaml",
    "second": "2024-05-24.yaml",
    "right-to-left": "2024-05-24.yaml",
}
MESSAGES = tuple(_NAMES)
"""The names of the messages: all fields, both example issues, the second briefing, and its mirror image."""
PARTS = ("email.html", "web.html")


@cache
def message(name: str) -> Mapping[str, str]:
    """The pages of a message by their file's name. Raises Refused where it would not be built."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        source = _workspace(name, root)
        files = _packed(source, Workspace(root))
    return {part: files[part].decode() for part in (*PARTS, "email.txt")}


def _packed(source: Path, workspace: Workspace) -> dict[str, bytes]:
    fitted = examine(source, workspace)
    if fitted.issue is None or has_errors(fitted.diagnostics):
        raise Refused(*fitted.diagnostics)
    return pack(fitted.document, fitted.issue, workspace)


def _workspace(name: str, root: Path) -> Path:
    """Write the workspace of a message; its issue."""
    source = root / "issues" / _NAMES[name]
    source.parent.mkdir()
    if name == "whole":
        source.write_text(WHOLE, "utf-8")
        _change(root, ROOT / "components", "china-in-eurasia.yaml", _PICTURES)
    elif name in ("second", "right-to-left"):
        shutil.copytree(ROOT / "tests/second", root, dirs_exist_ok=True)
        turned = {"direction: ltr": "direction: rtl"} if name == "right-to-left" else {}
        _change(root, root / "components", "wider-europe.yaml", turned)
    else:
        shutil.copy(ROOT / "issues" / source.name, source)
    return source


def _change(root: Path, components: Path, briefing: str, changes: Mapping[str, str]) -> None:
    text = (components / "briefings" / briefing).read_text("utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    path = root / "components" / "briefings" / briefing
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
