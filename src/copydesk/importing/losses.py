"""What of a paragraph's style an issue could not take: a link in a headline, strong letters in mid-word."""

from __future__ import annotations

from copydesk.importing.block import Block
from copydesk.importing.edges import Whole
from copydesk.importing.fixed import Fixed
from copydesk.importing.inline import destination, kept
from copydesk.importing.remarks import Remarks


def say_lost(whole: Whole, yaml: str, fixed: Fixed, remarks: Remarks) -> None:
    """Say each link and each emphasis of an issue that its YAML does not hold."""
    for block in filter(None, (whole.title, *whole.front, whole.greeting, *whole.rest)):
        if block.is_styled and not fixed.of(block):
            _say_links(block, yaml, remarks)
            if not kept(block):
                remarks.note(
                    "I026",
                    block,
                    f"Some strong words or emphasis in “{block.brief}” cannot be written in an issue; the words are kept.",
                    "Mark whole words: `**strong**`, `*emphasis*`.",
                )


def _say_links(block: Block, yaml: str, remarks: Remarks) -> None:
    for address in dict.fromkeys(run.address for run in block.runs if run.address):
        if f"]({destination(address)})" not in yaml:
            remarks.warn(
                "I025",
                block,
                f"“{block.brief}” links to `{address}`, and stands where an issue holds no link.",
                "If readers need it, link words of the text under it.",
            )
