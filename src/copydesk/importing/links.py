"""Where the links of a page or a Word file lead: whole, unwrapped, without tracking; the rest is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin

from copydesk.addresses import unwrapped, without_tracking
from copydesk.importing.block import Block
from copydesk.importing.remarks import Remarks
from copydesk.leaves import is_web_address

_FORBIDDEN = re.compile(r"[\s<>\"{}|\\^`\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]")
_WRAPPINGS = 5
"""How often an address is unwrapped: mail that was forwarded is wrapped again and again."""


@dataclass(frozen=True, slots=True)
class Links:
    """Completes addresses; `base` is the address of the page, empty where it is not known."""

    base: str
    remarks: Remarks

    def address(self, found: str, words: str, at: Block) -> str:
        """The address that a link of these words leads to; empty where it leads nowhere."""
        brief = Block(words, 1).brief
        whole = self.whole(found)
        if not whole:
            self.remarks.warn(
                "I021",
                at,
                f"The link of “{brief}” leads to `{_short(found)}`, which is no whole address; its words are kept.",
                "Look up its address and write `[words](https://...)`.",
            )
            return ""
        clean = _clean(whole)
        if clean != whole:
            self.remarks.note(
                "I020",
                at,
                f"The link of “{brief}” led through another service, or carried its tracking; it is `{clean}` now.",
                "Check that it leads where it should.",
            )
        return clean

    def whole(self, found: str) -> str:
        """A whole address on the web or of a mailbox; empty where there is none."""
        bare = "".join(found.split("\n")).strip()
        if bare.startswith("#"):
            return ""
        try:
            joined = urljoin(self.base, bare)
        except ValueError:
            return ""
        plain = _FORBIDDEN.sub(lambda match: quote(match[0]), joined)
        return plain if is_web_address(plain) or re.match(r"mailto:[^@]+@[^@]+$", plain) else ""


def _clean(address: str) -> str:
    for _ in range(_WRAPPINGS):
        inner = unwrapped(address)
        if not inner:
            break
        address = inner
    return without_tracking(address)


def _short(found: str) -> str:
    return found if len(found) <= 60 else f"{found[:60]}..."
