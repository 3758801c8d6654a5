"""What was meant to be replaced before the issue goes out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk.checks.registry import Finding, check, check_issue
from copydesk.checks.words import any_of, any_word, either, like
from copydesk.diagnostic import Edit, Severity
from copydesk.issue import Fitted
from copydesk.late import late
from copydesk.manuscript import WORDS, Copy

_PLACEHOLDER = late(
    r"\b(?:TODO|TK|TKTK|FIXME|XXX+|TBD|TBC)\b|\blorem ipsum\b|\[(?:insert|link|name|date|tk)\b[^\]]*\](?![({])"
    r"|\b(?:headline|text|caption|link) goes here\b",
    re.IGNORECASE,
)
_FIELD = r"(?:headline|title|subject|standfirst|preheader|label|caption|heading)"
_TEMPLATE = late(
    rf"(?:(?:your |my )?{_FIELD}(?: here)?|(?:this is a )?test(?: \d+)?|untitled|asdf\w*|qwerty|\.+|[?]+|-+)"
    rf"|[\[<(](?:your |the |enter )?{_FIELD}[^\]>)]*[\]>)]",
    re.IGNORECASE,
)
"""All of a line that a template began with, or a hand that only wanted to see something."""
_MERGE_TAG = late(r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\*\|[^|\n]*\|\*|%%[^%\n]*%%|<%[^%\n]*%>")
_marks = either(
    any_word("todo", "tk", "tktk", "fixme", "tbd", "tbc", "lorem", "goes here"),
    any_of("xxx", "[insert", "[link", "[name", "[date", "[tk"),
)
_LOUD = late(r"\b(?:TODO|TK|TKTK|FIXME|XXX+|TBD|TBC)\b")


@check_issue("T201", Severity.ERROR)
def placeholder(fitted: Fitted) -> Iterator[Finding]:
    """A placeholder was left in.

    `TODO`, `TK`, `TBD`, `lorem ipsum` and the like mark what is still to come. A line that says only
    `Headline`, `[Title]`, `Test` or `asdf` is none yet, and nothing fills a `{{name}}` in it.
    """
    for copy in fitted.chosen(("line", "label")):
        for finding in _left_in_line(copy):
            yield finding._replace(copy=copy)
    for copy in fitted.chosen(WORDS, _marks):
        for match in _PLACEHOLDER.finditer(copy.words):
            if match[0].islower() or not match[0].isalpha() or _LOUD.fullmatch(match[0]):
                yield Finding(
                    "A placeholder was left in.", "Write what belongs here.", *match.span(), copy=copy
                )


def _left_in_line(copy: Copy) -> Iterator[Finding]:
    text = copy.text.value.strip()
    start = copy.text.value.index(text)
    if _TEMPLATE.fullmatch(text):
        yield Finding(f"`{text}` is a placeholder.", "Write what belongs here.", start, start + len(text))
    for match in _MERGE_TAG.finditer(copy.text.value):
        yield Finding(
            f"Nothing fills `{match[0]}` in this line.",
            "Write what belongs here.",
            match.start(),
            match.end(),
        )


_MARKUP = late(
    r"(?=[<*_`~]|^)(?:"  # looked for nowhere else: it takes a third of the time
    r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>\n]*)?/?>|<!--"  # HTML
    r"|^[ \t]*(?:#{1,6}[ \t]|>[ \t]|[0-9]{1,2}[.)][ \t])"  # a heading, a quotation, a numbered list
    r"|\*\*|(?<!\w)__(?=\w)"  # strong words that do not close
    r"|(?<![\w*\\])\*(?=\w)(?![^*]*[^\s*]\*)"  # a star that opens and does not close
    r"|```|`[^`\n]+`|~~(?=\S)[^~\n]+~~)",  # code, and words that are crossed out
    re.MULTILINE,
)
_marked_up = either(any_of(*"<>#*`~", "__"), like(r"[0-9][.)][ \t](?<![0-9]{3}..)"))


@check("T202", Severity.WARNING, on=("prose",), needs=_marked_up)
def markup(copy: Copy) -> Iterator[Finding]:
    """A markup is none here, and would be printed as it stands.

    A text knows links, *emphasis*, **strong words**, and lists of lines that begin with `- `. HTML,
    headings, quotations, numbered lists and code come out as they were typed.

    Instead of `<b>No</b> deal`
    write      `No deal`
    """
    for paragraph in copy.prose.paragraphs:
        for match in _MARKUP.finditer(paragraph.source):
            start = paragraph.start + match.start()
            is_in_address = copy.words[start : start + 1] == "\0"
            if not is_in_address and match[0].strip() in paragraph.plain():
                yield Finding(
                    f"`{match[0].strip()}` would be printed as it stands.",
                    "Take it out; put a backslash before it if it is meant so.",
                    start,
                    start + len(match[0].rstrip()),
                )


_MARKED = late(
    r"\[(?P<linked>[^\[\]\n]+)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)"
    r"|\*\*(?![\s*|])(?P<strong>[^*\n]+)(?<![\s|])\*\*"
    r"|(?<![\w*])\*(?![\s*|])(?P<stressed>[^*\n]+)(?<![\s|])\*(?![\w*])"
)


def marked_words(copy: Copy) -> list[re.Match[str]]:
    """The words of a line that have the markup of a link, of strong words or of emphasis around them."""
    return list(_MARKED.finditer(copy.text.value))


@check("T204", Severity.WARNING, on=("line", "label"), needs=any_of("*", "]("))
def markup_in_line(copy: Copy) -> Iterator[Finding]:
    """A line holds no markup: it would be printed as it stands.

    A title, a headline or a label is set in one face, and leads nowhere. Links, *emphasis* and **strong
    words** belong in the text.

    Instead of `headline: A **New** Harbor`
    write      `headline: A New Harbor`
    """
    for match in marked_words(copy):
        words = match[match.lastgroup or 0]
        yield Finding(
            "A line holds no markup: it would be printed as it stands.",
            f"Write `{words}`.",
            *match.span(),
            replacement=words,
        )


@check("T203", Severity.WARNING, on=("prose",))
def folded(copy: Copy) -> Iterator[Finding]:
    """A text stands under `>`, which joins its lines.

    Lists and paragraphs then run together. Under `|`, each line stays what it is.

    Instead of `text: >`
    write      `text: |`
    """
    if copy.text.style == ">":
        message = "This text stands under `>`, which joins its lines."
        sign = Edit(copy.text.start, copy.text.start + 1, "|")
        yield Finding(message, "Write `|` instead of `>`.", written=(sign,))
