"""What a person sees of an inspection."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from copydesk.cli.screen import paint, say, show

if TYPE_CHECKING:
    from copydesk.clients.support import Support
    from copydesk.inspection.gaps import Gap
    from copydesk.inspection.privacy import Privacy
    from copydesk.inspection.weight import Weight
    from copydesk.inspection.whole import Inspection

NARROWEST, WIDEST = 60, 100
"""The columns that the report is set in, whatever the terminal."""
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_BESIDE = 14
"""Columns of what stands before each line."""


def tell(name: str, found: Inspection) -> None:
    """Print what there is to know of the message of an issue, and what is said of it."""
    say(paint("place", name))
    _tell_weight(found.weight, found.forecasts)
    _tell_privacy(found.privacy)
    _tell_clients(found)
    say()
    show(found.diagnostics)


def _tell_clients(found: Inspection) -> None:
    from copydesk.clients.support import Level, caniemail
    from copydesk.report import counted

    _heading("Clients")
    if not found.clients:
        say("  The briefing names none: list them under `clients:`.")
        return
    missing = [gap for gap in found.gaps if gap.level is Level.NONE]
    what = f"Some of the {len(found.clients)} clients do not support {counted(len(missing), 'feature')} of this message"
    part = f"and {counted(len(found.gaps) - len(missing), 'feature')} only in part"
    _line("", f"{what}, {part}. Tested by caniemail.com, as of {caniemail().updated}.")
    for gap in sorted(found.gaps, key=lambda gap: gap.level is not Level.NONE):
        _tell_gap(gap, found)


def _tell_gap(gap: Gap, found: Inspection) -> None:
    from copydesk.clients.support import Level

    say(f"\n  {paint('place', gap.feature.title)}  {paint('line', f'tested {gap.feature.tested}')}")
    _line("no", _clients(gap.at(Level.NONE)), "error")
    for note, lacking in _by_note(gap):
        _line("in part", f"{_clients(lacking)}{f': {note}' if note else ''}", "warning")
    _line("unknown", _clients(gap.at(Level.UNKNOWN)))
    _line("where", _where(gap, found))
    for component, fallback in gap.fallbacks.items():
        _line("instead", f"{fallback} ({component})", "good")


def _by_note(gap: Gap) -> Iterator[tuple[str, list[Support]]]:
    """The clients that support a part of something, those of the same note together."""
    from copydesk.clients.support import Level

    noted: dict[str, list[Support]] = {}
    for each in gap.at(Level.PART):
        note = " ".join(_LINK.sub(r"\1", note.removeprefix("Partial. ")) for note in each.notes)
        noted.setdefault(note, []).append(each)
    yield from noted.items()


def _clients(support: Iterable[Support]) -> str:
    """Clients with the versions that were tested: `Gmail (Android 2022-12, iOS 2022-12)`."""
    from copydesk.clients import clients

    families: dict[str, list[str]] = {}
    for each in support:
        family, _, platform = clients()[each.client].partition(", ")
        families.setdefault(family, []).append(f"{platform} {each.version}".strip())
    return ", ".join(f"{family} ({', '.join(platforms)})" for family, platforms in families.items())


def _where(gap: Gap, found: Inspection) -> str:
    sections = found.places.get(gap.feature.key, ())
    named = [f"`{section}`" for section in sections if section]
    many = len(named) > 6
    parts = (["the head and the frame"] if "" in sections else []) + (
        [f"{len(named)} sections"] if many else named
    )
    lines = [str(line) for line in found.lines.get(gap.feature.key, ())]
    return ", ".join(parts) + (f"; line {', '.join(lines)} of the issue" if lines else "")


def _tell_weight(found: Weight, forecasts: Mapping[str, int]) -> None:
    from copydesk.checks.finished import CLIPPED
    from copydesk.inspection.weight import STYLE_LIMIT

    _heading("Weight")
    for section, size in (("(around them)", found.around), *found.sections.items()):
        bar = "=" * round(30 * size / found.html)
        say(f"  {section:<16}{size:>8,}  {paint('line', bar)}".rstrip())
    _share("HTML", found.html, CLIPPED, "where Gmail cuts")
    _share("with tracking", found.tracked, CLIPPED, f"at {found.address} bytes a link")
    for name, size in forecasts.items():
        _share(f"by {name}", size, CLIPPED, "forecast")
    _share("style", found.style, STYLE_LIMIT, "where Gmail drops it")
    say(f"  {'text':<16}{found.text:>8,}")
    if found.cut:
        _line("cut", f"Gmail would cut the message within `{found.cut}`, and hide all that follows.", "error")


def _share(name: str, size: int, limit: int, what: str) -> None:
    role = "error" if size > limit else "warning" if size > 0.8 * limit else "good"
    say(f"  {name:<16}{paint(role, f'{size:>8,}')}  of {limit:,}, {what}")


def _tell_privacy(found: Privacy) -> None:
    _heading("Privacy")
    hosts = [f"{each} (not the briefing's own)" if each in found.foreign else each for each in found.hosts]
    _line("contacts", ", ".join(hosts) or "no host at all", "error" if found.foreign else "good")
    _line("pixels", ", ".join(found.pixels) or "none", "error" if found.pixels else "good")
    _line(
        "fonts",
        ", ".join(found.remote_style) or "none from outside, and no style",
        "error" if found.remote_style else "good",
    )
    _line(
        "tracking",
        ", ".join(found.tracking) or "no link carries any",
        "warning" if found.tracking else "good",
    )


def _heading(words: str) -> None:
    say(f"\n{paint('place', words)}")


def _line(label: str, words: str, role: str = "line") -> None:
    """What there is to say, under a label, set in the columns that there are; nothing where there is nothing."""
    from textwrap import wrap

    columns = min(max(shutil.get_terminal_size().columns, NARROWEST), WIDEST)
    indent = _BESIDE if label else 2
    broken = wrap(words, columns - indent, break_on_hyphens=False)
    for number, line in enumerate(broken):
        before = paint(role, f"{label:<{_BESIDE - 4}}") if label and not number else " " * (indent - 4)
        say(f"    {before}{line}" if label else f"  {line}")
