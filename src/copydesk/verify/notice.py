"""The legal notice in the parts of a package, by the words that stand in `legal.py` and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from copydesk.checks.finished import unfit
from copydesk.diagnostic import Diagnostic
from copydesk.leaves import is_web_address
from copydesk.legal import NOTICES, leads_home, notice, words
from copydesk.prose import Prose, parse
from copydesk.targets.manifest import Manifest
from copydesk.verify.taken import MEND, Taken

PARTS = ("email.html", "web.html", "email.txt")
LIGHT = "light/email.html"
MAX_PAGE = 1_000_000
"""The largest part that is proved, in characters: e-mail is cut off behind 102,000 bytes."""
MAX_AT = 100
"""The most `@` in one: each may open a rule of its own, and each pair of rules is looked at. Ours have 12."""


def wording(manifest: Manifest) -> Prose:
    """The legal notice that a package has to hold. Raises ValueError where its manifest allows for none."""
    language, address = manifest.language, manifest.legal_notice
    if language not in NOTICES:
        raise ValueError(f"there is none in the language `{language}`")
    found = parse(notice(language, address))
    is_ours = leads_home(address) and is_web_address(address)
    if not is_ours or tuple(found.plain().split("\n")) != words(language) or len(found.links) != 1:
        raise ValueError("its link does not lead to the broadcaster")
    return found


def of_notice(taken: Taken, manifest: Manifest) -> Iterator[Diagnostic]:
    """Where the notice is not whole and visible, or cannot be looked at; what is missing is said elsewhere."""
    return _of_parts(taken, manifest, PARTS)


def of_light(taken: Taken, manifest: Manifest) -> Iterator[Diagnostic]:
    """The same for the version without remote content, where there is one."""
    if LIGHT in taken.files:
        yield from _of_parts(taken, manifest, (LIGHT, *PARTS[1:]))


def _of_parts(taken: Taken, manifest: Manifest, names: tuple[str, ...]) -> Iterator[Diagnostic]:
    parts = {file: taken.files[file] for file in names if file in taken.files}
    strange = {file: why for file, content in parts.items() if (why := _strange(content))}
    yield from (taken.fault("K006", why, MEND, file) for file, why in strange.items())
    if strange or len(parts) < len(names):
        return
    html, web, text = (parts[file].decode() for file in names)
    try:
        found = list(unfit(html, web, text, wording(manifest)))
    except (ValueError, RecursionError) as error:
        found = [("M101", f"The legal notice cannot be proved: {error}.", "")]
    yield from (taken.fault(code, what, MEND, "" if names == PARTS else LIGHT) for code, what, _ in found)


def is_too_large(content: bytes) -> bool:
    """Whether a part has more characters than are ever looked through."""
    return len(content.decode("utf-8", "replace")) > MAX_PAGE


def _strange(content: bytes) -> str:
    """Why a part is not even looked at; empty where it is."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return "This file is not encoded in UTF-8."
    if is_too_large(content) or text.count("@") > MAX_AT:
        return (
            f"This file is too large to be proved: {MAX_PAGE:,} characters, and {MAX_AT} `@`, are the most."
        )
    return ""
