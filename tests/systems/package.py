"""What copydesk hands to a mailing system, and whether it is still whole when it has arrived."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from copydesk.checks.finished import prove
from copydesk.examine import examine
from copydesk.finishing import finish
from copydesk.message import Message, references
from copydesk.workspace import Workspace
from tests.conftest import ISSUE, ROOT, Desk

SENT = datetime(2024, 5, 22, 9, tzinfo=UTC)
PHOTO = """\
photo:
  image: https://example.org/quay.jpg?a=1&b=2
  alt: Five cranes, %(date)s and "nobody" else
  caption: The terminal at low tide.
lead:
"""
LEAD = """\
    The words {{ message.title }}, {% now "Y" %}, {# no #}, $user_email, ${list_name} and %(user)s are only words.

    From the quay, nothing is to be seen.

    .

    .. is how a line may begin. 1 < 2 & 五年过去 \U0001f600 &amp; "so" on.
"""
AWKWARD = (
    ISSUE.replace("A Harbor And Its Lenders", "Гавань, $user_email And %(list)s")
    .replace("lead:\n", PHOTO)
    .replace("    The terminal stands empty.\n", LEAD)
)
"""An issue in whose text are what mailing systems fill in, and what mail servers and mailboxes stumble over."""

ISSUES = {
    **{path.stem: path.read_text("utf-8") for path in sorted((ROOT / "issues").glob("*.yaml"))},
    "awkward": AWKWARD,
}


@dataclass(frozen=True)
class Package:
    """The files of a package, and the message that they were made of."""

    message: Message
    files: dict[str, bytes]

    @property
    def html(self) -> str:
        return self.files["email.html"].decode()

    @property
    def text(self) -> str:
        return self.files["email.txt"].decode()

    @property
    def subject(self) -> str:
        return self.message.envelope.subject

    @property
    def sender(self) -> str:
        return self.message.envelope.sender_address

    def mail(self, recipient: str) -> bytes:
        """message.eml as it is sent: no draft any more, with recipient, date and a name of its own."""
        headers, blank, body = self.files["message.eml"].partition(b"\r\n\r\n")
        kept = [line for line in headers.split(b"\r\n") if line != b"X-Unsent: 1"]
        added = [f"To: {recipient}", f"Date: {format_datetime(SENT)}", "Message-ID: <20240522.1@rferl.org>"]
        return b"\r\n".join([*kept, *(line.encode() for line in added)]) + blank + body


def packed(issue: str, folder: Path) -> Package:
    """The package of an issue, made in a workspace of its own."""
    desk = Desk(folder)
    files = desk.pack(issue)
    workspace = Workspace(folder)
    fitted = examine(folder / "issues" / "2024-05-22.yaml", workspace)
    assert fitted.issue
    return Package(finish(fitted.issue, workspace.library, fitted.document.path).message, files)


def contents(mail: EmailMessage) -> list[tuple[str, str]]:
    """The kind and the words of each part of a mail, in order; lines end as they do in the package."""
    leaves = [part for part in mail.walk() if not part.is_multipart()]
    return [(part.get_content_type(), part.get_content().replace("\r\n", "\n")) for part in leaves]


def lost(package: Package, html: str, text: str) -> list[str]:
    """What of a package is not whole in the two parts that arrived, by name."""
    arrived = replace(package.message, html=html, text=text)
    what = [each.message for each in prove(arrived, "arrived")]
    what += [name for name, found in _WHOLE.items() if found(html) != found(package.html)]
    return what + ["words of the text"] * (text.split() != package.text.split())


_WHOLE: Mapping[str, Callable[[str], list[Any]]] = {
    "links": lambda html: references("", html)[0],
    "alternative texts": lambda html: references("", html)[1],
    "conditional comments": lambda html: re.findall(r"<!(?:--)?\[(?:if|endif)[^>]*>", html),
}
"""What the HTML holds of each kind, in order."""
