"""Where the links of the copy lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.addresses import parts_of
from copydesk.checks.registry import Finding, check, check_issue
from copydesk.diagnostic import Severity
from copydesk.issue import Fitted
from copydesk.languages import language
from copydesk.late import late
from copydesk.leaves import is_web_address
from copydesk.manuscript import Copy
from copydesk.report import counted
from copydesk.slots import MARK

_MAILTO = late(r"mailto:[^@\s?]+@[^@\s?]+\.[^@\s?]+(\?[^\s]*)?")
_SCHEME = late(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_QUOTES = "\"'“”‘’«»"


@check("L101", Severity.ERROR, on=("prose",))
def address(copy: Copy) -> Iterator[Finding]:
    """A link leads nowhere that a reader could go.

    A link leads to a whole web address or to an e-mail address. Anything else is dead in a mailbox,
    or dangerous.

    Instead of `[the report](www.rferl.org/a/1.html)`
    write      `[the report](https://www.rferl.org/a/1.html)`
    """
    for link in copy.prose.links:
        if not (is_web_address(link.address) or _MAILTO.fullmatch(link.address)):
            message, mend = _wrong(link.address)
            source = copy.text.value[link.start : link.end]
            yield Finding(message, mend, link.start, link.end, _completed(source, link.address))


def _is_language(found: str) -> bool:
    return found.islower() and language(found) is not None


def _wrong(found: str) -> tuple[str, str]:
    scheme = _SCHEME.match(found)
    if _is_language(found):
        return f"`{found}` is a language, and stands in braces.", f"Write `[words]{{{found}}}`."
    if found.strip(_QUOTES) != found:
        return "This address stands in quotation marks.", "Delete them."
    if not found:
        return "This link has no address.", "Write the address between the parentheses."
    if scheme and not found.lower().startswith(("http:", "https:", "mailto:")):
        return f"A link cannot lead to `{scheme[0]}`.", "Give it an address that begins with `https://`."
    return f"`{found}` is not a whole address.", "Write it whole, as in `https://www.rferl.org/a/1.html`."


def _completed(source: str, found: str) -> str | None:
    """A link with its address out of its quotation marks and whole; None where more is wrong with it."""
    if _is_language(found) and source.endswith(f"({found})"):
        return f"{source.removesuffix(f'({found})')}{{{found}}}"
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
    for match in MARK.finditer(copy.text.value) if "slot" in copy.text.value.lower() else ():
        yield Finding(
            "This address is reserved for the mailing system.", "Take it out.", match.start(), match.end()
        )


@check_issue("L109", Severity.WARNING)
def same_words(fitted: Fitted) -> Iterator[Finding]:
    """The same words lead to different addresses.

    A screen reader lists links by their words: the reader cannot tell them apart.
    """
    seen: dict[str, str] = {}
    for copy in fitted.copy:
        if copy.field.type == "prose":
            for link in copy.prose.links:
                words = link.words.strip().lower()
                if words and seen.setdefault(words, link.address) != link.address:
                    yield Finding(
                        f"`{link.words}` leads elsewhere in this issue.",
                        "Say in the words where each leads.",
                        link.start,
                        link.end,
                        copy=copy,
                    )


_EMPTY_WORDS = late(
    r"(?:click |tap |read |see |learn |find out )?(?:here|more|this|link|this link|read more|learn more)",
    re.IGNORECASE,
)


@check("L110", Severity.WARNING, on=("prose",))
def empty_words(copy: Copy) -> Iterator[Finding]:
    """The words of a link do not say where it leads.

    Readers and screen readers jump from link to link: `here` tells them nothing.

    Instead of `Read the report [here](https://www.rferl.org/a/1.html)`
    write      `Read [the report](https://www.rferl.org/a/1.html)`
    """
    for link in copy.prose.links:
        if _EMPTY_WORDS.fullmatch(link.words.strip()) or not link.words.strip():
            yield Finding(
                f"`{link.words}` does not say where the link leads.",
                "Put the link on the words that say it.",
                link.start,
                link.end,
            )


@check("L111", Severity.ERROR, on=("prose",))
def shown_differs(copy: Copy) -> Iterator[Finding]:
    """A link shows one address and leads to another.

    Mail clients warn of it as fraud, and rightly.
    """
    for link in copy.prose.links:
        shown = re.fullmatch(
            r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:[/?#]\S*)?", link.words.strip(), re.IGNORECASE
        )
        host = (parts_of(link.address).hostname or "").lower()
        if shown and host and shown[1].lower().removeprefix("www.") != host.removeprefix("www."):
            yield Finding(
                f"This link shows `{shown[1]}` and leads to `{host}`.",
                "Show the address that it leads to, or plain words.",
                link.start,
                link.end,
            )


@check_issue("L113", Severity.WARNING)
def section_links(fitted: Fitted) -> Iterator[Finding]:
    """A section has fewer or more links than the briefing wants.

    A story without a link asks to be believed, and its sources are not to be found. The ranges stand in
    the briefing, under each section's `links`.
    """
    for section in fitted.structure.sections if fitted.structure else ():
        least, most = section.links.min or 0, section.links.max
        copies = [copy for copy in fitted.copy if copy.section is section and copy.field.type == "prose"]
        if not any(copy.text.value.strip() for copy in copies) or (not least and most is None):
            continue
        count = sum(1 for copy in copies for _ in copy.prose.links)
        found = f"`{section.key}` has {counted(count, 'link')}"
        if count < least:
            mend = "Link what it builds on: `[words](address)`."
            yield Finding(f"{found}; {least} is the least.", mend, 0, 1, copy=copies[0])
        if most is not None and count > most:
            yield Finding(f"{found}; {most} is the most.", "Keep those that matter.", 0, 1, copy=copies[0])
