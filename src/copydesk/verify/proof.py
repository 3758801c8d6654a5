"""prove(): the files of a package -> what was proven of it, and what speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from copydesk.checks.finished import unfit
from copydesk.diagnostic import Diagnostic
from copydesk.leaves import is_web_address
from copydesk.legal import NOTICES, leads_home, notice, words
from copydesk.prose import Prose, parse
from copydesk.report import joined
from copydesk.targets.manifest import Manifest, hosts
from copydesk.targets.strict import strict
from copydesk.verify.mail import unlike
from copydesk.verify.sums import MANIFEST, SUMS, faults_of
from copydesk.verify.taken import Taken

MAX_PAGE = 1_000_000
"""The largest page that is proved: e-mail is cut off behind 102,000 bytes."""

_MEND = "Do not send it. Get the package anew, or build it again."


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


Proof = Callable[[Taken, Manifest], Iterable[Diagnostic]]


def prove(taken: Taken) -> Proven:
    """All that can be known of a package from its files alone. Never raises."""
    manifest, faults = _manifest(taken)
    found = [*taken.faults, *faults, *faults_of(taken, manifest)]
    if manifest:
        found += [fault for proof in PROOFS for fault in proof(taken, manifest)]
    digest = sha256(taken.files.get(MANIFEST, b"")).hexdigest() if MANIFEST in taken.files else ""
    return Proven(taken.name, len(taken.files), digest, manifest, tuple(dict.fromkeys(found)))


def _manifest(taken: Taken) -> tuple[Manifest | None, list[Diagnostic]]:
    if MANIFEST not in taken.files:
        return None, []
    try:
        return strict(Manifest, taken.files[MANIFEST]), []
    except ValueError as error:
        return None, [taken.fault("K004", f"This is no manifest: {error}.", _MEND, MANIFEST)]


def _notice(taken: Taken, manifest: Manifest) -> Iterator[Diagnostic]:
    """The legal notice, by the words that stand in `legal.py` and nowhere else."""
    texts = {}
    for file in ("email.html", "web.html", "email.txt"):
        try:
            texts[file] = taken.files[file].decode("utf-8")
        except KeyError:
            return
        except UnicodeDecodeError:
            yield taken.fault("K006", "This file is not encoded in UTF-8.", _MEND, file)
            return
        if len(texts[file]) > MAX_PAGE:
            yield taken.fault(
                "K006",
                f"This file is too large to be proved: {MAX_PAGE:,} letters are the most.",
                _MEND,
                file,
            )
            return
    try:
        found = list(unfit(texts["email.html"], texts["web.html"], texts["email.txt"], wording(manifest)))
    except (ValueError, RecursionError) as error:
        found = [("M101", f"The legal notice cannot be proved: {error}.", "")]
    yield from (taken.fault(code, what, _MEND) for code, what, _ in found)


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


def _mail(taken: Taken, manifest: Manifest) -> Iterator[Diagnostic]:
    if (data := taken.files.get("message.eml")) and (why := unlike(data, taken.files, manifest)):
        yield taken.fault(
            "K007", f"The message is another than the parts beside it: {why}.", _MEND, "message.eml"
        )


def _contacted(taken: Taken, manifest: Manifest) -> Iterator[Diagnostic]:
    found = hosts(taken.files.get("email.html", b"").decode("utf-8", "replace"))
    if more := [host for host in found if host not in manifest.hosts_contacted]:
        what = f"Opening the message contacts {joined(more)}, of which the manifest says nothing."
        yield taken.fault("K004", what, _MEND, "email.html")


PROOFS: tuple[Proof, ...] = (_notice, _mail, _contacted)
"""What is proven of a package whose manifest can be read. The proof of the platforms belongs here."""

__all__ = ["PROOFS", "SUMS", "Proven", "prove", "wording"]
