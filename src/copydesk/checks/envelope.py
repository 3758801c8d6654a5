"""What the inbox shows: subject and preheader, and the date."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import PurePath

from copydesk.checks.registry import Finding, check_issue
from copydesk.diagnostic import Severity
from copydesk.issue import Fitted
from copydesk.late import late
from copydesk.manuscript import Copy, bare

LONGEST_SUBJECT = 70
"""Characters that a desktop shows of a subject: Gmail 70, Thunderbird 66, Outlook.com 60
(theorchardagency.com.au, "Subject Line Length And Open Rates")."""
ON_PHONES = 40
"""Characters that most phones show of it: Gmail 33 to 40, Apple Mail 48 (emailtooltester.com, "Email
Subject Lines", tried on five devices)."""
SHORTEST_PREHEADER = 35
"""Characters of a preheader that every inbox has room for: Outlook 35, Yahoo 45, iPhone 81, Gmail 97,
Apple Mail on a desktop 140 (themarketer.com, "How Long Should Your Preview Texts Be")."""
SHORTEST_TITLE = 4
"""Words: a shorter title may come again in a standfirst, as a name does."""
LONGEST_PREHEADER = 140
"""Characters that no inbox in that list shows more of."""

_DATE = late(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@check_issue("E101", Severity.WARNING)
def preheader(fitted: Fitted) -> Iterator[Finding]:
    """The inbox has nothing to show behind the subject.

    Behind the subject, inboxes show the preheader; an issue without one shows its standfirst. Without
    both, they show what stands first in the message, such as the words `View in browser`.
    """
    title, names = fitted.at("title"), ("preheader", "standfirst")
    if title is None or any(map(fitted.at, names)):
        return
    if not any(get_close_matches(name, fitted.document.plain(), 1, 0.7) for name in names):  # or misspelt
        yield Finding(
            "There is neither a standfirst nor a preheader: the inbox shows what stands first in the message.",
            "Add a line `standfirst:` or `preheader:` with one sentence.",
            copy=title,
        )


@check_issue("E102", Severity.WARNING)
def date_in_name(fitted: Fitted) -> Iterator[Finding]:
    """The date of an issue is not the one in its file's name.

    One of the two was forgotten when the file was copied from an earlier issue.
    """
    named = _DATE.match(PurePath(fitted.document.path).name)
    copy = fitted.at("date")
    written = _DATE.search(copy.text.value) if copy else None
    if named and written and written[0] != named[0]:
        yield Finding(
            f"The file's name says {named[0]}.",
            "Mend the date, or rename the file.",
            *written.span(),
            copy=copy,
        )


def _subject(fitted: Fitted) -> tuple[Copy, str] | None:
    """The line that the subject is made of, and the subject."""
    written, title = fitted.at("subject"), fitted.at("title")
    if written:
        return written, written.text.value.strip()
    if title is None or fitted.structure is None:
        return None
    pattern = fitted.structure.loaded.briefing.subject
    return title, pattern.replace("{title}", title.text.value.strip())


def _preheader(fitted: Fitted) -> tuple[Copy, str] | None:
    copy = fitted.at("preheader") or fitted.at("standfirst")
    return (copy, copy.text.value.strip()) if copy else None


@check_issue("E103", Severity.NOTE)
def long_subject(fitted: Fitted) -> Iterator[Finding]:
    """The subject is longer than any inbox shows.

    Desktops show 60 to 70 characters of it, phones 33 to 48. What readers are to know stands in front;
    a `subject:` of its own may be shorter than the title.
    """
    found = _subject(fitted)
    if found and len(found[1]) > LONGEST_SUBJECT and not _is_over(found[0]):
        copy, subject = found
        yield Finding(
            f"The subject has {len(subject)} characters; a phone shows about `{subject[:ON_PHONES].strip()}`.",
            f"Write a `subject:` of at most {LONGEST_SUBJECT} characters.",
            copy=copy,
        )


def _is_over(copy: Copy) -> bool:
    """Whether a line has more characters than its field may have, which is said elsewhere."""
    return copy.field.max is not None and len(copy.text.value.strip()) > copy.field.max


@check_issue("E104", Severity.WARNING)
def repeats_title(fitted: Fitted) -> Iterator[Finding]:
    """The preheader says what the subject says.

    An inbox shows the one behind the other: the reader then reads the same words twice, and nothing
    of what else the issue holds. An issue without a preheader shows its standfirst.

    Instead of `standfirst: A harbor and its lenders.`
    write      `standfirst: Five years on, who pays for the cranes?`
    """
    subject, shown = _subject(fitted), _preheader(fitted)
    if subject and shown:
        one, other = (f" {bare(text)} " for _, text in (subject, shown))
        if other.strip() and (other in one or (one in other and one.count(" ") > SHORTEST_TITLE)):
            yield Finding(
                f"This repeats the {subject[0].path[-1]}.",
                "Say what else the issue holds.",
                copy=shown[0],
            )


@check_issue("E105", Severity.NOTE)
def short_preheader(fitted: Fitted) -> Iterator[Finding]:
    """The preheader leaves most of its line empty.

    Each inbox has room for 35 characters behind the subject, most of them for 80.
    """
    shown = _preheader(fitted)
    if shown and 0 < len(shown[1]) < SHORTEST_PREHEADER:
        yield Finding(
            f"This has {len(shown[1])} characters; every inbox has room for {SHORTEST_PREHEADER}.",
            "Say what else the issue holds.",
            copy=shown[0],
        )


@check_issue("E106", Severity.NOTE)
def long_preheader(fitted: Fitted) -> Iterator[Finding]:
    """The preheader is longer than any inbox shows.

    Inboxes show 35 to 140 characters of it. A long standfirst is well where it stands: a `preheader:`
    beside it says the same in short.
    """
    shown = _preheader(fitted)
    if shown and len(shown[1]) > LONGEST_PREHEADER:
        copy, text = shown
        start = copy.text.value.index(text)
        yield Finding(
            f"Inboxes cut this off: it has {len(text)} characters, and they show {LONGEST_PREHEADER} at the most.",
            f"Write a `preheader:` of at most {LONGEST_PREHEADER} characters.",
            start + LONGEST_PREHEADER,
            start + len(text),
            copy=copy,
        )
