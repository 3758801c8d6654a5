"""What a mailing system asks for, as data: a file of components/platforms/."""

from __future__ import annotations

from dataclasses import dataclass, fields
from dataclasses import field as default
from functools import cached_property
from typing import Literal, TypeVar

F = TypeVar("F")

REFUSED = "refuse"
"""What stands for a replacement where a platform offers no way to write its own syntax as words."""
_UNSURE = ("not confirmed", "assumption")


@dataclass(frozen=True)
class Tag:
    """A merge tag, or a form that something is wrapped in, and where that is documented."""

    write: str
    source: str
    required: bool = False
    """Whether the platform, or the law, asks for it in every message."""


@dataclass(frozen=True)
class Tags:
    """What the platform fills: one tag for each slot, and one for the sender's postal address."""

    unsubscribe: Tag | None = None
    browser: Tag | None = None
    address: Tag | None = None


@dataclass(frozen=True)
class Escape:
    """How what the platform would act on is written so that it arrives as those words.

    `find` is a regular expression. In the HTML, in the text, and in a line (subject and preheader), what
    it finds becomes the replacement given; where that is `refuse`, no message is made; where there is
    none, the platform does not act on it.
    """

    find: str
    example: str
    """Words of the copy in which it is found."""
    source: str
    html: str | None = None
    text: str | None = None
    line: str | None = None


@dataclass(frozen=True)
class Limit:
    """The most that a platform takes, in bytes or characters."""

    most: int
    source: str


@dataclass(frozen=True)
class Limits:
    """Bytes of the HTML, of the text and of the whole request; characters of subject, preheader and name."""

    html: Limit | None = None
    text: Limit | None = None
    request: Limit | None = None
    subject: Limit | None = None
    preheader: Limit | None = None
    name: Limit | None = None

    @cached_property
    def known(self) -> dict[str, Limit]:
        """Those that there are, by what they hold for."""
        return _given(self, Limit)


@dataclass(frozen=True)
class Headers:
    """Who writes List-Unsubscribe (RFC 2369) and List-Unsubscribe-Post (RFC 8058)."""

    by: Literal["platform", "sender"]
    source: str
    template: dict[str, str] = default(default_factory=dict)
    """What the sender writes; `{one_click}` is an https address of his own for each reader, which takes a POST."""


@dataclass(frozen=True)
class Tracking:
    """The bytes of the address that the platform's link tracking gives to each link; 0 where it gives none."""

    bytes: int
    source: str


@dataclass(frozen=True)
class Call:
    """The call that takes the message in, such as `POST /api/campaigns`, and how its body is sent."""

    write: str
    source: str
    body: Literal["json", "form"] = "json"


@dataclass(frozen=True)
class Platform:
    """A mailing system."""

    name: str
    doc: str
    language: Literal["placeholders", "go", "handlebars", "liquid", "django"]
    """What merge tags are written in; with `placeholders`, only what `acts_on` finds is replaced."""
    call: Call
    request: str
    """The body of the call, as JSON with `{html}`, `{text}`, `{subject}`, `{preheader}`, `{name}`,
    `{sender}`, `{sender_name}` and `{sender_address}` in it."""
    headers: Headers
    acts_on: tuple[str, ...] = ()
    """Regular expressions for what else the platform replaces."""
    tags: Tags = Tags()
    escapes: tuple[Escape, ...] = ()
    comments: Tag | None = None
    """How a conditional comment is written, with `{comment}` in it, where the platform would strip it."""
    limits: Limits = Limits()
    tracking: Tracking | None = None
    add: dict[str, str] = default(default_factory=dict)
    """What the desk adds to the request, since it is the desk's own: each field with what it is."""
    notes: tuple[str, ...] = ()

    @cached_property
    def written(self) -> dict[str, Tag]:
        """The tags that there are, by their slot."""
        return _given(self.tags, Tag)

    def sources(self) -> dict[str, str]:
        """The source of each fact, by what it is about."""
        about = {
            "call": self.call.source,
            **{f"tag `{name}`": tag.source for name, tag in self.written.items()},
            **{f"`{each.example}` in the copy": each.source for each in self.escapes},
            **{f"limit of the {name}": limit.source for name, limit in self.limits.known.items()},
            "headers": self.headers.source,
        }
        if self.comments:
            about["comments"] = self.comments.source
        if self.tracking:
            about["tracking"] = self.tracking.source
        return about

    def unconfirmed(self) -> tuple[str, ...]:
        """What could not be confirmed, in words."""
        facts = (f"{about}: {source}" for about, source in self.sources().items() if _unsure(source))
        return (*facts, *(note for note in self.notes if _unsure(note)))


def _given(declared: Limits | Tags, kind: type[F]) -> dict[str, F]:
    """The facts that a declaration gives, by the names of its fields."""
    found = {each.name: getattr(declared, each.name) for each in fields(declared)}
    return {name: fact for name, fact in found.items() if isinstance(fact, kind)}


def _unsure(text: str) -> bool:
    return text.lower().startswith(_UNSURE)
