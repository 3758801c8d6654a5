"""prove(): the files of a package -> what was proven of it, and what speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from copydesk.diagnostic import Diagnostic
from copydesk.report import joined
from copydesk.targets import MANIFEST
from copydesk.targets.described import strict
from copydesk.targets.hosts import hosts
from copydesk.targets.manifest import Manifest
from copydesk.verify.mail import unlike
from copydesk.verify.notice import of_light, of_notice
from copydesk.verify.platforms import of_platforms
from copydesk.verify.sums import faults_of
from copydesk.verify.taken import MEND, Taken


@dataclass(frozen=True, slots=True)
class Proven:
    """A package that was looked at: its files, the sha256 of its manifest, and what is wrong with it."""

    name: str
    files: int
    digest: str
    manifest: Manifest | None
    diagnostics: tuple[Diagnostic, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.diagnostics


CHANGED = ("K001", "K002", "K006")
"""Codes of files that are not the package's own: what is proven of them would be said of something else."""

Proof = Callable[[Taken, Manifest], Iterable[Diagnostic]]
FAULTS = (ArithmeticError, AssertionError, LookupError, RecursionError, TypeError, ValueError)
"""What libraries raise on what nobody writes who means well."""


def prove(taken: Taken) -> Proven:
    """All that can be known of a package from its files alone, until one of them is not its own. Never raises."""
    manifest, faults = _manifest(taken)
    known = bool(taken.files) or not taken.faults
    found = [*taken.faults, *(faults if known else ()), *(faults_of(taken, manifest) if known else ())]
    if manifest and not any(each.code in CHANGED for each in found):
        found += [fault for proof in PROOFS for fault in _tried(proof, taken, manifest)]
    digest = sha256(taken.files[MANIFEST]).hexdigest() if MANIFEST in taken.files else ""
    return Proven(taken.name, len(taken.files), digest, manifest, tuple(dict.fromkeys(found)))


def _manifest(taken: Taken) -> tuple[Manifest | None, list[Diagnostic]]:
    if MANIFEST not in taken.files:
        return None, []
    try:
        return strict(Manifest, taken.files[MANIFEST]), []
    except ValueError as error:
        return None, [taken.fault("K004", f"This is no manifest: {error}.", MEND, MANIFEST)]


def _tried(proof: Proof, taken: Taken, manifest: Manifest) -> list[Diagnostic]:
    """What a proof finds; that it cannot be made, where the package is too strange for it."""
    try:
        return list(proof(taken, manifest))
    except FAULTS as error:
        return [taken.fault("K006", f"This package cannot be proved: {error}.", MEND)]


def _mail(taken: Taken, manifest: Manifest) -> Iterator[Diagnostic]:
    for file, html in (("message.eml", "email.html"), ("light/message.eml", "light/email.html")):
        data = taken.files.get(file)
        if data is not None and (why := unlike(data, html, taken.files, manifest)):
            yield taken.fault("K007", f"The message is another than the parts beside it: {why}.", MEND, file)


def _contacted(taken: Taken, manifest: Manifest) -> Iterator[Diagnostic]:
    for file, told in (("email.html", manifest.hosts_contacted), ("light/email.html", [])):
        found = hosts(taken.files.get(file, b"").decode("utf-8", "replace"))
        if more := [host for host in found if host not in told]:
            what = f"Opening the message contacts {joined(more)}, of which the manifest says nothing."
            yield taken.fault("K004", what, MEND, file)


PROOFS: tuple[Proof, ...] = (of_notice, of_light, _mail, _contacted, of_platforms)
"""What is proven of a package whose manifest can be read."""
