"""Where the links of the copy lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.checks.registry import Finding, check
from copydesk.diagnostic import Severity
from copydesk.issue import Copy
from copydesk.leaves import is_web_address
from copydesk.prose import parse
from copydesk.slots import MARK

_MAILTO = re.compile(r"mailto:[^@\s?]+@[^@\s?]+\.[^@\s?]+(\?[^\s]*)?")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_QUOTES = "\"'“”‘’«»"
_WEB = r"(?:https?://|www\.)"
_NEAR_MISS = re.compile(
    r"\[(?:[^\[\]\n]|\n(?![ \t]*\n))+\]"
    rf"(?:(?:[ \t]+|[ \t]*\n[ \t]*)\({_WEB}[^)\n]*\)"  # a blank between the words and the address
    rf"|\({_WEB}[^)\s]*\s+[^)\n]*\)"  # a blank within the address
    rf"|\({_WEB}[^)\s]*(?=\s|$))"  # no closing parenthesis
)


@check("L101", Severity.ERROR, on=("prose",))
def address(copy: Copy) -> Iterator[Finding]:
    """A link leads nowhere that a reader could go.

    A link leads to a whole web address or to an e-mail address. Anything else is dead in a mailbox,
    or dangerous.

    Instead of `[the report](www.rferl.org/a/1.html)`
    write      `[the report](https://www.rferl.org/a/1.html)`
    """
    for link in parse(copy.text.value).links:
        if not (is_web_address(link.address) or _MAILTO.fullmatch(link.address)):
            message, mend = _wrong(link.address)
            source = copy.text.value[link.start : link.end]
            yield Finding(message, mend, link.start, link.end, _completed(source, link.address))


def _wrong(found: str) -> tuple[str, str]:
    scheme = _SCHEME.match(found)
    if found.strip(_QUOTES) != found:
        return "This address stands in quotation marks.", "Delete them."
    if not found:
        return "This link has no address.", "Write the address between the parentheses."
    if scheme and not found.lower().startswith(("http:", "https:", "mailto:")):
        return f"A link cannot lead to `{scheme[0]}`.", "Give it an address that begins with `https://`."
    return f"`{found}` is not a whole address.", "Write it whole, as in `https://www.rferl.org/a/1.html`."


def _completed(source: str, found: str) -> str | None:
    """A link with its address out of its quotation marks and whole; None where more is wrong with it."""
    bare = found.strip(_QUOTES)
    whole = f"https://{bare}" if bare.startswith("www.") else bare
    if not is_web_address(whole) or found not in source:
        return None
    head, _, tail = source.rpartition(found)
    return f"{head}{whole}{tail}"


@check("L102", Severity.ERROR, on=("prose", "url", "image", "line", "label"))
def reserved(copy: Copy) -> Iterator[Finding]:
    """An address is reserved for what the mailing system fills in.

    `slot.invalid` stands in the message where the mailing system puts an address of its own, such as
    the one to unsubscribe. In the copy it would be replaced too.
    """
    for match in MARK.finditer(copy.text.value):
        yield Finding(
            "This address is reserved for the mailing system.", "Take it out.", match.start(), match.end()
        )


@check("L103", Severity.ERROR, on=("prose",))
def near_miss(copy: Copy) -> Iterator[Finding]:
    """A link is almost one, and would be printed as it is typed.

    Between the words and their address there is no blank, and none within the address.

    Instead of `[the report] (https://www.rferl.org/a/1.html)`
    write      `[the report](https://www.rferl.org/a/1.html)`
    """
    links = {link.start for link in parse(copy.text.value).links}
    for match in _NEAR_MISS.finditer(copy.text.value):
        if match.start() not in links:
            yield Finding(
                "This is almost a link, and would be printed as it stands.",
                "Write `[words](https://...)`, without a blank before the address or in it.",
                *match.span(),
            )


@check("L104", Severity.ERROR, on=("prose",))
def picture(copy: Copy) -> Iterator[Finding]:
    """A picture is written into a text.

    Text holds links, *emphasis* and **strong words**. `![words](address)` would come out as an
    exclamation mark and a link. A photo has fields of its own.
    """
    for link in parse(copy.text.value).links:
        before = copy.text.value[: link.start]
        if before.endswith("!") and not before.endswith(("\\!", "!!")) and copy.text.value[link.start] == "[":
            yield Finding(
                "A picture cannot stand in a text.",
                "Take it out. If the exclamation mark ends a sentence, put a blank behind it.",
                link.start - 1,
                link.end,
            )
