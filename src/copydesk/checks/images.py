"""Pictures: what is said of them to those who do not see them, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from copydesk.addresses import is_within, parts_of
from copydesk.checks.registry import Finding, check, check_issue
from copydesk.diagnostic import Severity
from copydesk.issue import Fitted
from copydesk.late import late
from copydesk.manuscript import Copy, bare

_FILE_NAME = late(
    r"\S+\.(?:jpe?g|png|gif|webp|svg|heic)|(?:IMG|DSC|DSCF|image|photo|picture)[-_ ]?\d+", re.IGNORECASE
)


def _beside(fitted: Fitted, copy: Copy) -> dict[str, Copy]:
    """The fields that stand beside a copy, by their key."""
    return {str(each.path[-1]): each for each in fitted.copy if each.path[:-1] == copy.path[:-1]}


@lru_cache(maxsize=2)
def _images(fitted: Fitted) -> tuple[dict[str, Copy], ...]:
    """Each image with the fields that stand beside it."""
    return tuple(_beside(fitted, copy) for copy in fitted.copy if copy.field.type == "image")


@check_issue("A101", Severity.WARNING)
def repeats_caption(fitted: Fitted) -> Iterator[Finding]:
    """The alternative text repeats the caption.

    A screen reader then says the same sentence twice, and nobody learns what the picture shows.
    """
    for fields in _images(fitted):
        alt, caption = fields.get("alt"), fields.get("caption")
        if alt and caption and bare(alt.text.value) == bare(caption.text.value):
            yield Finding(
                "The alternative text repeats the caption.",
                "Say what the picture shows: who, where, doing what.",
                copy=alt,
            )


@check_issue("A102", Severity.WARNING)
def file_name(fitted: Fitted) -> Iterator[Finding]:
    """The alternative text is the name of a file.

    Instead of `alt: IMG_2041.jpg`
    write      `alt: Five cranes stand over an empty quay`
    """
    for fields in _images(fitted):
        alt = fields.get("alt")
        if alt and _FILE_NAME.fullmatch(alt.text.value.strip()):
            yield Finding(
                "The alternative text is the name of a file.",
                "Say what the picture shows: who, where, doing what.",
                copy=alt,
            )


@check_issue("A103", Severity.WARNING)
def credit(fitted: Fitted) -> Iterator[Finding]:
    """A picture has no credit.

    Whose picture it is stands under it; agencies ask for it.
    """
    for fields in _images(fitted):
        (image,) = (copy for copy in fields.values() if copy.field.type == "image")
        if "credit" not in fields and "alt" in fields:
            yield Finding("This picture has no credit.", "Add a line `credit:` with whose it is.", copy=image)


@check("A104", Severity.WARNING, on=("image",))
def secure(copy: Copy) -> Iterator[Finding]:
    """A picture's address does not begin with `https://`.

    Most mail clients do not show it then.
    """
    address = copy.text.value.strip()
    if address.lower().startswith("http:"):
        start = copy.text.value.index(address)
        yield Finding(
            "Most mail clients do not show a picture from an `http://` address.",
            "Write `https://`.",
            start,
            start + len("http"),
            replacement="https",
        )


_OF = late(r"\s*(?:an? |the )?(?:image|photo|photograph|picture|pic)(?: showing| of)\s+", re.IGNORECASE)


@check_issue("A105", Severity.WARNING)
def says_picture(fitted: Fitted) -> Iterator[Finding]:
    """The alternative text says that the picture is one.

    A screen reader has said so already.

    Instead of `alt: Photo of five cranes over an empty quay`
    write      `alt: Five cranes over an empty quay`
    """
    for fields in _images(fitted):
        alt = fields.get("alt")
        match = _OF.match(alt.text.value) if alt else None
        if alt and match and (rest := alt.text.value[match.end() : match.end() + 1]):
            yield Finding(
                f"`{match[0].strip()}` says what a screen reader has said already.",
                "Begin with what the picture shows.",
                match.start(),
                match.end() + 1,
                rest.upper(),
                alt,
            )


@check_issue("A106", Severity.WARNING)
def one_word(fitted: Fitted) -> Iterator[Finding]:
    """The alternative text is one word.

    It does not say who does what, and where.

    Instead of `alt: Cranes`
    write      `alt: Five cranes stand over an empty quay`
    """
    for fields in _images(fitted):
        alt = fields.get("alt")
        text = alt.text.value.strip() if alt else ""
        if alt and text and len(text.split()) == 1 and not _FILE_NAME.fullmatch(text):
            yield Finding(
                "One word does not say what the picture shows.", "Say who, where, doing what.", copy=alt
            )


@check_issue("A107", Severity.WARNING)
def caption(fitted: Fitted) -> Iterator[Finding]:
    """A photo has no caption.

    Readers ask who that is, and when it was. A picture that can have none, such as a portrait beside
    its name, is not meant.
    """
    for fields in _images(fitted):
        (image,) = (copy for copy in fields.values() if copy.field.type == "image")
        if "alt" in fields and "caption" not in fields and _may_have(fitted, image, "caption"):
            yield Finding(
                "This photo has no caption.",
                "Add a line `caption:` with who it shows, where, and when.",
                copy=image,
            )


def _may_have(fitted: Fitted, copy: Copy, key: str) -> bool:
    return fitted.structure is not None and key in fitted.structure.within(copy.path[:-1])


@check_issue("A108", Severity.ERROR)
def host(fitted: Fitted) -> Iterator[Finding]:
    """A picture comes from a host that is not the briefing's own.

    Whoever runs it learns who opens the message, when, and from where. For some readers, that is dangerous.
    The briefing names its hosts under `image_hosts`; those below one of them are its own, too.
    """
    own = fitted.structure.loaded.briefing.image_hosts if fitted.structure else ()
    for copy in fitted.chosen(("image",)):
        found = (parts_of(copy.text.value.strip()).hostname or "").lower()
        if own and found and not is_within(found, own):
            yield Finding(
                f"`{found}` would learn who opens the message: it is no host of the briefing's own.",
                f"Put the picture on {' or '.join(own[:2])}, or have an editor name its host in the briefing.",
                copy=copy,
            )
