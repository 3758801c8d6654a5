"""Quotation marks, dashes, blanks, and characters that came along from Word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from html import unescape

from copydesk.checks.registry import Finding, check
from copydesk.diagnostic import Severity
from copydesk.issue import Copy
from copydesk.prose import masked

WORDS = ("line", "label", "prose")
"""The types of field that hold words."""

Change = Callable[[re.Match[str]], str]


def changes(
    copy: Copy, pattern: re.Pattern[str], change: Change, message: str, mend: str
) -> Iterator[Finding]:
    """One finding for all places of a pattern in a copy, with an edit for each; addresses are left out."""
    found = list(pattern.finditer(masked(copy.text.value)))
    if found:
        times = f" ({len(found)} times in this text)" if len(found) > 1 else ""
        edits = tuple((match.start(), match.end(), change(match)) for match in found)
        yield Finding(
            message.removesuffix(".") + f"{times}.", mend, found[0].start(), found[0].end(), edits=edits
        )


def to(text: str) -> Change:
    """The same replacement for every match."""
    return lambda _: text


_CURLY = re.compile("[‘’‚‛“”„‟]")
_STRAIGHT = {"‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"'}


@check("P101", Severity.WARNING, on=WORDS)
def curly(copy: Copy) -> Iterator[Finding]:
    """A quotation mark or an apostrophe is curly.

    Curly and straight marks, mixed within one issue, look like two hands. The briefing uses straight ones.

    Instead of `Xi’s “old friend”`
    write      `Xi's "old friend"`
    """
    yield from changes(
        copy,
        _CURLY,
        lambda match: _STRAIGHT[match[0]],
        "Quotation marks and apostrophes are straight here.",
        "Write ' and \".",
    )


_DASH = re.compile(r"\s*—\s*|(?<=\S)\s+–\s+(?=\S)|(?<=[^\W\d])–(?=[^\W\d])|(?<=\S) - (?=\S)")


@check("P102", Severity.WARNING, on=WORDS)
def dash(copy: Copy) -> Iterator[Finding]:
    """A dash is not the house's.

    Between words the house writes two hyphens with a blank on each side.

    Instead of `the visit — his first — ended`
    write      `the visit -- his first -- ended`
    """
    yield from changes(
        copy, _DASH, to(" -- "), "A dash is written as two hyphens between blanks.", "Write ` -- `."
    )


_RANGE = re.compile(r"(?<=\d)[–—−‒](?=\d)")


@check("P103", Severity.WARNING, on=WORDS)
def range_dash(copy: Copy) -> Iterator[Finding]:
    """A range of numbers is written with a dash.

    Instead of `May 16–17`
    write      `May 16-17`
    """
    yield from changes(copy, _RANGE, to("-"), "A range of numbers takes a hyphen.", "Write `-`.")


_ELLIPSIS = re.compile(r"…|\.{4,}|\. \. \.")


@check("P104", Severity.WARNING, on=WORDS)
def ellipsis(copy: Copy) -> Iterator[Finding]:
    """An ellipsis is not three points.

    Instead of `serious effort…`
    write      `serious effort...`
    """
    yield from changes(copy, _ELLIPSIS, to("..."), "An ellipsis is three points.", "Write `...`.")


_BLANKS = re.compile(r"(?<=\S) {2,}(?=\S)")


@check("P105", Severity.WARNING, on=WORDS)
def double_blank(copy: Copy) -> Iterator[Finding]:
    """There is more than one blank between two words.

    Instead of `the visit.  It ended`
    write      `the visit. It ended`
    """
    yield from changes(copy, _BLANKS, to(" "), "There is more than one blank here.", "Leave one.")


_BEFORE_MARK = re.compile(r"(?<=\w) +(?=[,;:!?](?:\s|$)|\.(?:\s|$))")


@check("P106", Severity.WARNING, on=WORDS)
def blank_before_mark(copy: Copy) -> Iterator[Finding]:
    """A blank stands before a punctuation mark.

    Instead of `in Beijing , he said`
    write      `in Beijing, he said`
    """
    yield from changes(copy, _BEFORE_MARK, to(""), "No blank stands before this mark.", "Delete it.")


_JOINED_SCRIPT = r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe]"
_EMOJI = r"[\u2600-\u27bf\ufe0f\U0001f1e6-\U0001faff]"
_INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
    rf"|(?<!{_JOINED_SCRIPT})\u200c(?!{_JOINED_SCRIPT})"
    rf"|(?<!{_JOINED_SCRIPT})(?<!{_EMOJI})\u200d"
)


@check("P107", Severity.WARNING, on=WORDS)
def invisible(copy: Copy) -> Iterator[Finding]:
    """An invisible character came along, as a soft hyphen or a mark of direction does from Word.

    It breaks words in odd places, hides from searches, and sets off spam filters.
    """
    for match in _INVISIBLE.finditer(masked(copy.text.value)):
        name = unicodedata.name(match[0], "a character without a name").lower()
        yield Finding(
            f"There is an invisible character here: {name}.",
            "Delete it.",
            match.start(),
            match.end(),
            replacement="",
        )


_ODD_BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2028\u2029\u0085]+")


@check("P108", Severity.WARNING, on=WORDS)
def odd_blank(copy: Copy) -> Iterator[Finding]:
    """A blank is not a plain one, as Word's non-breaking blank is not.

    Lines then break where nobody meant them to, and words stick together.
    """
    yield from changes(copy, _ODD_BLANK, to(" "), "This blank is not a plain one.", "Type a plain blank.")


_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")


@check("P109", Severity.WARNING, on=WORDS)
def private_use(copy: Copy) -> Iterator[Finding]:
    """A character has no meaning outside the font that it came from, as Word's bullets have none.

    In a mailbox it is an empty box.
    """
    for match in _PRIVATE.finditer(masked(copy.text.value)):
        yield Finding(
            f"This character (U+{ord(match[0]):04X}) is an empty box in a mailbox.",
            "Delete it; a list begins its lines with `- `.",
            match.start(),
            match.end(),
        )


_LIGATURES = re.compile("[\ufb00-\ufb06]")


@check("P110", Severity.WARNING, on=WORDS)
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


_COMBINED = re.compile(r"[^\W\d_][\u0300-\u036f]+")


@check("P111", Severity.WARNING, on=WORDS)
def taken_apart(copy: Copy) -> Iterator[Finding]:
    """A letter and its accent are two characters, as they come from a Mac's file name or a PDF.

    They look alike and are not: a search does not find the word.
    """
    for match in _COMBINED.finditer(masked(copy.text.value)):
        whole = unicodedata.normalize("NFC", match[0])
        if whole != match[0]:
            yield Finding(
                f"`{whole}` is written as a letter and an accent.",
                "Type it as one character.",
                match.start(),
                match.end(),
                replacement=whole,
            )


_MOJIBAKE = re.compile(r"â€[™œ\u009d˜¦“”\u0093\u0094]?|Ã[\u0080-\u00bf¡-¿]|Â(?=[\u00a0«»°·£§])")


@check("P112", Severity.WARNING, on=WORDS)
def mojibake(copy: Copy) -> Iterator[Finding]:
    """Letters were read in the wrong encoding.

    Instead of `Chinaâ€™s`
    write      `China's`
    """
    for match in _MOJIBAKE.finditer(masked(copy.text.value)):
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


_WORD = re.compile(r"[^\W\d_]+")
_LOOKALIKE = str.maketrans("АВЕЅІЈКМНОРСТХаеорсухіѕј", "ABESIJKMHOPCTXaeopcyxisj")


@check("P113", Severity.WARNING, on=WORDS)
def mixed_scripts(copy: Copy) -> Iterator[Finding]:
    """A word mixes Latin and Cyrillic letters that look alike.

    Searches and screen readers stumble over it, and spam filters take it for fraud.
    """
    for match in _WORD.finditer(masked(copy.text.value)):
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


_DOUBLED = re.compile(r"\b([^\W\d_]{2,})\s+\1\b", re.IGNORECASE)
_TWICE = {"had", "that", "is", "so", "very", "bye", "no", "ha", "new"}


@check("P114", Severity.WARNING, on=WORDS)
def doubled_word(copy: Copy) -> Iterator[Finding]:
    """A word stands twice in a row.

    Instead of `in the the capital`
    write      `in the capital`
    """
    for match in _DOUBLED.finditer(masked(copy.text.value)):
        if match[1].lower() not in _TWICE and match[0][0].islower():
            end = match.start() + len(match[1])
            yield Finding(
                f"`{match[1]}` stands twice.", "Delete one of them.", end, match.end(), replacement=""
            )


_PAIRS = {"(": ")", "[": "]", "{": "}"}
_MARKS = re.compile(r"[()\[\]{}\"“”]")


@check("P115", Severity.WARNING, on=WORDS)
def unbalanced(copy: Copy) -> Iterator[Finding]:
    """A bracket or a quotation mark opens and does not close, or closes and did not open.

    A quotation that runs over several paragraphs opens in each of them and closes in the last.
    """
    text = masked(copy.text.value)
    if not _MARKS.search(text):
        return
    for paragraph in re.finditer(r"(?:[^\n]|\n(?!\s*\n))+", text):
        yield from _brackets(paragraph[0], paragraph.start())
        yield from _quotes(paragraph[0], paragraph.start())


def _brackets(text: str, start: int) -> Iterator[Finding]:
    opened: list[tuple[str, int]] = []
    for at, sign in enumerate(text):
        if sign in _PAIRS:
            opened.append((sign, at))
        elif sign in _PAIRS.values():
            if opened and _PAIRS[opened[-1][0]] == sign:
                opened.pop()
            else:
                yield _lone(sign, start + at)
    yield from (_lone(sign, start + at) for sign, at in opened)


def _quotes(text: str, start: int) -> Iterator[Finding]:
    marks = [match.start() for match in re.finditer('"', text)]
    if len(marks) % 2:
        yield _lone('"', start + marks[-1])
    opening = [at for at, sign in enumerate(text) if sign == "“"]
    closing = [at for at, sign in enumerate(text) if sign == "”"]
    if len(closing) > len(opening):
        yield _lone("”", start + closing[-1])
    elif len(opening) > len(closing) + 1:
        yield _lone("“", start + opening[-1])


def _lone(sign: str, at: int) -> Finding:
    return Finding(
        f"`{sign}` has no partner in this paragraph.", "Add the other one, or delete this one.", at, at + 1
    )


_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[0-9a-fA-F]+|[mn]dash|[lr][sd]quo|hellip|shy);")


@check("P116", Severity.WARNING, on=WORDS)
def entity(copy: Copy) -> Iterator[Finding]:
    """An HTML character reference came along, and would be printed as it stands.

    Instead of `AT&amp;T`
    write      `AT&T`
    """
    for match in _ENTITY.finditer(masked(copy.text.value)):
        yield Finding(
            f"`{match[0]}` would be printed as it stands.",
            "Type the character itself.",
            match.start(),
            match.end(),
            replacement=unescape(match[0]).replace("\u00a0", " ").replace("\u00ad", ""),
        )


_BULLET = re.compile(r"^[^\S\n]*(?:[•·▪◦●‣–—*][^\S\n]+|o[^\S\n]{2,})", re.MULTILINE)


@check("P117", Severity.WARNING, on=("prose",))
def bullet(copy: Copy) -> Iterator[Finding]:
    """A line begins with a bullet, as Word makes it.

    A list is made of lines that begin with a hyphen and a blank; anything else is running text.

    Instead of `• the first point`
    write      `- the first point`
    """
    yield from changes(copy, _BULLET, to("- "), "A list begins its lines with `- `.", "Write `- `.")
