"""One file to hand on: the message in both widths, its text, its problems, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from string import Template

from copydesk.diagnostic import Diagnostic
from copydesk.message import Message
from copydesk.preview.comparing import Change
from copydesk.report import counted

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""A message in the file asks no server: its pictures are their alternative text."""
_TAGS = {"same": "{}", "added": "<ins>{}</ins>", "removed": "<del>{}</del>"}


def shared(
    message: Message, path: str, found: Iterable[Diagnostic], changes: Sequence[Change], against: str
) -> str:
    """The file, as HTML that needs nothing else. `against` says what the changes are held against."""
    page = Template((Path(__file__).parent / "static" / "share.html").read_text("utf-8"))
    problems = tuple(found)
    return page.substitute(
        title=escape(message.issue.title),
        path=escape(path),
        date=message.envelope.date.isoformat(),
        sender=escape(message.envelope.sender_name),
        subject=escape(message.envelope.subject),
        preheader=escape(message.envelope.preheader),
        message=escape(_silent(message.html)),
        text=escape(message.text),
        count=counted(len(problems), "problem"),
        problems="".join(map(_problem, problems)) or "<li>Nothing to mend.</li>",
        against=escape(against),
        changes="".join(map(_change, changes)) or "<li>Nothing has changed.</li>",
    )


def _silent(html: str) -> str:
    return html.replace("<head>", f'<head><meta http-equiv="Content-Security-Policy" content="{_POLICY}">', 1)


def _problem(found: Diagnostic) -> str:
    where = f"{escape(found.path)}:{found.span.line}:{found.span.column}"
    mend = f"<p>{escape(found.mend)}</p>" if found.mend else ""
    return f"<li><b>{found.severity} {found.code}</b> {where}<p>{escape(found.message)}</p>{mend}</li>"


def _change(change: Change) -> str:
    return "<li>" + " ".join(_TAGS[act].format(escape(words)) for act, words in change.parts) + "</li>"
