"""message.eml against the bytes that its parts and its manifest make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from itertools import chain

from copydesk.report import joined
from copydesk.targets.eml import Draft, unsent
from copydesk.targets.manifest import Manifest


def unlike(data: bytes, html: str, files: Mapping[str, bytes], manifest: Manifest) -> str:
    """How a message differs from the manifest of its package, its text, and the file `html`; empty where it does not.

    Not a byte may be another than copydesk writes: what is not looked at may still be acted on.
    """
    try:
        wanted = unsent(_draft(html, files, manifest))
        return "" if data == wanted else _difference(data, wanted, html, manifest)
    except KeyError as error:
        return f"{error} is not there"
    except (MessageError, RecursionError, LookupError, ValueError, TypeError, AttributeError) as error:
        return f"it cannot be read ({error})"


def _draft(html: str, files: Mapping[str, bytes], manifest: Manifest) -> Draft:
    sender = manifest.sender
    text, markup = files["email.txt"].decode(), files[html].decode()
    return Draft(manifest.subject, sender.name, sender.address, manifest.language, text, markup)


def _difference(data: bytes, wanted: bytes, html: str, manifest: Manifest) -> str:
    mail, model = message_from_bytes(data), message_from_bytes(wanted)
    looks = (
        _kinds(mail), _contents(mail, model, html), _envelope(mail, manifest), _headers(mail, model),
    )  # fmt: skip
    return next(chain.from_iterable(looks), "it is not written as copydesk writes one")


def _kinds(mail: Message) -> Iterator[str]:
    kinds = [part.get_content_type() for part in _parts(mail)]
    if mail.get_content_type() != "multipart/alternative" or kinds != ["text/plain", "text/html"]:
        yield "it is not made of a text and an HTML part alone"


def _contents(mail: Message, model: Message, html: str) -> Iterator[str]:
    for part, wanted, file in zip(_parts(mail), _parts(model), ("email.txt", html), strict=False):
        if _content(part) != _content(wanted):
            yield f"its part of the type {part.get_content_type()} is not `{file}`"


def _envelope(mail: Message, manifest: Manifest) -> Iterator[str]:
    if _only(mail, "Subject") != " ".join(manifest.subject.split()):
        yield "its subject is not that of the manifest"
    if parseaddr(_only(mail, "From")) != (" ".join(manifest.sender.name.split()), manifest.sender.address):
        yield "its sender is not that of the manifest"


def _headers(mail: Message, model: Message) -> Iterator[str]:
    """What the headers say otherwise, those of the mail and then those of its parts."""
    for found, wanted in zip((mail, *_parts(mail)), (model, *_parts(model)), strict=False):
        names = {name for name, _ in {*_fields(found)} ^ {*_fields(wanted)}}
        if names:
            yield f"its headers are not those that copydesk writes: {joined(sorted(names))}"


def _fields(mail: Message) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in mail.items()]


def _parts(mail: Message) -> list[Message]:
    payload = mail.get_payload() if mail.is_multipart() else []
    return [part for part in payload if isinstance(part, Message)]


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content.replace(b"\r\n", b"\n") if isinstance(content, bytes) else b""


def _only(mail: Message, name: str) -> str:
    """The one header of a name, decoded; empty where there is none, or more than one."""
    found = mail.get_all(name, [])
    return str(make_header(decode_header(str(found[0])))) if len(found) == 1 else ""
