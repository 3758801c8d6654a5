"""`copydesk platforms`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from copydesk.cli.place import library
from copydesk.cli.running import CLEAN, command
from copydesk.cli.screen import give, paint, say

if TYPE_CHECKING:
    from copydesk.platforms.declaration import Escape, Platform

_PARTS = {"html": "the HTML", "text": "the text", "line": "the subject"}


@command(short_help="Say what each mailing system is handed.")
@click.argument("name", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For whom it is said: people or machines.",
)
def platforms(name: str | None, form: str) -> int:
    """List the mailing systems that a package has files for; with a NAME, all that is known of one.

    \b
    Examples:
      copydesk platforms
      copydesk platforms listmonk
      copydesk platforms --format json
    """
    from copydesk.platforms.reading import platforms as read

    found = read(library(), None if name is None else (_known(name),))
    if form == "json":
        _give(found)
    elif name is None:
        _list(found)
    else:
        _tell(found[name])
    return CLEAN


def _known(name: str) -> str:
    from difflib import get_close_matches

    names = library().platforms
    if name.lower() in names:
        return name.lower()
    if name not in names:
        near = "".join(f" Did you mean `{each}`?" for each in get_close_matches(name, names, 1, 0.6))
        raise click.BadParameter(
            f"There is no mailing system `{name}`.{near} There are: {', '.join(names)}.", param_hint="NAME"
        )
    return name


def _give(found: Mapping[str, Platform]) -> None:
    import json
    from dataclasses import asdict

    told = {name: {**asdict(each), "unconfirmed": each.unconfirmed()} for name, each in found.items()}
    give(json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True))


def _list(found: Mapping[str, Platform]) -> None:
    from copydesk.report import counted

    for name, each in found.items():
        say(f"{paint('place', f'{name:<10}')} {each.doc}")
        if unsure := len(each.unconfirmed()):
            say(f"{'':<10} {paint('note', counted(unsure, 'fact') + ' not confirmed')}")
    say("\nType `copydesk platforms NAME` for all that is known of one, with its sources.")


def _tell(each: Platform) -> None:
    say(f"{paint('place', each.name)}: {each.doc}")
    sent = "as the fields of a form" if each.call.body == "form" else "as JSON"
    _part("The call, with request.json " + sent, {each.call.write: each.call.source})
    _part("You add", {f"{field}: {what.strip()}": "" for field, what in each.add.items()})
    _part("Merge tags", {f"{slot}: {tag.write}": tag.source for slot, tag in each.written.items()})
    _part("Words of the copy that it would act on", _escapes(each))
    if each.comments:
        _part("Conditional comments", {each.comments.write: each.comments.source})
    writer = "you write them" if each.headers.by == "sender" else f"{each.name} writes them"
    header = [f"{name}: {value}" for name, value in each.headers.template.items()]
    _part(f"Headers to unsubscribe: {writer}", dict.fromkeys(header or [""], each.headers.source))
    limits = each.limits.known.items()
    _part("Limits", {f"{name}: {limit.most:,}": limit.source for name, limit in limits})
    if each.tracking:
        _part("Link tracking, bytes more for each link", {str(each.tracking.bytes): each.tracking.source})
    _part("Notes", dict.fromkeys(each.notes, ""))
    _part("Not confirmed", dict.fromkeys(each.unconfirmed(), ""))


def _escapes(each: Platform) -> dict[str, str]:
    return {f"{escape.example}  {_fate(escape)}": escape.source for escape in each.escapes}


def _fate(escape: Escape) -> str:
    """What becomes of words that a platform would act on: `arrives in the HTML; is refused in the text`."""
    from copydesk.report import joined

    ways = {part: getattr(escape, key) for key, part in _PARTS.items()}
    refused = [part for part, way in ways.items() if way == "refuse"]
    arrives = [part for part, way in ways.items() if way is not None and part not in refused]
    told = {"arrives in": arrives, "is refused in": refused}
    return "; ".join(f"{fate} {joined(parts)}" for fate, parts in told.items() if parts)


def _part(heading: str, lines: Mapping[str, str]) -> None:
    """A heading and what stands under it, each with where it is known from; nothing where there is nothing."""
    if not lines:
        return
    say(f"\n{paint('place', heading)}")
    for line, source in lines.items():
        for text, role in ((line, ""), (source, "line")):
            if text:
                say(f"  {paint(role, text) if role else text}")
