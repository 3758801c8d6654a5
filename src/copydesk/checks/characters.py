"""Characters that came along from Word, a PDF or a web page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from html import unescape

from copydesk.checks.registry import Finding, check
from copydesk.checks.words import any_of, beyond_ascii, changes, to
from copydesk.diagnostic import Severity
from copydesk.late import late
from copydesk.manuscript import WORDS, Copy

_JOINED_SCRIPT = r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe]"
_EMOJI = r"[\u2600-\u27bf\ufe0f\U0001f1e6-\U0001faff]"
_INVISIBLE = late(
    "[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
    rf"|(?<!{_JOINED_SCRIPT})\u200c(?!{_JOINED_SCRIPT})"
    rf"|(?<!{_JOINED_SCRIPT})(?<!{_EMOJI})\u200d"
)


@check("P107", Severity.WARNING, on=WORDS, needs=beyond_ascii)
def invisible(copy: Copy) -> Iterator[Finding]:
    """An invisible character came along, as a soft hyphen or a mark of direction does from Word.

    It breaks words in odd places, hides from searches, and sets off spam filters.
    """
    for match in _INVISIBLE.finditer(copy.words):
        name = unicodedata.name(match[0], "a character without a name").lower()
        yield Finding(
            f"There is an invisible character here: {name}.",
            "Delete it.",
            match.start(),
            match.end(),
            replacement="",
        )


_ODD_BLANK = late("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2028\u2029\u0085]+")


@check("P108", Severity.WARNING, on=WORDS, needs=beyond_ascii)
def odd_blank(copy: Copy) -> Iterator[Finding]:
    """A blank is not a plain one, as Word's non-breaking blank is not.

    Lines then break where nobody meant them to, and words stick together.
    """
    yield from changes(copy, _ODD_BLANK, to(" "), "This blank is not a plain one.", "Type a plain blank.")


_PRIVATE = late("[\ue000-\uf8ff\U000f0000-\U0010fffd]")


@check("P109", Severity.WARNING, on=WORDS, needs=beyond_ascii)
def private_use(copy: Copy) -> Iterator[Finding]:
    """A character has no meaning outside the font that it came from, as Word's bullets have none.

    In a mailbox it is an empty box.
    """
    for match in _PRIVATE.finditer(copy.words):
        yield Finding(
            f"This character (U+{ord(match[0]):04X}) is an empty box in a mailbox.",
            "Delete it; a list begins its lines with `- `.",
            match.start(),
            match.end(),
        )


_LIGATURES = late("[\ufb00-\ufb06]")


@check("P110", Severity.WARNING, on=WORDS, needs=beyond_ascii)
def ligature(copy: Copy) -> Iterator[Finding]:
    """Two letters are one character, as they come from a PDF.

    A search for the word does not find it.
    """
    yield from changes(
        copy,
        _LIGATURES,
        lambda match: unicodedata.normalize("NFKC", match[0]),
        "These letters are one character, as from a PDF.",
        "Type them as letters.",
    )


_COMBINED = late(r"[^\W\d_][\u0300-\u036f]+")


@check("P111", Severity.WARNING, on=WORDS, needs=beyond_ascii)
def taken_apart(copy: Copy) -> Iterator[Finding]:
    """A letter and its accent are two characters, as they come from a Mac's file name or a PDF.

    They look alike and are not: a search does not find the word.
    """
    for match in _COMBINED.finditer(copy.words):
        whole = unicodedata.normalize("NFC", match[0])
        if whole != match[0]:
            yield Finding(
                f"`{whole}` is written as a letter and an accent.",
                "Type it as one character.",
                match.start(),
                match.end(),
                replacement=whole,
            )


_MOJIBAKE = late(r"â€[™œ\u009d˜¦“”\u0093\u0094]?|Ã[\u0080-\u00bf¡-¿]|Â(?=[\u00a0«»°·£§])")


@check("P112", Severity.WARNING, on=WORDS, needs=beyond_ascii)
def mojibake(copy: Copy) -> Iterator[Finding]:
    """Letters were read in the wrong encoding.

    Instead of `Chinaâ€™s`
    write      `China's`
    """
    for match in _MOJIBAKE.finditer(copy.words):
        yield Finding(
            f"`{match[0]}` is a character that was read in the wrong encoding.",
            "Look up what stood there, and type it.",
            match.start(),
            match.end(),
            replacement=_reread(match[0]),
        )


def _reread(text: str) -> str | None:
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None


_WORD = late(r"[^\W\d_]+")
_LOOKALIKE = str.maketrans("АВЕЅІЈКМНОРСТХаеорсухіѕј", "ABESIJKMHOPCTXaeopcyxisj")


@check("P113", Severity.WARNING, on=WORDS, needs=beyond_ascii)
def mixed_scripts(copy: Copy) -> Iterator[Finding]:
    """A word mixes Latin and Cyrillic letters that look alike.

    Searches and screen readers stumble over it, and spam filters take it for fraud.
    """
    for match in _WORD.finditer(copy.words):
        if match[0].isascii():
            continue
        scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in match[0]}
        if {"LATIN", "CYRILLIC"} <= scripts:
            latin = match[0].translate(_LOOKALIKE)
            yield Finding(
                f"`{match[0]}` mixes Latin and Cyrillic letters.",
                "Type the word again.",
                match.start(),
                match.end(),
                replacement=latin if latin.isascii() else None,
            )


_ENTITY = late(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[0-9a-fA-F]+|[mn]dash|[lr][sd]quo|hellip|shy);")


@check("P116", Severity.WARNING, on=WORDS, needs=any_of("&"))
def entity(copy: Copy) -> Iterator[Finding]:
    """An HTML character reference came along, and would be printed as it stands.

    Instead of `AT&amp;T`
    write      `AT&T`
    """
    for match in _ENTITY.finditer(copy.words):
        yield Finding(
            f"`{match[0]}` would be printed as it stands.",
            "Type the character itself.",
            match.start(),
            match.end(),
            replacement=unescape(match[0]).replace("\u00a0", " ").replace("\u00ad", ""),
        )
