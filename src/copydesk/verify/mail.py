"""message.eml against the parts that it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from copydesk.targets.manifest import Manifest


def unlike(data: bytes, html: str, files: dict[str, bytes], manifest: Manifest) -> str:
    """How a message differs from the manifest of its package, its text, and the file `html`; empty where it does not."""
    parts = {"text/plain": "email.txt", "text/html": html}
    try:
        return next(_differences(message_from_bytes(data), parts, files, manifest), "")
    except (MessageError, RecursionError, LookupError, ValueError, TypeError, AttributeError) as error:
        return f"it cannot be read ({error})"


def _differences(
    mail: Message, expected: dict[str, str], files: dict[str, bytes], manifest: Manifest
) -> Iterator[str]:
    """`expected` are the parts of the message in their order, each with the file that it has to be."""
    parts = mail.get_payload() if mail.is_multipart() else []
    kinds = [part.get_content_type() for part in parts if isinstance(part, Message)]
    if mail.get_content_type() != "multipart/alternative" or kinds != list(expected):
        yield "it is not made of a text and an HTML part alone"
    for part, file in zip(parts, expected.values(), strict=False):
        if isinstance(part, Message) and file in files and _content(part) != files[file]:
            yield f"its part of the type {part.get_content_type()} is not `{file}`"
    if _only(mail, "Subject") != " ".join(manifest.subject.split()):
        yield "its subject is not that of the manifest"
    if parseaddr(_only(mail, "From")) != (manifest.sender.name, manifest.sender.address):
        yield "its sender is not that of the manifest"


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content.replace(b"\r\n", b"\n") if isinstance(content, bytes) else b""


def _only(mail: Message, name: str) -> str:
    """The one header of a name, decoded; empty where there is none, or more than one."""
    found = mail.get_all(name, [])
    return str(make_header(decode_header(str(found[0])))) if len(found) == 1 else ""
