"""How the text of each type of field is read: line, label, prose, addresses, date, number and switch."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import urlsplit

from copydesk.line import Line, line
from copydesk.pieces import MAX_PARAGRAPH
from copydesk.prose import Bullets, Paragraph, Prose, parse
from copydesk.report import counted

SWITCH = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
_HOST = re.compile(r"[^.]+(\.[^.]+)+")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LABEL}")
"""An address as every mail server takes it: RFC 5321, section 4.1.2, without quotation marks."""


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")
"""Characters that no text has and no mail may hold; YAML's escapes, such as "\\0", can write them."""


class Misfit(Exception):
    """Why a text does not fit its field: code, words, and the part of the text that is meant."""

    def __init__(self, code: str, message: str, mend: str, start: int = 0, end: int | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.mend, self.start, self.end = code, message, mend, start, end


def is_web_address(text: str) -> bool:
    """Whether a text is a whole address on the web: http or https, a host with a dot, no blank."""
    if re.search(r"[\s<>\"{}|\\^`]", text) or not text.isprintable():
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(_HOST.fullmatch(parts.hostname or ""))


def _line(value: str) -> str:
    text = value if isinstance(value, Line) else value.strip()
    if "\n" in text:
        start = value.index(text)
        rest = text.partition("\n")[2].lstrip()
        mend = "Join its lines: this is where the second begins."
        end = start + len(text)
        raise Misfit("S105", "This has to stand on one line.", mend, end - len(rest), end)
    return line(text)


def _label(value: str) -> str:
    text = _line(value)
    if text.endswith(":"):
        start = value.rindex(":")
        message = "A label stands here without its colon: the layout adds it."
        raise Misfit("S107", message, "Delete the colon.", start, start + 1)
    return text


def _url(value: str) -> str:
    text = value.strip()
    if not is_web_address(text):
        raise Misfit(
            "S110", "This is not a web address.", "Write it whole, as in `https://www.rferl.org/a/1.html`."
        )
    return text


def _email(value: str) -> str:
    text = value.strip()
    if not _EMAIL.fullmatch(text):
        raise Misfit("S111", "This is not an e-mail address.", "Write it as in `name@example.org`.")
    return text


def _date(value: str) -> date:
    text = value.strip()
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise Misfit("S112", "This is not a date in the form year-month-day.", "Write it as in `2024-05-22`.")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Misfit("S113", "There is no such day.", "Look it up in a calendar.") from error


def _switch(value: str) -> bool:
    text = value.strip().lower()
    if text not in SWITCH:
        raise Misfit("S114", "This is switched with `yes` or `no`.", "Write `yes` or `no`.")
    return SWITCH[text]


def _number(value: str) -> int:
    text = value.strip()
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise Misfit("S120", "A whole number belongs here.", "Write it in digits.")
    return int(text)


LEAVES: Mapping[str, Callable[[str], object]] = {
    "line": _line,
    "label": _label,
    "prose": parse,
    "url": _url,
    "image": _url,
    "email": _email,
    "date": _date,
    "number": _number,
    "switch": _switch,
}
"""The types of field that hold text, each with what reads it."""


def read_leaf(kind: str, value: str, least: int | None, most: int | None) -> object:
    """A text as the value of its type. Raises Misfit.

    `least` and `most` count the characters of a line, the paragraphs of a prose.
    """
    if not value.strip():
        raise Misfit("S104", "This is empty.", "Fill it in, or delete the line if it is not needed.")
    if control := _CONTROL.search(value):
        message = f"There is an invisible control character here (U+{ord(control[0]):04X})."
        raise Misfit("S121", message, "Delete it.", *control.span())
    found = LEAVES[kind](value)
    if isinstance(found, Prose):
        _measure_prose(found, least, most)
    elif isinstance(found, str):
        _measure_line(value, found, least, most)
    return found


def _measure_line(value: str, text: str, least: int | None, most: int | None) -> None:
    if most is not None and len(text) > most:
        start = max(value.find(text), 0)
        message = f"This is {counted(len(text), 'character')} long; {most} is the most."
        mend = "Shorten it: what stands from here on is too much."
        raise Misfit("S106", message, mend, start + most, start + len(text))
    if least is not None and len(text) < least:
        message = f"This is {counted(len(text), 'character')} long; {least} is the least."
        raise Misfit("S119", message, "Say more.")
    _measure_paragraph(text, max(value.find(text), 0))


def _measure_paragraph(text: str, start: int) -> None:
    if len(text) > MAX_PARAGRAPH:
        message = f"This paragraph is {len(text):,} characters long; {MAX_PARAGRAPH:,} is the most."
        mend = "A blank line begins a new paragraph."
        raise Misfit("S123", message, mend, start + MAX_PARAGRAPH, start + len(text))


def _measure_prose(prose: Prose, least: int | None, most: int | None) -> None:
    for paragraph in prose.paragraphs:
        _measure_paragraph(paragraph.source, paragraph.start)
    count = len(prose.blocks)
    if least is not None and count < least:
        message = f"This has {counted(count, 'paragraph')}; {least} is the least."
        raise Misfit("S108", message, "A blank line begins a new paragraph.")
    if most == 1 and isinstance(prose.blocks[0], Bullets):
        raise Misfit(
            "S122",
            "One paragraph belongs here, and no list.",
            "Take the `- ` away.",
            *_edges(prose.blocks[0]),
        )
    if most is not None and count > most:
        start, end = _edges(prose.blocks[most])
        message = f"This has {counted(count, 'paragraph')}; {most} is the most."
        raise Misfit("S109", message, "This paragraph is the first too many: shorten the text.", start, end)


def _edges(block: Paragraph | Bullets) -> tuple[int, int]:
    paragraphs = block.items if isinstance(block, Bullets) else (block,)
    return paragraphs[0].start, paragraphs[-1].start + len(paragraphs[-1].source)
